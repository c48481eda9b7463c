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
  let sum = 0;
  for (const run of runs) sum += run.bills * run.amount;
  if (sum === 0 || total === 0) return runs.map(() => ({ each: 0, oneMore: 0 }));
  const [only] = runs;
  if (only && runs.length === 1) {
    const each = Math.floor(total / only.bills);
    return [{ each, oneMore: total - each * only.bills }];
  }
  const remainders = new Float64Array(runs.length);
  let left = total;
  const shares = runs.map((run, index) => {
    const { quotient, remainder } = multiplyDivide(total, run.amount, sum);
    remainders[index] = remainder;
    left -= run.bills * quotient;
    return { each: quotient, oneMore: 0 };
  });
  if (left === 0) return shares;
  const order = Uint32Array.from(runs.keys());
  order.sort((a, b) => remainders[b]! - remainders[a]! || a - b);
  for (const index of order) {
    const more = Math.min(left, runs[index]!.bills);
    shares[index]!.oneMore = more;
    left -= more;
    if (left === 0) break;
  }
  return shares;
}
