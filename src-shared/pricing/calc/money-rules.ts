import { z } from 'zod';
import { decimalOne } from '../../kernel/decimal';
import { allocate, minorUnitDigits, roundMajor } from '../../kernel/money';
import { defineRule, type Rule } from '../../kernel/rule';
import { allocateLinesAndBills } from '../allocate-lines';
import { currencyInput, decimalInput, quotientText, readAmount, readDecimal, refuse, roundingInput } from './inputs';

/** A whole number of minor units as text. */
const minorInput = z.union([z.string(), z.number()]).describe('whole number of minor units');

function readMinor(value: string | number, field: string): bigint {
  const text = String(value);
  if (!/^-?\d{1,30}$/.test(text)) refuse(field, `${field} must be a whole number of minor units, not ${text}`);
  return BigInt(text);
}

const allocateRule = defineRule({
  name: 'price.allocate',
  about: 'Splits an amount by ratios so that the parts sum to it; largest remainder, ties to the earlier part.',
  source: 'M. Fowler, Patterns of Enterprise Application Architecture, "Money"; largest-remainder (Hamilton) method',
  input: z.strictObject({
    amountMinor: minorInput,
    ratios: z.array(decimalInput).min(1),
    currency: currencyInput.optional(),
  }),
  compute: (input) => {
    if (input.currency !== undefined) minorUnitDigits(input.currency);
    const ratios = input.ratios.map((ratio, index) => readAmount(ratio, `ratios.${index}`));
    return { partsMinor: allocate(readMinor(input.amountMinor, 'amountMinor'), ratios).map(String) };
  },
});

const allocateToBills = defineRule({
  name: 'price.allocate-to-bills',
  about: "Allocates an order's discount to lines by their bills' sums, then each line's share to its bills.",
  source: 'largest-remainder (Hamilton) method; ties to the earlier line and bill',
  input: z.strictObject({
    linesBillsMinor: z.array(z.array(minorInput)).min(1),
    discountMinor: minorInput,
    currency: currencyInput.optional(),
  }),
  compute: (input) => {
    if (input.currency !== undefined) minorUnitDigits(input.currency);
    const bills = input.linesBillsMinor.map((line, index) =>
      line.map((bill, at) => {
        const field = `linesBillsMinor.${index}.${at}`;
        const minor = readMinor(bill, field);
        if (minor < 0n) refuse(field, 'A bill that takes part must not be negative');
        return minor;
      }),
    );
    const discount = readMinor(input.discountMinor, 'discountMinor');
    const sum = bills.flat().reduce((total, bill) => total + bill, 0n);
    if (discount < 0n || discount > sum) {
      refuse('discountMinor', `discountMinor must be from 0 to the sum of the bills (${sum}), not ${discount}`);
    }
    const { lines, linesBills } = allocateLinesAndBills(discount, bills);
    return { linesMinor: lines.map(String), linesBillsMinor: linesBills.map((line) => line.map(String)) };
  },
});

const round = defineRule({
  name: 'price.round',
  about: "Rounds a value to the currency's minor unit, half away from zero and half to even.",
  source: 'IEEE 754-2019 §4.3.1 roundTiesToAway and roundTiesToEven; ISO 4217 minor units',
  input: z.strictObject({ value: decimalInput, currency: currencyInput }),
  compute: ({ value, currency }) => {
    readDecimal(value, 'value');
    return {
      halfAwayFromZero: roundMajor(String(value), currency, 'half-away-from-zero'),
      halfEven: roundMajor(String(value), currency, 'half-even'),
    };
  },
});

const convert = defineRule({
  name: 'price.convert',
  about: 'Converts an amount at a rate (units of `to` for one unit of `from`), rounded once.',
  source: 'arithmetic; ISO 4217 minor units',
  input: z.strictObject({
    amount: decimalInput,
    from: currencyInput,
    to: currencyInput,
    rate: decimalInput,
    rounding: roundingInput,
  }),
  compute: (input) => {
    minorUnitDigits(input.from, 'from');
    minorUnitDigits(input.to, 'to');
    const rate = readAmount(input.rate, 'rate');
    if (rate === 0n) refuse('rate', 'rate must be above 0');
    const product = readDecimal(input.amount, 'amount') * rate;
    return { amount: quotientText(product, decimalOne * decimalOne, input.to, input.rounding) };
  },
});

/** Rules about amounts as such. */
export const moneyRules: Rule[] = [allocateRule, allocateToBills, round, convert];
