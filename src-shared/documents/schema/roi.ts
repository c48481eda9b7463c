import { z } from 'zod';
import { documentBaseSchema } from './base';
import {
  currencySchema,
  decimalSchema,
  factSchema,
  figureSchema,
  lineSchema,
  paragraphSchema,
  textSchema,
} from './values';

const seriesSchema = z.object({
  name: lineSchema.min(1),
  /** One amount a period, in the document's currency. */
  amounts: z.array(decimalSchema).min(1).max(30),
  total: decimalSchema,
});

/** Costs of one side over the periods: rows and their sums. */
export const roiSideSchema = z.object({
  title: lineSchema.min(1),
  rows: z.array(seriesSchema).min(1).max(60),
  sums: z.array(decimalSchema).min(1).max(30),
  total: decimalSchema,
});

export const roiDocumentSchema = documentBaseSchema
  .extend({
    kind: z.literal('roi'),
    currency: currencySchema,
    headline: textSchema,
    lead: textSchema.optional(),
    facts: z.array(factSchema).min(1).max(3),
    /** Names of the periods, such as `Year 1`, in order; a period 0 is what is paid at the start. */
    periods: z.array(lineSchema.min(1)).min(1).max(30),
    ours: roiSideSchema,
    theirs: roiSideSchema,
    /** What remains of theirs after ours, each period and added up. */
    benefit: z.object({
      amounts: z.array(decimalSchema).min(1).max(30),
      cumulative: z.array(decimalSchema).min(1).max(30),
      total: decimalSchema,
    }),
    /** Net present value, payback and the like, each with what it means. */
    measures: z
      .array(
        z.object({
          name: lineSchema.min(1),
          /** Null where the measure has no value; then `reason` says why. */
          value: z.union([figureSchema, lineSchema]).nullable(),
          reason: lineSchema.optional(),
          definition: paragraphSchema,
        }),
      )
      .max(20),
    /** The scenarios side by side: each row has a value for each name, null where there is none. */
    scenarios: z
      .object({
        names: z.array(lineSchema.min(1)).min(1).max(12),
        rows: z.array(z.object({ name: lineSchema.min(1), values: z.array(figureSchema.nullable()).max(12) })).max(12),
        /** Of each name its net position after each period. */
        positions: z.array(z.array(decimalSchema).min(1).max(30)).max(12).optional(),
        /** Place of the name that the rest of the document is about. */
        main: z.int().nonnegative().default(0),
      })
      .optional(),
    /** What each input does to the net present value between its low and its high, the widest first. */
    sensitivity: z
      .object({
        base: z.number(),
        rows: z
          .array(
            z.object({
              name: lineSchema.min(1),
              /** The input's ends, and what they are in. */
              low: decimalSchema,
              high: decimalSchema,
              unit: lineSchema,
              atLow: z.number().nullable(),
              atHigh: z.number().nullable(),
            }),
          )
          .min(1)
          .max(20),
      })
      .optional(),
    /** How the net present value came out over many draws. */
    spread: z
      .object({
        draws: z.int().positive(),
        seed: z.int().nonnegative(),
        from: z.number(),
        to: z.number(),
        counts: z.array(z.int().nonnegative()).min(1).max(200),
        /** P10, P50 and P90. */
        low: z.number(),
        median: z.number(),
        high: z.number(),
        /** Share of draws with a gain. */
        gain: figureSchema,
      })
      .optional(),
    /** Every typed or quoted input, with where it comes from. */
    assumptions: z
      .array(z.object({ name: lineSchema.min(1), value: z.union([figureSchema, lineSchema]), source: lineSchema }))
      .max(300),
    method: z.array(textSchema).min(1).max(20),
  })
  .superRefine((data, issues) => {
    const count = data.periods.length;
    const lists: [string, string[]][] = [
      ['benefit.amounts', data.benefit.amounts],
      ['benefit.cumulative', data.benefit.cumulative],
      ...(['ours', 'theirs'] as const).flatMap((side): [string, string[]][] => [
        [`${side}.sums`, data[side].sums],
        ...data[side].rows.map((row, index): [string, string[]] => [`${side}.rows.${index}.amounts`, row.amounts]),
      ]),
    ];
    for (const [path, list] of lists) {
      if (list.length !== count) {
        issues.addIssue({
          code: 'custom',
          path: path.split('.'),
          message: `needs ${count} amounts, one for each period`,
        });
      }
    }
  });

/** A value readout (total cost against the status quo) with everything that its pages print. */
export type RoiDocument = z.infer<typeof roiDocumentSchema>;
