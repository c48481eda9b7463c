import { describe, expect, it } from 'vitest';
import { customerPricingInput } from '../documents';
import { explainLine, type PricingModel, priceQuote, type QuoteInput } from '../pricing';
import type { QuantitySource } from '../usage';
import { compareQuotes } from './compare';
import { type MeteredTerms, meteredFields, meterOf, sameQuantity, sourceChanged, typedOver } from './metering';

const model: PricingModel = {
  name: 'Platform',
  version: '1',
  currency: 'EUR',
  skus: [
    {
      code: 'CALLS',
      name: 'API calls',
      family: 'Metered',
      unit: 'call',
      metered: true,
      billingPeriod: 'quarter',
      rate: { kind: 'per-unit', unitPrice: '1' },
      cost: { fixed: '0', perUnit: '0.5' },
    },
    {
      code: 'SEAT',
      name: 'Seat',
      family: 'Seats',
      unit: 'seat',
      billingPeriod: 'month',
      rate: { kind: 'flat', price: '1' },
    },
  ],
  discountMode: 'sequential',
  discountLimits: [],
  terms: {},
};
const terms: MeteredTerms = { startDate: '2027-01-31', termMonths: 12, region: null, priceDate: null };
const whole = { sku: 'CALLS', startDate: null, untilDate: null };
const source = (base: string, steps: 'none' | 'quarter' = 'quarter'): QuantitySource => ({
  kind: 'forecast',
  forecast: { base, per: 'month', growth: null, seasons: null, start: '2027-01', low: '5', high: '40' },
  unit: 'calls',
  steps,
});
const line = (base: string) => ({ ...whole, ...meteredFields(model, terms, whole, source(base)) });

describe('a metered line', () => {
  it('is measured over its own days, clamped at the ends of months, and by the periods of its price', () => {
    expect(meterOf(model, terms, whole)).toEqual({
      unit: 'call',
      periodMonths: 3,
      firstMonth: '2027-01',
      months: 12,
      wholeMonths: true,
    });
    const later = { sku: 'CALLS', startDate: '2027-04-10', untilDate: '2027-06-01' };
    expect(meterOf(model, terms, later)).toMatchObject({ firstMonth: '2027-04', months: 2, wholeMonths: false });
  });

  it('is of an item that is metered by use', () => {
    expect(() => meterOf(model, terms, { ...whole, sku: 'SEAT' })).toThrow('licensed by number');
    expect(() => meterOf(model, terms, { ...whole, sku: 'GONE' })).toThrow('no item of the price list');
  });

  it('is a typed one once its quantity is typed over, and stays when nothing is', () => {
    const own = line('10');
    expect(typedOver(own, { quantity: '30.0' })).toEqual({});
    expect(typedOver(own, { ramp: own.ramp })).toEqual({});
    expect(typedOver(own, { quantity: '31' })).toEqual({ quantityFrom: null, ramp: null, quantityRange: null });
    expect(typedOver(own, { ramp: null })).toEqual({ quantityFrom: null });
    expect(typedOver(own, { sku: 'SEAT' })).toEqual({ quantityFrom: null });
    expect(sameQuantity(own, line('11'))).toBe(false);
  });

  it('says when its quantity no longer follows', () => {
    const own = line('10');
    expect(sourceChanged(model, terms, own, own.quantityFrom)).toBeNull();
    expect(sourceChanged(model, { ...terms, termMonths: 24 }, own, own.quantityFrom)).toContain(
      'changed after it was taken',
    );
    expect(sourceChanged(model, { ...terms, startDate: '2026-12-01' }, own, own.quantityFrom)).toContain(
      'begins in 2027-01',
    );
    expect(sourceChanged(model, terms, own, null)).toContain('no longer there');
  });
});

describe('a version with a metered line', () => {
  const input = (base: string): QuoteInput => {
    const { sku, quantity, quantityRange, ramp, quantityFrom } = line(base);
    const own = {
      id: 'a',
      sku,
      quantity,
      quantityFrom,
      ...(quantityRange && { quantityRange }),
      ...(ramp && { ramp }),
    };
    return { currency: 'EUR', startDate: '2027-01-31', termMonths: 12, billing: 'by-sku', lines: [own] };
  };

  it('is explained from its source on', () => {
    const [bill] = explainLine(model, input('10'), 'a').bills;
    expect(bill?.steps[0]).toMatchObject({
      step: 1,
      rule: 'usage.forecast',
      after: '30',
      how: 'from forecast: 10 calls a month in 2027-01, between 5 and 40, priced quarter by quarter',
      inputs: { base: '10', start: '2027-01', steps: 'quarter' },
    });
  });

  it('has a predicted margin at both ends of its stretches', () => {
    const { cost } = priceQuote(model, input('10'));
    // 10, 5 and 40 calls a month over 12 months, at a margin of 0.50 each.
    expect([cost?.total.marginMinor, cost?.range?.low.marginMinor, cost?.range?.high.marginMinor]).toEqual([
      6000, 3000, 24000,
    ]);
  });

  it('is compared by its source in words', () => {
    const side = (base: string) => ({ input: input(base), priced: priceQuote(model, input(base)) });
    const [compared] = compareQuotes(side('10'), side('20')).lines;
    expect(compared?.fields.find(({ field }) => field === 'quantityFrom')?.after).toContain(
      'from forecast: 20 calls a month',
    );
  });

  it('gives a customer the quantity and nothing of where it comes from', () => {
    const { quote } = customerPricingInput(model, input('10'));
    expect(JSON.stringify(quote)).not.toMatch(/forecast|low|high/);
    expect(quote.lines[0]?.ramp).toHaveLength(4);
  });
});
