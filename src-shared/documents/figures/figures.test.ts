import { describe, expect, it } from 'vitest';
import { deckExample, quoteExample, roiExample } from '../../../test/documents/examples';
import { line, model, quote, sku } from '../../../test/fixtures/pricing/models';
import { priceQuote } from '../../pricing';
import { parseDocumentData } from '../schema';
import {
  atPointer,
  computePricing,
  customerPricingInput,
  pointer,
  pricingFigures,
  pricingInputSchema,
  printedFigures,
} from './index';

const priceList = model(
  [
    sku('A', {
      rate: { kind: 'per-unit', unitPrice: '12.345' },
      cost: { fixed: '1', perUnit: '3' },
      taxCategory: 'standard',
    }),
    sku('B', { rate: { kind: 'flat', price: '99.99' }, billingPeriod: 'one-time', taxCategory: 'standard' }),
    sku('SECRET', { rate: { kind: 'per-unit', unitPrice: '1' } }),
  ],
  {
    marginFloors: { default: 5000, families: [] },
    multiYearDiscounts: [
      { months: 12, basisPoints: 100 },
      { months: 24, basisPoints: 300 },
      { months: 60, basisPoints: 999 },
    ],
    partnerTiers: [
      {
        tier: 'gold',
        resellDiscountBasisPoints: 2000,
        registrationBonusBasisPoints: 500,
        royalties: [{ sku: 'A', basisPoints: 100 }],
      },
      { tier: 'platinum', resellDiscountBasisPoints: 3000, registrationBonusBasisPoints: 500 },
    ],
    exchangeRates: [
      { from: 'USD', to: 'EUR', rate: '0.9', date: '2026-01-01' },
      { from: 'USD', to: 'JPY', rate: '150', date: '2026-01-01' },
    ],
    taxes: [
      { jurisdiction: 'DE', category: 'standard', percent: '19', from: '2020-01-01' },
      { jurisdiction: 'FR', category: 'standard', percent: '20', from: '2020-01-01' },
    ],
    terms: { standardMonths: [12, 24], escalator: { basisPoints: 300 } },
  },
);

describe('customerPricingInput', () => {
  const cases = {
    plain: quote([line('A', '7'), line('B', '1')]),
    discounts: quote([line('A', '7', { discountBasisPoints: 750 }), line('B', '1')], { orderDiscountBasisPoints: 250 }),
    partner: quote([line('A', '7')], { partner: { tier: 'gold', registrationValid: true } }),
    currency: quote([line('A', '7')], { currency: 'EUR' }),
    tax: quote([line('A', '7'), line('B', '1')], { currency: 'EUR', tax: { jurisdiction: 'DE' } }),
    ramp: quote([
      line('A', '7', {
        ramp: [
          { months: 12, quantity: '5' },
          { months: 24, quantity: '9' },
        ],
      }),
    ]),
  };

  it.each(Object.entries(cases))('prices %s to the same figures as the whole model', (_name, request) => {
    const whole = pricingFigures(priceQuote(priceList, request));
    const sent = JSON.parse(JSON.stringify(customerPricingInput(priceList, request)));
    expect(computePricing(pricingInputSchema.parse(sent))).toEqual(whole);
  });

  it('holds nothing that the customer must not see', () => {
    const request = quote([line('A', '7', { insideNote: 'inside', quantitySource: 'from their competitor' })], {
      partner: { tier: 'gold', registrationValid: true },
      nonStandardTerms: ['unusual'],
    });
    const text = JSON.stringify(customerPricingInput(priceList, request));
    for (const secret of [
      'cost',
      'SECRET',
      'marginFloors',
      'platinum',
      'royalties',
      'inside',
      'competitor',
      'unusual',
      '999',
      'FR',
      'JPY',
    ]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('pricingFigures', () => {
  it('has parts that add up to the net, what was taken off being negative', () => {
    const { totals } = pricingFigures(
      priceQuote(priceList, quote([line('A', '7', { discountBasisPoints: 750 })], { orderDiscountBasisPoints: 250 })),
    );
    const cents = (amount: string) => Math.round(Number(amount) * 100);
    expect(cents(totals.list) + cents(totals.lineDiscount)).toBe(cents(totals.amount));
    expect(cents(totals.amount) + cents(totals.multiYearDiscount) + cents(totals.orderDiscount)).toBe(
      cents(totals.net),
    );
    expect(totals.orderDiscount).toMatch(/^-/);
  });
});

describe('printedFigures', () => {
  it('names only places that the data have', () => {
    for (const example of [quoteExample(5), deckExample(), roiExample()]) {
      const data = parseDocumentData(example);
      const places = printedFigures(data);
      expect(places.length).toBeGreaterThan(5);
      for (const place of places) expect(atPointer(data, place), place).toBeDefined();
    }
  });
});

describe('JSON pointers', () => {
  it('escape what they must and lead nowhere but into own properties', () => {
    expect(pointer('a/b', 'c~d', 0)).toBe('/a~1b/c~0d/0');
    expect(atPointer({ 'a/b': { 'c~d': [7] } }, '/a~1b/c~0d/0')).toBe(7);
    expect(atPointer({}, '/constructor')).toBeUndefined();
    expect(atPointer({ a: 1 }, '/a/b')).toBeUndefined();
    expect(atPointer(5, '')).toBe(5);
  });
});
