import { z } from 'zod';
import { addMonths, dayCounts, dayNumber, daysBetween, formatDate, parseDate } from '../../kernel/civil-date';
import { decimalOne, type RoundingMode, roundingModes } from '../../kernel/decimal';
import { formatMinor, minorUnitDigits, roundToMinor } from '../../kernel/money';
import { defineRule, type Rule } from '../../kernel/rule';
import { escalatorFactor } from '../escalator';
import { bounds } from '../field-schemas';
import { amountOne, readQuantity } from '../line-input';
import { perUnitAmount } from '../rates/per-unit';
import {
  currencyInput,
  decimalInput,
  quotientText,
  readAmount,
  readCount,
  readDecimal,
  readPercent,
  refuse,
  roundingInput,
  wholePercent,
} from './inputs';

const dateInput = z.string().describe('YYYY-MM-DD');

const prorate = defineRule({
  name: 'price.prorate',
  about: 'The part of a period’s amount for the days used: amount × days used ÷ days in the period.',
  source: 'day counts actual/actual and 30/360 (day 31 counts as 30); the end of a period is the first day of the next',
  input: z.strictObject({
    amount: decimalInput,
    periodStart: dateInput,
    periodEnd: dateInput,
    from_: dateInput.optional(),
    until_: dateInput.optional(),
    convention: z.enum(dayCounts).optional(),
    currency: currencyInput,
    rounding: roundingInput,
  }),
  compute: (input) => {
    const start = parseDate(input.periodStart, 'periodStart');
    const end = parseDate(input.periodEnd, 'periodEnd');
    const from = input.from_ === undefined ? start : parseDate(input.from_, 'from_');
    const until = input.until_ === undefined ? end : parseDate(input.until_, 'until_');
    const convention = input.convention ?? 'actual/actual';
    const days = daysBetween(start, end, convention);
    if (dayNumber(end) <= dayNumber(start) || days <= 0) refuse('periodEnd', 'The period must end after it begins');
    if (dayNumber(from) < dayNumber(start) || dayNumber(from) > dayNumber(end)) {
      refuse('from_', `from_ must lie within the period, not on ${formatDate(from)}`);
    }
    if (dayNumber(until) < dayNumber(from) || dayNumber(until) > dayNumber(end)) {
      refuse('until_', `until_ must lie between from_ and the period's end, not on ${formatDate(until)}`);
    }
    const used = daysBetween(from, until, convention);
    const amount = readDecimal(input.amount, 'amount') * BigInt(used);
    return { amount: quotientText(amount, decimalOne * BigInt(days), input.currency, input.rounding) };
  },
});

const addMonthsRule = defineRule({
  name: 'price.add-months',
  about: 'Months counted from the start and clamped to the last day of the month.',
  source: 'arithmetic on the Gregorian calendar',
  input: z.strictObject({ start: dateInput, months: z.number(), currency: currencyInput.optional() }),
  compute: (input) => {
    const months = readCount(input.months, 'months', -1200, 1200);
    return { date: formatDate(addMonths(parseDate(input.start, 'start'), months)) };
  },
});

/** A bill in minor units: an amount scaled by 10^24, times a fraction, rounded once. */
function bill(
  amount: bigint,
  by: { numerator: bigint; denominator: bigint },
  currency: string,
  mode?: RoundingMode,
): bigint {
  return roundToMinor(amount * by.numerator, amountOne * by.denominator, minorUnitDigits(currency), mode);
}

const one = { numerator: 1n, denominator: 1n };

function unitsAmount(input: { unitPrice: string | number; quantity: string | number }, path = ''): bigint {
  const quantity = readQuantity(String(input.quantity), `${path}quantity`);
  return perUnitAmount(readAmount(input.unitPrice, 'unitPrice'), quantity);
}

const recurring = defineRule({
  name: 'price.recurring',
  about: 'A bill that recurs: rounded once per bill, the total is the sum of the bills.',
  source: 'arithmetic; discounts one after the other',
  input: z.strictObject({
    unitPrice: decimalInput,
    quantity: decimalInput,
    discountPercents: z.array(decimalInput).optional(),
    bills: z.number(),
    currency: currencyInput,
    rounding: roundingInput,
  }),
  compute: (input) => {
    const bills = readCount(input.bills, 'bills', 0, bounds.termMonths);
    const kept = (input.discountPercents ?? []).reduce(
      (so, percent, index) => ({
        numerator: so.numerator * (wholePercent - readPercent(percent, `discountPercents.${index}`)),
        denominator: so.denominator * wholePercent,
      }),
      one,
    );
    const perBill = bill(unitsAmount(input), kept, input.currency, input.rounding);
    return {
      perBill: formatMinor(perBill, input.currency),
      total: formatMinor(perBill * BigInt(bills), input.currency),
    };
  },
});

const escalator = defineRule({
  name: 'price.escalator',
  about: 'A yearly rise of the price, compound; each bill is rounded once.',
  source: 'arithmetic: price × (1 + rate)^years',
  input: z.strictObject({
    unitPrice: decimalInput,
    quantity: decimalInput,
    percentPerYear: decimalInput,
    years: z.number(),
    billsPerYear: z.number(),
    compound: z.boolean().optional(),
    currency: currencyInput,
    rounding: z.enum(roundingModes).optional(),
  }),
  compute: (input) => {
    const years = readCount(input.years, 'years', 1, bounds.termMonths / 12);
    const billsPerYear = readCount(input.billsPerYear, 'billsPerYear', 1, 12);
    const rise = readAmount(input.percentPerYear, 'percentPerYear');
    if (rise > wholePercent) refuse('percentPerYear', 'percentPerYear must not be above 100');
    const amount = unitsAmount(input);
    const perBill = Array.from({ length: years }, (_, year) =>
      bill(
        amount,
        escalatorFactor({ numerator: rise, denominator: wholePercent }, input.compound ?? true, year),
        input.currency,
        input.rounding,
      ),
    );
    const total = perBill.reduce((sum, own) => sum + own * BigInt(billsPerYear), 0n);
    return {
      perBillByYear: perBill.map((own) => formatMinor(own, input.currency)),
      total: formatMinor(total, input.currency),
    };
  },
});

const ramp = defineRule({
  name: 'price.ramp',
  about: 'Segments of a term with a quantity each; the total is the sum of their bills, each rounded once.',
  source: 'arithmetic',
  input: z.strictObject({
    unitPrice: decimalInput,
    segments: z.array(z.strictObject({ quantity: decimalInput, bills: z.number() })).min(1),
    currency: currencyInput,
    rounding: roundingInput,
  }),
  compute: (input) => {
    const total = input.segments.reduce((sum, segment, index) => {
      const bills = readCount(segment.bills, `segments.${index}.bills`, 0, bounds.termMonths);
      const amount = unitsAmount({ unitPrice: input.unitPrice, quantity: segment.quantity }, `segments.${index}.`);
      return sum + bill(amount, one, input.currency, input.rounding) * BigInt(bills);
    }, 0n);
    return { total: formatMinor(total, input.currency) };
  },
});

/** Rules about time: periods, months, bills that recur, ramps and escalators. */
export const termRules: Rule[] = [prorate, addMonthsRule, recurring, escalator, ramp];
