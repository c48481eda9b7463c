import { z } from 'zod';
import { documentBaseSchema } from './base';
import { daySchema, digestSchema, figureSchema, lineSchema, paragraphSchema } from './values';

/** Where a printed figure was taken from. It names neither files nor people. */
export const figureOriginSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('verdict'), number: lineSchema, receipt: digestSchema.optional() }),
  z.object({ kind: z.literal('run'), number: lineSchema, receipt: digestSchema.optional() }),
  z.object({ kind: z.literal('usage'), from: lineSchema, until: lineSchema, sha256: digestSchema }),
  z.object({
    kind: z.literal('value-case'),
    number: lineSchema,
    version: z.int().positive(),
    receipt: digestSchema.optional(),
  }),
  z.object({ kind: z.literal('stated'), on: daySchema }),
]);
export type FigureOrigin = z.infer<typeof figureOriginSchema>;

/** Situation, approach and results of work for one customer. */
export const caseStudySchema = documentBaseSchema.extend({
  kind: z.literal('case-study'),
  situation: paragraphSchema,
  approach: paragraphSchema,
  results: paragraphSchema,
  metrics: z
    .array(
      z.object({
        label: lineSchema.min(1),
        value: figureSchema,
        /** What it is held against: another contender, or how it was before. */
        against: figureSchema.optional(),
        sentence: paragraphSchema.optional(),
        origin: figureOriginSchema,
        /** Why it is out of date. */
        stale: z.array(paragraphSchema).max(50).default([]),
      }),
    )
    .max(40),
  /** Words of the customer, each approved for this. `by` is empty where nobody is to be told by it. */
  quotes: z.array(z.object({ text: paragraphSchema, by: lineSchema })).max(20),
  /** Hash of the receipt that froze it; absent for a draft. */
  receipt: digestSchema.optional(),
});
export type CaseStudyDocument = z.infer<typeof caseStudySchema>;
