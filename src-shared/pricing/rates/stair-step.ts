import { decimalOne } from '../../kernel/decimal';
import type { VisitPart } from './rate-part';
import { type TierBound, tierName, tierOf } from './tiers';

/** A stair: its flat fee is the price of any quantity that falls on it. Scaled by 10^12. */
export interface StairTier extends TierBound {
  flatFee: bigint;
}

/** Only the flat fee of the tier that the quantity falls in; nothing for quantity 0. Amount scaled by 10^24. */
export function stairStepAmount(tiers: readonly StairTier[], quantity: bigint, visit?: VisitPart): bigint {
  if (quantity === 0n) return 0n;
  const index = tierOf(tiers, quantity);
  const fee = tiers[index]!.flatFee;
  const amount = fee * decimalOne;
  visit?.({ what: tierName(tiers, index), quantity: decimalOne, unitPrice: fee, amount });
  return amount;
}
