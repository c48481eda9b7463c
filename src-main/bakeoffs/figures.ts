import type { ParsedSeries } from './importers/interface';

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

/** The type 7 quantile of values in ascending order; `percent` from 0 to 100. */
export function linearQuantile(ascending: Float64Array, percent: number): number {
  const position = ((ascending.length - 1) * percent) / 100;
  const below = Math.floor(position);
  const low = ascending[below]!;
  const high = ascending[Math.min(below + 1, ascending.length - 1)]!;
  return low + (high - low) * (position - below);
}

/** The nearest-rank quantile of values in ascending order; `percent` from 0 to 100, to a thousandth. */
export function nearestRankQuantile(ascending: Float64Array, percent: number): number {
  const rank = Math.ceil((Math.round(percent * 1000) * ascending.length) / 100_000);
  return ascending[Math.max(1, rank) - 1]!;
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

/** The figures of single measurements (at least one). */
export function figuresOfValues(values: Float64Array): Required<Omit<Figures, 'stddev'>> & { stddev?: number } {
  const n = values.length;
  const ascending = values.slice().sort();
  const mean = sum(n, (index) => ascending[index]!) / n;
  const squares = sum(n, (index) => (ascending[index]! - mean) ** 2);
  const each = (quantile: (percent: number) => number): Record<string, number> =>
    Object.fromEntries(listed.map((percent) => [`p${percent}`, quantile(percent)]));
  return {
    n,
    mean,
    median: linearQuantile(ascending, 50),
    min: ascending[0]!,
    max: ascending[n - 1]!,
    ...(n > 1 && { stddev: Math.sqrt(squares / (n - 1)) }),
    percentiles: {
      linear7: each((percent) => linearQuantile(ascending, percent)),
      nearestRank: each((percent) => nearestRankQuantile(ascending, percent)),
    },
  };
}

/** The figures of a series: computed where the file has single measurements, else as the tool printed them. */
export function figuresOfSeries(series: ParsedSeries): Figures {
  const { percentiles, ...printed } = series.printed ?? {};
  const reported = percentiles && { percentiles: { reported: percentiles } };
  if (!series.samples || series.samples.values.length === 0) return { ...printed, ...reported };
  const computed = figuresOfValues(series.samples.values);
  return reported ? { ...computed, percentiles: { ...computed.percentiles, ...reported.percentiles } } : computed;
}
