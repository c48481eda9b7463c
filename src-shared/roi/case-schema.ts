import { z } from 'zod';

/**
 * The inputs of a value case: what the customer spends today, what the proposal costs, what it brings. Every input says its value
 * as an exact decimal text, its unit, and where it comes from; an input without a source is not accepted.
 */

const decimal = (message: string) => z.string().regex(/^-?\d{1,15}(\.\d{1,12})?$/, message);
const unsigned = (message: string) => z.string().regex(/^\d{1,15}(\.\d{1,12})?$/, message);
const source = z.string().trim().min(1, 'must say where the figure comes from');
const unit = z.string().trim().min(1, 'must name the unit');

/** An amount of money in major units of the case's currency, such as `1250.50`. */
export const sourcedMoneySchema = z.object({
  value: decimal('must be a decimal amount such as 1250.50'),
  unit,
  source,
});
/** A number of things a year: hours, incidents, seats; not below 0. */
export const sourcedQuantitySchema = z.object({
  value: unsigned('must be a decimal number of 0 or more, such as 1200 or 37.5'),
  unit,
  source,
});
/** A rate a year as a fraction, above −1: `0.08` is 8 %. */
export const sourcedRateSchema = z.object({
  value: z
    .string()
    .regex(/^(-0(\.\d{1,12})?|\d{1,6}(\.\d{1,12})?)$/, 'must be a fraction above −1, such as 0.08 for 8 %'),
  unit,
  source,
});
/** A share from 0 to 1. */
export const sourcedShareSchema = z.object({
  value: z.string().regex(/^(0(\.\d{1,12})?|1(\.0{1,12})?)$/, 'must be a share from 0 to 1, such as 0.75'),
  unit,
  source,
});

const lineBase = {
  /** Distinct within the case. */
  id: z.string().min(1),
  label: z.string().trim().min(1),
  /** Growth from year to year, compound, from year 2 on. */
  growth: sourcedRateSchema.optional(),
  /** The part that is counted, for instance because not every hour saved is used well. */
  share: sourcedShareSchema.optional(),
};

/** A cost or benefit that comes every year. */
export const yearlyLineSchema = z.discriminatedUnion('kind', [
  z.object({ ...lineBase, kind: z.literal('level'), perYear: sourcedMoneySchema }),
  z.object({
    ...lineBase,
    kind: z.literal('quantity'),
    /** So many a year … */
    quantity: sourcedQuantitySchema,
    /** … at so much each: hours saved times the cost of an hour. */
    each: sourcedMoneySchema,
  }),
  z.object({
    id: lineBase.id,
    label: lineBase.label,
    share: lineBase.share,
    kind: z.literal('by-year'),
    /** One amount a year, such as a quote's totals. */
    amounts: z.array(decimal('must be a decimal amount such as 1250.50')),
    unit,
    source,
  }),
]);
export type YearlyLine = z.infer<typeof yearlyLineSchema>;

/** A cost that comes once. */
export const oneTimeLineSchema = z.object({
  id: z.string().min(1),
  label: z.string().trim().min(1),
  amount: sourcedMoneySchema,
  /** 0 is the start; 1 to the last year is the end of that year. */
  year: z.int().nonnegative().default(0),
});
export type OneTimeLine = z.infer<typeof oneTimeLineSchema>;

const costsSchema = z.object({
  yearly: z.array(yearlyLineSchema).default([]),
  oneTime: z.array(oneTimeLineSchema).default([]),
});

export const roiCaseInputSchema = z
  .object({
    /** ISO 4217; all money of the case is in it. */
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as EUR'),
    years: z.int().min(1).max(10).default(3),
    discountRate: sourcedRateSchema,
    statusQuo: costsSchema,
    proposal: costsSchema,
    benefits: z.array(yearlyLineSchema).default([]),
  })
  .superRefine((input, context) => {
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const ids = new Set<string>();
    const once = (id: string, path: (string | number)[]) => {
      if (ids.has(id)) complain([...path, 'id'], `stands twice: ${id}`);
      ids.add(id);
    };
    const yearly = (lines: YearlyLine[], path: (string | number)[]) =>
      lines.forEach((line, index) => {
        once(line.id, [...path, index]);
        if (line.kind === 'by-year' && line.amounts.length !== input.years) {
          complain([...path, index, 'amounts'], `must have one amount for each of the ${input.years} years`);
        }
      });
    const oneTime = (lines: OneTimeLine[], path: (string | number)[]) =>
      lines.forEach((line, index) => {
        once(line.id, [...path, index]);
        if (line.year > input.years) complain([...path, index, 'year'], `must not be after year ${input.years}`);
      });
    yearly(input.statusQuo.yearly, ['statusQuo', 'yearly']);
    oneTime(input.statusQuo.oneTime, ['statusQuo', 'oneTime']);
    yearly(input.proposal.yearly, ['proposal', 'yearly']);
    oneTime(input.proposal.oneTime, ['proposal', 'oneTime']);
    yearly(input.benefits, ['benefits']);
  });
export type RoiCaseInput = z.infer<typeof roiCaseInputSchema>;
