import { type DocumentLocale, languageOf } from '../format';
import { de } from './de';
import { en } from './en';
import { fr } from './fr';
import { ja } from './ja';
import type { Labels } from './labels';

export type { Labels };

/** The fixed words of a document in the language of its locale. */
export const labelsOf = (locale: DocumentLocale): Labels => ({ en, de, fr, ja })[languageOf(locale)];
export { type AmendmentLabels, amendmentLabels } from './amendment';
export { type ApprovalSheetLabels, approvalSheetLabels } from './approval-sheet';
export { type OrderFormLabels, orderFormLabels } from './order-form';
export { type QuantitySourceLabels, quantitySourceLabels } from './quantity-source';
export { type QuoteTermLabels, quoteTermLabels } from './quote-terms';
export { type RateTermLabels, rateTermLabels } from './rate-terms';
export { type TableExportLabels, tableExportLabels } from './table-export';
