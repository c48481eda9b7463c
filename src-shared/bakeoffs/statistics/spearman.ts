import { midRanks } from './ranks';
import { mean } from './sample';
import { studentUpperTail } from './student-t';

/** Rank correlation of two lists of one length. */
export interface SpearmanCorrelation {
  /** From −1 to 1; null when one list does not vary or there are fewer than 3 pairs. */
  rho: number | null;
  /** Two-sided; by all orders up to 8 pairs, else from Student's t with n − 2 degrees of freedom. */
  p: number | null;
  pairs: number;
}

/** Most pairs for which all orders are tried (8! = 40,320). */
const largestExactPairs = 8;

function product(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < x.length; index += 1) sum += x[index]! * y[index]!;
  return sum;
}

/** Share of all orders of y whose product with x is at least as far from 0 as the one observed. */
function exactP(x: readonly number[], y: readonly number[]): number {
  const observed = Math.abs(product(x, y)) - 1e-9;
  const order = [...y];
  let asFar = 0;
  let all = 0;
  const permute = (fixed: number, sum: number): void => {
    if (fixed === order.length) {
      all += 1;
      if (Math.abs(sum) >= observed) asFar += 1;
      return;
    }
    for (let index = fixed; index < order.length; index += 1) {
      [order[fixed], order[index]] = [order[index]!, order[fixed]!];
      permute(fixed + 1, sum + x[fixed]! * order[fixed]!);
      [order[fixed], order[index]] = [order[index]!, order[fixed]!];
    }
  };
  permute(0, 0);
  return asFar / all;
}

/** Spearman's rank correlation with mid-ranks (Spearman 1904). */
export function spearman(x: readonly number[], y: readonly number[]): SpearmanCorrelation {
  const pairs = x.length;
  if (pairs < 3) return { rho: null, p: null, pairs };
  const centred = (values: readonly number[]): number[] => {
    const ranks = Array.from(midRanks(values).ranks);
    const centre = mean(ranks);
    return ranks.map((rank) => rank - centre);
  };
  const u = centred(x);
  const v = centred(y);
  const scale = Math.sqrt(product(u, u) * product(v, v));
  if (scale === 0) return { rho: null, p: null, pairs };
  const rho = Math.max(-1, Math.min(1, product(u, v) / scale));
  if (pairs <= largestExactPairs) return { rho, p: exactP(u, v), pairs };
  const t = Math.abs(rho) * Math.sqrt((pairs - 2) / ((1 - rho) * (1 + rho)));
  return { rho, p: Math.min(1, 2 * studentUpperTail(t, pairs - 2)), pairs };
}
