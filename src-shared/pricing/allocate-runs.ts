/** Bills (or lines) of the same amount, as a weight for allocation; amounts in minor units, not negative. */
export interface WeightRun {
  bills: number;
  amount: number;
}

/** What each bill of a run gets, and how many of its first bills get one minor unit more. */
export interface RunShare {
  each: number;
  oneMore: number;
}

/** `a` × `b` ÷ `divisor` as quotient and remainder, exactly; all are whole and not negative. */
export function multiplyDivide(a: number, b: number, divisor: number): { quotient: number; remainder: number } {
  const product = a * b;
  if (product <= Number.MAX_SAFE_INTEGER) {
    // Below 2^53 the quotient is at most one off, and then the remainder says so; quicker than the remainder operator.
    let quotient = Math.floor(product / divisor);
    let remainder = product - quotient * divisor;
    if (remainder < 0) {
      quotient -= 1;
      remainder += divisor;
    } else if (remainder >= divisor) {
      quotient += 1;
      remainder -= divisor;
    }
    return { quotient, remainder };
  }
  const exact = BigInt(a) * BigInt(b);
  const below = BigInt(divisor);
  const quotient = exact / below;
  return { quotient: Number(quotient), remainder: Number(exact - quotient * below) };
}

/** `a` × `b` ÷ `divisor`, rounded half away from zero; `a` may be negative. */
export function multiplyDivideRounded(a: number, b: number, divisor: number): number {
  const { quotient, remainder } = multiplyDivide(Math.abs(a), b, divisor);
  const rounded = remainder * 2 >= divisor ? quotient + 1 : quotient;
  return a < 0 && rounded !== 0 ? -rounded : rounded;
}

/**
 * Splits a total over runs of equal bills by largest remainder, exactly as if each bill stood alone: quotas are rounded down, what
 * is left goes to the largest remainders, of equal ones to the earlier bill. The total must not be more than the sum.
 */
export function allocateToRuns(total: number, runs: readonly WeightRun[]): RunShare[] {
  const bills = runs.map((run) => run.bills);
  const { each, oneMore } = allocateToCounts(
    total,
    bills,
    runs.map((run) => run.amount),
  );
  return runs.map((_, index) => ({ each: each[index]!, oneMore: oneMore[index]! }));
}

/** As `allocateToRuns`, for amounts that each stand alone; the parts in the same order. */
export function allocateToAmounts(total: number, amounts: readonly number[]): number[] {
  const { each, oneMore } = allocateToCounts(total, null, amounts);
  for (let index = 0; index < each.length; index += 1) each[index] = each[index]! + oneMore[index]!;
  return each;
}

/** `bills` null: one of each amount. */
function allocateToCounts(
  total: number,
  bills: readonly number[] | null,
  amounts: readonly number[],
): { each: number[]; oneMore: number[] } {
  const each = new Array<number>(amounts.length).fill(0);
  const oneMore = new Array<number>(amounts.length).fill(0);
  let sum = 0;
  for (let index = 0; index < amounts.length; index += 1) sum += (bills ? bills[index]! : 1) * amounts[index]!;
  if (sum === 0 || total === 0) return { each, oneMore };
  const remainders = new Float64Array(amounts.length);
  let left = total;
  for (let index = 0; index < amounts.length; index += 1) {
    const { quotient, remainder } = multiplyDivide(total, amounts[index]!, sum);
    remainders[index] = remainder;
    each[index] = quotient;
    left -= (bills ? bills[index]! : 1) * quotient;
  }
  if (left === 0) return { each, oneMore };
  if (!bills) {
    giveLargest(remainders, left, oneMore);
    return { each, oneMore };
  }
  const order = Uint32Array.from(amounts.keys());
  order.sort((a, b) => remainders[b]! - remainders[a]! || a - b);
  for (const index of order) {
    const more = Math.min(left, bills ? bills[index]! : 1);
    oneMore[index] = more;
    left -= more;
    if (left === 0) break;
  }
  return { each, oneMore };
}

/** Gives one unit to each of the `count` largest remainders, of equal ones to the earlier; a sort of plain numbers finds the least of them. */
function giveLargest(remainders: Float64Array, count: number, oneMore: number[]): void {
  const sorted = remainders.slice().sort();
  const least = sorted[sorted.length - count]!;
  let ties = count;
  for (const remainder of remainders) if (remainder > least) ties -= 1;
  for (let index = 0; index < remainders.length; index += 1) {
    const remainder = remainders[index]!;
    if (remainder > least) oneMore[index] = 1;
    else if (remainder === least && ties > 0) {
      oneMore[index] = 1;
      ties -= 1;
    }
  }
}
