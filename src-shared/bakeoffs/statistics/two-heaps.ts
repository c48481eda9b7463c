import { ascending, mean, medianOfAscending } from './sample';

/** Measurements that stand in two heaps. */
export interface TwoHeaps {
  /** Median of each heap. */
  low: number;
  high: number;
  /** Share of the measurements in the lower heap. */
  lowShare: number;
  /** Sarle's bimodality coefficient of the logarithms. */
  coefficient: number;
}

/** Fewest measurements whose shape is looked at. */
export const fewestForHeaps = 100;
/** Sarle's coefficient of a uniform distribution. */
const uniformCoefficient = 5 / 9;
/** Either heap holds this share at least. */
const leastShare = 0.1;
/** The heaps lie this far apart at least. */
const leastRatio = 1.5;
/** Heaps nearer than this many steps of the clock may be two of its ticks. */
const leastSteps = 10;

/**
 * Sarle's bimodality coefficient (g² + 1) / (k + 3(n−1)²/((n−2)(n−3))) with the unbiased skewness g and excess kurtosis k; above 5/9,
 * the coefficient of a uniform distribution, two heaps are likely. Null below 4 values or without spread.
 * Source: SAS/STAT User's Guide, "Cluster procedures"; Pfister and others, Frontiers in Psychology 4:700 (2013).
 */
export function bimodalityCoefficient(values: ArrayLike<number>): number | null {
  const n = values.length;
  if (n < 4) return null;
  const list = Array.from(values);
  const centre = mean(list);
  let [second, third, fourth] = [0, 0, 0];
  for (const value of list) {
    const square = (value - centre) ** 2;
    second += square;
    third += square * (value - centre);
    fourth += square * square;
  }
  const variance = second / n;
  if (!(variance > 0)) return null;
  const skewness = ((third / n / variance ** 1.5) * Math.sqrt(n * (n - 1))) / (n - 2);
  const excess = ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (fourth / n / variance ** 2 - 3) + 6);
  return (skewness ** 2 + 1) / (excess + (3 * (n - 1) ** 2) / ((n - 2) * (n - 3)));
}

/**
 * Do measurements stand in two heaps? Null where they do not, or where it cannot be told: fewer than 100 values, or values of 0 and
 * below. Cautious, because a long tail is no second heap: Sarle's coefficient of the logarithms is above 5/9; both heaps (split where
 * the logarithms' variance within is least) hold a tenth at least and lie half as high again apart and more than ten steps of the
 * clock; and between them is a valley with less than half the density at either heap.
 */
export function twoHeaps(values: ArrayLike<number>): TwoHeaps | null {
  const n = values.length;
  if (n < fewestForHeaps) return null;
  const sorted = ascending(Array.from(values));
  if (!(sorted[0]! > 0)) return null;
  const logs = Float64Array.from(sorted, Math.log);
  const coefficient = bimodalityCoefficient(logs);
  if (coefficient === null || coefficient <= uniformCoefficient) return null;
  const split = leastVarianceSplit(logs);
  const [low, high] = [medianOfAscending(sorted.subarray(0, split)), medianOfAscending(sorted.subarray(split))];
  const lowShare = split / n;
  if (lowShare < leastShare || lowShare > 1 - leastShare || high / low < leastRatio) return null;
  if (high - low < leastSteps * smallestStep(sorted)) return null;
  return hasValley(logs, Math.log(low), Math.log(high)) ? { low, high, lowShare, coefficient } : null;
}

/** The first index of the upper part, where the sum of squares within both parts is least (Otsu 1979, on the values themselves). */
function leastVarianceSplit(logs: Float64Array): number {
  const n = logs.length;
  const total = logs.reduce((sum, value) => sum + value, 0);
  let below = 0;
  let best = { at: 1, between: Number.NEGATIVE_INFINITY };
  for (let at = 1; at < n; at += 1) {
    below += logs[at - 1]!;
    const between = below ** 2 / at + (total - below) ** 2 / (n - at);
    if (between > best.between && logs[at] !== logs[at - 1]) best = { at, between };
  }
  return best.at;
}

function smallestStep(sorted: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 1; index < sorted.length; index += 1) {
    const step = sorted[index]! - sorted[index - 1]!;
    if (step > 0 && step < least) least = step;
  }
  return least;
}

/** How many of the ascending values lie in an interval. */
function within(sorted: Float64Array, from: number, to: number): number {
  const firstAtLeast = (limit: number): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return firstAtLeast(to) - firstAtLeast(from);
}

function hasValley(logs: Float64Array, low: number, high: number): boolean {
  const half = (high - low) / 10;
  const around = (centre: number) => within(logs, centre - half, centre + half);
  const smaller = Math.min(around(low), around(high));
  for (let step = 2; step <= 8; step += 1) if (around(low + step * half) < smaller / 2) return true;
  return false;
}
