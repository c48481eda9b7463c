export { type AaCheck, type AaPlan, type AaRow, aaCheck, defaultAaPlan } from './aa-check';
export {
  type AcrossWorkloads,
  acrossWorkloads,
  fewestWorkloads,
  groupedTableSchema,
  type WorkloadGroup,
  workloadGroups,
} from './across-workloads';
export { conditionLabel } from './agreed-conditions';
export { type Conditions, conditionsSchema, conditionsShape, measurementsEvidence, noConditions } from './agreement';
export type {
  BakeoffRow,
  BakeoffView,
  ContenderView,
  DealProof,
  RunPageView,
  RunView,
  VerdictSummary,
  VerdictView,
  WaiverView,
} from './bakeoff-views';
export * from './chart-figures';
export { commandLine, splitCommandLine, visibleCommand } from './command-words';
export * from './commands';
export {
  agreedFacts,
  comparabilityGate,
  type Finding,
  type GateAgreement,
  type GateResult,
  type SeriesDefinition,
  type Severity,
  seriesDifferences,
} from './comparability';
export {
  type AcceptedDeviation,
  type Agreement,
  type ComparedRow,
  type ComparedRun,
  type Comparison,
  compareRuns,
  inOrder,
  openFindings,
} from './comparison';
export { type Confirmation, confirmationsNeeded, failuresCode, refusal, tellsIncomplete } from './confirmations';
export * from './contract';
export { costInWords, explainPrices } from './cost/explain-cost';
export { computePrices, type PriceFigures, sidePricesSchema } from './cost/price-figures';
export { priceColumns, readPriceSheet } from './cost/price-file';
export {
  basisWords,
  exactDecimal,
  hourlyCost,
  isUse,
  type PriceBasis,
  type PriceItem,
  type PriceSheet,
  priceBases,
  pricedSheet,
  priceInWords,
  priceItemSchema,
  priceSheetSchema,
} from './cost/price-sheet';
export {
  type CostMeasure,
  costUnit,
  pricedFigure,
  pricedFigures,
  readCostUnit,
  unitsInWords,
  type WorkOfRun,
  workOfRunSchema,
} from './cost/run-cost';
export { type DeckTopic, deckTopics, topicOf, topicsOf } from './deck-topics';
export { type DoubterAnswer, doubterAnswers } from './doubter';
export { type FactDifference, factDifferences, type SideFact } from './fact-differences';
export {
  checkConditions,
  comparableFacts,
  expectedFacts,
  type FactChanges,
  type FactField,
  type FactGroup,
  type FactKind,
  factGroups,
  factLabel,
  factText,
  missingFacts,
  noSettings,
  readFact,
  type StoredMetadata,
  withFacts,
} from './facts';
export { daysBetween, verdictStaleness } from './frozen';
export { mappingFindings, type ReadThrough } from './mapping-findings';
export * from './mappings';
export { type MeasurementWarning, measurementWarningOf } from './measurement-warnings';
export {
  factOf,
  type Load,
  type Machine,
  type RunMetadata,
  recordedFacts,
  runMetadataSchema,
  unknownFacts,
  type Waiver,
  waiverSchema,
} from './metadata';
export * from './metrics';
export { type RowObservation, type RunObservations, runObservationsSchema, type Work } from './observations';
export { type ItemScores, type PairedRow, pairedRow } from './paired-rows';
export { type PlanFile, planFileSchema, readPlanFile } from './plan-file';
export {
  advisedRuns,
  enoughRuns,
  fewestRuns,
  moreRunsNeeded,
  type RunsReason,
  runsNeeded,
  runsReason,
} from './planning';
export { type PooledFailures, pooledFailures } from './pooled-failures';
export { explainRow, pricesOf, type RunSource, runFigureStep, type SidePrices, shortDigest } from './provenance';
export * from './raw-log';
export type { ReadFile, ReadingView } from './reading-views';
export {
  type CourseMeasure,
  type CoursePoint,
  courseMeasures,
  type Degradation,
  degradation,
  type FaultedRun,
} from './robustness/degradation';
export {
  type Fault,
  type FaultEntry,
  type FaultMoment,
  faultSchema,
  faultsOfEntries,
  faultsSchema,
  momentOf,
  readFaultTable,
} from './robustness/faults';
export { type RunTimeline, type RunTimelines, runTimelinesSchema } from './robustness/run-timeline';
export {
  type FaultMeasure,
  faultFigure,
  figureUnderFault,
  type Recovery,
  recoveryAfter,
  type SteadyLevel,
  steadyLevel,
} from './robustness/under-fault';
export { type RowPoint, rowPoints } from './row-points';
export { bakeoffRules } from './rules';
export {
  countedRunFigure,
  driftWithinRun,
  type RunFigure,
  type RunStatistic,
  runFigure,
  samplesAbovePercentile,
  samplesNeeded,
  type WithinRunDrift,
} from './run-figure';
export {
  abbaOrder,
  checkOrder,
  driftOverRuns,
  type OrderCheck,
  orderOfRuns,
  type RunDrift,
  type SideName,
  sequenceOf,
} from './run-order';
export {
  makeRunPlan,
  nextPlace,
  nextRuns,
  outputMark,
  type PlannedCommand,
  type PlannedRun,
  plannedRuns,
  type RunPlan,
  readRunPlan,
  runPlanSchema,
  sideAndOrderOfName,
} from './run-plan';
export { powerShellScript, shellScript } from './run-script';
export * from './schema';
export * from './statistics';
export {
  type BakeoffTemplate,
  bakeoffTemplates,
  costBasis,
  costRows,
  type TemplateHarness,
  templateHarness,
  templateMetrics,
} from './templates';
export { explainVerdict, type VerdictFigureName, verdictFigureNames } from './verdict-explain';
export {
  type Better,
  betterSchema,
  defaultDifferenceBand,
  defaultRatioBand,
  type Scale,
  scaleSchema,
  type Verdict,
  type VerdictRow,
  type VerdictRowInput,
  type VerdictTableInput,
  verdictRowInputSchema,
  verdictRowSchema,
  verdictSchema,
  verdicts,
  verdictTableInputSchema,
} from './verdict-schema';
export { type Headline, pairsSentence, verdictHeadline, verdictSentence } from './verdict-sentences';
export { bandInWords, type MetricKind, metricKind, shareUnit } from './verdict-wording';
export { bandLimits, judge, verdictFigures } from './verdicts';
export { importersVersion, verdictRulesVersion } from './version';
