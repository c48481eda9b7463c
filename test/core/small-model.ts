import type { PricingModel } from '../../src-shared/pricing';

/** A pricing model with a flat, a per-unit and a graduated item, costs, a floor and a discount limit. */
export const smallModel: PricingModel = {
  name: 'Platform',
  version: '2026.2',
  currency: 'EUR',
  skus: [
    {
      code: 'BASE',
      name: 'Platform base',
      family: 'Platform',
      unit: 'tenant',
      billingPeriod: 'month',
      rate: { kind: 'flat', price: '4000' },
      cost: { fixed: '1200', perUnit: '0' },
    },
    {
      code: 'SEAT',
      name: 'Analyst seats',
      family: 'Platform',
      unit: 'seat',
      billingPeriod: 'month',
      rate: { kind: 'per-unit', unitPrice: '45' },
      cost: { fixed: '0', perUnit: '9' },
    },
    {
      code: 'TOKENS',
      name: 'Inference tokens',
      family: 'Metered',
      unit: 'million tokens',
      billingPeriod: 'month',
      metered: true,
      rate: {
        kind: 'graduated',
        tiers: [
          { upTo: '1000', unitPrice: '0.60', flatFee: '0' },
          { upTo: null, unitPrice: '0.35', flatFee: '0' },
        ],
      },
      cost: { fixed: '0', perUnit: '0.2' },
    },
  ],
  discountMode: 'sequential',
  discountLimits: [{ role: 'rep', basisPoints: 1000 }],
  marginFloors: { default: 3000, families: [] },
  terms: { standardMonths: [12, 36], billing: ['by-sku'], paymentDays: 30 },
};
