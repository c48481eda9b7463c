import { z } from 'zod';
import { signatureSchema } from '../../quotes';
import { documentBaseSchema } from './base';
import { currencySchema, daySchema, decimalSchema, digestSchema, lineSchema } from './values';

export const acceptanceSchema = documentBaseSchema.extend({
  kind: z.literal('acceptance'),
  currency: currencySchema,
  /** The file that is accepted, by its digest: the sheet is about these bytes and no others. */
  accepts: z.object({ kind: z.enum(['order-form', 'quote']), name: lineSchema, sha256: digestSchema }),
  /** Total of what is accepted: of the picked alternative, else of the quote. */
  total: decimalSchema,
  validUntil: daySchema,
  /** Names of alternatives, of which the sheet asks for one while it is not filled in. */
  alternatives: z.array(lineSchema).max(20).default([]),
  /** What each of them comes to, in the same order; empty on sheets that were made before totals stood beside the names. */
  alternativeTotals: z.array(decimalSchema).max(20).default([]),
  /** The alternative that `total` is about while none is picked. */
  totalOf: lineSchema.optional(),
  /** Absent: a sheet to be filled in by hand. */
  accepted: z
    .object({
      name: lineSchema.min(1),
      title: lineSchema.optional(),
      on: daySchema,
      alternative: lineSchema.optional(),
      signature: signatureSchema.optional(),
      /** Recorded although something spoke against it; the receipt says what. */
      contested: z.boolean().default(false),
    })
    .optional(),
});

/** An acceptance sheet with everything that its page prints. */
export type AcceptanceSheet = z.infer<typeof acceptanceSchema>;
