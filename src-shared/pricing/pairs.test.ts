import { describe, expect, it } from 'vitest';
import { line, model, quote, sku } from '../../test/fixtures/pricing/models';
import { type Pair, type PricingModel, priceQuote, validateModel } from './index';

const skus = [sku('A'), sku('B'), sku('C'), sku('D')];
const withPairs = (pairs: Pair[], changes: Partial<PricingModel> = {}) => model(skus, { pairs, ...changes });
const needs = withPairs([{ kind: 'requires', sku: 'A', others: ['B', 'C'], reason: 'it stores there' }]);
const apart = withPairs([{ kind: 'excludes', sku: 'A', others: ['B'] }]);

describe('pairs on a quote', () => {
  it('name what is missing and how to mend it, and keep the quote from being complete', () => {
    const priced = priceQuote(needs, quote([line('A', '1'), line('D', '1')]));
    expect(priced.complete).toBe(false);
    expect(priced.lines[0]!.priced).toBe(true);
    expect(priced.lines[0]!.problems).toEqual([
      {
        code: 'requires',
        severity: 'error',
        field: 'sku',
        message: 'Product A (A) needs one of Product B (B), Product C (C) on the same quote (it stores there)',
        hint: 'Add Product B (B) or Product C (C), or remove Product A (A).',
      },
    ]);
    expect(priceQuote(needs, quote([line('A', '1'), line('C', '1')])).complete).toBe(true);
  });

  it('do not take an optional line, a credit or a quantity of nothing for one that is there', () => {
    for (const changes of [{ optional: true }, { credit: true }, { quantity: '0' }]) {
      expect(priceQuote(needs, quote([line('A', '1'), line('B', '1', changes)])).complete).toBe(false);
    }
  });

  it('name both lines of a pair that excludes each other, and only warn where one is optional', () => {
    const priced = priceQuote(apart, quote([line('A', '1'), line('B', '1')]));
    expect(priced.complete).toBe(false);
    expect(priced.lines.map(({ problems }) => problems[0]?.hint)).toEqual([
      'Remove Product A (A) or Product B (B).',
      'Remove Product A (A) or Product B (B).',
    ]);
    const optional = priceQuote(apart, quote([line('A', '1'), line('B', '1', { optional: true })]));
    expect(optional.complete).toBe(true);
    expect(optional.lines[0]!.problems[0]!.severity).toBe('warning');
  });

  it('look into bundles', () => {
    const bundles = [{ code: 'KIT', name: 'Kit', family: 'Kits', parts: [{ sku: 'B', quantity: '1' }] }];
    expect(priceQuote({ ...needs, bundles }, quote([line('A', '1'), line('KIT', '1')])).complete).toBe(true);
    const clash = priceQuote({ ...apart, bundles }, quote([line('A', '1'), line('KIT', '1')]));
    expect(clash.lines[1]!.problems[0]!.code).toBe('excludes');
  });
});

describe('a model’s bundles and pairs', () => {
  const part = (code: string, quantity = '1') => ({ sku: code, quantity });
  const bundle = (code: string, parts: { sku: string; quantity: string }[], more = {}) => ({
    code,
    name: code,
    family: 'Kits',
    parts,
    ...more,
  });
  const found = (changes: Partial<PricingModel>, own = skus) =>
    validateModel(model(own, changes)).map(({ code, field, severity }) => [code, field, severity]);

  it('are sound where every part is sold', () => {
    expect(found({ bundles: [bundle('KIT', [part('A')]), bundle('ALL', [part('KIT', '2')])] })).toEqual([]);
  });

  it('name circles with their way, unknown parts, codes that are taken and bundles of nothing', () => {
    const bundles = [
      bundle('X', [part('Y')]),
      bundle('Y', [part('X'), part('NONE')]),
      bundle('A', []),
      bundle('Z', [part('B', '0')]),
    ];
    expect(found({ bundles })).toEqual([
      ['bundle-cycle', 'bundles.0.parts', 'error'],
      ['bundle-cycle', 'bundles.1.parts', 'error'],
      ['bundle-part-unknown', 'bundles.1.parts.1.sku', 'error'],
      ['bundle-code', 'bundles.2.code', 'error'],
      ['bundle-empty', 'bundles.2.parts', 'error'],
      ['bundle-quantity', 'bundles.3.parts.0.quantity', 'error'],
    ]);
    const [cycle] = validateModel(model(skus, { bundles }));
    expect(cycle!.message).toBe('Bundle 1 (X): it contains itself: X → Y → X');
    expect(priceQuote(model(skus, { bundles }), quote([line('X', '1')])).lines[0]!.problems[0]!.message).toContain(
      'X → Y → X',
    );
  });

  it('name parts that are never, or not always, sold while the bundle is', () => {
    const own = [
      sku('A', { until: '2026-01-01' }),
      sku('B', { until: '2026-06-01' }),
      sku('C', { from: '2026-01-01' }),
    ];
    const bundles = [bundle('KIT', [part('A'), part('B'), part('C')], { from: '2026-01-01' })];
    expect(found({ bundles }, own)).toEqual([
      ['bundle-part-dates', 'bundles.0.parts.0.sku', 'error'],
      ['bundle-part-dates', 'bundles.0.parts.1.sku', 'warning'],
    ]);
  });

  it('name options that cannot be chosen', () => {
    const option = { name: 'Tier', least: 2, most: 1, choices: [part('A'), part('A')] };
    expect(found({ bundles: [bundle('KIT', [], { options: [option] })] })).toEqual([
      ['bundle-option', 'bundles.0.options.0.least', 'error'],
      ['bundle-option', 'bundles.0.options.0.choices.1.sku', 'error'],
    ]);
  });

  it('name pairs of codes that are not there, that speak of themselves, or that nobody can keep', () => {
    const pairs: Pair[] = [
      { kind: 'requires', sku: 'A', others: ['B'] },
      { kind: 'excludes', sku: 'B', others: ['A', 'NONE', 'B'] },
    ];
    expect(found({ pairs })).toEqual([
      ['pair-impossible', 'pairs.0.others', 'error'],
      ['pair-unknown', 'pairs.1.others.1', 'error'],
      ['pair-itself', 'pairs.1.others.2', 'error'],
    ]);
    const clash = [bundle('KIT', [part('A'), part('B')])];
    expect(found({ bundles: clash, pairs: [{ kind: 'excludes', sku: 'A', others: ['B'] }] })).toEqual([
      ['bundle-excluded', 'bundles.0.parts', 'error'],
    ]);
  });

  it('name days, taxes and royalties that do not fit', () => {
    expect(
      found(
        {
          taxes: [{ jurisdiction: 'DE', category: 'reduced', percent: '7', from: '2026-02-30' }],
          partnerTiers: [
            {
              tier: 'gold',
              resellDiscountBasisPoints: 0,
              registrationBonusBasisPoints: 0,
              royalties: [{ sku: 'NONE', basisPoints: 100 }],
            },
          ],
        },
        [sku('A')],
      ),
    ).toEqual([
      ['bad-date', 'taxes.0.from', 'error'],
      ['partner-tier', 'partnerTiers.0.royalties.0', 'error'],
      ['tax-category', 'skus.0.taxCategory', 'warning'],
    ]);
  });
});
