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
export { computeVerdicts, type VerdictFigures } from './verdict-figures';
