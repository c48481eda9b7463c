import { z } from 'zod';
import { documentBaseSchema } from './base';
import { approvalRoles } from './quote';
import { currencySchema, daySchema, decimalSchema, instantSchema, lineSchema, paragraphSchema } from './values';

/** Cost and margin; absent where they are not known. */
const margin = {
  cost: decimalSchema.optional(),
  margin: decimalSchema.optional(),
  marginPercent: decimalSchema.optional(),
};

export const approvalSheetSchema = documentBaseSchema.extend({
  kind: z.literal('approval-sheet'),
  currency: currencySchema,
  state: z.enum(['waiting', 'approved', 'returned', 'released']),
  submitted: z.object({ by: lineSchema, at: instantSchema }),
  validUntil: daySchema,
  term: z.object({ start: daySchema, months: z.int().positive() }),
  priceList: lineSchema,
  total: z.object({ list: decimalSchema, discountPercent: decimalSchema.optional(), net: decimalSchema, ...margin }),
  /** Of each alternative that the customer picks from. */
  alternatives: z
    .array(z.object({ name: lineSchema, proposed: z.boolean(), net: decimalSchema, ...margin }))
    .max(20)
    .default([]),
  families: z
    .array(
      z.object({
        family: lineSchema,
        net: decimalSchema,
        ...margin,
        floorPercent: decimalSchema.optional(),
        /** The least net that keeps the floor, and what is left above it; negative where it is broken. */
        lowest: decimalSchema.optional(),
        room: decimalSchema.optional(),
        holds: z.enum(['yes', 'no', 'unknown']),
      }),
    )
    .max(500),
  guardrails: z.object({
    role: lineSchema.optional(),
    limitPercent: decimalSchema.optional(),
    largestDiscountPercent: decimalSchema,
    largestDiscountLine: lineSchema.optional(),
    overLimitPercent: decimalSchema,
    orderDiscountPercent: decimalSchema,
    floorsFrom: z.enum(['cost', 'lowest-prices', 'unknown']),
    nonStandardTerms: z.array(paragraphSchema).max(200),
    delivery: z
      .array(z.object({ line: lineSchema, reason: z.enum(['service', 'dedicated-capacity', 'lead-time']) }))
      .max(5_000),
    /** Lines whose cost is not known. */
    unknownCost: z.array(lineSchema).max(5_000),
  }),
  lines: z
    .array(
      z.object({
        name: lineSchema,
        quantity: decimalSchema,
        unit: lineSchema,
        optional: z.boolean().default(false),
        discountPercent: decimalSchema.optional(),
        net: decimalSchema,
        ...margin,
        insideNote: paragraphSchema.optional(),
      }),
    )
    .max(5_000),
  /** Sign-offs that the policies ask for, such as `finance:2`, and those that are still missing. */
  needs: z.array(lineSchema).max(50),
  missing: z.array(lineSchema).max(50),
  decisions: z
    .array(
      z.object({
        role: z.enum(approvalRoles),
        person: lineSchema,
        onBehalfOf: lineSchema.optional(),
        decision: z.enum(['approve', 'return']),
        at: instantSchema,
        reason: paragraphSchema,
        /** It was made for an earlier version and stands for this one too. */
        ofVersion: z.int().optional(),
      }),
    )
    .max(200),
  /** What is otherwise than in the last approved version; absent where there is none. */
  changes: z
    .object({
      version: z.int(),
      rows: z
        .array(
          z.object({
            what: lineSchema,
            field: lineSchema.optional(),
            change: z.enum(['added', 'removed', 'changed', 'repriced', 'term', 'figure']),
            /** Amounts are decimals, told by `money`; else words. */
            money: z.boolean().default(false),
            before: paragraphSchema.optional(),
            after: paragraphSchema.optional(),
          }),
        )
        .max(20_000),
    })
    .optional(),
  insideNote: paragraphSchema.optional(),
});

/** An internal approval sheet with everything that its pages print; never for a customer. */
export type ApprovalSheet = z.infer<typeof approvalSheetSchema>;
