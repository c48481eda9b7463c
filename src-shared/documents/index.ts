export * from './acceptance-form';
export * from './built-from';
export * from './contract';
export * from './entity';
export * from './figures';
export * from './format';
export {
  type AmendmentLabels,
  amendmentLabels,
  type Labels,
  labelsOf,
  type QuantitySourceLabels,
  type QuoteTermLabels,
  quantitySourceLabels,
  quoteTermLabels,
  type RateTermLabels,
  rateTermLabels,
  type TableExportLabels,
  tableExportLabels,
} from './labels';
export { type ClaimLabels, claimLabels } from './labels/claims';
export * from './page';
export * from './schema';
export * from './share';
export * from './studio';
