import { CountedValues, quantileOfAscending } from '../../src-shared/bakeoffs';
import type { ParsedSeries, ValueCounts } from './importers/interface';

/** Percentiles that are listed for single measurements. */
const listed = [50, 90, 95, 99] as const;

/** The figures of a series; what the file does not contain is absent. Times and sizes are in the series' unit. */
export interface Figures {
  n?: number;
  mean?: number;
  median?: number;
  min?: number;
  max?: number;
  /** With n - 1 below the line; absent for a single value. */
  stddev?: number;
  percentiles?: {
    /** Type 7 of Hyndman and Fan (1996): straight line between order statistics at (n - 1)·p. */
    linear7?: Record<string, number>;
    /** The ceil(p·n)-th smallest value. */
    nearestRank?: Record<string, number>;
    /** What the tool printed, by its own rule. */
    reported?: Record<string, number>;
  };
}

/** Sum with the rounding errors carried along (Neumaier 1974). */
function sum(count: number, term: (index: number) => number): number {
  let total = 0;
  let lost = 0;
  for (let index = 0; index < count; index += 1) {
    const value = term(index);
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** The figures of single measurements (at least one). A figure beyond what a double holds is absent. */
export function figuresOfValues(
  values: Float64Array,
): Figures & { n: number; min: number; max: number; median: number } {
  const n = values.length;
  const ascending = values.slice().sort();
  const mean = sum(n, (index) => ascending[index]!) / n;
  const stddev = Math.sqrt(sum(n, (index) => (ascending[index]! - mean) ** 2) / (n - 1));
  const each = (type: 1 | 7): Record<string, number> =>
    Object.fromEntries(listed.map((percent) => [`p${percent}`, quantileOfAscending(ascending, percent / 100, type)]));
  return {
    n,
    ...(Number.isFinite(mean) && { mean }),
    median: quantileOfAscending(ascending, 0.5),
    min: ascending[0]!,
    max: ascending[n - 1]!,
    ...(Number.isFinite(stddev) && { stddev }),
    percentiles: { linear7: each(7), nearestRank: each(1) },
  };
}

/** The figures of measurements that are known by how often each value occurs. */
function figuresOfCounts(counts: ValueCounts): Figures {
  const counted = new CountedValues(counts);
  const [mean, stddev] = [counted.mean(), counted.deviation()];
  const each = (type: 1 | 7): Record<string, number> =>
    Object.fromEntries(listed.map((percent) => [`p${percent}`, counted.quantile(percent / 100, type)]));
  return {
    n: counted.n,
    ...(Number.isFinite(mean) && { mean }),
    median: counted.quantile(0.5),
    min: counted.min,
    max: counted.max,
    ...(Number.isFinite(stddev) && { stddev }),
    percentiles: { linear7: each(7), nearestRank: each(1) },
  };
}

/** The figures of a series: computed where the file has single measurements, else as the tool printed them. */
export function figuresOfSeries(series: ParsedSeries): Figures {
  const { percentiles, ...printed } = series.printed ?? {};
  const reported = percentiles && { percentiles: { reported: percentiles } };
  const { samples, counts } = series;
  if (!counts && (!samples || samples.values.length === 0)) return { ...printed, ...reported };
  const computed = counts ? figuresOfCounts(counts) : figuresOfValues(samples!.values);
  return reported ? { ...computed, percentiles: { ...computed.percentiles, ...reported.percentiles } } : computed;
}

/** How many measurements a series has; what the tool printed where the file has none. */
export function sampleCount({ samples, counts, printed }: ParsedSeries): number {
  return counts ? counts.counts.reduce((sum, count) => sum + count, 0) : (samples?.values.length ?? printed?.n ?? 0);
}
