import { ascending, midpoint } from './sample';

/** Quantile definitions by Hyndman and Fan's numbers: 1 is nearest rank, 7 the linear default of R, numpy and spreadsheets. */
export type QuantileType = 1 | 2 | 6 | 7 | 8;

/** R's slack for a position that should be whole but is not in binary: 4 machine epsilons. */
const FUZZ = 4 * Number.EPSILON;

/**
 * The quantile of ascending values (at least one) at a probability from 0 to 1.
 * Source: Hyndman and Fan 1996, as R's `quantile` computes them.
 */
export function quantileOfAscending(sorted: ArrayLike<number>, probability: number, type: QuantileType = 7): number {
  return quantileByRank(sorted.length, (rank) => sorted[rank - 1]!, probability, type);
}

/** The same where the ascending values are known by their rank, from 1 to `n`, and need not lie in a row. */
export function quantileByRank(
  n: number,
  atRank: (rank: number) => number,
  probability: number,
  type: QuantileType = 7,
): number {
  const at = (rank: number) => atRank(Math.min(n, Math.max(1, rank)));
  if (type === 1 || type === 2) {
    const place = n * probability;
    const whole = Math.floor(place + FUZZ * Math.max(1, place));
    if (place - whole > FUZZ * Math.max(1, place)) return at(whole + 1);
    return type === 1 ? at(whole) : midpoint(at(whole), at(whole + 1));
  }
  // Position a + p (n + 1 − a − b) with a = b.
  const a = type === 6 ? 0 : type === 7 ? 1 : 1 / 3;
  const place = a + probability * (n + 1 - 2 * a);
  const whole = Math.floor(place + FUZZ);
  const rest = Math.abs(place - whole) < FUZZ ? 0 : place - whole;
  const low = at(whole);
  const high = at(whole + 1);
  if (rest === 0 || low === high) return low;
  return (1 - rest) * low + rest * high;
}

/** The quantile of values in any order. */
export function quantile(values: readonly number[], probability: number, type: QuantileType = 7): number {
  return quantileOfAscending(ascending(values), probability, type);
}

/** Quantiles under all supported definitions. */
export interface Quantiles {
  type1: number[];
  type2: number[];
  type6: number[];
  type7: number[];
  type8: number[];
}

/** All probabilities under all definitions, so that a reader can see which one a tool used. */
export function quantiles(x: readonly number[], probabilities: readonly number[]): Quantiles {
  const sorted = ascending(x);
  const all = (type: QuantileType) => probabilities.map((p) => quantileOfAscending(sorted, p, type));
  return { type1: all(1), type2: all(2), type6: all(6), type7: all(7), type8: all(8) };
}
