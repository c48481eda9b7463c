import { CountedValues, quantileOfAscending } from '../../src-shared/bakeoffs';
import { type LadderStep, percentileLadder } from './charts/percentile-ladder';
import { type RunTimeline, timelineOfSamples, timelineOfStretches } from './charts/run-timeline';
import type { ParsedSeries } from './importers/interface';

/** How many points a distribution is drawn with, at most. */
export const distributionPoints = 200;

/** The distribution of one run's measurements in one series, small enough to keep at hand. */
export interface SampleSketch {
  key: string;
  metric: string;
  unit: string;
  /** How many measurements there are. */
  n: number;
  /** All of them in ascending order, or that many type 7 quantiles at even shares. */
  values: number[];
  percentiles: LadderStep[];
  /** Null where the file gives no time of each measurement. */
  timeline: RunTimeline | null;
}

/** The sketches of series that have single measurements. */
export function sketchesOf(series: readonly ParsedSeries[]): SampleSketch[] {
  return [...new Set(series)].flatMap(({ key, metric, unit, samples, counts, timeline: stretches }): SampleSketch[] => {
    const percentiles = percentileLadder({ ...(samples && { samples }), ...(counts && { counts }) });
    if (counts) {
      const counted = new CountedValues(counts);
      const values = evenly((share) => counted.quantile(share));
      const timeline = stretches ? timelineOfStretches(stretches) : null;
      return [{ key, metric, unit, n: counted.n, values, percentiles, timeline }];
    }
    const n = samples?.values.length ?? 0;
    if (!samples || n === 0) return [];
    const ascending = samples.values.slice().sort();
    const values = n <= distributionPoints ? [...ascending] : evenly((share) => quantileOfAscending(ascending, share));
    return [{ key, metric, unit, n, values, percentiles, timeline: timelineOfSamples(samples) }];
  });
}

/** Quantiles at even shares. */
function evenly(quantile: (share: number) => number): number[] {
  return Array.from({ length: distributionPoints }, (_, index) => quantile(index / (distributionPoints - 1)));
}

/** A distribution as it is drawn: the share of measurements that are at most each value. */
export interface DrawnDistribution {
  n: number;
  runs: number;
  values: number[];
  shares: number[];
}

/**
 * The measurements of several runs as one distribution, each measurement counting the same. It describes; verdicts never rest on
 * it, since measurements of one run share that run's conditions.
 */
export function pooled(sketches: readonly SampleSketch[]): DrawnDistribution | null {
  const total = sketches.reduce((sum, { n }) => sum + n, 0);
  if (total === 0) return null;
  const points = sketches
    .flatMap(({ n, values }) => values.map((value) => ({ value, weight: n / values.length })))
    .sort((a, b) => a.value - b.value);
  const values: number[] = [];
  const shares: number[] = [];
  let weight = 0;
  points.forEach((point, index) => {
    weight += point.weight;
    const last = index === points.length - 1;
    const next = points[index + 1];
    if (next && next.value === point.value) return;
    const share = weight / total;
    // The first, the last, and steps that can be seen at this number of points.
    if (!last && values.length > 0 && share - shares.at(-1)! < 1 / distributionPoints) return;
    values.push(point.value);
    shares.push(last ? 1 : share);
  });
  return { n: total, runs: sketches.length, values, shares };
}
