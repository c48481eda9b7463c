import { allocate } from '../kernel/money';

/** A discount's share of each line, and of each of its bills. Minor units. */
export interface LinesAndBills {
  lines: bigint[];
  linesBills: bigint[][];
}

/**
 * Allocates an amount to lines by the sums of their bills, then each line's share to its bills; both by largest remainder, ties to
 * the earlier. Bill by bill, for any bills; a quote does the same for runs of equal bills (`allocateToRuns`).
 */
export function allocateLinesAndBills(amount: bigint, bills: readonly (readonly bigint[])[]): LinesAndBills {
  const sums = bills.map((line) => line.reduce((sum, bill) => sum + bill, 0n));
  const lines = allocate(amount, sums);
  return { lines, linesBills: bills.map((line, index) => allocate(lines[index]!, line)) };
}
