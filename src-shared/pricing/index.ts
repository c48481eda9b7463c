export { proposedAlternative, withAlternative } from './alternatives';
export { amendedLine, amendmentLines, amendmentSide } from './amendment';
export { type ApprovalHint, approvalHints } from './approval-hints';
export {
  type Bundle,
  type BundleOption,
  type BundlePart,
  bundleSchema,
  type Pair,
  pairSchema,
} from './bundle-schema';
export { compileModel } from './compile-model';
export {
  createPricingModel,
  draftPricingVersion,
  type PricingDiff,
  type PricingModelLine,
  type PricingSimulation,
  pricingContract,
  publishPricing,
  retirePricing,
  revisePricingDraft,
  type SimulationRequest,
} from './contract';
export {
  changeBasisPoints,
  diffModels,
  type ModelFieldChange,
  type ModelRowChange,
  type ModelTable,
  modelTables,
} from './diff-models';
export { convertedPrice } from './exchange';
export { codesWithin, everyPart } from './expand-bundles';
export { explainLine, type LineExplanation } from './explain-line';
export { basisPoints, bounds, currencyCode, dateText, decimalText } from './field-schemas';
export { lowestPriceForFloor, withFloorPrices } from './floor-prices';
export { largestDiscountWithinFloor, roomWithinFloors } from './floor-room';
export {
  type Goal,
  type GoalAnswer,
  type GoalLever,
  type GoalScope,
  type GoalTarget,
  goalSeek,
} from './goal-seek';
export { type LineSolution, type LineWish, solveLine } from './line-goal';
export {
  type BillingChoice,
  type BillingPeriod,
  billingChoices,
  billingPeriods,
  costSchema,
  type Escalator,
  type ExchangeRate,
  escalatorSchema,
  type FloorPrice,
  floorPriceSchema,
  joinModel,
  type ModelCost,
  type PricingModel,
  partnerTierSchema,
  periodMonths,
  pricingModelSchema,
  type Sku,
  skuSchema,
  splitModel,
  type TaxRate,
} from './model';
export { modelFromCsv, modelToCsv, type ReadModel, type TableProblem } from './model-csv';
export { type ModelColumn, modelColumns } from './model-csv-columns';
export { type FieldWriter, isShare, modelFieldText, modelFieldWords } from './model-field-words';
export { modelFromJson, modelToJson } from './model-json';
export type { ModelProblem } from './model-problem';
export { createQuotePricer, priceQuote, type QuotePricer } from './price-quote';
export {
  type ExplainedBills,
  type FamilyFloor,
  type GuardrailFacts,
  type MarginFigures,
  type PricedAlternative,
  type PricedBillDate,
  type PricedBills,
  type PricedCost,
  type PricedGroup,
  type PricedLine,
  type PricedQuote,
  type PricedSums,
  type PricedTax,
  type PricedTotals,
  type PricingStep,
  pricingRulesVersion,
  type QuoteProblem,
  totalDefinitions,
} from './priced-quote';
export {
  type Amendment,
  type PriceOptions,
  type QuoteInput,
  type QuoteLine,
  quoteInputSchema,
  quoteLineSchema,
  type RampSegment,
  rampSegmentSchema,
} from './quote';
export { type Rate, type RateKind, rateSchema } from './rates/rate-schema';
export { pricingRules } from './registry';
export { PricingModelHead, PricingModelVersion } from './schema';
export {
  type SimulatedFigures,
  type SimulatedQuote,
  type SimulatedRow,
  type SimulatedTotal,
  simulatedTotals,
  simulateQuote,
} from './simulate';
export { skuRow, skuRows } from './sku-row';
export { modelTableFromCsv, modelTableToCsv, type ReadTable } from './table-csv';
export { type CsvTable, csvTables } from './table-csv-columns';
export { forbidsPublishing, validateModel } from './validate-model';
