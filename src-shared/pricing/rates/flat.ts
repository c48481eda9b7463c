import { decimalOne } from '../../kernel/decimal';
import type { VisitPart } from './rate-part';

/** The price itself, whatever the quantity; nothing for quantity 0. Amount scaled by 10^24. */
export function flatAmount(price: bigint, quantity: bigint, visit?: VisitPart): bigint {
  if (quantity === 0n) return 0n;
  const amount = price * decimalOne;
  visit?.({ what: 'flat price', quantity: decimalOne, unitPrice: price, amount });
  return amount;
}
