import { z } from 'zod';
import { addFractions, compareFractions, type Fraction, zeroFraction } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import { usageDecimal, usageMonth } from './forecast';
import { exactly } from './unit';

/** What one meter measured in one month. */
export const measuredMonthSchema = z.strictObject({
  month: usageMonth,
  /** All of the month's rows together. */
  quantity: usageDecimal,
  /** At how many points in time it was measured: what is held is their mean. */
  times: z.int().min(1),
  /** The file's first or last month, which it does not cover whole. */
  partial: z.boolean(),
});
export type MeasuredMonth = z.infer<typeof measuredMonthSchema>;

/** What of the months is taken: their mean, the largest, the 95th percentile (nearest rank), or the mean of the last few. */
export const usageTakes = ['mean', 'peak', 'p95', 'last'] as const;
export type UsageTake = (typeof usageTakes)[number];

/** One month that stands for all of them, with the months behind it and how far they lie apart. */
export interface TakenUsage {
  monthly: Fraction;
  low: Fraction;
  high: Fraction;
  /** The months that count, in order. */
  months: string[];
}

/**
 * A monthly quantity out of measured months. Months that the file does not cover whole count only where they are asked for. Low and high are the
 * least and the largest of the months that count. p95 is the ceil(0.95 n)-th smallest: below 20 months that is the peak.
 *
 * @throws ProofdeskError `bad-input` where no whole month is left, or fewer than the last `lastMonths`.
 */
export function takeUsage(
  measured: readonly MeasuredMonth[],
  options: { take: UsageTake; lastMonths: number | null; partialToo: boolean; held: boolean },
): TakenUsage {
  const counting = [...measured]
    .sort((a, b) => (a.month < b.month ? -1 : 1))
    .filter(({ partial }) => options.partialToo || !partial);
  const refuse = (message: string, hint: string): never => {
    throw new ProofdeskError({ code: 'bad-input', message, where: { field: 'take' }, hint });
  };
  if (counting.length === 0) {
    const partial = measured.map(({ month }) => month).join(', ');
    refuse(
      `The usage has no whole month; ${partial || 'nothing'} is there in part.`,
      'Take a file of whole months, or count months that are there in part too.',
    );
  }
  const wanted = options.take === 'last' ? (options.lastMonths ?? 3) : counting.length;
  if (wanted > counting.length)
    refuse(`The last ${wanted} months are asked for, and ${counting.length} are there.`, 'Ask for fewer.');
  const taken = counting.slice(-wanted);
  const own = taken.map(({ quantity, times }): Fraction => {
    const { numerator, denominator } = exactly(quantity, 'quantity');
    return { numerator, denominator: options.held ? denominator * BigInt(times) : denominator };
  });
  const sorted = [...own].sort(compareFractions);
  const [low = zeroFraction, high = zeroFraction] = [sorted[0], sorted.at(-1)];
  const monthly =
    options.take === 'peak'
      ? high
      : options.take === 'p95'
        ? (sorted[Math.ceil((95 * sorted.length) / 100) - 1] ?? high)
        : meanOf(own);
  return { monthly, low, high, months: taken.map(({ month }) => month) };
}

/** The arithmetic mean; nothing for nothing. */
export function meanOf(values: readonly Fraction[]): Fraction {
  const sum = values.reduce((a, b) => addFractions(a, b), zeroFraction);
  return { numerator: sum.numerator, denominator: sum.denominator * BigInt(Math.max(1, values.length)) };
}
