/** Bakeoffs: reading harness files, runs, verdicts. The rest of the application uses this file and none below it. */

export { verdictStalenessIn } from '../../src-shared/judging/bakeoffs/staleness';
export { runsEver } from '../../src-shared/judging/facts/bakeoffs';
export { aaCheckJob } from './aa-job';
export { pngJob } from './charts/png-job';
export { bakeoffCommands } from './commands';
export { proofDeckDocument } from './deck';
export { evidenceBundle } from './evidence-bundle';
export { type Figures, figuresOfSeries, figuresOfValues } from './figures';
export { requireBakeoff, requireVerdict } from './find';
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
export { readRunsJob, sketchJob } from './jobs';
export { givenMapping } from './mapped/given-mapping';
export { pairedItemsJob } from './paired-items';
export { isKeptInside, stalenessOf } from './queries';
export { lineIndexJob } from './raw/line-index';
export { searchBytesJob } from './raw/search-bytes';
export { unfaulted } from './read-run';
export { bakeoffsRouter } from './router';
export { measureDefinition, measureRun, type RunMeasure, seriesOf } from './run-measure';
export { timelineOf, timelinesOf } from './run-timelines';
export { derivedFigures } from './standing';
export { costFigure } from './work-of-run';
