import { expect, it } from 'vitest';
import { labelsOf } from '../../src-shared/documents';
import type { PricedLine, Rate, Sku } from '../../src-shared/pricing';
import { smallModel } from '../../test/core/small-model';
import { printedPrice, printedRateTerms, RateTeller, type RateWords, unitPrice } from './printed-rate';

const words = (listCurrency = 'EUR', locale: 'en' | 'de' = 'en'): RateWords => ({
  locale,
  labels: labelsOf(locale),
  currency: 'EUR',
  listCurrency,
});
const sku = (rate: Rate, more: Partial<Sku> = {}): Sku => ({
  code: 'X',
  name: 'X',
  family: 'F',
  unit: 'GB',
  billingPeriod: 'month',
  rate,
  ...more,
});
const line = { id: '1', sku: 'X', quantity: '5' };
const said = (of: Sku, own: RateWords = words(), input: object = {}) =>
  printedRateTerms({ ...line, ...input }, of, smallModel, own).map(({ text }) => text);

const tiered: Rate = {
  kind: 'graduated',
  tiers: [
    { upTo: '1000', unitPrice: '0.6' },
    { upTo: null, unitPrice: '0.35125', flatFee: '10' },
  ],
};

it('tiers are said whole, in the words of the language', () => {
  expect(said(sku(tiered))).toEqual([
    'Each part of the quantity at the price of its tier:',
    'up to 1,000 GB: 0.60 each',
    'above 1,000 GB: 0.35125 each and 10.00 once',
  ]);
  expect(said(sku(tiered), words('EUR', 'de'))[1]).toBe('bis 1.000 GB: je 0,60');
});

it('commitments, packages, shares and bounds are said, and prices of another currency carry its mark', () => {
  const committed: Rate = { kind: 'committed', commitment: '5000', committedUnitPrice: '0.4', overageUnitPrice: '0.6' };
  expect(said(sku(committed, { freeAllowance: '10', minimum: '50', maximum: '900' }), words('USD'))).toEqual([
    '5,000 GB are committed and paid in any case, at USD\u00a00.40 each',
    'use beyond that at USD\u00a00.60 each, settled in each billing period',
    'The first 10 GB of each period are free',
    'At least USD\u00a050.00 a period, before discounts',
    'At most USD\u00a0900.00 a period, before discounts',
  ]);
  const share: Rate = { kind: 'percentage-of', percent: '12', of: { skus: ['BASE'], families: ['Metered'] } };
  expect(said(sku(share))).toEqual(['12\u00a0% of: Platform base, Metered']);
});

it('a typed or agreed price stands in place of the list price and of its tiers', () => {
  const typed = { ...line, unitPriceOverride: '41.5' };
  expect(said(sku(tiered), words(), { unitPriceOverride: '41.5' })).toEqual([]);
  expect(printedPrice(typed, sku(tiered), words())).toEqual({ list: '41.50' });
  expect(printedPrice(line, sku({ kind: 'per-unit', unitPrice: '45' }), words('USD'))).toEqual({
    listNote: 'USD\u00a045.00',
  });
});

it('an item is explained once, and later lines of it refer to that', () => {
  const teller = new RateTeller();
  const terms = printedRateTerms(line, sku(tiered), smallModel, words());
  const priced = { sku: 'X' } as PricedLine;
  expect(teller.tell(priced, terms, 'en')).toBe(terms);
  expect(teller.tell(priced, terms, 'en')).toEqual([{ text: 'Prices as given above for the same item' }]);
});

it('unit prices keep all their decimals and have at least those of the currency', () => {
  expect([unitPrice('45', 'EUR'), unitPrice('0.0230', 'EUR'), unitPrice('120', 'JPY')]).toEqual([
    '45.00',
    '0.0230',
    '120',
  ]);
});
