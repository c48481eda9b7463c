import { decimalOne } from '../../kernel/decimal';
import type { PricedTier } from './graduated';
import type { VisitPart } from './rate-part';
import { tierName, tierOf } from './tiers';

/** All units at the price of the tier that the quantity falls in, plus that tier's flat fee; nothing for quantity 0. */
export function volumeAmount(tiers: readonly PricedTier[], quantity: bigint, visit?: VisitPart): bigint {
  if (quantity === 0n) return 0n;
  const index = tierOf(tiers, quantity);
  const tier = tiers[index]!;
  const amount = quantity * tier.unitPrice + tier.flatFee * decimalOne;
  visit?.({ what: tierName(tiers, index), quantity, unitPrice: tier.unitPrice, amount });
  return amount;
}
