import { describe, expect, it } from 'vitest';
import { explainLine } from './explain-line';
import type { PricingModel } from './model';
import { createQuotePricer, priceQuote } from './price-quote';
import type { QuoteInput } from './quote';

const sku = (code: string, unitPrice: string, perUnit: string) => ({
  code,
  name: code,
  family: 'Platform',
  unit: 'seat',
  billingPeriod: 'month' as const,
  rate: { kind: 'per-unit' as const, unitPrice },
  cost: { fixed: '0', perUnit },
});
const model: PricingModel = {
  name: 'Platform',
  version: '1',
  currency: 'EUR',
  skus: [sku('BASE', '100', '10'), sku('GOOD', '10', '1'), sku('BEST', '30', '1')],
  discountMode: 'sequential',
  discountLimits: [{ role: 'rep', basisPoints: 1000 }],
  marginFloors: { default: 3000, families: [] },
  terms: {},
};
const quote: QuoteInput = {
  currency: 'EUR',
  startDate: '2027-01-01',
  termMonths: 12,
  billing: 'by-sku',
  alternatives: ['Good', 'Best'],
  alternative: 'Best',
  lines: [
    { id: 'base', sku: 'BASE', quantity: '1' },
    { id: 'good', sku: 'GOOD', quantity: '10', alternative: 'Good', discountBasisPoints: 2000 },
    { id: 'best', sku: 'BEST', quantity: '10', alternative: 'Best' },
  ],
};

describe('alternatives', () => {
  const priced = priceQuote(model, quote, { role: 'rep' });

  it('are priced each with the lines that all have; the totals are the proposed one’s', () => {
    expect(priced.totals.netMinor).toBe(480_000);
    expect(priced.alternatives?.map(({ name, proposed, totals }) => [name, proposed, totals.netMinor])).toEqual([
      ['Good', false, 216_000],
      ['Best', true, 480_000],
    ]);
    expect(priced.cost?.alternatives?.map(({ name, costMinor }) => [name, costMinor])).toEqual([
      ['Good', 24_000],
      ['Best', 24_000],
    ]);
  });

  it('show every line with its own figures, in the order of the quote', () => {
    expect(priced.lines.map(({ id, netMinor }) => [id, netMinor])).toEqual([
      ['base', 120_000],
      ['good', 96_000],
      ['best', 360_000],
    ]);
    expect(priced.cost?.lines.map(({ id }) => id)).toEqual(['base', 'good', 'best']);
    expect(explainLine(model, quote, 'good').netMinor).toBe(96_000);
  });

  it('are guarded for whichever is picked', () => {
    expect(priced.guardrails).toMatchObject({ largestDiscountLine: 'good', overLimitBasisPoints: 1000 });
  });

  it('take the first where none is proposed, and name a line of none of them', () => {
    const { alternative: _proposed, ...first } = quote;
    expect(priceQuote(model, first).totals.netMinor).toBe(216_000);
    const stray = priceQuote(model, {
      ...quote,
      lines: [...quote.lines, { id: 'x', sku: 'BASE', quantity: '1', alternative: 'Worst' }],
    });
    expect(stray.complete).toBe(false);
    expect(stray.problems).toMatchObject([{ code: 'unknown-alternative' }]);
  });

  it('come out the same from a pricer that remembers', () => {
    const pricer = createQuotePricer(model);
    pricer.price(quote, { role: 'rep' });
    const changed = {
      ...quote,
      lines: quote.lines.map((line) => (line.id === 'best' ? { ...line, quantity: '20' } : line)),
    };
    expect(pricer.price(changed, { role: 'rep' })).toEqual(priceQuote(model, changed, { role: 'rep' }));
  });
});
