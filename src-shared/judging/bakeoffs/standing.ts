import {
  type AcceptedDeviation,
  type Bakeoff,
  BakeoffWaiver,
  BenchmarkRun,
  type ComparedRun,
  type Comparison,
  Contender,
  compareRuns,
  faultFigure,
  type Metric,
  type PriceSheet,
  pricedFigures,
  type RunMetadata,
  type SideName,
} from '../../bakeoffs';
import type { RowOf } from '../../kernel/entity';
import type { Rows } from '../../kernel/reading';

export type BakeoffRecord = RowOf<typeof Bakeoff>;
export type ContenderRecord = RowOf<typeof Contender>;
export type RunRecord = RowOf<typeof BenchmarkRun>;
export type WaiverRecord = RowOf<typeof BakeoffWaiver>;

/** A bakeoff with everything that belongs to it, and what its runs say now. */
export interface Standing {
  bakeoff: BakeoffRecord;
  contenders: ContenderRecord[];
  /** Runs that count, as rows, in the order of `compared`. */
  runs: RunRecord[];
  compared: ComparedRun[];
  waivers: WaiverRecord[];
  comparison: Comparison;
}

/** A run's recorded facts as the rules take them: with its files, and whether it is recorded who ran it. */
export function metadataOf(run: Pick<RunRecord, 'metadata' | 'files' | 'operator' | 'ranBy'>): RunMetadata {
  const ranBy = run.ranBy ?? run.operator;
  return { ...run.metadata, files: run.files, ...(ranBy && { ranBy }) };
}

/** A run's figures with its cost at these prices and its figures under the faults that are recorded of it. */
export function derivedFigures(
  { figures, timelines, metadata }: Pick<RunRecord, 'figures' | 'timelines' | 'metadata'>,
  metrics: readonly Metric[],
  prices: PriceSheet,
): RunRecord['figures'] {
  return pricedFigures(figures, metrics, prices).map((figure) => {
    const metric = metrics.find(({ id }) => id === figure.metric);
    return metric ? faultFigure(figure, metric, timelines, metadata.faults ?? []) : figure;
  });
}

/** The state of one bakeoff from the tables, judged by the rules of this version; a few milliseconds for dozens of runs. */
export function standingOf(state: Pick<Rows, 'where'>, bakeoff: BakeoffRecord): Standing {
  const contenders = state.where(Contender, { bakeoff: bakeoff.id });
  const sideOf = new Map<string, SideName>(contenders.map(({ id, side }) => [id, side]));
  const rows = state.where(BenchmarkRun, { bakeoff: bakeoff.id });
  const pricesOf = new Map(contenders.map(({ id, prices }) => [id, prices]));
  // Prices and faults may be recorded after the runs: what a run did is stored, what follows from it is put in here.
  const runs = sortedRuns(rows.filter(({ contender }) => sideOf.has(contender))).map((run) => ({
    ...run,
    figures: derivedFigures(run, bakeoff.metrics, pricesOf.get(run.contender) ?? []),
  }));
  const compared = runs.map(
    (run): ComparedRun => ({
      id: run.id,
      side: sideOf.get(run.contender)!,
      name: run.name,
      metadata: metadataOf(run),
      figures: run.figures,
      observed: run.observed,
      mapping: run.mapping,
    }),
  );
  const waivers = state.where(BakeoffWaiver, { bakeoff: bakeoff.id });
  const accepted = waivers.map(
    ({ id, check, sentence, severity, reason, by, at }): AcceptedDeviation => ({
      id,
      check,
      sentence,
      severity,
      reason,
      by,
      at: isoOf(at),
    }),
  );
  return { bakeoff, contenders, runs, compared, waivers, comparison: compareRuns(bakeoff, compared, accepted) };
}

/** Runs as people list them: by recorded place, then start, then import. */
export function sortedRuns<R extends Pick<RunRecord, 'metadata' | 'importedAt' | 'name'>>(runs: readonly R[]): R[] {
  const started = ({ metadata }: R): number =>
    metadata.startedAt ? Date.parse(metadata.startedAt) : Number.POSITIVE_INFINITY;
  const place = ({ metadata }: R): number => metadata.order ?? Number.POSITIVE_INFINITY;
  const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
  return [...runs].sort(
    (a, b) =>
      compare(place(a), place(b)) ||
      compare(started(a), started(b)) ||
      a.importedAt - b.importedAt ||
      (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
}

/** Milliseconds as an instant in UTC, to the second. */
export const isoOf = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
