import { type AcrossWorkloads, acrossWorkloads, workloadGroups } from './across-workloads';
import { agreedFacts, comparabilityGate, type Finding, type GateResult } from './comparability';
import { mappingFindings, type ReadThrough } from './mapping-findings';
import { measurementWarnings } from './measurement-warnings';
import type { RunMetadata, Waiver } from './metadata';
import { distinctLabels, type Metric } from './metrics';
import type { RunObservations } from './observations';
import { moreRunsNeeded } from './planning';
import { type PooledFailures, pooledFailures } from './pooled-failures';
import { faultFindings } from './robustness/fault-findings';
import { type RowPoint, rowPoints } from './row-points';
import { driftOverRuns, type OrderCheck, orderOfRuns, type RunDrift, type SideName } from './run-order';
import type { StoredRunFigure } from './schema';
import type { VerdictRow } from './verdict-schema';
import { type Headline, pairsSentence, verdictHeadline, verdictSentence } from './verdict-sentences';
import { judge } from './verdicts';

/** One run as a comparison takes it. */
export interface ComparedRun {
  id: string;
  side: SideName;
  name: string;
  metadata: RunMetadata;
  figures: readonly StoredRunFigure[];
  /** What was seen in its measurements; null or absent where it was read before that was looked at. */
  observed?: RunObservations | null;
  /** Null or absent where a reader of its harness read it. */
  mapping?: ReadThrough;
}

/** What was agreed on before the runs. */
export interface Agreement {
  metrics: readonly Metric[];
  band: number;
  errorRateLimit: number | null;
  oldAfterMonths: number | null;
  /** Seconds from each run's start that are left out of its figures. */
  discardSeconds?: number;
  runsWanted?: number | null;
  mustBeEqual?: readonly string[];
  mustBePresent?: readonly string[];
}

/** A deviation that somebody accepted, with the finding as it was then. */
export interface AcceptedDeviation extends Waiver {
  id: string;
  sentence: string;
  severity: 'stop' | 'warning';
}

export interface ComparedRow {
  metric: Metric;
  row: VerdictRow;
  sentence: string;
  /** How often ours was the better run; null without figures. */
  pairs: string | null;
  points: RowPoint[];
  /** Over each side's runs in their order. */
  drift: { ours: RunDrift; theirs: RunDrift };
  /** Of error rates: the failures of all runs counted together; null where files do not count them. */
  pooled: PooledFailures | null;
}

/** What the runs say at this moment, with everything that it rests on. Nothing of it is stored. */
export interface Comparison extends Headline {
  rows: ComparedRow[];
  gate: GateResult;
  /** Labels of facts that every run has and that are the same on both sides. */
  equal: string[];
  /** Deviations whose finding is gone or has changed, so that they count no longer. */
  lapsed: AcceptedDeviation[];
  /** Null where the order of the runs is not known. */
  order: OrderCheck | null;
  runs: { ours: number; theirs: number };
  /** Complete executions that the verdicts rest on: the runs, or the repetitions inside their files. */
  executions: { ours: number; theirs: number };
  /** Further runs that the row which lacks most needs. */
  moreRuns: { ours: number; theirs: number };
  /** Ratios over three workloads or more of one metric, each beside its worst workload. */
  across: AcrossWorkloads[];
}

/** Runs in the order in which they were made: by their recorded place, else by their start, else as they came. */
export function inOrder<R extends { metadata: RunMetadata }>(runs: readonly R[]): R[] {
  const sorted = (at: (run: R) => number | undefined): R[] | null =>
    runs.some((run) => at(run) === undefined) ? null : [...runs].sort((a, b) => (at(a) ?? 0) - (at(b) ?? 0));
  return (
    sorted(({ metadata }) => metadata.order) ??
    sorted(({ metadata }) => (metadata.startedAt ? Date.parse(metadata.startedAt) : undefined)) ?? [...runs]
  );
}

/**
 * Compares the runs of two sides under what was agreed. The run is the unit: each gives one figure a row. Runs that do not bear a
 * figure stay out of that row and say why; hard stops of the gate that nobody accepted make every row not comparable. A stop that
 * was accepted counts as open again when what was found has changed since; a warning stays accepted.
 */
