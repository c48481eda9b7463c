import { ProofdeskError } from '../kernel/errors';
import type { PricingModel } from './model';

type PartnerTier = NonNullable<PricingModel['partnerTiers']>[number];

/**
 * What a partner buys below list, in basis points: the tier's resell discount and, while a registration is valid, its bonus too
 * (both of list, added). 0 without a partner. Throws `bad-input` for a tier that the model does not have, or more than the whole.
 */
export function partnerDiscount(
  tiers: readonly PartnerTier[],
  partner: { tier: string; registrationValid: boolean } | undefined,
): number {
  if (!partner) return 0;
  const tier = tiers.find((row) => row.tier === partner.tier);
  if (!tier) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The model has no partner tier ${partner.tier}`,
      where: { field: 'partner.tier' },
      hint: tiers.length ? `It has ${tiers.map((row) => row.tier).join(', ')}.` : 'It has no partner tiers at all.',
    });
  }
  const total = tier.resellDiscountBasisPoints + (partner.registrationValid ? tier.registrationBonusBasisPoints : 0);
  if (total <= 10_000) return total;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `Discount and bonus of partner tier ${partner.tier} are more than the whole price`,
    where: { field: 'partner.tier' },
  });
}

/** The share of a SKU's net that goes to the partner as a royalty, in basis points. */
export function royaltyBasisPoints(
  tiers: readonly PartnerTier[],
  partner: { tier: string } | undefined,
  sku: string,
): number {
  if (!partner) return 0;
  const tier = tiers.find((row) => row.tier === partner.tier);
  return tier?.royalties?.find((row) => row.sku === sku)?.basisPoints ?? 0;
}
