import type { VisitPart } from './rate-part';

/** Terms of a commitment; all scaled by 10^12. */
export interface Commitment {
  commitment: bigint;
  committedUnitPrice: bigint;
  overageUnitPrice: bigint;
}

/** What is paid in any case, used or not. Amount scaled by 10^24. */
export function committedPart(terms: Commitment, visit?: VisitPart): bigint {
  const amount = terms.commitment * terms.committedUnitPrice;
  visit?.({ what: 'committed', quantity: terms.commitment, unitPrice: terms.committedUnitPrice, amount });
  return amount;
}

/** What use above the commitment costs. Amount scaled by 10^24. */
export function overagePart(terms: Commitment, quantity: bigint, visit?: VisitPart): bigint {
  if (quantity <= terms.commitment) return 0n;
  const units = quantity - terms.commitment;
  const amount = units * terms.overageUnitPrice;
  visit?.({ what: 'overage', quantity: units, unitPrice: terms.overageUnitPrice, amount });
  return amount;
}

/** Commitment × committed price, paid in any case, and use above it at the overage price. Amount scaled by 10^24. */
export function committedUseAmount(terms: Commitment, quantity: bigint, visit?: VisitPart): bigint {
  return committedPart(terms, visit) + overagePart(terms, quantity, visit);
}
