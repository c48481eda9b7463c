export {
  computeInsidePricing,
  type InsideFigures,
  insideFigurePlaces,
  insideFigures,
  insidePricingInputSchema,
} from './inside-figures';
export { atPointer, pointer } from './json-pointer';
export {
  computePricing,
  customerPricingInput,
  type PricingFigures,
  type PricingInput,
  pricingFigures,
  pricingInputSchema,
} from './pricing-figures';
export { courseFigures, printedFigures } from './printed-figures';
export {
  type ChangeRow,
  changeRows,
  computeQuoteChanges,
  quoteChangesInputSchema,
} from './quote-changes';
export { computeVerdicts, type VerdictFigures } from './verdict-figures';
