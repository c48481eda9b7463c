import type { Metric } from '../metrics';
import type { StoredRunFigure } from '../schema';
import { median } from '../statistics';
import type { Fault } from './faults';
import { middleOfStretch, type RunTimeline, type RunTimelines } from './run-timeline';

/** How a row looks at a run under fault. */
export type FaultMeasure = Extract<Metric['measure'], { kind: 'underFault' }>;

/** Fewest stretches before a fault that make a level. */
const fewestBefore = 10;
/** Share of the stretches before the fault that must keep to the band themselves, else it says nothing of the time after. */
const steadyShare = 0.9;

/** The level of a run before its first fault. */
export interface SteadyLevel {
  /** Median of the stretches' medians, in the series' unit. */
  latency: number;
  /** Share that failed. */
  failed: number;
  /** Good answers a second. */
  good: number;
  /** Share of the stretches that keep to the band of this level. */
  within: number;
}

/** What became of a run after one fault. */
export type Recovery =
  /** Seconds from the fault's end until the level was back, and stayed for as long as was agreed. */
  | { state: 'recovered'; seconds: number }
  /** It was watched for so long after the fault and was not back. */
  | { state: 'not-recovered'; watched: number }
  /** Too little was watched to know. */
  | { state: 'unknown'; reason: string };

type Band = Pick<FaultMeasure, 'latencyBand' | 'errorBand' | 'holdSeconds'>;

const stretches = (line: RunTimeline, from: number, to: number): number[] =>
  line.count.flatMap((_, at) => {
    const middle = middleOfStretch(line, at);
    return middle >= from && middle < to ? [at] : [];
  });

const total = (values: readonly number[], places: readonly number[]): number =>
  places.reduce((sum, at) => sum + values[at]!, 0);

/** The level before the first fault; a sentence where there is none. */
export function steadyLevel(line: RunTimeline, first: Fault, band: Band): SteadyLevel | string {
  const before = stretches(line, line.from, first.from);
  const measured = before.filter((at) => line.count[at]! > 0 && line.median[at] !== null);
  if (measured.length < fewestBefore) {
    return `only ${measured.length} stretches before the fault have measurements; ${fewestBefore} are needed for a level`;
  }
  if (line.failed === null) return 'the file does not say what failed';
  const count = total(line.count, before);
  const failed = total(line.failed, before);
  const level = {
    latency: median(measured.map((at) => line.median[at]!)),
    failed: failed / count,
    good: (count - failed) / (before.length * line.width),
  };
  const within = measured.filter((at) => isBack(line, at, level, band)).length / before.length;
  return { ...level, within };
}

/** Whether a stretch is at the level: not slower and not failing more than the band allows. A stretch without answers is not. */
function isBack(line: RunTimeline, at: number, level: Pick<SteadyLevel, 'latency' | 'failed'>, band: Band): boolean {
  const [count, middle] = [line.count[at]!, line.median[at] ?? null];
  if (count === 0 || middle === null || line.failed === null) return false;
  return (
    middle <= level.latency * (1 + band.latencyBand) &&
    line.failed[at]! / count <= level.failed + band.errorBand + 1e-12
  );
}

/** When the run was back after one fault. The search ends where the next fault begins, or the run. */
export function recoveryAfter(
  line: RunTimeline,
  fault: Fault,
  next: Fault | undefined,
  level: SteadyLevel,
  band: Band,
): Recovery {
  const after = stretches(line, fault.to, next?.from ?? Number.POSITIVE_INFINITY);
  const watched = after.length * line.width;
  if (watched < band.holdSeconds) {
    return {
      state: 'unknown',
      reason: `only ${short(watched)} s were measured after the fault, less than the ${band.holdSeconds} s for which it must be back`,
    };
  }
  if (level.within < steadyShare) {
    return {
      state: 'unknown',
      reason: `before the fault only ${Math.round(level.within * 100)} % of the stretches keep to the band themselves, so it says nothing of the time after; agree on a wider one`,
    };
  }
  const needed = Math.ceil(band.holdSeconds / line.width - 1e-9);
  let kept = 0;
  for (const [index, at] of after.entries()) {
    kept = isBack(line, at, level, band) ? kept + 1 : 0;
    if (kept < needed) continue;
    const first = after[index - needed + 1]!;
    return { state: 'recovered', seconds: Math.max(0, line.from + first * line.width - fault.to) };
  }
  return { state: 'not-recovered', watched };
}

