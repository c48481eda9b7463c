/** Bakeoffs: reading harness files. The rest of the application uses this file and none below it. */
export { type Figures, figuresOfSeries, figuresOfValues } from './figures';
export type { HarnessSource } from './harness-file';
export type {
  Better,
  Json,
  MetricDeclaration,
  ParsedSeries,
  ParseWarning,
  Samples,
} from './importers/interface';
export { type FormatListing, listFormats } from './importers/registry';
export {
  type HarnessRun,
  type InspectedSeries,
  type Inspection,
  type InspectOptions,
  type InspectOutcome,
  inspectedSeries,
  inspectionOf,
  inspectPath,
  inspectPaths,
  type ParseState,
  parsedRun,
} from './inspect';
export { measureDefinition, measureRun, type RunMeasure, seriesOf } from './run-measure';
