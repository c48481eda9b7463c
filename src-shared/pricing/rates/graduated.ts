import { decimalOne } from '../../kernel/decimal';
import type { VisitPart } from './rate-part';
import { aboveLastTier, type TierBound, tierName } from './tiers';

/** A tier with a unit price and a flat fee, both scaled by 10^12. */
export interface PricedTier extends TierBound {
  unitPrice: bigint;
  flatFee: bigint;
}

/**
 * Each tier's units at that tier's price, plus the flat fee of each tier entered; nothing for quantity 0. Amount scaled by 10^24.
 * Throws `bad-input` above a closed last tier.
 */
export function graduatedAmount(tiers: readonly PricedTier[], quantity: bigint, visit?: VisitPart): bigint {
  if (quantity === 0n) return 0n;
  let amount = 0n;
  let from = 0n;
  for (let index = 0; index < tiers.length; index += 1) {
    const tier = tiers[index]!;
    const last = tier.upTo === null || quantity <= tier.upTo;
    const units = (last ? quantity : tier.upTo!) - from;
    const part = units * tier.unitPrice + (tier.flatFee === 0n ? 0n : tier.flatFee * decimalOne);
    visit?.({ what: tierName(tiers, index), quantity: units, unitPrice: tier.unitPrice, amount: part });
    amount += part;
    if (last) return amount;
    from = tier.upTo!;
  }
  throw aboveLastTier(tiers, quantity);
}
