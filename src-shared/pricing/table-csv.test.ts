import { describe, expect, it } from 'vitest';
import { model, sku } from '../../test/fixtures/pricing/models';
import { csvTables, modelTableFromCsv, modelTableToCsv, type PricingModel, validateModel } from './index';

const full: PricingModel = model([sku('A'), sku('B'), sku('C')], {
  bundles: [
    {
      code: 'KIT',
      name: 'Kit',
      family: 'Kits',
      discountBasisPoints: 1250,
      from: '2026-01-01',
      parts: [
        { sku: 'A', quantity: '2' },
        { sku: 'B', quantity: '1', counts: 'once', discountBasisPoints: 10_000 },
      ],
      options: [
        {
          name: 'Care',
          least: 1,
          most: 1,
          choices: [
            { sku: 'C', quantity: '1', standard: true },
            { sku: 'B', quantity: '3' },
          ],
        },
      ],
    },
  ],
  pairs: [{ kind: 'requires', sku: 'A', others: ['B', 'C'], reason: 'because, so' }],
  discountLimits: [{ role: 'rep', basisPoints: 1550 }],
  marginFloors: { default: 3000, families: [{ family: 'Platform', basisPoints: 4000 }] },
  multiYearDiscounts: [{ months: 36, basisPoints: 500 }],
  partnerTiers: [
    {
      tier: 'gold',
      resellDiscountBasisPoints: 2000,
      registrationBonusBasisPoints: 500,
      royalties: [
        { sku: 'A', basisPoints: 100 },
        { sku: 'B', basisPoints: 250 },
      ],
    },
    { tier: 'silver', resellDiscountBasisPoints: 1000, registrationBonusBasisPoints: 0 },
  ],
  exchangeRates: [{ from: 'EUR', to: 'USD', rate: '1.0875', date: '2026-01-01' }],
  taxes: [{ jurisdiction: 'DE', category: 'standard', percent: '19', from: '2026-01-01' }],
});
const problemsOf = (text: string) =>
  modelTableFromCsv(text, full).problems.map(({ line, column, message }) => [line, column, message]);

describe('tables of a model as CSV', () => {
  it('come back as they were written, each known by its header', () => {
    expect(validateModel(full)).toEqual([]);
    for (const table of [...csvTables, 'skus'] as const) {
      const read = modelTableFromCsv(modelTableToCsv(full, table), full);
      expect(read).toEqual({ table, model: full, problems: [] });
    }
  });

  it('take the place of the table they are, and of no other', () => {
    const { model: read } = modelTableFromCsv('jurisdiction;category;percent;from\nFR;standard;20;2026-01-01\n', full);
    expect(read!.taxes).toEqual([{ jurisdiction: 'FR', category: 'standard', percent: '20', from: '2026-01-01' }]);
    expect({ ...read, taxes: full.taxes }).toEqual(full);
  });

  it('name cells that cannot be read by line and column, and guess nothing', () => {
    const text = 'jurisdiction,category,percent,from\n\nDE,standard,"19,0",2026-01-01\nDE,,7,2026-01-01\n';
    expect(problemsOf(text)).toEqual([
      [2, null, 'A blank line was skipped'],
      [3, 'percent', '"19,0" is not a decimal number'],
      [4, 'category', 'category is missing'],
    ]);
    expect(problemsOf('role,discountLimit\nrep,120\n')).toEqual([
      [2, 'discountLimit', '"120" is not a percentage from 0 to 100 with two places at most'],
    ]);
    expect(problemsOf('a,b\n1,2\n')[0]![2]).toBe('Its columns are those of no table of a pricing model');
    expect(problemsOf('role,discountLimit,role\nrep,1,2\n')).toEqual([[1, 'role', 'The column role is there twice']]);
  });

  it('name what makes the model impossible by the line it came from', () => {
    expect(problemsOf('jurisdiction,category,percent,from\nDE,standard,19,2026-02-30\n')[0]!.slice(0, 2)).toEqual([
      2,
      'from',
    ]);
    expect(problemsOf('from,to,rate,date\nEUR,XXQ,1,2026-01-01\n')[0]).toEqual([
      2,
      'to',
      'is not a currency of ISO 4217',
    ]);
    const bundles = 'bundle,name,family,part,quantity\nX,X,F,Y,1\nX,,,NONE,0\nY,Y,F,X,1\n';
    expect(problemsOf(bundles).map(([line, column]) => [line, column])).toEqual([
      [2, 'part'],
      [3, 'quantity'],
      [3, 'part'],
      [4, 'part'],
    ]);
    expect(problemsOf('bundle,name,family,part,quantity\nX,X,F,A,1\nX,Y,,B,1\n')).toEqual([
      [3, 'name', 'name belongs to the first row of the bundle'],
    ]);
    expect(problemsOf('tier,royaltySku,royalty\ngold,A,1\ngold,NONE,2\n').map(([line]) => line)).toEqual([3]);
  });
});
