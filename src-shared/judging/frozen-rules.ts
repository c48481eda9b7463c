import { submitStudyFrozen } from './frozen/case-studies';
import { releaseChartFrozen, submitChartFrozen } from './frozen/claims';
import { publishPricingFrozen } from './frozen/pricing';
import { decideApprovalFrozen, submitQuoteFrozen } from './frozen/quotes';
import { submitCompositionFrozen, submitSnippetFrozen } from './frozen/studio';
import { sharePlanFrozen } from './frozen/success-plans';
import { freezeRoiCaseFrozen, recordValueCaseFrozen } from './frozen/value-cases';
import { recordVerdictFrozen } from './frozen/verdicts';
import type { FrozenRule } from './frozen-fault';

export type { FrozenFault, FrozenRule } from './frozen-fault';

/** The rules that hold frozen figures against their inputs, by the name of the command that freezes. */
export const frozenRules: Readonly<Record<string, FrozenRule>> = {
  'approval.decide': decideApprovalFrozen,
  'caseStudy.submit': submitStudyFrozen,
  'claim.release': releaseChartFrozen,
  'claim.submit': submitChartFrozen,
  'composition.submit': submitCompositionFrozen,
  'pricing.publish': publishPricingFrozen,
  'quote.submit': submitQuoteFrozen,
  'roiCase.freeze': freezeRoiCaseFrozen,
  'snippet.submit': submitSnippetFrozen,
  'successPlan.share': sharePlanFrozen,
  'valueCase.record': recordValueCaseFrozen,
  'verdict.record': recordVerdictFrozen,
};
