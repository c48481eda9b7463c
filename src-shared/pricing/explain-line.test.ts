import { describe, expect, it } from 'vitest';
import { line, model, quote, sku } from '../../test/fixtures/pricing/models';
import { explainLine, pricingRules } from './index';

describe('explain', () => {
  it('opens a bill into its steps in the order of calculation, each with what was before and after', () => {
    const catalogue = model(
      [
        sku('A', {
          freeAllowance: '10',
          rate: {
            kind: 'graduated',
            tiers: [
              { upTo: '100', unitPrice: '1', flatFee: '5' },
              { upTo: null, unitPrice: '0.5' },
            ],
          },
        }),
      ],
      {
        exchangeRates: [{ from: 'USD', to: 'EUR', rate: '0.9', date: '2026-01-01' }],
        terms: { escalator: { basisPoints: 300 } },
      },
    );
    const input = quote([line('A', '131', { discountBasisPoints: 1250, quantitySource: 'usage of March 2026' })], {
      currency: 'EUR',
      termMonths: 24,
      orderDiscountBasisPoints: 100,
    });
    const told = explainLine(catalogue, input, 'A');
    const second = told.bills.find((bills) => bills.first >= '2027-01-01')!;
    expect(second.steps.map((step) => [step.step, step.what, step.before, step.after])).toEqual([
      [1, 'Quantity', null, '121'],
      [2, 'tier 1, up to 100', null, '105'],
      [2, 'tier 2, open', null, '10.5'],
      [2, 'Rate by the model', null, '115.5'],
      [2, 'Converted', '115.5', '103.95'],
      [3, 'Escalator, year 2', '103.95', '107.0685'],
      [4, 'Discount', '107.0685', '93.6849375'],
      [5, 'Rounded, once for the bill', '93.6849375', '93.68'],
      [6, 'Order discount', '93.68', second.steps[8]!.after],
      [8, 'Sum of bills', second.steps[8]!.after, second.steps[9]!.after],
    ]);
    expect(second.steps[0]).toMatchObject({ from: ['usage of March 2026'], rule: 'price.free-allowance' });
    expect(told.bills.reduce((sum, bills) => sum + bills.bills, 0)).toBe(24);
    const names = new Set(pricingRules.map((rule) => rule.name));
    expect(second.steps.flatMap((step) => step.rule ?? []).filter((rule) => !names.has(rule))).toEqual([]);
  });

  it('marks a step that no decimal can write, and still rounds from the exact value', () => {
    const catalogue = model([sku('A', { billingPeriod: 'year', rate: { kind: 'per-unit', unitPrice: '100' } })]);
    const [bills] = explainLine(catalogue, quote([line('A', '1')], { billing: 'month', termMonths: 12 }), 'A').bills;
    expect(bills!.steps.find((step) => step.step === 3)).toMatchObject({ before: '100', after: '8.333333333333…' });
    expect(bills!.steps.find((step) => step.step === 5)!.after).toBe('8.33');
  });

  it('tells why a line has no price, and refuses a line that is not there', () => {
    const told = explainLine(model([sku('A')]), quote([line('A', 'many')]), 'A');
    expect(told).toMatchObject({ bills: [], problems: [{ field: 'quantity' }] });
    expect(() => explainLine(model([sku('A')]), quote([]), 'A')).toThrow(/no line A/);
  });
});