const short = (value: number): string => String(Number(value.toFixed(3)));

type Figure = Pick<StoredRunFigure, 'value' | 'enough' | 'reason' | 'state'>;
const known = (value: number): Figure => ({ value, enough: true });
const absent = (reason: string): Figure => ({ value: null, enough: false, reason });

/** The figure of one run in a row about faults, from what was measured over its time. Several faults of a run count together. */
export function figureUnderFault(line: RunTimeline, faults: readonly Fault[], measure: FaultMeasure): Figure {
  const [first] = faults;
  const meant = measure.fault === undefined ? faults : faults.filter(({ kind }) => kind === measure.fault);
  if (!first || meant.length === 0) {
    return absent(
      measure.fault === undefined
        ? 'no fault is recorded of this run'
        : `no fault “${measure.fault}” is recorded of this run`,
    );
  }
  const during = meant.flatMap(({ from, to }) => stretches(line, from, to));
  const count = total(line.count, during);
  switch (measure.figure) {
    case 'success':
      if (line.failed === null) return absent('the file does not say what failed');
      return count === 0
        ? absent('nothing was measured during the fault')
        : known((count - total(line.failed, during)) / count);
    case 'slowestSecond': {
      const slowest = during.flatMap((at) => line.p99[at] ?? []);
      return slowest.length === 0 ? absent('nothing was measured during the fault') : known(Math.max(...slowest));
    }
  }
  const level = steadyLevel(line, first, measure);
  if (typeof level === 'string') return absent(level);
  if (measure.figure === 'throughputKept') {
    if (level.good === 0) return absent('nothing succeeded before the fault');
    if (during.length === 0) return absent('the run ends before the fault');
    return known((count - total(line.failed ?? [], during)) / (during.length * line.width) / level.good);
  }
  const recoveries = meant.map((fault) =>
    recoveryAfter(line, fault, faults[faults.indexOf(fault) + 1], level, measure),
  );
  const unknown = recoveries.find(({ state }) => state === 'unknown');
  const lost = recoveries.find(({ state }) => state === 'not-recovered');
  if (lost?.state === 'not-recovered') {
    return measure.figure === 'recovered'
      ? known(0)
      : {
          ...absent(`not recovered within the ${short(lost.watched)} s that were measured after the fault`),
          state: 'not-recovered',
        };
  }
  if (unknown?.state === 'unknown') return absent(unknown.reason);
  if (measure.figure === 'recovered') return known(1);
  return known(Math.max(...recoveries.map((one) => (one.state === 'recovered' ? one.seconds : 0))));
}

/** A run's figure in a row about faults; figures of other rows stay as they are. */
export function faultFigure(
  figure: StoredRunFigure,
  metric: Metric,
  timelines: RunTimelines | null,
  faults: readonly Fault[],
): StoredRunFigure {
  const { measure } = metric;
  if (measure.kind !== 'underFault') return figure;
  const { metric: id, samples, unit, better } = figure;
  const bare = { metric: id, samples, ...(unit !== undefined && { unit }), ...(better !== undefined && { better }) };
  const line = timelines?.series.find((one) => one.key === metric.series && one.metric === metric.metric);
  if (!line) {
    const why = timelines?.lacking.find((one) => one.key === metric.series && one.metric === metric.metric)?.reason;
    return { ...bare, ...absent(why ?? 'the run was read before its course over time was kept') };
  }
  return { ...bare, ...figureUnderFault(line, faults, measure) };
}
