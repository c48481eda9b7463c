import { multiplyDivideRounded } from './allocate-runs';
import type { PricedSums } from './priced-quote';

export function emptySums(): PricedSums {
  return { listMinor: 0, lineDiscountMinor: 0, multiYearDiscountMinor: 0, orderDiscountMinor: 0, netMinor: 0 };
}

/** Adds `amounts`, `times` over, to `sums` in place. */
export function addSums(sums: PricedSums, amounts: PricedSums, times = 1): void {
  sums.listMinor += amounts.listMinor * times;
  sums.lineDiscountMinor += amounts.lineDiscountMinor * times;
  sums.multiYearDiscountMinor += amounts.multiYearDiscountMinor * times;
  sums.orderDiscountMinor += amounts.orderDiscountMinor * times;
  sums.netMinor += amounts.netMinor * times;
}

/** What was taken from list altogether, in basis points; null where list is not above 0. */
export function discountOf(sums: PricedSums): number | null {
  if (sums.listMinor <= 0) return null;
  return multiplyDivideRounded(sums.listMinor - sums.netMinor, 10_000, sums.listMinor);
}
