import { tieCorrectedSigma } from './mann-whitney';
import { normalQuantile } from './normal';
import { PairwiseDifferences } from './pairwise-differences';
import { largestExactProduct, rankSumDistribution } from './rank-sum-distribution';
import { midRanks } from './ranks';

/** The Hodges–Lehmann shift of two samples with its interval. */
export interface HodgesLehmannShift {
  /** Median of all a_i − b_j, in the unit of the values. */
  estimate: number;
  level: number;
  pairs: number;
  ciLower: number;
  ciUpper: number;
  /** Which of the ordered differences the lower end is; the upper end is as far from the other side. */
  orderIndexLower1Based: number;
  /** Present when so few values cannot reach the level: the ends are then the extreme differences. */
  reason?: string;
}

/** The smallest u with P(U ≤ u) ≥ tail, without ties (R's qwilcox). */
function quantileOfU(tail: number, n: number, m: number): number {
  const size = Math.min(n, m);
  const ranks = Float64Array.from({ length: n + m }, (_, index) => index + 1);
  const { ways, total } = rankSumDistribution(ranks, size);
  const smallestDoubledSum = size * (size + 1);
  let below = 0;
  for (let u = 0; u <= n * m; u += 1) {
    below += ways[smallestDoubledSum + 2 * u]!;
    // As R does: a hair of slack so that a tail that is met exactly counts as met.
    if (below / total >= tail * (1 - 1e-12)) return u;
  }
  return n * m;
}

/**
 * Median of the pairwise differences a − b with an interval from their order statistics.
 * The index is that of the exact distribution of U without ties up to n × m = 2,500, else floor(nm/2 − z σ) with the
 * tie-corrected σ. Sources: Hodges and Lehmann 1963; Hollander and Wolfe, section 4.3; R 4.2 `wilcox.test(conf.int = TRUE)`.
 */
export function hodgesLehmannShift(a: readonly number[], b: readonly number[], level = 0.95): HodgesLehmannShift {
  const n = a.length;
  const m = b.length;
  const differences = new PairwiseDifferences(a, b);
  const tail = (1 - level) / 2;
  const { tieSizes } = midRanks([...a, ...b]);
  const exact = tieSizes.length === 0 && n * m <= largestExactProduct;
  const index = exact
    ? quantileOfU(tail, n, m)
    : Math.floor((n * m) / 2 - normalQuantile(1 - tail) * tieCorrectedSigma(n, m, tieSizes));
  const reached = index >= 1;
  const used = Math.max(1, index);
  return {
    estimate: differences.median(),
    level,
    pairs: differences.pairs,
    ciLower: differences.ranked(used),
    ciUpper: differences.ranked(differences.pairs + 1 - used),
    orderIndexLower1Based: used,
    ...(!reached && { reason: 'too few values to reach this level; the ends are the extreme differences' }),
  };
}
