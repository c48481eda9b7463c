import { describe, expect, it } from 'vitest';
import { model, sku } from '../../test/fixtures/pricing/models';
import { diffModels, type PricingModel, splitModel } from './index';

const tiers = (second: string) => ({
  kind: 'graduated' as const,
  tiers: [
    { upTo: '10', unitPrice: '5' },
    { upTo: null, unitPrice: second },
  ],
});

describe('the difference between two versions', () => {
  it('is nothing for the same model, however its prices are written', () => {
    const a = model([sku('A', { rate: { kind: 'per-unit', unitPrice: '10' } })]);
    const b = { ...model([sku('A', { rate: { kind: 'per-unit', unitPrice: '10.00' } })]), version: '2' };
    expect(diffModels(a, b)).toEqual([]);
  });

  it('names rows that came and went, and each field that changed, prices with their per cent', () => {
    const before = model([sku('A', { rate: tiers('4') }), sku('GONE'), sku('E', { region: 'EU' })]);
    const after = model([
      sku('E', { region: 'EU', minimum: '5' }),
      sku('A', { name: 'Alpha', rate: tiers('4.50') }),
      sku('NEW'),
    ]);
    expect(diffModels(before, after)).toEqual([
      {
        table: 'skus',
        change: 'changed',
        key: 'A',
        name: 'Alpha',
        fields: [
          { field: 'name', before: 'Product A', after: 'Alpha', changeBasisPoints: null },
          { field: 'rate.tiers.2.unitPrice', before: '4', after: '4.50', changeBasisPoints: 1250 },
        ],
      },
      expect.objectContaining({ change: 'removed', key: 'GONE' }),
      expect.objectContaining({
        change: 'changed',
        key: 'E (EU)',
        fields: [{ field: 'minimum', before: null, after: '5', changeBasisPoints: null }],
      }),
      expect.objectContaining({ change: 'added', key: 'NEW' }),
    ]);
  });

  it('compares rows of one code by their days', () => {
    const before = model([sku('A', { until: '2026-07-01' }), sku('A', { from: '2026-07-01', minimum: '10' })]);
    const after = model([sku('A', { from: '2026-07-01', minimum: '9' }), sku('A', { until: '2026-07-01' })]);
    expect(diffModels(before, after)).toMatchObject([
      { key: 'A', fields: [{ field: 'minimum', before: '10', after: '9', changeBasisPoints: -1000 }] },
    ]);
  });

  it('looks into every table of the model', () => {
    const changes: Partial<PricingModel> = {
      currency: 'EUR',
      bundles: [{ code: 'KIT', name: 'Kit', family: 'Kits', parts: [{ sku: 'A', quantity: '1' }] }],
      pairs: [{ kind: 'requires', sku: 'A', others: ['B'] }],
      terms: { paymentDays: 14 },
      discountLimits: [{ role: 'rep', basisPoints: 500 }],
      marginFloors: { default: 3000, families: [] },
      multiYearDiscounts: [{ months: 36, basisPoints: 500 }],
      partnerTiers: [
        {
          tier: 'gold',
          resellDiscountBasisPoints: 2000,
          registrationBonusBasisPoints: 500,
          royalties: [{ sku: 'A', basisPoints: 100 }],
        },
      ],
      exchangeRates: [{ from: 'EUR', to: 'USD', rate: '1.1', date: '2026-01-01' }],
      taxes: [{ jurisdiction: 'DE', category: 'standard', percent: '19', from: '2026-01-01' }],
    };
    const found = diffModels(
      model([sku('A')]),
      model([sku('A', { rate: { kind: 'per-unit', unitPrice: '9' } })], changes),
    );
    expect(found.map(({ table, change, key }) => [table, change, key])).toEqual([
      ['model', 'changed', ''],
      ['skus', 'changed', 'A'],
      ['bundles', 'added', 'KIT'],
      ['pairs', 'added', 'A requires B'],
      ['terms', 'changed', ''],
      ['discountLimits', 'changed', 'rep'],
      ['marginFloors', 'added', ''],
      ['multiYearDiscounts', 'added', '36'],
      ['partnerTiers', 'added', 'gold'],
      ['exchangeRates', 'added', 'EUR to USD from 2026-01-01'],
      ['taxes', 'added', 'DE standard from 2026-01-01'],
    ]);
    // A price in another currency is not so many per cent dearer.
    expect(found[1]!.fields[0]!.changeBasisPoints).toBeNull();
  });

  it('says nothing of costs and floors where they were taken out', () => {
    const before = model([sku('A', { cost: { fixed: '0', perUnit: '4' } })], {
      marginFloors: { families: [], default: 1 },
    });
    const after = model([sku('A', { cost: { fixed: '0', perUnit: '5' } })], {
      marginFloors: { families: [], default: 2 },
    });
    expect(diffModels(before, after).map(({ table }) => table)).toEqual(['skus', 'marginFloors']);
    expect(diffModels(splitModel(before).shared, splitModel(after).shared)).toEqual([]);
  });
});