export function compareRuns(
  agreed: Agreement,
  runs: readonly ComparedRun[],
  accepted: readonly AcceptedDeviation[] = [],
): Comparison {
  const agreement = { ...agreed, metrics: distinctLabels(agreed.metrics) };
  const ordered = inOrder(runs);
  const of = (side: SideName) => ordered.filter((run) => run.side === side);
  const [ours, theirs] = [of('ours'), of('theirs')];
  const facts = (side: ComparedRun[]) => side.map(({ metadata }) => metadata);
  const points = agreement.metrics.map((metric) => rowPoints(ordered, metric));
  const driftOf = (index: number) => {
    const of = (side: SideName) =>
      driftOverRuns(points[index]!.filter((point) => point.used && point.side === side).map(({ value }) => value ?? 0));
    return { ours: of('ours'), theirs: of('theirs') };
  };
  const through = (side: ComparedRun[]) => side.map(({ mapping = null }) => mapping);
  const measured = (side: ComparedRun[]) => side.map(({ observed }) => observed?.measured);
  const limits = {
    ...(agreement.discardSeconds !== undefined && { discardSeconds: agreement.discardSeconds }),
    runsWanted: agreement.runsWanted ?? null,
    mustBeEqual: agreement.mustBeEqual ?? [],
    mustBePresent: agreement.mustBePresent ?? [],
    measured: { ours: measured(ours), theirs: measured(theirs) },
    further:
      ours.length > 0 && theirs.length > 0
        ? [
            ...mappingFindings(through(ours), through(theirs)),
            ...faultFindings(agreement.metrics, facts(ours), facts(theirs)),
            ...measurementWarnings({
              metrics: agreement.metrics,
              band: agreement.band,
              runs: ordered.map(({ side, metadata, observed }) => ({
                side,
                metadata,
                observed: observed ? ofMeasuredRows(observed, agreement.metrics) : null,
              })),
              drift: agreement.metrics.map((metric, index) => ({ metric, ...driftOf(index) })),
            }),
          ]
        : [],
    executions: { ours: executions(points, 'ours'), theirs: executions(points, 'theirs') },
    ...(agreement.errorRateLimit !== null && { errorRateLimit: agreement.errorRateLimit }),
    ...(agreement.oldAfterMonths !== null && { oldAfterMonths: agreement.oldAfterMonths }),
  };
  const found = comparabilityGate(facts(ours), facts(theirs), limits).findings;
  const holds = (waiver: AcceptedDeviation) =>
    found.some(
      ({ check, sentence, severity }) =>
        check === waiver.check && (severity === 'warning' || sentence === waiver.sentence),
    );
  const gate = comparabilityGate(facts(ours), facts(theirs), {
    ...limits,
    waivers: accepted.filter(holds).map(({ check, reason, by, at }) => ({ check, reason, by, ...(at && { at }) })),
  });
  const bothSides = ours.length > 0 && theirs.length > 0;
  const judged = judge({
    band: agreement.band,
    rows: agreement.metrics.map((metric, index) => {
      const values = (side: SideName) =>
        points[index]!.filter((point) => point.used && point.side === side).map(({ value }) => value ?? 0);
      const reasons = [...(bothSides ? gate.open : []), ...unlike(metric, ordered)];
      return {
        key: metric.id,
        label: metric.label,
        unit: metric.unit,
        better: metric.better,
        ...(metric.scale && { scale: metric.scale }),
        ...(metric.band !== undefined && { band: metric.band }),
        ours: values('ours'),
        theirs: values('theirs'),
        ...(reasons.length > 0 && { notComparable: reasons }),
      };
    }),
  });
  const rows = judged.map(
    (row, index): ComparedRow => ({
      metric: agreement.metrics[index]!,
      row,
      sentence: verdictSentence(row),
      pairs: pairsSentence(row),
      points: points[index]!,
      drift: driftOf(index),
      pooled: pooledOf(agreement.metrics[index]!, ordered),
    }),
  );
  return {
    ...verdictHeadline(judged),
    rows,
    gate,
    equal: bothSides ? agreedFacts(facts(ours), facts(theirs)) : [],
    lapsed: accepted.filter((waiver) => !holds(waiver)),
    order: orderOfRuns(facts(ours), facts(theirs)),
    runs: { ours: ours.length, theirs: theirs.length },
    executions: limits.executions,
    moreRuns: {
      ours: Math.max(0, ...judged.map((row) => stillNeeded(row, judged.length).ours)),
      theirs: Math.max(0, ...judged.map((row) => stillNeeded(row, judged.length).theirs)),
    },
    across: acrossWorkloads(judged, workloadGroups(agreement.metrics)),
  };
}

