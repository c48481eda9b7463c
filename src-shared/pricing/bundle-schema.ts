import { z } from 'zod';
import { basisPoints, dateText, decimalText } from './field-schemas';

/*
 * Bundles and pairs, and what they mean in the order of calculation:
 *
 * A bundle is sold under one code and is made of other rows of the catalogue (or of other bundles). It has no price of its own: a
 * quote's line of a bundle is taken apart before step 1, each part is priced as a line with its own rate, cost, floor, tax category and
 * billing period, and after step 7 the parts are put together again, so that a quote has one line in and one line out. Quantity of a
 * part = quantity in the bundle × quantity of the line, or the quantity in the bundle alone where it counts once. The discount of the
 * bundle is a term of the model: it is taken in the step of contract prices, before the partner's and the rep's, and is in nobody's
 * limit. What the rep takes off the line is taken off each part. Options are chosen on the line by code; a line that says nothing has
 * the standard ones.
 *
 * A pair says which codes need each other, or cannot be on one quote. It is checked on the lines that count (not optional, no credit,
 * quantity above 0) after bundles are taken apart; an optional line only warns. It changes no price, but a quote that breaks one is not
 * complete.
 */

/** A row of the catalogue, or another bundle, in a bundle. */
export const bundlePartSchema = z.strictObject({
  /** Code of a SKU or of another bundle. */
  sku: z.string().min(1).max(80),
  /** Units for each bundle, per billing period of the part. */
  quantity: decimalText,
  /** For each bundle unless said, or once however many bundles the line has. */
  counts: z.enum(['per-bundle', 'once']).optional(),
  /** In place of the bundle's own discount; 10000 is a part that is included. */
  discountBasisPoints: basisPoints.optional(),
});
export type BundlePart = z.infer<typeof bundlePartSchema>;

/** A choice that the line of a bundle makes. */
export const bundleOptionSchema = z.strictObject({
  name: z.string().min(1).max(120),
  least: z.int().min(0).max(100),
  most: z.int().min(1).max(100),
  choices: z.array(bundlePartSchema.extend({ standard: z.boolean().optional() })).min(1),
});
export type BundleOption = z.infer<typeof bundleOptionSchema>;

export const bundleSchema = z.strictObject({
  /** Not the code of a SKU. */
  code: z.string().min(1).max(80),
  name: z.string().min(1).max(200),
  /** Under which family a line of it stands; its parts count in their own. */
  family: z.string().min(1).max(200),
  unit: z.string().min(1).max(60).optional(),
  description: z.string().max(2000).optional(),
  /** First day on which it may be quoted, and the first on which it may no longer. */
  from: dateText.optional(),
  until: dateText.optional(),
  /** Taken off the list price of each part that does not say its own. */
  discountBasisPoints: basisPoints.optional(),
  parts: z.array(bundlePartSchema),
  options: z.array(bundleOptionSchema).optional(),
});
export type Bundle = z.infer<typeof bundleSchema>;

/** `requires`: with `sku` goes at least one of `others`. `excludes`: with `sku` goes none of them. Codes of SKUs or bundles. */
export const pairSchema = z.strictObject({
  kind: z.enum(['requires', 'excludes']),
  sku: z.string().min(1).max(80),
  others: z.array(z.string().min(1).max(80)).min(1),
  /** Why, in words for the rep. */
  reason: z.string().max(500).optional(),
});
export type Pair = z.infer<typeof pairSchema>;
