import { binomialProbability } from './gamma-and-beta';
import { ascending, medianOfAscending } from './sample';

/** The median of one sample with a distribution-free interval. */
export interface MedianInterval {
  median: number;
  n: number;
  level: number;
  /** Ranks, from 1, of the values that are the ends; absent when there are too few samples. */
  lowerOrder1Based?: number;
  upperOrder1Based?: number;
  ciLower: number | null;
  ciUpper: number | null;
  /** What the interval really covers, at least the level; absent when there are too few samples. */
  actualConfidence?: number;
  reason?: string;
}

/** Up to here 2^−n and the binomial coefficients over it are formed by multiplication, exactly for n ≤ 50. */
const largestByMultiplication = 1000;

/**
 * The narrowest symmetric interval of order statistics that covers the median with at least the level; needs 6 samples at 95 %.
 * Source: binomial(n, ½) order statistics (Conover, section 3.2), the rule that benchstat (golang/perf) uses.
 */
export function medianInterval(x: readonly number[], level = 0.95): MedianInterval {
  const sorted = ascending(x);
  const n = sorted.length;
  const centre = medianOfAscending(sorted);
  let order = 0;
  let below = 0;
  let confidence = 0;
  let term = 2 ** -n;
  for (let k = 1; k <= Math.ceil(n / 2); k += 1) {
    // P(at most k − 1 of n values lie below the median).
    below += n <= largestByMultiplication ? term : binomialProbability(k - 1, n, 0.5);
    term *= (n - k + 1) / k;
    const covered = 1 - 2 * below;
    if (covered < level) break;
    order = k;
    confidence = covered;
  }
  if (order === 0) return { median: centre, n, level, ciLower: null, ciUpper: null, reason: 'too few samples' };
  return {
    median: centre,
    n,
    level,
    lowerOrder1Based: order,
    upperOrder1Based: n + 1 - order,
    ciLower: sorted[order - 1]!,
    ciUpper: sorted[n - order]!,
    actualConfidence: confidence,
  };
}
