import { z } from 'zod';
import { addFractions, type Fraction, fraction, multiplyFractions, oneFraction, zeroFraction } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import { exactly } from './unit';

/** A decimal not below zero, at most 12 decimals. */
export const usageDecimal = z
  .string()
  .regex(/^\d{1,18}(\.\d{1,12})?$/, 'must be a plain decimal number such as 1200 or 0.25');

/** A month, `YYYY-MM`. */
export const usageMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11');

/**
 * How much will be used: what is used in the first month, how it grows, and how it differs by the month of the year. All exact decimals.
 */
export const usageForecastSchema = z.strictObject({
  /** Used in one `per`, at the level of the first month. */
  base: usageDecimal,
  per: z.enum(['month', 'quarter', 'year']).default('month'),
  /**
   * Compound. By the month it rises every month; by the year it rises once, at each anniversary of the first month. Below 0 it shrinks.
   */
  growth: z
    .strictObject({ basisPoints: z.int().min(-9_999).max(100_000), per: z.enum(['month', 'year']) })
    .nullable()
    .default(null),
  /** January to December, in proportion to each other: only their ratios count, and a year of them leaves the year's sum as it is. */
  seasons: z.array(usageDecimal).length(12).nullable().default(null),
  /** The month that `base` is about. */
  start: usageMonth,
  /** What `base` may be at least and at most. */
  low: usageDecimal.nullable().default(null),
  high: usageDecimal.nullable().default(null),
});
export type UsageForecast = z.infer<typeof usageForecastSchema>;
/** A forecast as it is written: what is left out is as usual. */
export type UsageForecastInput = z.input<typeof usageForecastSchema>;

/** One month of a forecast, in the unit that it was made in. */
export interface ForecastMonth {
  month: string;
  expected: Fraction;
  low: Fraction | null;
  high: Fraction | null;
}

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

/** Months since year 0 of a month such as `2026-11`. */
export const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

/** The month with that number. */
export const monthOfNumber = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;

/**
 * The quantities of `count` months from `first` on: base × growth × season of the month. Exact; nothing is rounded here. What is held
 * (`held`: GB that lie there) is as much in a month as in a year, so a base per year is not divided.
 *
 * @throws ProofdeskError `bad-input` where the forecast begins later, its seasons are all nothing, or low and high do not enclose it.
 */
export function forecastMonths(forecast: UsageForecast, first: string, count: number, held = false): ForecastMonth[] {
  checkForecast(forecast);
  const offset = monthNumber(first) - monthNumber(forecast.start);
  if (offset < 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The forecast begins in ${forecast.start}, after ${first}, the first month that is priced.`,
      where: { field: 'start' },
      hint: `Begin it in ${first} or earlier, or let the line begin later.`,
    });
  }
  const perMonth = held ? 1n : BigInt(monthsOf[forecast.per]);
  const level = (text: string): Fraction => {
    const { numerator, denominator } = exactly(text, 'base');
    return { numerator, denominator: denominator * perMonth };
  };
  const [base, low, high] = [forecast.base, forecast.low, forecast.high].map((text) => text && level(text));
  const seasons = seasonFactors(forecast.seasons);
  return Array.from({ length: count }, (_, index) => {
    const number = monthNumber(first) + index;
    const factor = multiplyFractions(grown(forecast, offset + index), seasons[number % 12] ?? oneFraction);
    const at = (own: Fraction | '' | null | undefined): Fraction | null =>
      own ? multiplyFractions(own, factor) : null;
    return { month: monthOfNumber(number), expected: at(base) ?? zeroFraction, low: at(low), high: at(high) };
  });
}

/** Refuses what cannot be a forecast, by the field that is wrong. */
export function checkForecast({ base, low, high, seasons, start }: UsageForecast): void {
  const refuse = (field: string, message: string, hint: string): never => {
    throw new ProofdeskError({ code: 'bad-input', message, where: { field }, hint });
  };
  const more = (a: string, b: string) => exactly(a, 'base').numerator > exactly(b, 'base').numerator;
  if (seasons?.every((own) => /^0+(\.0+)?$/.test(own)))
    refuse('seasons', 'All twelve seasons are 0.', 'Leave them out, or give each month its share.');
  if ((low === null) !== (high === null))
    refuse(low === null ? 'low' : 'high', 'A range has a low and a high end.', 'Give both, or neither.');
  if (low !== null && more(low, base)) refuse('low', `The low end ${low} is above the forecast ${base}.`, 'Lower it.');
  if (high !== null && more(base, high))
    refuse('high', `The high end ${high} is below the forecast ${base}.`, 'Raise it.');
  if (Number(start.slice(0, 4)) < 1900) refuse('start', `${start} is no month of ours.`, 'Write it as 2026-11.');
}

/** (1 + growth) to the power of the whole months, or years, since the start. */
function grown({ growth }: UsageForecast, months: number): Fraction {
  if (!growth) return oneFraction;
  const steps = BigInt(growth.per === 'month' ? months : Math.floor(months / 12));
  return fraction(BigInt(10_000 + growth.basisPoints) ** steps, 10_000n ** steps);
}

/** The twelve factors with a mean of 1; all 1 where there are none. */
function seasonFactors(seasons: UsageForecast['seasons']): Fraction[] {
  if (!seasons) return Array.from({ length: 12 }, () => oneFraction);
  const own = seasons.map((text) => exactly(text, 'seasons'));
  const sum = own.reduce((a, b) => addFractions(a, b), zeroFraction);
  return own.map(({ numerator, denominator }) =>
    fraction(numerator * 12n * sum.denominator, denominator * sum.numerator),
  );
}
