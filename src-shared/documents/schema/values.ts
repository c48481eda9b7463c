import { z } from 'zod';

/** A plain decimal, exact: money in major units, quantities, unit prices. */
export const decimalSchema = z.string().regex(/^-?\d{1,30}(?:\.\d{1,12})?$/, 'must be a plain decimal such as 1234.50');

/** A measured value as exact text of its double, which may need more decimals than money; no exponent (see `exactText`). */
export const exactNumberSchema = z
  .string()
  .regex(/^-?\d{1,30}(?:\.\d{1,60})?$/, 'must be a plain decimal such as 1234.50');

/** A SHA-256, 64 lower-case hexadecimal digits. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits');

/** A calendar day, `2026-11-12`. */
export const daySchema = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a day such as 2026-11-12');

/** An instant in UTC, `2026-11-12T10:12:00Z`. */
export const instantSchema = z
  .string()
  .regex(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z$/,
    'must be an instant in UTC such as 2026-11-12T10:12:00Z',
  );

/** ISO 4217. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as EUR');

/** One line of text, no line breaks. */
export const lineSchema = z
  .string()
  .max(400)
  .regex(/^[^\r\n]*$/, 'must be one line');

/** A paragraph or a few. */
export const paragraphSchema = z.string().max(20_000);

/**
 * A number in prose or in a fact, kept as a number so that it is written as the document's locale does and so that a check can
 * find it. `number` is exact text; `significant` shortens measured values when printed.
 */
export const figureSchema = z.object({
  number: exactNumberSchema,
  /** `ms`, `runs`; `%` is spaced as the locale does; a currency code goes where the locale puts it. */
  unit: z.string().max(40).optional(),
  significant: z.int().min(1).max(17).optional(),
  sign: z.literal('always').optional(),
});

export type Figure = z.infer<typeof figureSchema>;

/** Text with figures in it: `['median, against ', { number: '58.7', unit: 'ms' }]`. */
export const textSchema = z.union([paragraphSchema, z.array(z.union([paragraphSchema, figureSchema])).max(200)]);

export type Text = z.infer<typeof textSchema>;

/** One of the three facts under the headline. */
export const factSchema = z.object({ value: z.union([figureSchema, lineSchema]), text: textSchema });
