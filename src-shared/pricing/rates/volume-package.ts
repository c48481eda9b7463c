import { packageAmount } from './package';
import type { VisitPart } from './rate-part';
import { type TierBound, tierName, tierOf } from './tiers';

/** A tier that sells in packages; size and price scaled by 10^12. */
export interface PackageTier extends TierBound {
  packageSize: bigint;
  packagePrice: bigint;
}

/** All units in started packages of the tier that the quantity falls in; nothing for quantity 0. Amount scaled by 10^24. */
export function volumePackageAmount(tiers: readonly PackageTier[], quantity: bigint, visit?: VisitPart): bigint {
  if (quantity === 0n) return 0n;
  const index = tierOf(tiers, quantity);
  const tier = tiers[index]!;
  const named: VisitPart | undefined =
    visit && ((part) => visit({ ...part, what: `${tierName(tiers, index)}: ${part.what}` }));
  return packageAmount(tier.packageSize, tier.packagePrice, quantity, named);
}
