import { z } from 'zod';
import { chartStandings, citationKinds, claimSetKinds, elementStatuses } from '../../claims';
import { documentBaseSchema } from './base';
import { daySchema, digestSchema, instantSchema, lineSchema, paragraphSchema, textSchema } from './values';

/** A picture of cited evidence, small enough to be embedded: PNG, as base64. */
const thumbnailSchema = z.object({
  png: z
    .string()
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64')
    .max(700_000),
  width: z.int().positive(),
  height: z.int().positive(),
});

/** Something observable that an element stands on, as a page shows it. */
const printedEvidenceSchema = z.object({
  kind: z.enum(citationKinds),
  /** What it is in a line: `k6-run-3.log, lines 12 to 18`. */
  title: textSchema,
  /** Words, or key and value, as they stand in what is cited. */
  quote: paragraphSchema.optional(),
  /** What it shows. */
  note: paragraphSchema.optional(),
  /** The files and receipts that it pins. */
  pins: z.array(z.object({ name: lineSchema, sha256: digestSchema })).max(202),
  /** The region of a screenshot. */
  thumbnail: thumbnailSchema.optional(),
  /** Cited files that are not on this device or are not what they were. */
  missing: z.array(lineSchema).max(202).default([]),
  /** Why it no longer bears the element. */
  stale: z.array(paragraphSchema).max(50).default([]),
});

const printedElementSchema = z.object({
  /** `1[a]`. */
  label: lineSchema.min(1),
  limitation: paragraphSchema,
  mapping: paragraphSchema,
  status: z.enum(elementStatuses),
  evidence: z.array(printedEvidenceSchema).max(200),
  stale: z.array(paragraphSchema).max(50).default([]),
});

const chartedSchema = {
  set: z.object({
    number: lineSchema,
    title: lineSchema,
    kind: z.enum(claimSetKinds),
    reference: lineSchema,
    version: z.int().positive(),
  }),
  claim: z.object({ number: z.int().positive(), independent: z.boolean() }),
  subject: z.object({ kind: z.enum(['own', 'archetype']), name: lineSchema, description: paragraphSchema }),
  /** The last day on which what it says holds; absent: without end. */
  expiresOn: daySchema.optional(),
};

/** A claim chart: element, mapping and evidence. */
export const claimChartSchema = documentBaseSchema.extend({
  kind: z.literal('claim-chart'),
  ...chartedSchema,
  standing: z.enum(chartStandings),
  preamble: paragraphSchema.optional(),
  summary: paragraphSchema,
  elements: z.array(printedElementSchema).min(1).max(200),
  decisions: z
    .array(
      z.object({
        person: lineSchema,
        decision: z.enum(['approve', 'return']),
        at: instantSchema,
        reason: paragraphSchema,
      }),
    )
    .max(50)
    .default([]),
  /** Hash of the receipt that froze it; absent for a draft. */
  receipt: digestSchema.optional(),
});
export type ClaimChartDocument = z.infer<typeof claimChartSchema>;

/** One page of released text and nothing else. */
export const salesCardSchema = documentBaseSchema.extend({
  kind: z.literal('sales-card'),
  ...chartedSchema,
  summary: paragraphSchema,
  elements: z
    .array(printedElementSchema.pick({ label: true, limitation: true, mapping: true, status: true }))
    .min(1)
    .max(200),
  /** Hash of the receipt that released it. */
  receipt: digestSchema,
});
export type SalesCard = z.infer<typeof salesCardSchema>;

/** What is protected, why it is hard to design around, and on which terms it is licensed. */
export const defensibilityBriefSchema = documentBaseSchema.extend({
  kind: z.literal('defensibility-brief'),
  protects: paragraphSchema,
  licensing: paragraphSchema,
  charts: z
    .array(
      z.object({
        number: lineSchema,
        title: lineSchema,
        /** The approved version, and the receipt that froze it. */
        version: z.int().positive(),
        receipt: digestSchema,
        ...chartedSchema,
        elements: z
          .array(
            printedElementSchema
              .pick({ label: true, limitation: true, mapping: true, status: true, stale: true })
              .extend({
                alternatives: z
                  .array(
                    z.object({
                      text: paragraphSchema,
                      /** What it costs, in words. */
                      cost: paragraphSchema,
                      /** What a bakeoff measured of it. */
                      measured: z
                        .object({
                          /** `B-A7-0003/2`. */
                          verdict: lineSchema,
                          row: lineSchema,
                          sentence: textSchema,
                          /** The verdict is out of date. */
                          stale: z.boolean(),
                        })
                        .optional(),
                    }),
                  )
                  .max(20),
              }),
          )
          .min(1)
          .max(200),
      }),
    )
    .min(1)
    .max(20),
});
export type DefensibilityBriefDocument = z.infer<typeof defensibilityBriefSchema>;
