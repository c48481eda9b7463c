import { decimalOne } from '../../kernel/decimal';
import type { VisitPart } from './rate-part';

/** Started packages count whole: 4,500 units in packages of 1,000 are five. Amount scaled by 10^24. */
export function packageAmount(size: bigint, price: bigint, quantity: bigint, visit?: VisitPart): bigint {
  const packages = (quantity + size - 1n) / size;
  const amount = packages * price * decimalOne;
  visit?.({ what: 'packages', quantity: packages * decimalOne, unitPrice: price, amount });
  return amount;
}
