import type { PricingModel } from '../../src-shared/pricing';
import { smallModel } from './small-model';

/** The small model with regions, a yearly rise, multi-year discounts, taxes and partner tiers. */
export const wideModel: PricingModel = {
  ...smallModel,
  skus: [
    ...smallModel.skus,
    {
      code: 'SEAT',
      name: 'Analyst seats, Nordics',
      family: 'Platform',
      unit: 'seat',
      region: 'nordics',
      billingPeriod: 'month',
      rate: { kind: 'per-unit', unitPrice: '50' },
      cost: { fixed: '0', perUnit: '9' },
    },
    {
      code: 'ONBOARD',
      name: 'Onboarding',
      family: 'Services',
      unit: 'day',
      billingPeriod: 'one-time',
      rate: { kind: 'per-unit', unitPrice: '1200' },
      cost: { fixed: '0', perUnit: '700' },
    },
  ],
  terms: { ...smallModel.terms, escalator: { basisPoints: 300 } },
  multiYearDiscounts: [{ months: 36, basisPoints: 500 }],
  taxes: [{ jurisdiction: 'DE', category: 'standard', percent: '19', from: '2020-01-01' }],
  partnerTiers: [{ tier: 'Gold', resellDiscountBasisPoints: 1000, registrationBonusBasisPoints: 500 }],
};
