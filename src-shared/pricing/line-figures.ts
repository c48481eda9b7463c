import type { Fraction } from '../kernel/decimal';
import type { CompiledSku } from './compile-model';
import type { ExplainedBills, QuoteProblem } from './priced-quote';
import type { QuoteLine } from './quote';
import type { BillRun } from './schedule';

/** Bills of a line after step 5: rounded, before order discounts. Amounts for one bill, in minor units. */
export interface BillFigures {
  run: BillRun;
  list: number;
  net: number;
  /** 0 where not known (`LineFigures` says so). */
  cost: number;
}

/** A line after step 5. Depends on the model, the quote's header and the line alone (a percentage also on its base lines). */
export interface LineFigures {
  line: QuoteLine;
  sku: CompiledSku | null;
  bills: BillFigures[];
  list: number;
  net: number;
  cost: number | null;
  /** The lowest net that keeps the floor, scaled by 10^24 and not rounded; null where not known. */
  lowest: bigint | null;
  /** Part of the standard price that the rep took off. */
  discretionary: Fraction;
  problems: QuoteProblem[];
  explained: ExplainedBills[] | null;
}

/** Whether a problem keeps the line from being priced. */
export function isPriced(figures: LineFigures): boolean {
  return figures.sku !== null && figures.bills.length > 0;
}
