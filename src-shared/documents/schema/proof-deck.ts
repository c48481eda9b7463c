import { z } from 'zod';
import { deckTopics, verdictSchema } from '../../bakeoffs';
import { documentBaseSchema } from './base';
import { digestSchema, factSchema, instantSchema, lineSchema, paragraphSchema, textSchema } from './values';

/** One row of the verdict table: one metric of one workload. Estimates are doubles, as statistics are. */
export const deckRowSchema = z.object({
  key: z.string().max(200),
  workload: lineSchema.optional(),
  metric: lineSchema.min(1),
  unit: z.string().max(40),
  better: z.enum(['lower', 'higher']),
  /** `ratio`: estimate and interval are ours ÷ theirs; `difference`: ours − theirs in the metric's unit. */
  scale: z.enum(['ratio', 'difference']),
  verdict: verdictSchema,
  /** The sentence made from the verdict. */
  sentence: textSchema,
  estimate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Too small to matter, fixed before the runs: 0.05 is ±5 % for ratios, else in the metric's unit. */
  band: z.number().nonnegative(),
  /** p value after Holm's correction over the family; null where it cannot be computed. */
  pAdjusted: z.number().min(0).max(1).nullable(),
  runs: z.object({ ours: z.int().nonnegative(), theirs: z.int().nonnegative() }),
  medians: z.object({ ours: z.number().nullable(), theirs: z.number().nullable() }),
});

/** One imported run and the raw files it came from. */
export const deckRunSchema = z.object({
  side: z.enum(['ours', 'theirs']),
  name: lineSchema,
  /** Place in the order in which the runs were made, from 1. */
  order: z.int().positive().optional(),
  started: instantSchema.optional(),
  files: z
    .array(z.object({ name: z.string().max(400), sha256: digestSchema }))
    .min(1)
    .max(200),
  /** Its figure in each row of the page, by the row's key; null with the reason where it has none. */
  values: z
    .array(z.object({ key: z.string().max(200), value: z.number().nullable(), note: lineSchema.optional() }))
    .max(40)
    .optional(),
});

/** What one side costs to run. Amounts are exact decimal text. */
const deckPricesSchema = z.object({
  currency: z.string().max(3),
  items: z
    .array(
      z.object({
        label: lineSchema,
        /** `3 × EUR 0.40 per hour`. */
        price: lineSchema,
        /** An hour; absent where use is paid for. */
        hourly: z.string().max(60).optional(),
        source: lineSchema,
        date: z.iso.date(),
      }),
    )
    .max(40),
  /** Everything paid by time, an hour. */
  hourly: z.string().max(60),
});

const coursePointSchema = z.object({
  /** Seconds from the run's start. */
  x: z.number(),
  /** Median over the runs of the side, and the range over them; null where nothing was measured. */
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

const coursesSchema = z.object({
  ours: z.array(coursePointSchema).max(100),
  theirs: z.array(coursePointSchema).max(100),
});

/** The course over time of one series, the runs laid over each other at the beginning of their fault. */
const deckCourseSchema = z.object({
  workload: lineSchema,
  /** Of the latency. */
  unit: z.string().max(40),
  fault: z.object({ kind: lineSchema, from: z.number(), to: z.number() }),
  courses: z.object({ success: coursesSchema, throughput: coursesSchema, latency: coursesSchema }),
});

export const proofDeckSchema = documentBaseSchema.extend({
  kind: z.literal('proof-deck'),
  topic: z.enum(deckTopics),
  /** The bakeoff's number, such as `B-A7-0017`. */
  bakeoff: lineSchema,
  contenders: z.object({
    ours: z.object({ name: lineSchema.min(1), version: lineSchema.optional() }),
    theirs: z.object({ name: lineSchema.min(1), version: lineSchema.optional() }),
  }),
  /** Generated from the verdicts, and saying no more than they do. */
  headline: textSchema,
  lead: textSchema.optional(),
  facts: z.array(factSchema).min(1).max(3),
  rows: z.array(deckRowSchema).min(1).max(200),
  /** Keys of the rows in the picture, in its order; absent: all. */
  plotted: z.array(z.string().max(200)).max(40).optional(),
  /** The first page takes only what it has room for; absent: as decks were set before that was looked at. */
  measured: z.literal(true).optional(),
  /** For cost: what the sides cost to run. */
  prices: z.object({ ours: deckPricesSchema, theirs: deckPricesSchema }).optional(),
  /** For robustness: how the sides fared over time against the fault. */
  course: deckCourseSchema.optional(),
  method: z.array(textSchema).min(1).max(20),
  environment: z
    .array(
      z.object({
        name: lineSchema,
        ours: lineSchema,
        /** Only where the other side differs. */
        theirs: lineSchema.optional(),
        /** Why the difference was accepted, or what is to be said about it; becomes a footnote. */
        note: paragraphSchema.optional(),
      }),
    )
    .max(80),
  /** Checks of the comparability gate that a person set aside. */
  waivers: z
    .array(z.object({ check: lineSchema, reason: paragraphSchema, person: lineSchema }))
    .max(50)
    .default([]),
  /** How to run it again. */
  reproduce: z.object({ text: textSchema.optional(), commands: paragraphSchema }).optional(),
  runs: z.array(deckRunSchema).max(2_000),
  /** File name of the evidence bundle that lies beside the deck, if one does. */
  bundle: lineSchema.optional(),
});

/** A proof deck with everything that its pages print. */
export type ProofDeck = z.infer<typeof proofDeckSchema>;
export type DeckRow = z.infer<typeof deckRowSchema>;
