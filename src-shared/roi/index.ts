export { computeRoiCase, type RoiCase, type RoiFigure, type RoiLine, type RoiStream } from './case';
export { explainRoi, explainRoiLine, type RoiFigureName, roiFigureNames } from './case-explain';
export {
  type OneTimeLine,
  oneTimeLineSchema,
  type RoiCaseInput,
  roiCaseInputSchema,
  sourcedMoneySchema,
  sourcedQuantitySchema,
  sourcedRateSchema,
  sourcedShareSchema,
  type YearlyLine,
  yearlyLineSchema,
} from './case-schema';
export * from './cases/commands';
export * from './cases/content';
export * from './cases/figures';
export * from './cases/schema';
export * from './cases/views';
export * from './contract';
export { roiModelContract } from './model-contract';
export * from './models/commands';
export * from './models/content';
export * from './models/schema';
export * from './models/views';
export { roiRules } from './registry';
export { type DatedFlow, timedFlows } from './rules/dated-flows';
export type { RoiAnswer } from './rules/index';
export { type InternalRate, internalRate } from './rules/internal-rate';
export { modifiedInternalRate } from './rules/modified-internal-rate';
export {
  netPresentValueEnd,
  netPresentValueStart,
  presentValueOfTimedFlows,
  type TimedFlow,
} from './rules/net-present-value';
export { type Payback, payback } from './rules/payback';
export * from './schema';
