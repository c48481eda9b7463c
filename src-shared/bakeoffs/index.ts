export {
  comparabilityGate,
  type Finding,
  type GateAgreement,
  type GateResult,
  type SeriesDefinition,
  type Severity,
  seriesDifferences,
} from './comparability';
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
export { advisedRuns, enoughRuns, fewestRuns, moreRunsNeeded, runsNeeded } from './planning';
export { bakeoffRules } from './rules';
export {
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
export * from './statistics';
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
export { bandInWords, type MetricKind, metricKind } from './verdict-wording';
export { bandLimits, judge, verdictFigures } from './verdicts';
