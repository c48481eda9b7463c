import { describe, expect, it } from 'vitest';
import { line, model, quote, sku } from '../../test/fixtures/pricing/models';
import { type PricingModel, priceQuote } from './index';

const taxes = [
  { jurisdiction: 'DE', category: 'standard', percent: '19', from: '2021-01-01' },
  { jurisdiction: 'DE', category: 'reduced', percent: '7', from: '2021-01-01' },
];
const unit = (unitPrice: string) => ({ rate: { kind: 'per-unit', unitPrice } as const });
const rows = [sku('A', unit('10.01')), sku('B', unit('10.01')), sku('C', unit('10.01'))];
const lines = [line('A', '1'), line('B', '1'), line('C', '1')];
const taxed = (changes: Partial<PricingModel>, more = {}, skus = rows) =>
  priceQuote(model(skus, { taxes, ...changes }), quote(lines, { termMonths: 1, tax: { jurisdiction: 'DE' }, ...more }));

describe('tax', () => {
  it('is rounded for each line’s bill, or once for all lines of a bill', () => {
    expect(taxed({}).tax).toMatchObject({ netMinor: 3003, taxMinor: 570, grossMinor: 3573, rounding: 'line' });
    const total = taxed({ taxRounding: 'total' });
    expect(total.tax).toMatchObject({ taxMinor: 571, grossMinor: 3574 });
    expect(total.totals.firstBill).toEqual({ date: '2026-01-01', netMinor: 3003, taxMinor: 571, grossMinor: 3574 });
  });

  it('puts several rates on one quote', () => {
    const mixed = [rows[0]!, { ...rows[1]!, taxCategory: 'reduced' }, rows[2]!];
    expect(taxed({}, {}, mixed).tax!.rates).toEqual([
      { category: 'standard', percent: '19', netMinor: 2002, taxMinor: 380 },
      { category: 'reduced', percent: '7', netMinor: 1001, taxMinor: 70 },
    ]);
  });

  it('takes the rate that holds on the day a bill is due', () => {
    const later = [...taxes, { jurisdiction: 'DE', category: 'standard', percent: '20', from: '2026-02-01' }];
    const priced = taxed({ taxes: later }, { termMonths: 2 });
    expect(priced.bills.map((bill) => bill.taxMinor)).toEqual([570, 600]);
  });

  it('is taken out of prices that contain it, and margins are on what is left', () => {
    const gross = [sku('A', { ...unit('119'), cost: { fixed: '0', perUnit: '50' } }), rows[1]!, rows[2]!];
    const priced = taxed({ pricesIncludeTax: true }, { lines: [line('A', '1')] }, gross);
    expect(priced.tax).toMatchObject({ included: true, netMinor: 10000, taxMinor: 1900, grossMinor: 11900 });
    expect(priced.cost!.total.marginBasisPoints).toBe(5000);
    expect(priced.bills).toEqual([{ date: '2026-01-01', netMinor: 10000, taxMinor: 1900, grossMinor: 11900 }]);
  });

  it('is not charged on an exempt sale, which says why', () => {
    const tax = { jurisdiction: 'DE', exemption: 'Reverse charge, VAT ID FR12345678901' };
    expect(taxed({}, { tax }).tax).toMatchObject({ taxMinor: 0, grossMinor: 3003, exemption: tax.exemption });
    const included = taxed({ pricesIncludeTax: true }, { tax });
    expect(included.tax).toMatchObject({ taxMinor: 0, netMinor: 3003 - 480, grossMinor: 3003 - 480 });
  });

  it('names a jurisdiction that the model does not know', () => {
    const priced = taxed({}, { tax: { jurisdiction: 'FR' } });
    expect(priced.complete).toBe(false);
    expect(priced.problems[0]).toMatchObject({ code: 'tax', field: 'tax.jurisdiction' });
  });
});
