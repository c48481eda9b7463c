import type { CommandDeclaration } from '../kernel/command';
import type { FactRule } from '../kernel/judged';
import * as approvals from './facts/approvals';
import * as bakeoffs from './facts/bakeoffs';
import * as caseStudies from './facts/case-studies';
import * as claims from './facts/claims';
import * as deals from './facts/deals';
import { recordDocumentFacts } from './facts/documents';
import * as people from './facts/people';
import { publishPricingFacts } from './facts/pricing';
import * as quotes from './facts/quotes';
import { settleFactFacts, undoFacts } from './facts/receipts';
import { shareDocumentsFacts } from './facts/shares';
import { submitCompositionFacts, submitSnippetFacts } from './facts/studio';
import { createPlanFacts } from './facts/success-plans';
import { publishRoiModelFacts } from './facts/value-models';

/** The rules that find a command's facts, by its name. A plan on a device asks the same ones. */
export function factRules(
  declarationOf: (command: string) => CommandDeclaration | undefined,
): Readonly<Record<string, FactRule>> {
  return {
    'account.revise': deals.reviseAccountFacts,
    'account.archive': deals.archiveAccountFacts,
    'deal.revise': deals.reviseDealFacts,
    'deal.move': deals.moveDealFacts,
    'deal.archive': deals.archiveDealFacts,
    'deal.archiveNote': deals.archiveNoteFacts,
    'deal.importRows': deals.importRowsFacts,
    'person.revise': people.revisePersonFacts,
    'person.archive': people.archivePersonFacts,
    'person.erase': people.erasePersonFacts,
    'receipt.undo': undoFacts(declarationOf),
    'fact.settle': settleFactFacts,
    'approval.request': approvals.requestApprovalFacts(declarationOf),
    'approval.decide': approvals.decideApprovalFacts,
    'approval.withdraw': approvals.withdrawApprovalFacts,
    'approval.delegate': approvals.delegateApprovalFacts,
    'approval.endDelegation': approvals.endDelegationFacts,
    'pricing.publish': publishPricingFacts,
    'quote.submit': quotes.submitQuoteFacts,
    'quote.release': quotes.releaseQuoteFacts,
    'quote.archive': quotes.archiveQuoteFacts,
    'quote.recordSent': quotes.recordSentFacts,
    'quote.recordAcceptance': quotes.recordAcceptanceFacts,
    'bakeoff.revise': bakeoffs.reviseBakeoffFacts,
    'bakeoff.addContender': bakeoffs.addContenderFacts,
    'bakeoff.reviseContender': bakeoffs.reviseContenderFacts,
    'bakeoff.setStatus': bakeoffs.setBakeoffStatusFacts,
    'bakeoff.archive': bakeoffs.archiveBakeoffFacts,
    'bakeoff.waive': bakeoffs.waiveCheckFacts,
    'bakeoff.withdrawWaiver': bakeoffs.withdrawWaiverFacts,
    'run.import': bakeoffs.importRunFacts,
    'run.describe': bakeoffs.changedRunsFacts,
    'run.exclude': bakeoffs.changedRunsFacts,
    'verdict.record': bakeoffs.recordVerdictFacts,
    'mapping.save': bakeoffs.saveMappingFacts,
    'mapping.archive': bakeoffs.archiveMappingFacts,
    'claim.archiveSet': claims.archiveClaimSetFacts,
    'claim.archiveArchetype': claims.archiveArchetypeFacts,
    'claim.archiveChart': claims.archiveChartFacts,
    'claim.measure': claims.measureElementFacts,
    'claim.submit': claims.submitChartFacts,
    'claim.release': claims.releaseChartFacts,
    'claim.recordOpening': claims.recordOpeningFacts,
    'claim.useInDeal': claims.useReleaseFacts,
    'document.record': recordDocumentFacts,
    'document.share': shareDocumentsFacts,
    'composition.submit': submitCompositionFacts,
    'snippet.submit': submitSnippetFacts,
    'roiModel.publish': publishRoiModelFacts,
    'successPlan.create': createPlanFacts,
    'caseStudy.archive': caseStudies.archiveStudyFacts,
    'caseStudy.publish': caseStudies.publishStudyFacts,
  };
}
