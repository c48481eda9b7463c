import { describe, expect, it } from 'vitest';
import { line, model, quote, sku } from '../../test/fixtures/pricing/models';
import { lookAtFloors } from './floor-room';
import { type PricingModel, priceQuote, type QuoteInput, type QuoteLine, solveLine } from './index';
import { lookAtScope, scopeFigures } from './scope-figures';
import { findEdge } from './search-steps';

const tiers = [
  { upTo: '100', unitPrice: '1.07' },
  { upTo: null, unitPrice: '0.333' },
];
const catalogue = (more: Partial<PricingModel> = {}): PricingModel =>
  model(
    [
      sku('A', { rate: { kind: 'per-unit', unitPrice: '10.01' }, cost: { fixed: '1', perUnit: '5' } }),
      sku('T', { family: 'Data', rate: { kind: 'graduated', tiers }, cost: { fixed: '3', perUnit: '0.2' } }),
      sku('ONCE', { billingPeriod: 'one-time', cost: { fixed: '0', perUnit: '7' } }),
      sku('CARE', {
        family: 'Care',
        rate: { kind: 'percentage-of', percent: '12', of: { skus: ['ONCE'], families: [] } },
      }),
    ],
    { marginFloors: { default: 2000, families: [] }, ...more },
  );
const taxes = [{ jurisdiction: 'DE', category: 'standard', percent: '19', from: '2020-01-01' }];
const lines: QuoteLine[] = [
  line('A', '7'),
  line('T', '333.5', { discountBasisPoints: 750 }),
  line('ONCE', '3', { optional: true }),
  line('CARE', '1'),
  line('A', '12.25', { id: 'A2', group: 'Core' }),
  line('ONCE', '2', { id: 'O2' }),
];
const cases: [string, PricingModel, QuoteInput][] = [
  ['no discount of the order', catalogue(), quote(lines)],
  ['a percentage', catalogue(), quote(lines, { orderDiscountBasisPoints: 777 })],
  ['an amount', catalogue(), quote(lines, { orderDiscountAmount: '123.45' })],
  [
    'both, and more than a year',
    catalogue({ multiYearDiscounts: [{ months: 24, basisPoints: 333 }] }),
    quote(lines, { orderDiscountBasisPoints: 777, orderDiscountAmount: '123.45' }),
  ],
  [
    'prices that contain tax',
    catalogue({ pricesIncludeTax: true, taxes }),
    quote(lines, { orderDiscountAmount: '99.99', tax: { jurisdiction: 'DE' } }),
  ],
  [
    'alternatives',
    catalogue(),
    quote([...lines, line('T', '50', { id: 'T2', alternative: 'Best' })], {
      alternatives: ['Good', 'Best'],
      alternative: 'Good',
      orderDiscountAmount: '50',
    }),
  ],
];
const changes: Partial<QuoteLine>[] = [
  { discountBasisPoints: 1234 },
  { unitPriceOverride: '3.3333' },
  { discountAmount: '1.11' },
  { discountBasisPoints: 10_000 },
];

describe.each(cases)('a line by itself, with %s', (_name, own, input) => {
  it('comes to the same as in the whole quote', () => {
    for (const { id } of input.lines) {
      const look = lookAtScope(own, input, { line: id });
      for (const change of changes) {
        const changed = { ...input, lines: input.lines.map((one) => (one.id === id ? { ...one, ...change } : one)) };
        expect(look(changed), `${id} ${JSON.stringify(change)}`).toEqual(
          scopeFigures(priceQuote(own, changed), { line: id }),
        );
      }
    }
  });

  it('stands with the floors as the whole quote does', () => {
    for (const { id } of input.lines) {
      const look = lookAtFloors(own, input, { line: id });
      for (const change of changes) {
        const changed = { ...input, lines: input.lines.map((one) => (one.id === id ? { ...one, ...change } : one)) };
        const { guardrails, totals } = priceQuote(own, changed);
        const { floors, familiesUnchecked, net } = look(changed);
        expect({ floors, familiesUnchecked }).toEqual({
          floors: guardrails.floors,
          familiesUnchecked: guardrails.familiesUnchecked,
        });
        expect(net).toBe(totals.netMinor);
      }
    }
  });

  it('keeps a typed margin in the whole quote, to the last cent', () => {
    for (const id of ['A', 'T', 'A2']) {
      const { leftOver: _left, ...edit } = solveLine(own, input, id, { figure: 'margin', basisPoints: 3000 });
      const { unitPriceOverride, discountAmount: _none, discountBasisPoints } = edit;
      const put = { discountBasisPoints, ...(unitPriceOverride !== null && { unitPriceOverride }) };
      const changed = { ...input, lines: input.lines.map((one) => (one.id === id ? { ...one, ...put } : one)) };
      const { marginNet, cost } = scopeFigures(priceQuote(own, changed), { line: id });
      expect(marginNet * 7000).toBeGreaterThanOrEqual(cost! * 10_000);
    }
  });
});

it('follows a line on which a percentage of others stands', () => {
  const [own, input] = [catalogue(), quote(lines, { orderDiscountAmount: '20' })];
  const look = lookAtScope(own, input, { line: 'O2' });
  const changed = { ...input, lines: input.lines.map((one) => (one.id === 'O2' ? { ...one, quantity: '9' } : one)) };
  expect(look(changed)).toEqual(scopeFigures(priceQuote(own, changed), { line: 'O2' }));
});

describe('the edge of a falling figure', () => {
  const edgeOf = (last: bigint, over: (step: number) => number) => {
    let looks = 0;
    const edge = findEdge(last, (step) => {
      looks += 1;
      return over(Number(step));
    });
    return { holds: edge && Number(edge.holds.step), looks };
  };

  it('is met after a few looks where it falls evenly', () => {
    const { holds, looks } = edgeOf(10n ** 15n, (step) => 4_000_000_000_123 - step);
    expect(holds).toBe(4_000_000_000_123);
    expect(looks).toBeLessThan(9);
  });

  it('is found where it falls in stairs, bends, or cannot be said beyond a step', () => {
    expect(edgeOf(10_000n, (step) => 7 - Math.floor(step / 100)).holds).toBe(799);
    expect(edgeOf(1_000_000n, (step) => 1000 - step ** 2).holds).toBe(31);
    expect(edgeOf(10_000n, (step) => (step > 5000 ? Number.NaN : 20_000 - step)).holds).toBe(5000);
  });

  it('is none where not even the first step will do, and the last where every one will', () => {
    expect(findEdge(100n, () => -1)).toBeNull();
    expect(edgeOf(100n, () => 0).holds).toBe(100);
  });
});
