import {
  CountedValues,
  fewestForHeaps,
  type Metric,
  median,
  type RowObservation,
  type RunObservations,
  twoHeaps,
} from '../../src-shared/bakeoffs';
import { sampleCount } from './figures';
import type { Timeline, ValueCounts } from './importers/interface';
import type { HarnessRun, RunSeries } from './inspect';
import { seriesOf } from './run-measure';
import { workTotals } from './work-totals';

/** Fewest measurements of which thirds are compared. */
const fewestForThirds = 90;
/** A shape is looked at in this many measurements at most, evenly taken from all. */
const mostForShape = 5000;

/** What the measurements behind the rows show, for warnings. Figures never change once a run was read, so this is kept with it. */
export function observationsOf(run: HarnessRun, metrics: readonly Metric[]): RunObservations {
  const asked = metrics.map((metric) => ({ metric, series: seriesOf(run, metric.series, metric.metric) }));
  const seen = new Map<RunSeries, Omit<RowObservation, 'metric'>>();
  const rows = asked.flatMap(({ metric, series }): RowObservation[] => {
    if (!series || series.withheld !== undefined) return [];
    const found = seen.get(series) ?? observed(series);
    seen.set(series, found);
    return [{ metric: metric.id, ...found }];
  });
  return {
    measured:
      asked.length > 0 && asked.every(({ series }) => series?.samples !== undefined || series?.counts !== undefined),
    rows: rows.slice(0, 40),
    work: workTotals(run),
  };
}

function observed(series: RunSeries): Omit<RowObservation, 'metric'> {
  const { samples, counts, timeline } = series;
  const thirds = samples ? thirdsOf(samples.values) : timeline ? thirdsOfTimeline(timeline) : null;
  const heaps = samples
    ? twoHeaps(evenly(samples.values))
    : counts
      ? twoHeaps(quantilesOf(new CountedValues(counts)))
      : null;
  const n = sampleCount(series);
  const tried = series.attempts ?? n;
  return {
    ...(thirds && { thirds }),
    ...(heaps && { heaps }),
    ...(samples?.failed && byOutcome(samples.values, samples.failed)),
    ...(counts?.failed && countedByOutcome(counts, counts.failed)),
    ...(series.errors !== undefined && tried > 0 && { failures: { failed: series.errors, tried } }),
    ...(samples?.items && { items: true as const }),
  };
}

function thirdsOf(values: Float64Array): { first: number; last: number } | null {
  if (values.length < fewestForThirds) return null;
  const third = Math.floor(values.length / 3);
  return { first: median([...values.subarray(0, third)]), last: median([...values.subarray(values.length - third)]) };
}

/** The medians of the stretches, each counted as often as it has measurements. */
function thirdsOfTimeline({ count, median: medians }: Timeline): { first: number; last: number } | null {
  const total = count.reduce((sum, one) => sum + one, 0);
  if (total < fewestForThirds) return null;
  const middleOf = (places: number[]): number | null => {
    const measured = places.filter((at) => count[at]! > 0).sort((a, b) => medians[a]! - medians[b]!);
    const weight = measured.reduce((sum, at) => sum + count[at]!, 0);
    let seen = 0;
    for (const at of measured) {
      seen += count[at]!;
      if (seen * 2 >= weight) return medians[at]!;
    }
    return null;
  };
  const places = Array.from(count, (_, at) => at);
  const third = Math.floor(places.length / 3);
  if (third < 1) return null;
  const [first, last] = [middleOf(places.slice(0, third)), middleOf(places.slice(-third))];
  return first === null || last === null ? null : { first, last };
}

/** So many measurements that a shape shows, at even steps through all in their order. */
function evenly(values: Float64Array): Float64Array {
  if (values.length <= mostForShape) return values;
  const step = values.length / mostForShape;
  return Float64Array.from({ length: mostForShape }, (_, index) => values[Math.floor(index * step)]!);
}

function quantilesOf(counted: CountedValues): number[] {
  const length = Math.min(mostForShape, counted.n);
  return length < fewestForHeaps
    ? []
    : Array.from({ length }, (_, index) => counted.quantile((index + 0.5) / length, 1));
}

function byOutcome(values: Float64Array, failed: Uint8Array): Pick<RowObservation, 'good' | 'failed'> {
  const good: number[] = [];
  const bad: number[] = [];
  values.forEach((value, at) => {
    (failed[at] === 1 ? bad : good).push(value);
  });
  if (good.length === 0 || bad.length === 0) return {};
  return { good: { n: good.length, median: median(good) }, failed: { n: bad.length, median: median(bad) } };
}

function countedByOutcome(
  { values, counts }: ValueCounts,
  lost: Float64Array,
): Pick<RowObservation, 'good' | 'failed'> {
  const good = new CountedValues({ values, counts: counts.map((count, at) => count - lost[at]!) });
  const failed = new CountedValues({ values, counts: lost });
  if (good.n === 0 || failed.n === 0) return {};
  const of = (counted: CountedValues) => ({ n: counted.n, median: counted.quantile(0.5) });
  return { good: of(good), failed: of(failed) };
}
