import { normalUpperTail } from './normal';
import { midRanks } from './ranks';

/** Wilcoxon's signed-rank test of paired values. */
export interface WilcoxonSignedRank {
  /** The smaller of the two rank sums. */
  W: number;
  /** Rank sums of the positive and of the negative differences a − b. */
  positiveRankSum: number;
  negativeRankSum: number;
  /** Pairs that differ; pairs without a difference are left out (Wilcoxon's rule). */
  pairsThatDiffer: number;
  /** min(1, 2 × smaller tail) over all signs of the observed mid-ranks; null above 200 differing pairs. */
  pExactTwoSided: number | null;
  /** Normal approximation, tie-corrected, continuity ½; null when no pair differs. */
  pAsymptoticContinuity: number | null;
}

/** Most differing pairs for which all signs are counted. */
const largestExactPairs = 200;

/** P(rank sum of one sign ≤ doubledSum / 2) when each rank gets its sign by a fair coin. */
function lowerTail(ranks: Float64Array, doubledSum: number): number {
  const doubled = Array.from(ranks, (rank) => Math.round(rank * 2));
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  const share = new Float64Array(total + 1);
  share[0] = 1;
  let reach = 0;
  for (const rank of doubled) {
    reach += rank;
    for (let sum = reach; sum >= 0; sum -= 1) {
      share[sum] = (share[sum]! + (sum >= rank ? share[sum - rank]! : 0)) / 2;
    }
  }
  let tail = 0;
  for (let sum = 0; sum <= doubledSum; sum += 1) tail += share[sum]!;
  return tail;
}

/**
 * Signed-rank test of the differences a_i − b_i. Both samples have the same length, at least 1.
 * Source: Wilcoxon 1945; the distribution by counting signs, with the observed mid-ranks.
 */
export function wilcoxonSignedRank(a: readonly number[], b: readonly number[]): WilcoxonSignedRank {
  const differences = a.map((value, index) => value - b[index]!).filter((difference) => difference !== 0);
  const { ranks, tieSizes } = midRanks(differences.map(Math.abs));
  let positive = 0;
  let all = 0;
  differences.forEach((difference, index) => {
    all += ranks[index]!;
    if (difference > 0) positive += ranks[index]!;
  });
  const n = differences.length;
  const W = Math.min(positive, all - positive);
  // Ties of |difference| as equal doubles; the distribution is symmetric, so the smaller sum's lower tail is the smaller tail.
  const exact = n <= largestExactPairs ? Math.min(1, 2 * lowerTail(ranks, Math.round(W * 2))) : null;
  const tieTerm = tieSizes.reduce((sum, t) => sum + t * (t * t - 1), 0);
  const sigma = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - tieTerm / 48);
  const distance = Math.max(0, all / 2 - W - 0.5);
  return {
    W,
    positiveRankSum: positive,
    negativeRankSum: all - positive,
    pairsThatDiffer: n,
    pExactTwoSided: exact,
    pAsymptoticContinuity: n > 0 ? Math.min(1, 2 * normalUpperTail(distance / sigma)) : null,
  };
}
