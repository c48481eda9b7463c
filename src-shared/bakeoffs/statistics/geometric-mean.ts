import { mean, variance } from './sample';
import { studentCriticalValue } from './student-t';

/** Geometric mean of ratios over workloads. */
export interface GeometricMean {
  geometricMean: number;
  /** Student t interval on the logarithms, over workloads and not over runs; null below 3 ratios. */
  ciLower: number | null;
  ciUpper: number | null;
  /** For comparison only: ratios are averaged geometrically. */
  arithmeticMean: number;
  reason?: string;
}

/** exp(mean(ln x)) of values that are all above 0; at least one. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map(Math.log)));
}

/** Geometric mean of ratios (all above 0) with the t interval on logarithms; the interval needs 3 ratios or more. */
export function geometricMeanOfRatios(ratios: readonly number[], level = 0.95): GeometricMean {
  const logs = ratios.map(Math.log);
  const centre = mean(logs);
  const base = { geometricMean: Math.exp(centre), arithmeticMean: mean(ratios) };
  const spread = variance(logs);
  if (ratios.length < 3 || spread === null) {
    return { ...base, ciLower: null, ciUpper: null, reason: 'an interval over workloads needs at least 3 ratios' };
  }
  const half = studentCriticalValue((1 - level) / 2, ratios.length - 1) * Math.sqrt(spread / ratios.length);
  return { ...base, ciLower: Math.exp(centre - half), ciUpper: Math.exp(centre + half) };
}

/** Geometric means of two sets of medians and their ratio, as benchstat prints them. */
export interface GeometricMeanChange {
  oldGeomean: number;
  newGeomean: number;
  /** new over old. */
  ratio: number;
  changePercent: number;
}

/** Change of the geometric mean from old to new medians; all above 0 and both lists of one length. */
export function geometricMeanChange(oldMedians: readonly number[], newMedians: readonly number[]): GeometricMeanChange {
  const oldGeomean = geometricMean(oldMedians);
  const newGeomean = geometricMean(newMedians);
  const ratio = Math.exp(mean(newMedians.map((value, index) => Math.log(value) - Math.log(oldMedians[index]!))));
  return { oldGeomean, newGeomean, ratio, changePercent: (ratio - 1) * 100 };
}

/** exp(Σ w ln x / Σ w) for ratios above 0 and weights of 0 or more that do not sum to 0. */
export function weightedGeometricMean(ratios: readonly number[], weights: readonly number[]): number {
  // Weights relative to the largest, so that their sum cannot overflow.
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  let sum = 0;
  let total = 0;
  ratios.forEach((ratio, index) => {
    const weight = weights[index]! / largest;
    sum += weight * Math.log(ratio);
    total += weight;
  });
  return Math.exp(sum / total);
}
