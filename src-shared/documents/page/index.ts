import type { DocumentData, SourceData } from '../schema';
import { type AcceptancePage, acceptancePage } from './acceptance-page';
import { type ApprovalSheetPage, approvalSheetPage } from './approval-sheet-page';
import { type BinderPage, binderPage } from './binder-page';
import { type BriefPage, briefPage } from './brief-page';
import { type CaseStudyPage, caseStudyPage } from './case-study-page';
import { type ClaimChartPage, claimChartPage } from './claim-chart-page';
import { type ComposedPage, composedPage } from './composed-page';
import { type DeckPage, deckPage } from './deck-page';
import type { PageContext } from './frame';
import { type OrderFormPage, orderFormPage } from './order-form-page';
import { type QuotePage, quotePage } from './quote-page';
import { type RoiPage, roiPage } from './roi-page';
import { type SalesCardPage, salesCardPage } from './sales-card-page';
import { type SuccessPlanPage, successPlanPage } from './success-plan-page';

export type { AcceptancePage } from './acceptance-page';
export type { ApprovalSheetPage } from './approval-sheet-page';
export { type BinderPage, boundPlaces } from './binder-page';
export type { BriefPage } from './brief-page';
export { type CaseStudyPage, writeOrigin } from './case-study-page';
export { type ClaimChartPage, evidencePictures } from './claim-chart-page';
export { type ComposedPage, partSources } from './composed-page';
export {
  type DeckPage,
  deckHeadline,
  plottedRows,
  rowName,
  rowNames,
  rowOnAxis,
  writeDifference,
} from './deck-page';
export { valuesInOrder } from './deck-topic-page';
export { documentFileName, type PageContext, type PageFrame } from './frame';
export type { OrderFormPage } from './order-form-page';
export type { QuotePage } from './quote-page';
export type { RoiPage } from './roi-page';
export type { SalesCardPage } from './sales-card-page';
export type { SuccessPlanPage } from './success-plan-page';
export { writeFigure, writeText } from './text';

export type DocumentPage =
  | QuotePage
  | OrderFormPage
  | AcceptancePage
  | ApprovalSheetPage
  | DeckPage
  | RoiPage
  | ClaimChartPage
  | BriefPage
  | CaseStudyPage
  | SuccessPlanPage
  | SalesCardPage
  | ComposedPage
  | BinderPage;

/** What a document's template prints: every text written out in the document's locale, nothing left to compute. */
export function documentPage(data: DocumentData, context: PageContext): DocumentPage {
  if (data.kind === 'binder') return binderPage(data, context);
  return data.kind === 'composed' ? composedPage(data, context, wholePage) : wholePage(data, context);
}

function wholePage(data: SourceData, context: PageContext): Exclude<DocumentPage, ComposedPage | BinderPage> {
  switch (data.kind) {
    case 'quote':
      return quotePage(data, context);
    case 'order-form':
      return orderFormPage(data, context);
    case 'acceptance':
      return acceptancePage(data, context);
    case 'approval-sheet':
      return approvalSheetPage(data, context);
    case 'proof-deck':
      return deckPage(data, context);
    case 'roi':
      return roiPage(data, context);
    case 'claim-chart':
      return claimChartPage(data, context);
    case 'success-plan':
      return successPlanPage(data, context);
    case 'case-study':
      return caseStudyPage(data, context);
    case 'defensibility-brief':
      return briefPage(data, context);
    case 'sales-card':
      return salesCardPage(data, context);
  }
}
