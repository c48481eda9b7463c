import { describe, expect, it } from 'vitest';
import { type PricingModel, priceQuote, type QuoteInput } from '../pricing';
import { type ApprovedMatter, isCutFrom, riskOfChange } from './lower-risk';

const model: PricingModel = {
  name: 'Platform',
  version: '1',
  currency: 'EUR',
  skus: ['SEAT', 'BASE'].map((code) => ({
    code,
    name: code.toLowerCase(),
    family: 'Platform',
    unit: 'seat',
    billingPeriod: 'month',
    rate: { kind: 'per-unit', unitPrice: '100' },
    cost: { fixed: '0', perUnit: '40' },
  })),
  discountMode: 'sequential',
  discountLimits: [],
  terms: {},
};
const input: QuoteInput = {
  currency: 'EUR',
  startDate: '2027-01-01',
  termMonths: 12,
  billing: 'by-sku',
  paymentDays: 30,
  orderDiscountBasisPoints: 500,
  nonStandardTerms: ['Penalty for late delivery', 'Source code in escrow'],
  lines: [
    { id: 'base', sku: 'BASE', quantity: '1', note: 'With help by telephone at night' },
    { id: 'seat', sku: 'SEAT', quantity: '10', discountBasisPoints: 1000 },
  ],
};
const header = { title: 'Halden', validUntil: '2026-12-01', customerNote: '', account: 'Halden' };
const matter = (quote: QuoteInput, own: Partial<ApprovedMatter> = {}): ApprovedMatter => ({
  input: quote,
  priced: priceQuote(own.model ?? model, quote),
  model,
  header,
  ...own,
});
const change = (quote: Partial<QuoteInput>, own: Partial<ApprovedMatter> = {}) =>
  riskOfChange(matter(input), matter({ ...input, ...quote }, own));
const [base, seat] = input.lines as [QuoteInput['lines'][number], QuoteInput['lines'][number]];

describe('a change of what was approved', () => {
  it('that is none lowers nothing and raises nothing', () => {
    expect(change({})).toEqual({ onlyLowers: true, raises: [], lowers: [], marginChange: 0 });
  });

  it('only lowers the risk where there is less discount, shorter text, fewer special terms, sooner paid or held', () => {
    const { onlyLowers, raises, lowers, marginChange } = change(
      {
        orderDiscountBasisPoints: 200,
        paymentDays: 14,
        nonStandardTerms: ['Source code in escrow'],
        lines: [
          { ...base, note: 'With help by telephone' },
          { ...seat, discountBasisPoints: 500 },
        ],
      },
      { header: { ...header, validUntil: '2026-11-20' } },
    );
    expect(raises).toEqual([]);
    expect(onlyLowers).toBe(true);
    expect(lowers).toHaveLength(6);
    expect(marginChange).toBeGreaterThan(0);
  });

  it.each<[string, Partial<QuoteInput>]>([
    ['more discount', { lines: [base, { ...seat, discountBasisPoints: 1100 }] }],
    ['a new discount by amount', { lines: [base, { ...seat, discountAmount: '1' }] }],
    ['more order discount', { orderDiscountBasisPoints: 600 }],
    ['another quantity, even a larger one', { lines: [base, { ...seat, quantity: '11' }] }],
    ['a line more', { lines: [base, seat, { ...seat, id: 'other' }] }],
    ['a line less', { lines: [seat] }],
    ['later payment', { paymentDays: 31 }],
    ['a special term more', { nonStandardTerms: ['Penalty for late delivery', 'Other courts'] }],
    ['another term', { termMonths: 24 }],
    ['longer text', { lines: [{ ...base, note: 'With help by telephone at night and at weekends' }, seat] }],
    [
      'less discount on one line and more on the next',
      {
        lines: [
          { ...base, discountBasisPoints: 1 },
          { ...seat, discountBasisPoints: 1 },
        ],
      },
    ],
  ])('raises it with %s', (_what, quote) => {
    const { onlyLowers, raises } = change(quote);
    expect(onlyLowers).toBe(false);
    expect(raises.length).toBeGreaterThan(0);
  });

  it('raises it where a line comes to less though nothing was said otherwise', () => {
    const cheaper = {
      ...model,
      skus: model.skus.map((sku) => ({ ...sku, rate: { kind: 'per-unit', unitPrice: '99' } as const })),
    };
    expect(change({}, { model: cheaper }).raises).toContain('SEAT comes to less than what was approved.');
    expect(change({}, { model: cheaper }).raises).toContain('It stands on another pricing model.');
  });

  it('raises it where the offer holds for longer or is made out to somebody else', () => {
    expect(change({}, { header: { ...header, validUntil: '2027-01-01' } }).onlyLowers).toBe(false);
    expect(change({}, { header: { ...header, account: 'Other' } }).onlyLowers).toBe(false);
  });

  it('wants credits as they were', () => {
    const credit = { ...seat, id: 'credit', credit: true };
    const before = matter({ ...input, lines: [base, seat, credit] });
    const after = matter({ ...input, lines: [base, seat, { ...credit, discountBasisPoints: 500 }] });
    expect(riskOfChange(before, after).onlyLowers).toBe(false);
  });

  it('never says anything of costs', () => {
    const { raises, lowers } = change({ termMonths: 6, orderDiscountBasisPoints: 0 });
    expect([...raises, ...lowers].join(' ')).not.toMatch(/margin|cost/i);
  });
});

describe('a text', () => {
  it('is cut from another where it says only words of it, in their order', () => {
    expect(isCutFrom('With help, at night.', 'With help by telephone at night')).toBe(true);
    expect(isCutFrom('', 'anything')).toBe(true);
    expect(isCutFrom('night at', 'at night')).toBe(false);
    expect(isCutFrom('30 days', '30.5 days')).toBe(false);
    expect(isCutFrom('free', 'Ends in 30 days')).toBe(false);
  });
});
