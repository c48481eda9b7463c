import { expect, it } from 'vitest';
import { model, quote, sku } from '../../test/fixtures/pricing/models';
import { convertedPrice } from './exchange';

const own = model([sku('A')], {
  currency: 'EUR',
  exchangeRates: [
    { from: 'EUR', to: 'CHF', rate: '0.9412', date: '2026-01-01' },
    { from: 'EUR', to: 'CHF', rate: '0.9365', date: '2026-07-01' },
    { from: 'USD', to: 'EUR', rate: '0.9', date: '2026-01-01' },
  ],
});

it('a price is shown in the quote’s currency, at the rate of its day, in either direction', () => {
  expect(convertedPrice(own, quote([], { currency: 'CHF', priceDate: '2026-08-01' }), '45')).toBe('42.1425');
  expect(convertedPrice(own, quote([], { currency: 'USD' }), '45.5')).toBe('50.555556');
  expect(convertedPrice(own, quote([], { currency: 'EUR' }), '0.00000045')).toBe('0.00000045');
});

it('a price without a rate stays as the model has it', () => {
  expect(convertedPrice(own, quote([], { currency: 'JPY' }), '45')).toBe('45');
});
