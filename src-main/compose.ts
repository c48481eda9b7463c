import { evidenceBundle, isKeptInside, proofDeckDocument, stalenessOf } from './bakeoffs';
import { caseStudyDocument, caseStudyDocumentStaleness, isCaseStudyKeptInside } from './case-studies';
import {
  briefDocument,
  claimChartDocument,
  claimDocumentStaleness,
  isClaimDocumentKeptInside,
  salesCard,
} from './claims';
import {
  registerDocumentBuilder,
  registerDocumentStaleness,
  registerKeptInside,
  registerRoomSource,
} from './documents';
import { acceptanceSheet, approvalSheet, orderForm, quoteDocument } from './quotes';
import { roiDocument, roiRoomSource } from './roi';
import { isSuccessPlanKeptInside, successPlanDocument, successPlanStaleness } from './success-plans';

/** Which domain puts which kind of document together. */
export function composeDocuments(): void {
  registerDocumentBuilder('quote', quoteDocument);
  registerDocumentBuilder('order-form', orderForm);
  registerDocumentBuilder('acceptance', acceptanceSheet);
  registerDocumentBuilder('approval-sheet', approvalSheet);
  registerDocumentBuilder('roi', roiDocument);
  registerRoomSource(roiRoomSource);
  registerDocumentBuilder('proof-deck', proofDeckDocument);
  registerDocumentBuilder('evidence-bundle', evidenceBundle);
  registerDocumentStaleness('proof-deck', stalenessOf);
  registerDocumentStaleness('evidence-bundle', stalenessOf);
  registerKeptInside('proof-deck', isKeptInside);
  registerKeptInside('evidence-bundle', isKeptInside);
  registerDocumentBuilder('case-study', caseStudyDocument);
  registerDocumentStaleness('case-study', caseStudyDocumentStaleness);
  registerKeptInside('case-study', isCaseStudyKeptInside);
  registerDocumentBuilder('success-plan', successPlanDocument);
  registerDocumentStaleness('success-plan', successPlanStaleness);
  registerKeptInside('success-plan', isSuccessPlanKeptInside);
  registerDocumentBuilder('claim-chart', claimChartDocument);
  registerDocumentBuilder('defensibility-brief', briefDocument);
  registerDocumentBuilder('sales-card', salesCard);
  for (const kind of ['claim-chart', 'defensibility-brief', 'sales-card'] as const) {
    registerDocumentStaleness(kind, claimDocumentStaleness);
    registerKeptInside(kind, isClaimDocumentKeptInside);
  }
}
