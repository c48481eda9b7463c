import { describe, expect, it } from 'vitest';
import { model, sku } from '../../test/fixtures/pricing/models';
import { forbidsPublishing, type PricingModel, type Sku, validateModel } from './index';

const codes = (input: unknown) => validateModel(input).map((problem) => [problem.code, problem.row]);
const tiered = (tiers: { from?: string; upTo: string | null }[]): Partial<Sku> => ({
  rate: { kind: 'graduated', tiers: tiers.map((tier) => ({ ...tier, unitPrice: '1' })) },
});

describe('a model’s problems', () => {
  it('are none for a sound one', () => {
    const sound = model([
      sku('A', tiered([{ upTo: '10' }, { from: '10', upTo: '20' }, { from: '21', upTo: null }])),
      sku('B', { rate: { kind: 'percentage-of', percent: '18', of: { skus: ['A'], families: [] } } }),
    ]);
    expect(validateModel(sound)).toEqual([]);
  });

  it('name overlapping tiers, gaps between them and a closed last one', () => {
    expect(codes(model([sku('A'), sku('B', tiered([{ upTo: '20' }, { upTo: '10' }, { upTo: null }]))]))).toEqual([
      ['tiers-overlap', 2],
    ]);
    expect(codes(model([sku('A', tiered([{ upTo: '20' }, { from: '15', upTo: null }]))]))).toEqual([
      ['tiers-overlap', 1],
    ]);
    expect(codes(model([sku('A', tiered([{ upTo: '20' }, { from: '25', upTo: null }]))]))).toEqual([['tiers-gap', 1]]);
    expect(codes(model([sku('A', tiered([{ upTo: '20' }]))]))).toEqual([['tiers-closed', 1]]);
    const [problem] = validateModel(model([sku('A', tiered([{ upTo: '20' }, { from: '25', upTo: null }]))]));
    expect(problem).toMatchObject({ field: 'skus.0.rate.tiers.1.from', message: expect.stringContaining('Row 1 (A)') });
  });

  it('name negative prices, minimums above maximums and dates the wrong way round', () => {
    const bad = model([
      sku('A', { rate: { kind: 'per-unit', unitPrice: '-1' } }),
      sku('B', { minimum: '2', maximum: '1' }),
      sku('C', { from: '2026-02-01', until: '2026-01-01' }),
      sku('D', { from: '2026-02-30' }),
    ]);
    expect(codes(bad)).toEqual([
      ['negative-price', 1],
      ['minimum-above-maximum', 2],
      ['dates', 3],
      ['bad-value', 4],
    ]);
  });

  it('name circles of percentages and bases that are not there', () => {
    const of = (...skus: string[]): Partial<Sku> => ({
      rate: { kind: 'percentage-of', percent: '1', of: { skus, families: [] } },
    });
    expect(codes(model([sku('A', of('B')), sku('B', of('A')), sku('C', of('X')), sku('D')]))).toEqual([
      ['percentage-of-cycle', 1],
      ['percentage-of-cycle', 2],
      ['percentage-of-unknown', 3],
    ]);
  });

  it('name rows that hold for the same code, region and day', () => {
    const twice = model([
      sku('A', { until: '2026-02-01' }),
      sku('A', { from: '2026-01-01' }),
      sku('A', { region: 'EU' }),
    ]);
    expect(codes(twice)).toEqual([['duplicate-sku', 2]]);
  });

  it('name an unknown currency, a missing rate and fields that nobody knows, before anything is priced', () => {
    const { rate: _rate, ...noRate } = sku('A');
    const shaped = { ...model([]), currency: 'EUX', skus: [noRate, { ...sku('B'), unitPrice: '1' }] };
    expect(codes(shaped)).toEqual([
      ['unknown-currency', null],
      ['missing-rate', 1],
      ['bad-shape', 2],
    ]);
    expect(forbidsPublishing(validateModel('nothing like a model'))).toBe(true);
  });

  it('name floors that no price keeps, rates of exchange that are none, and tables that repeat themselves', () => {
    const changes: Partial<PricingModel> = {
      marginFloors: { default: 10000, families: [{ family: 'Nowhere', basisPoints: 100 }] },
      exchangeRates: [{ from: 'USD', to: 'EUR', rate: '0', date: '2026-01-01' }],
      discountLimits: [
        { role: 'rep', basisPoints: 1 },
        { role: 'rep', basisPoints: 2 },
      ],
    };
    const problems = validateModel(model([sku('A')], changes));
    expect(problems.map((problem) => problem.code).sort()).toEqual([
      'exchange-rate',
      'impossible-floor',
      'repeated-row',
      'unknown-family',
    ]);
  });

  it('only warn of a cost that some rows do not say', () => {
    const problems = validateModel(model([sku('A', { cost: { fixed: '0', perUnit: '1' } }), sku('B')]));
    expect(problems).toMatchObject([{ code: 'missing-cost', severity: 'warning', row: 2 }]);
    expect(forbidsPublishing(problems)).toBe(false);
  });
});
