import { normalUpperTail } from './normal';
import { largestExactProduct, rankSumDistribution } from './rank-sum-distribution';
import { midRanks } from './ranks';

/** The two-sided Mann–Whitney U test of two independent samples. */
export interface MannWhitney {
  /** Pairs in which a is larger, ties counting one half. */
  U1: number;
  /** Pairs in which b is larger, ties counting one half. */
  U2: number;
  /** min(1, 2 × smaller tail) over all ways of dealing out the observed mid-ranks; null above n × m = 2,500. */
  pExactTwoSided: number | null;
  /** Normal approximation, tie-corrected, with continuity correction of ½; null when all values are equal. */
  pAsymptoticContinuity: number | null;
  pAsymptoticNoContinuity: number | null;
  tieCorrectedSigma: number;
  hasTies: boolean;
  /** 2 / C(n + m, n): no data of these sizes can give a smaller exact p. */
  minimumAttainableP: number;
  /** With ties: P(|T − E(T)| ≥ |t − E(T)|), the other usual meaning of "two-sided" (R package coin); absent without ties. */
  pExactCoin?: number | null;
}

/** 2 / C(n + m, n), at most 1; 0 where it is below what a double can hold. */
export function minimumAttainableP(n: number, m: number): number {
  const small = Math.min(n, m);
  const large = Math.max(n, m);
  let ways = 1;
  for (let k = 1; k <= small && ways < Number.MAX_VALUE; k += 1) ways *= (large + k) / k;
  return Math.min(1, 2 / ways);
}

/** Standard deviation of U: σ² = nm/12 · ((N + 1) − Σ(t³ − t)/(N(N − 1))); exactly 0 when all values are equal. */
export function tieCorrectedSigma(n: number, m: number, tieSizes: readonly number[]): number {
  const N = n + m;
  if (tieSizes[0] === N) return 0;
  const tieTerm = tieSizes.reduce((sum, t) => sum + t * (t * t - 1), 0);
  return Math.sqrt(((n * m) / 12) * (N + 1 - tieTerm / (N * (N - 1))));
}

function exactTails(ranks: Float64Array, size: number, doubledSum: number) {
  const { ways, total } = rankSumDistribution(ranks, size);
  let doubledTotal = 0;
  for (const rank of ranks) doubledTotal += 2 * rank;
  // Distances from the expected sum, times the number of ranks, so that they stay whole and comparisons exact.
  const distance = (sum: number) => Math.abs(ranks.length * sum - size * doubledTotal);
  const observed = distance(doubledSum);
  let lower = 0;
  let upper = 0;
  let asFar = 0;
  ways.forEach((count, sum) => {
    if (count === 0) return;
    if (sum <= doubledSum) lower += count;
    if (sum >= doubledSum) upper += count;
    if (distance(sum) >= observed) asFar += count;
  });
  return { twoSided: Math.min(1, (2 * Math.min(lower, upper)) / total), coin: Math.min(1, asFar / total) };
}

/**
 * Mann–Whitney U of two samples of at least one value each.
 * Sources: Mann and Whitney 1947; the exact p is the one that benchstat (golang/perf) prints.
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): MannWhitney {
  const n = a.length;
  const m = b.length;
  const { ranks, tieSizes } = midRanks([...a, ...b]);
  let rankSumA = 0;
  for (let index = 0; index < n; index += 1) rankSumA += ranks[index]!;
  const U1 = rankSumA - (n * (n + 1)) / 2;
  const U2 = n * m - U1;
  const sigma = tieCorrectedSigma(n, m, tieSizes);
  const offset = Math.abs(U1 - (n * m) / 2);
  const asymptotic = (distance: number) => (sigma > 0 ? Math.min(1, 2 * normalUpperTail(distance / sigma)) : null);

  let exact: { twoSided: number; coin: number } | null = null;
  if (n * m <= largestExactProduct) {
    // Count over the smaller side: fewer subsets, the same distribution seen from the other end.
    let doubledA = 0;
    let doubledAll = 0;
    ranks.forEach((rank, index) => {
      doubledAll += 2 * rank;
      if (index < n) doubledA += 2 * rank;
    });
    exact = n <= m ? exactTails(ranks, n, doubledA) : exactTails(ranks, m, doubledAll - doubledA);
  }
  return {
    U1,
    U2,
    pExactTwoSided: exact ? exact.twoSided : null,
    pAsymptoticContinuity: asymptotic(Math.max(0, offset - 0.5)),
    pAsymptoticNoContinuity: asymptotic(offset),
    tieCorrectedSigma: sigma,
    hasTies: tieSizes.length > 0,
    minimumAttainableP: minimumAttainableP(n, m),
    ...(tieSizes.length > 0 && { pExactCoin: exact ? exact.coin : null }),
  };
}

/** The p value that a verdict uses: exact where it can be counted, else the continuity-corrected approximation. */
export function twoSidedP(test: MannWhitney): number {
  return test.pExactTwoSided ?? test.pAsymptoticContinuity ?? 1;
}
