import type { VisitPart } from './rate-part';

/** Quantity × price. Quantity and price scaled by 10^12; the amount by 10^24. */
export function perUnitAmount(unitPrice: bigint, quantity: bigint, visit?: VisitPart): bigint {
  const amount = quantity * unitPrice;
  visit?.({ what: 'units', quantity, unitPrice, amount });
  return amount;
}
