import { describe, expect, it } from 'vitest';
import { model, sku } from '../../test/fixtures/pricing/models';
import { monthsOf, termsForm, withTerms } from './terms-form';

describe('the terms of a model in their dialog', () => {
  it('come back as they were, said or not', () => {
    const plain = model([sku('A')]);
    expect(withTerms(plain, termsForm(plain))).toEqual(plain);
    const full = model([sku('A')], {
      discountOrder: ['rep', 'contract', 'partner'],
      rounding: 'half-even',
      taxRounding: 'total',
      pricesIncludeTax: true,
      terms: {
        standardMonths: [12, 36],
        shortestMonths: 6,
        longestMonths: 60,
        billing: ['month', 'upfront'],
        paymentDays: 14,
        proration: '30/360',
        escalator: { basisPoints: 350, compound: false, on: 'amount' },
      },
    });
    expect(withTerms(full, termsForm(full))).toEqual(full);
  });

  it('name lengths that are no whole months', () => {
    const form = termsForm(model([sku('A')]));
    expect(monthsOf({ ...form, months: '12, 24; 36' })).toEqual([12, 24, 36]);
    expect(monthsOf({ ...form, months: '12, a year' })).toBeNull();
  });
});
