import { decimalOne, parseDecimal, type RoundingMode, roundQuotient } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import type { TaxRate } from './model';

const hundred = 100n * decimalOne;

/** Tax on a net amount in minor units; percent scaled by 10^12. Rounded once. */
export function taxOnNet(net: bigint, percent: bigint, mode: RoundingMode): bigint {
  return roundQuotient(net * percent, hundred, mode);
}

/** Tax contained in a gross amount in minor units: gross less gross ÷ (1 + rate), the net rounded once. */
export function taxInGross(gross: bigint, percent: bigint, mode: RoundingMode): { net: bigint; tax: bigint } {
  const net = roundQuotient(gross * hundred, hundred + percent, mode);
  return { net, tax: gross - net };
}

/** A stretch of days with one rate. */
export interface DatedTax {
  from: string;
  percent: bigint;
  text: string;
}

/** The rates of a category in a jurisdiction, by day. Throws `bad-input` when there are none. */
export function taxRates(table: readonly TaxRate[], jurisdiction: string, category: string): DatedTax[] {
  const rates = table
    .filter((row) => row.jurisdiction === jurisdiction && row.category === category)
    .map((row) => ({ from: row.from, percent: parseDecimal(row.percent, 'taxes.percent'), text: row.percent }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  if (rates.length > 0) return rates;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `The model has no tax rate for ${category} in ${jurisdiction}`,
    where: { field: 'tax.jurisdiction' },
    hint: 'Add a dated rate to the model, or state why the sale is exempt.',
  });
}

/** The rate that holds on a day. Throws `bad-input` for days before the first. */
export function taxOn(rates: readonly DatedTax[], date: string): DatedTax {
  const rate = rates.findLast((row) => row.from <= date);
  if (rate) return rate;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `The first tax rate begins on ${rates[0]?.from ?? '–'}, after a bill due on ${date}`,
    where: { field: 'tax.jurisdiction' },
  });
}
