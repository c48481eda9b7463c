import { ascending, CountedValues, mean, median, quantileOfAscending, type ValueCounts } from './statistics';

/** The one figure by which a run enters a comparison. Percentiles name their definition, because tools differ. */
export type RunStatistic =
  | { kind: 'mean' | 'median' | 'min' | 'max' }
  | { kind: 'percentile'; percent: number; definition: 'linear7' | 'nearestRank' };

/** A run's figure, and whether the run has enough samples to bear it. */
export interface RunFigure {
  /** Null only for a run without samples. */
  value: number | null;
  samples: number;
  /** Samples above the percentile; null for other statistics. */
  samplesAbove: number | null;
  /** False: show it greyed, and keep it out of verdicts. */
  enough: boolean;
  reason?: string;
}

/** Samples that must lie above a percentile before it says something: p99 needs 500 samples, p95 needs 100. */
export const samplesAbovePercentile = 5;

/** Samples that a run needs for a percentile above the median. */
export function samplesNeeded(percent: number): number {
  // The slack keeps 5 / 0.05 at 100 although neither is exact in binary.
  return Math.ceil((samplesAbovePercentile * 100) / (100 - percent) - 1e-9);
}

/**
 * The figure of one run from its samples. Percentiles above the median need at least 5 samples above them; the median, the mean,
 * the minimum and the maximum need one sample.
 */
export function runFigure(samples: readonly number[], statistic: RunStatistic): RunFigure {
  const n = samples.length;
  const bare = { samples: n, samplesAbove: null };
  if (n === 0) return { ...bare, value: null, enough: false, reason: 'the run has no samples' };
  switch (statistic.kind) {
    case 'mean':
      return { ...bare, value: mean(samples), enough: true };
    case 'median':
      return { ...bare, value: median(samples), enough: true };
    case 'min':
      return { ...bare, value: samples.reduce((least, value) => Math.min(least, value)), enough: true };
    case 'max':
      return { ...bare, value: samples.reduce((most, value) => Math.max(most, value)), enough: true };
    case 'percentile': {
      const sorted = ascending(samples);
      return percentileFigure(statistic, n, (type) => quantileOfAscending(sorted, statistic.percent / 100, type));
    }
  }
}

/** The same for a run whose samples are known by how often each value occurs. */
export function countedRunFigure(counts: ValueCounts, statistic: RunStatistic): RunFigure {
  const counted = new CountedValues(counts);
  const bare = { samples: counted.n, samplesAbove: null, enough: true };
  switch (statistic.kind) {
    case 'mean':
      return { ...bare, value: counted.mean() };
    case 'median':
      return { ...bare, value: counted.quantile(0.5) };
    case 'min':
      return { ...bare, value: counted.min };
    case 'max':
      return { ...bare, value: counted.max };
    case 'percentile':
      return percentileFigure(statistic, counted.n, (type) => counted.quantile(statistic.percent / 100, type));
  }
}

function percentileFigure(
  { percent, definition }: Extract<RunStatistic, { kind: 'percentile' }>,
  n: number,
  quantileOfType: (type: 1 | 7) => number,
): RunFigure {
  const samplesAbove = n - Math.ceil((percent / 100) * n - 1e-9);
  const enough = percent <= 50 || (percent < 100 && samplesAbove >= samplesAbovePercentile);
  return {
    value: quantileOfType(definition === 'linear7' ? 7 : 1),
    samples: n,
    samplesAbove,
    enough,
    ...(!enough && {
      reason:
        percent >= 100
          ? 'the largest value is no percentile; compare the maximum instead'
          : `p${percent} needs ${samplesNeeded(percent)} samples, so that ${samplesAbovePercentile} lie above it; the run has ${n}`,
    }),
  };
}

/** A drift inside one run: its last third against its first. */
export interface WithinRunDrift {
  firstMedian: number;
  lastMedian: number;
  /** Last over first; null when the first is 0. */
  ratio: number | null;
  /** Present when the ratio lies outside the band. */
  warning: string | null;
}

/**
 * Was the run steady? Median of the last third of the samples, in the order measured, against the first third; null with fewer
 * than 15 samples. `band` is the share that is too small to matter. A warning, not a correction.
 */
export function driftWithinRun(samples: readonly number[], band: number): WithinRunDrift | null {
  const third = Math.floor(samples.length / 3);
  if (third < 5) return null;
  const firstMedian = median(samples.slice(0, third));
  const lastMedian = median(samples.slice(-third));
  const ratio = firstMedian === 0 ? null : lastMedian / firstMedian;
  const steady = ratio === null ? lastMedian === 0 : ratio <= 1 + band && ratio >= 1 / (1 + band);
  return {
    firstMedian,
    lastMedian,
    ratio,
    warning: steady
      ? null
      : 'The last third of the run differs from the first by more than matters: not warmed up, or drifting',
  };
}
