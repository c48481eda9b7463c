import { z } from 'zod';
import { documentBaseSchema, personSchema } from './base';
import {
  currencySchema,
  daySchema,
  decimalSchema,
  instantSchema,
  lineSchema,
  paragraphSchema,
  textSchema,
} from './values';

/** One priced line as a customer sees it. */
export const quoteLineSchema = z.object({
  id: z.string().max(80),
  name: lineSchema.min(1),
  /** What the customer should know about it: term, billing, ramp. */
  text: textSchema.optional(),
  /** Absent where the line has no quantity of its own (a flat fee). */
  quantity: decimalSchema.optional(),
  unit: lineSchema.optional(),
  /** Unit price; where the rate has tiers, `listNote` says so instead. */
  list: decimalSchema.optional(),
  listNote: lineSchema.optional(),
  /** Percent off the list price, `8` is eight percent. */
  discountPercent: decimalSchema.optional(),
  amount: decimalSchema,
  /** Steps from quantity to amount that are shown under the line: tiers, minimums, prorating. */
  steps: z
    .array(z.object({ text: textSchema, amount: decimalSchema.optional() }))
    .max(60)
    .default([]),
  /** Offered, but in no total. */
  optional: z.boolean().default(false),
});

export const approvalRoles = ['finance', 'delivery', 'legal', 'admin', 'other'] as const;

export type ApprovalRole = (typeof approvalRoles)[number];

/** The totals that the house has a name for; `other` needs a label. */
export const totalKeys = [
  'subtotal',
  'order-discount',
  'net',
  'tax',
  'total',
  'first-bill',
  'per-year',
  'recurring',
  'one-time',
  'optional',
  'total-contract-value',
  'annual-recurring-revenue',
  'other',
] as const;

export type TotalKey = (typeof totalKeys)[number];

export const quoteTotalSchema = z
  .object({
    key: z.enum(totalKeys),
    /** Replaces the house's name for it, such as “Multi-year discount, 3 %”. */
    label: textSchema.optional(),
    amount: decimalSchema,
    /** What the total is the sum of, in a sentence, printed beside it. */
    definition: lineSchema.optional(),
    /** The one that is set large. */
    emphasis: z.boolean().default(false),
  })
  .refine((total) => total.key !== 'other' || total.label !== undefined, 'a total of the kind “other” needs a label');

export const quoteDocumentSchema = documentBaseSchema.extend({
  kind: z.literal('quote'),
  contact: personSchema.optional(),
  validUntil: daySchema,
  currency: currencySchema,
  /** Start and length of the term, where the quote has one. */
  term: z.object({ start: daySchema.optional(), months: z.int().positive().max(1_200) }).optional(),
  /** How and when it is billed and paid. */
  billing: lineSchema.optional(),
  summary: textSchema.optional(),
  groups: z
    .array(z.object({ title: lineSchema, lines: z.array(quoteLineSchema).max(5_000) }))
    .max(500)
    .default([]),
  totals: z.array(quoteTotalSchema).min(1).max(30),
  /** Which pinned price list it was priced with: name and version. */
  priceList: lineSchema.optional(),
  terms: z
    .array(z.object({ title: lineSchema.optional(), text: paragraphSchema }))
    .max(100)
    .default([]),
  /** Who signed it off inside, in the order decided. */
  approvals: z
    .array(
      z.object({
        role: z.enum(approvalRoles),
        person: lineSchema,
        /** In whose place the person decided. */
        onBehalfOf: lineSchema.optional(),
        state: z.enum(['approved', 'waiting', 'returned']),
        at: instantSchema.optional(),
      }),
    )
    .max(20)
    .default([]),
  /** How the customer accepts; absent: the house's sentence. */
  acceptance: paragraphSchema.optional(),
});

/** A quote with everything that its pages print. */
export type QuoteDocument = z.infer<typeof quoteDocumentSchema>;
