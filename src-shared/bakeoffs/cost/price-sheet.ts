import { z } from 'zod';
import { decimalOne, formatScaled, parseDecimal, roundQuotient } from '../../kernel/decimal';

/** Hours of a month as prices are spread over them: a twelfth of 8,760, as cloud providers count. */
export const hoursOfMonth = 730;
/** Hours of a year of 365 days. */
export const hoursOfYear = 8760;

/** What a price is for. The first group is paid by time, the second by use. */
export const timeBases = ['hour', 'month', 'year', 'licence'] as const;
export const useBases = ['gigabyte', 'million-requests', 'million-input-tokens', 'million-output-tokens'] as const;
export const priceBases = [...timeBases, ...useBases] as const;
export type PriceBasis = (typeof priceBases)[number];
export type UseBasis = (typeof useBases)[number];

/** How a person reads a basis: `EUR 3.06 per hour`. */
export const basisWords: Record<PriceBasis, string> = {
  hour: 'hour',
  month: `month of ${hoursOfMonth} hours`,
  year: 'year of 8,760 hours',
  licence: 'licence, paid once',
  gigabyte: 'GB received (10⁹ bytes)',
  'million-requests': 'million requests',
  'million-input-tokens': 'million input tokens',
  'million-output-tokens': 'million output tokens',
};

const decimal = z
  .string()
  .max(40)
  .regex(/^\d{1,20}(\.\d{1,12})?$/, 'must be a decimal number such as 1250.50');

const line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\r\n]*$/, 'must be one line');

export const currencyCodeSchema = z.string().regex(/^[A-Z]{3}$/, 'must be a currency such as EUR');

/** One dated price of a contender's sheet: a machine, storage, a licence, what is charged for use. Amounts are exact decimals. */
export const priceItemSchema = z
  .object({
    /** What is paid for: `c7i.2xlarge, on demand`. */
    label: line,
    amount: decimal,
    currency: currencyCodeSchema,
    per: z.enum(priceBases),
    /** How many of it run or are held: 3 machines, 500 GB for a month. Has no meaning where use is paid. */
    quantity: decimal.default('1'),
    /** Months over which a licence that is paid once is spread. */
    months: z.int().min(1).max(600).optional(),
    /** Day on which the price was looked up. */
    date: z.iso.date(),
    /** Where it stands: an address, an offer, a contract. */
    source: line,
  })
  .superRefine(({ per, months, quantity }, context) => {
    if (per === 'licence' && months === undefined) {
      context.addIssue({ code: 'custom', path: ['months'], message: 'must say over how many months it is spread' });
    }
    if (per !== 'licence' && months !== undefined) {
      context.addIssue({ code: 'custom', path: ['months'], message: 'is only for a licence that is paid once' });
    }
    if (isUse(per) && quantity !== '1') {
      context.addIssue({ code: 'custom', path: ['quantity'], message: 'comes from the run where use is paid for' });
    }
  });
export type PriceItem = z.infer<typeof priceItemSchema>;

/** What running a contender costs, as it was looked up. */
export const priceSheetSchema = z.array(priceItemSchema).max(40);
export type PriceSheet = z.infer<typeof priceSheetSchema>;

/** Whether a price is paid by use instead of by time. */
export const isUse = (per: PriceBasis): per is UseBasis => (useBases as readonly string[]).includes(per);

/** An exact number as a quotient; denominators are positive. */
export interface Exact {
  numerator: bigint;
  denominator: bigint;
}

const plus = (a: Exact, b: Exact): Exact => ({
  numerator: a.numerator * b.denominator + b.numerator * a.denominator,
  denominator: a.denominator * b.denominator,
});

const nothing: Exact = { numerator: 0n, denominator: 1n };

/** Decimals in which exact amounts are written; the remainder is rounded half to even. */
const writtenDecimals = 12;

/** An exact amount as decimal text of at most 12 decimals. */
export function exactDecimal({ numerator, denominator }: Exact): string {
  return formatScaled(
    roundQuotient(numerator * 10n ** BigInt(writtenDecimals), denominator, 'half-even'),
    writtenDecimals,
  );
}

/** The nearest double of an exact amount, for arithmetic with measured values. */
function asDouble({ numerator, denominator }: Exact): number {
  const places = 30;
  return Number(formatScaled(roundQuotient(numerator * 10n ** BigInt(places), denominator, 'half-even'), places));
}

/** Hours over which one amount of a price is spread. */
function hoursOf({ per, months = 1 }: PriceItem): number {
  return { hour: 1, month: hoursOfMonth, year: hoursOfYear, licence: months * hoursOfMonth }[
    per as (typeof timeBases)[number]
  ];
}

/** What an item that is paid by time costs an hour; null for one that is paid by use. */
export function hourlyCost(item: PriceItem): Exact | null {
  if (isUse(item.per)) return null;
  return {
    numerator: parseDecimal(item.amount, 'amount') * parseDecimal(item.quantity, 'quantity'),
    denominator: decimalOne * decimalOne * BigInt(hoursOf(item)),
  };
}

/** A price sheet as the rules use it: money an hour, and money for one of each use. */
export interface PricedSheet {
  currency: string;
  /** Everything that is paid by time, an hour. */
  hourly: Exact;
  hourlyAmount: number;
  /** For one byte, request or token. */
  uses: { basis: UseBasis; each: number }[];
}

const onesOf: Record<UseBasis, bigint> = {
  gigabyte: 10n ** 9n,
  'million-requests': 10n ** 6n,
  'million-input-tokens': 10n ** 6n,
  'million-output-tokens': 10n ** 6n,
};

/** The sums of a price sheet; a sentence where it has none: empty, or in several currencies (nothing is converted). */
export function pricedSheet(sheet: PriceSheet): PricedSheet | string {
  const [first] = sheet;
  if (!first) return 'no prices are recorded for this contender';
  const currencies = [...new Set(sheet.map(({ currency }) => currency))];
  if (currencies.length > 1) {
    return `its prices are in several currencies (${currencies.join(', ')}), and none is converted`;
  }
  const hourly = sheet.reduce((sum, item) => plus(sum, hourlyCost(item) ?? nothing), nothing);
  return {
    currency: first.currency,
    hourly,
    hourlyAmount: asDouble(hourly),
    uses: useBases.flatMap((basis) => {
      const items = sheet.filter(({ per }) => per === basis);
      if (items.length === 0) return [];
      const all = items.reduce((sum, { amount }) => sum + parseDecimal(amount, 'amount'), 0n);
      return [{ basis, each: asDouble({ numerator: all, denominator: decimalOne * onesOf[basis] }) }];
    }),
  };
}

/** One item in words: `2 × EUR 3.06 per hour`. */
export function priceInWords({ amount, currency, per, quantity, months }: PriceItem): string {
  const times = quantity === '1' ? '' : `${quantity} × `;
  const spread = months === undefined ? '' : `, spread over ${months} months of ${hoursOfMonth} hours`;
  return `${times}${currency} ${amount} per ${basisWords[per]}${spread}`;
}
