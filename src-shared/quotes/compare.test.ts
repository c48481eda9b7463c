import { describe, expect, it } from 'vitest';
import { type PricingModel, priceQuote, type QuoteInput } from '../pricing';
import { compareQuotes } from './compare';

const model = (seat: string): PricingModel => ({
  name: 'Platform',
  version: '1',
  currency: 'EUR',
  skus: ['SEAT', 'BASE', 'EXTRA'].map((code) => ({
    code,
    name: code.toLowerCase(),
    family: 'Platform',
    unit: 'seat',
    billingPeriod: 'month',
    rate: { kind: 'per-unit', unitPrice: code === 'SEAT' ? seat : '100' },
  })),
  discountMode: 'sequential',
  discountLimits: [],
  terms: {},
});
const input: QuoteInput = {
  currency: 'EUR',
  startDate: '2027-01-01',
  termMonths: 12,
  billing: 'by-sku',
  lines: [
    { id: 'base', sku: 'BASE', quantity: '1' },
    { id: 'seat', sku: 'SEAT', quantity: '10' },
  ],
};
const side = (quote: QuoteInput, seat = '45') => ({ input: quote, priced: priceQuote(model(seat), quote) });

describe('two versions', () => {
  it('that say the same differ in nothing', () => {
    const { terms, lines, figures } = compareQuotes(side(input), side(input));
    expect(terms).toEqual([]);
    expect(lines.map(({ change }) => change)).toEqual(['same', 'same']);
    expect(figures.every(({ difference }) => difference === 0)).toBe(true);
  });

  it('show what the document says otherwise, where both sides know it', () => {
    const header = { title: 'Offer', validUntil: '2026-12-01', customerNote: '', number: 'Q-1' };
    const later = { ...header, validUntil: '2026-12-31', number: 'Q-2' };
    expect(compareQuotes({ ...side(input), header }, { ...side(input), header: later }).terms).toEqual([
      { field: 'validUntil', before: '2026-12-01', after: '2026-12-31' },
    ]);
    expect(compareQuotes({ ...side(input), header }, side(input)).terms).toEqual([]);
  });

  it('show what was added, removed and changed, with its difference', () => {
    const later: QuoteInput = {
      ...input,
      orderDiscountBasisPoints: 500,
      lines: [
        { id: 'seat', sku: 'SEAT', quantity: '20', discountBasisPoints: 1000 },
        { id: 'extra', sku: 'EXTRA', quantity: '1' },
      ],
    };
    const { terms, lines } = compareQuotes(side(input), side(later));
    expect(terms).toEqual([{ field: 'orderDiscountBasisPoints', before: null, after: '5 %' }]);
    expect(lines).toMatchObject([
      { sku: 'BASE', change: 'removed', differenceMinor: -120_000 },
      {
        sku: 'SEAT',
        change: 'changed',
        fields: [
          { field: 'quantity', before: '10', after: '20' },
          { field: 'discountBasisPoints', before: null, after: '10 %' },
        ],
        differenceMinor: 972_000 - 540_000,
      },
      { sku: 'EXTRA', change: 'added', differenceMinor: 120_000 },
    ]);
  });

  it('on another model show the lines that cost something else, and the sum of them in the total', () => {
    const { lines, figures } = compareQuotes(side(input, '45'), side(input, '50'));
    expect(lines.map(({ change, differenceMinor }) => [change, differenceMinor])).toEqual([
      ['same', 0],
      ['repriced', 60_000],
    ]);
    expect(figures[0]).toMatchObject({ figure: 'total', difference: 60_000 });
  });

  it('of different quotes are joined by their items', () => {
    const clone: QuoteInput = { ...input, lines: input.lines.map((line) => ({ ...line, id: `${line.id}-2` })) };
    expect(compareQuotes(side(input), side(clone)).lines.map(({ change }) => change)).toEqual(['same', 'same']);
  });

  it('where a line cannot be priced say no difference', () => {
    const broken = { ...input, lines: [{ id: 'base', sku: 'NOPE', quantity: '1' }] };
    const [line] = compareQuotes(side({ ...input, lines: [input.lines[0]!] }), side(broken)).lines;
    expect(line).toMatchObject({ change: 'changed', afterMinor: null, differenceMinor: null });
  });

  it('on a model without an item say so, and compare no totals', () => {
    const other = { ...model('45'), skus: model('45').skus.filter(({ code }) => code !== 'SEAT') };
    const { lines, figures } = compareQuotes(side(input), { input, priced: priceQuote(other, input) });
    expect(lines[1]).toMatchObject({ name: 'seat', change: 'unpriced', problem: 'The model has no SKU SEAT' });
    expect(figures[0]).toMatchObject({ after: null, difference: null });
  });
});