/** A row that cannot be compared as it is needs its runs as well, once what stands in its way is settled. */
const stillNeeded = ({ notComparable, ours, theirs, moreRuns }: VerdictRow, rows: number): VerdictRow['moreRuns'] =>
  notComparable.length > 0 ? moreRunsNeeded(ours.length, theirs.length, rows) : moreRuns;

/** What was seen behind rows that show measurements; a cost has another unit, and under fault measurements are not to be of one kind. */
function ofMeasuredRows(observed: RunObservations, metrics: readonly Metric[]): RunObservations {
  const derived = new Set(
    metrics.flatMap(({ id, measure }) => (measure.kind === 'cost' || measure.kind === 'underFault' ? [id] : [])),
  );
  return { ...observed, rows: observed.rows.filter(({ metric }) => !derived.has(metric)) };
}

/** The failures of an error rate's runs, side by side; null for other rows, and where a run does not count them. */
function pooledOf(metric: Metric, runs: readonly ComparedRun[]): PooledFailures | null {
  if (metric.measure.kind !== 'errorRate') return null;
  const of = (side: SideName) => {
    const counts = runs.flatMap((run) =>
      run.side === side ? [run.observed?.rows.find((row) => row.metric === metric.id)?.failures] : [],
    );
    const known = counts.filter((count) => count !== undefined);
    return known.length < counts.length
      ? null
      : {
          failed: known.reduce((sum, { failed }) => sum + failed, 0),
          tried: known.reduce((sum, { tried }) => sum + tried, 0),
        };
  };
  const [ours, theirs] = [of('ours'), of('theirs')];
  return ours && theirs && pooledFailures(ours, theirs);
}

/** How many complete executions of a side the row with the most of them rests on. */
function executions(points: readonly RowPoint[][], side: SideName): number {
  return Math.max(0, ...points.map((row) => row.filter((point) => point.used && point.side === side).length));
}

/** Why a row's figures must not stand together: a run has the series in another unit or with another direction than agreed. */
function unlike(metric: Metric, runs: readonly ComparedRun[]): string[] {
  const reasons = new Set<string>();
  for (const run of runs) {
    const figure = run.figures.find((one) => one.metric === metric.id);
    if (figure?.unit !== undefined && figure.unit !== metric.unit) {
      reasons.add(`Unit differs: agreed ${metric.unit}, ${run.side} ${figure.unit}`);
    }
    if (figure?.better && figure.better !== metric.better) {
      reasons.add(`Direction differs: agreed ${metric.better}, ${run.side} ${figure.better} is better`);
    }
  }
  return [...reasons, ...unrecovered(metric, runs)];
}

/** Where a run was not back after its fault, no length stands for it, so the lengths of the others are compared with nothing. */
function unrecovered(metric: Metric, runs: readonly ComparedRun[]): string[] {
  const of = (side: SideName) => {
    const own = runs.filter((run) => run.side === side);
    const lost = own.filter(({ figures }) =>
      figures.some((figure) => figure.metric === metric.id && figure.state === 'not-recovered'),
    );
    return lost.length === 0 ? [] : [`${lost.length} of ${own.length} runs of ${side}`];
  };
  const lost = [...of('ours'), ...of('theirs')];
  return lost.length === 0 ? [] : [`Not recovered while it was watched: ${lost.join(' and ')}`];
}

/** Findings that nobody accepted, stops first. */
export function openFindings({ findings }: GateResult): Finding[] {
  const open = findings.filter(({ waiver }) => !waiver);
  return [...open.filter(({ severity }) => severity === 'stop'), ...open.filter(({ severity }) => severity !== 'stop')];
}
