/**
 * In how many ways a rank sum can come about, by counting: which subsets of `size` of the given ranks have which sum. The ranks
 * are the observed mid-ranks, so the distribution knows the ties (the permutation distribution of the rank sum).
 */
export interface RankSumDistribution {
  /** Number of subsets by sum, in doubled ranks (so that mid-ranks are whole); a double, so large counts carry rounding. */
  ways: Float64Array;
  /** Number of all subsets. */
  total: number;
}

/** Largest n × m for which the two-sample distribution is counted; above it the normal approximation is due. */
export const largestExactProduct = 2500;

/** Counts the subsets of `size` by their doubled rank sum. Time and memory grow with ranks × size × sum. */
export function rankSumDistribution(ranks: ArrayLike<number>, size: number): RankSumDistribution {
  const doubled = Array.from(ranks, (rank) => Math.round(rank * 2)).sort((x, y) => x - y);
  let largestSum = 0;
  for (let index = doubled.length - size; index < doubled.length; index += 1) largestSum += doubled[index]!;
  // ways[k][s]: subsets of k of the ranks seen so far with sum s. Reach keeps each row's loop to sums that can occur.
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(largestSum + 1));
  ways[0]![0] = 1;
  const reach = new Array<number>(size + 1).fill(-1);
  reach[0] = 0;
  doubled.forEach((rank, seen) => {
    for (let k = Math.min(seen + 1, size); k >= 1; k -= 1) {
      const from = ways[k - 1]!;
      const to = ways[k]!;
      const top = reach[k - 1]!;
      for (let sum = 0; sum <= top; sum += 1) {
        const count = from[sum]!;
        if (count !== 0) to[sum + rank] = to[sum + rank]! + count;
      }
      if (top >= 0) reach[k] = Math.max(reach[k]!, top + rank);
    }
  });
  const last = ways[size]!;
  let total = 0;
  for (const count of last) total += count;
  return { ways: last, total };
}
