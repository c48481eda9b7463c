import { describe, expect, it } from 'vitest';
import { approvalHints } from './approval-hints';
import { solveLine } from './line-goal';
import type { PricingModel } from './model';
import { priceQuote } from './price-quote';
import type { QuoteInput } from './quote';

const model: PricingModel = {
  name: 'Platform',
  version: '1',
  currency: 'EUR',
  skus: [
    {
      code: 'SEAT',
      name: 'Seats',
      family: 'Platform',
      unit: 'seat',
      billingPeriod: 'month',
      rate: { kind: 'per-unit', unitPrice: '45' },
      cost: { fixed: '0', perUnit: '9' },
    },
    {
      code: 'TOKENS',
      name: 'Tokens',
      family: 'Metered',
      unit: 'million',
      billingPeriod: 'month',
      rate: {
        kind: 'volume',
        tiers: [
          { upTo: '100', unitPrice: '10' },
          { upTo: null, unitPrice: '8' },
        ],
      },
      cost: { fixed: '300', perUnit: '2' },
    },
  ],
  discountMode: 'sequential',
  discountLimits: [{ role: 'rep', basisPoints: 1000 }],
  marginFloors: { default: 3000, families: [] },
  terms: {},
};
const quote = (lines: QuoteInput['lines'], more: Partial<QuoteInput> = {}): QuoteInput => ({
  currency: 'EUR',
  startDate: '2027-01-01',
  termMonths: 12,
  billing: 'by-sku',
  lines,
  ...more,
});
const seats = { id: 'a', sku: 'SEAT', quantity: '40' };

/** The quote with the solution put in, priced forward. */
function comesTo(input: QuoteInput, id: string, wish: Parameters<typeof solveLine>[3]) {
  const { leftOver, unitPriceOverride, discountAmount: _none, discountBasisPoints } = solveLine(model, input, id, wish);
  const lines = input.lines.map((line) =>
    line.id === id ? { ...line, discountBasisPoints, ...(unitPriceOverride ? { unitPriceOverride } : {}) } : line,
  );
  const priced = priceQuote(model, { ...input, lines });
  const line = priced.lines.find((one) => one.id === id)!;
  return { leftOver, unitPriceOverride, discountBasisPoints, amount: line.listMinor - line.lineDiscountMinor, priced };
}

describe('a typed amount', () => {
  it('becomes a discount where a percentage comes to it exactly', () => {
    expect(comesTo(quote([seats]), 'a', { figure: 'amount', minor: 1_944_000 })).toMatchObject({
      discountBasisPoints: 1000,
      unitPriceOverride: null,
      leftOver: 0,
      amount: 1_944_000,
    });
  });

  it('becomes a unit price where no percentage does, below the list and above it', () => {
    const below = comesTo(quote([seats]), 'a', { figure: 'amount', minor: 2_000_004 });
    expect(below).toMatchObject({ discountBasisPoints: 0, leftOver: 0, amount: 2_000_004 });
    const above = comesTo(quote([seats]), 'a', { figure: 'amount', minor: 2_400_000 });
    expect(above).toMatchObject({ unitPriceOverride: '50', amount: 2_400_000 });
  });

  it('says what is left over where bills cannot come to it', () => {
    const { leftOver, amount } = comesTo(quote([seats]), 'a', { figure: 'amount', minor: 2_000_000 });
    expect(leftOver).toBe(amount - 2_000_000);
    expect(Math.abs(leftOver)).toBeLessThanOrEqual(6);
  });

  it('is before discounts of the whole order', () => {
    const input = quote([seats], { orderDiscountBasisPoints: 500 });
    expect(comesTo(input, 'a', { figure: 'amount', minor: 1_944_000 }).amount).toBe(1_944_000);
  });

  it('does not move a price agreed in a contract', () => {
    const agreed = quote([{ ...seats, contractUnitPrice: '40' }]);
    expect(() => solveLine(model, agreed, 'a', { figure: 'amount', minor: 1 })).toThrow(/agreed in a contract/);
  });
});

describe('a typed margin', () => {
  it('is kept, order discount and all', () => {
    const input = quote([seats], { orderDiscountBasisPoints: 500 });
    const { priced } = comesTo(input, 'a', { figure: 'margin', basisPoints: 7000 });
    expect(priced.cost?.lines[0]?.marginBasisPoints).toBeGreaterThanOrEqual(7000);
    expect(priced.cost?.lines[0]?.marginBasisPoints).toBeLessThanOrEqual(7001);
  });

  it('of the whole is out of reach', () => {
    expect(() => solveLine(model, quote([seats]), 'a', { figure: 'margin', basisPoints: 10_000 })).toThrow(
      /out of reach/,
    );
  });
});

describe('hints', () => {
  const hints = (input: QuoteInput) => approvalHints(model, input, priceQuote(model, input, { role: 'rep' }));

  it('are none where nothing is broken', () => {
    expect(hints(quote([seats]))).toEqual([]);
  });

  it('name the largest discount within the limit', () => {
    expect(hints(quote([{ ...seats, discountBasisPoints: 2500 }]))).toMatchObject([{ discountBasisPoints: 1000 }]);
  });

  it('name the smallest quantity that carries the fixed cost', () => {
    // 10 a million, 300 fixed and 2 each: 30 % of margin at 60 million. At 40 not even no discount keeps it.
    const [hint] = hints(quote([{ id: 'b', sku: 'TOKENS', quantity: '40' }]));
    expect(hint).toMatchObject({ discountBasisPoints: null, quantity: '60' });
    expect(hints(quote([{ id: 'b', sku: 'TOKENS', quantity: '60' }]))).toEqual([]);
  });

  it('say for a typed price from which quantity on the list itself is near enough', () => {
    // 8.00 a million is 20 % off the list of 10.00, and the list itself from 101 on.
    const typed = quote([{ id: 'b', sku: 'TOKENS', quantity: '90', unitPriceOverride: '8' }]);
    expect(hints(typed)[0]).toMatchObject({ quantity: '101' });
  });
});
