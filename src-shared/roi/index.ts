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
export { answerScenario, answerScenarios } from './cases/answer';
export * from './cases/commands';
export * from './cases/content';
export { type DrawShape, quantileOf } from './cases/draws';
export { explainModelFigure } from './cases/explain';
export * from './cases/figures';
export { contentForRoom, hindrances, prepareRoom, type Room, slidersOf } from './cases/room';
export { inputsBehind, sourceOf } from './cases/say-formula';
export * from './cases/schema';
export { seekTarget } from './cases/seek';
export { type SimulationOrder, simulateScenario } from './cases/simulate';
export { tornadoOf } from './cases/tornado';
export {
  decimalText,
  emptyCase,
  missingInputs,
  questionOf,
  questionsOf,
  type StandingInput,
  sayNumber,
  scenarioOf,
  standingInputs,
  unitFor,
  valueInScenario,
} from './cases/values';
export { frozenDraws, roiVersionFigures } from './cases/version-figures';
export * from './cases/views';
export * from './contract';
export { roiModelContract } from './model-contract';
export { type CheckedModel, checkRoiModel, type ModelCheck } from './models/check';
export * from './models/commands';
export * from './models/content';
export { type FormulaFunction, formulaFunctions, type KnownName, knownNames } from './models/functions';
export * from './models/schema';
export { readUnit, sayUnit, shownUnit, unitHint } from './models/units';
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
