import { z } from 'zod';
import { quantitySourceSchema } from '../usage';
import { basisPoints, currencyCode, dateText, decimalText } from './field-schemas';
import { billingChoices, escalatorSchema } from './model';

/** A stretch of a line's term with its own quantity, counted in months from the line's start. */
export const rampSegmentSchema = z.object({
  months: z.int().min(1),
  quantity: decimalText,
  /** Low and high end of a forecast quantity. */
  quantityRange: z.object({ low: decimalText, high: decimalText }).optional(),
  unitPriceOverride: decimalText.optional(),
  discountBasisPoints: basisPoints.optional(),
});

export const quoteLineSchema = z.object({
  id: z.string().min(1),
  /** Code of the SKU in the pinned model. */
  sku: z.string().min(1),
  /** Units per billing period of the SKU. */
  quantity: decimalText,
  /** Low and high end of a forecast quantity; the margin is then given for both. */
  quantityRange: z.object({ low: decimalText, high: decimalText }).optional(),
  /** Where a typed quantity comes from, in words; shown in "explain". */
  quantitySource: z.string().optional(),
  /** The forecast, usage file or measurement that the quantity was taken from, with all that it follows from. */
  quantityFrom: quantitySourceSchema.optional(),
  /** Offered, never in the total. */
  optional: z.boolean().optional(),
  /** Codes of the chosen options of a bundle; the standard ones unless said. */
  options: z.array(z.string()).optional(),
  group: z.string().optional(),
  /** The alternative that it belongs to; a line without one is in all of them. */
  alternative: z.string().optional(),
  /** The rep's percentage. */
  discountBasisPoints: basisPoints.optional(),
  /** Taken off each whole bill after percentages, in the quote's currency; part bills take their part. */
  discountAmount: decimalText.optional(),
  /** A price typed in place of the model's rate, for each unit, in the quote's currency. */
  unitPriceOverride: decimalText.optional(),
  /** A price agreed in a contract, in place of the model's rate; no discount of the rep's. */
  contractUnitPrice: decimalText.optional(),
  ramp: z.array(rampSegmentSchema).optional(),
  /** The line's own first day, and the first that it no longer covers, within the quote's term (co-termed additions). */
  startDate: dateText.optional(),
  untilDate: dateText.optional(),
  /** A credit: what is worked out is given back. */
  credit: z.boolean().optional(),
  /** Name and description may be said otherwise than in the model. */
  description: z.string().optional(),
  /** For the customer. */
  note: z.string().optional(),
  /** Never for the customer. */
  insideNote: z.string().optional(),
});
export type QuoteLine = z.infer<typeof quoteLineSchema>;

/**
 * What an amendment starts from and comes to: the lines that are in force from its first day until the agreement ends, as agreed and as
 * amended. The quote's term is the agreement's, so that bills, anniversaries and proration are; its lines follow from both sides.
 */
export const amendmentSchema = z.object({
  /** Number of the quote that became the agreement. */
  agreement: z.string().min(1),
  /** What is in force when it is drawn up: the accepted versions, the agreement's own first. */
  basis: z.array(z.object({ number: z.string().min(1), version: z.int().min(1) })).min(1),
  effectiveOn: dateText,
  before: z.array(quoteLineSchema),
  after: z.array(quoteLineSchema),
  /** The part of the order that an amount off the whole order took: `takenMinor` of `ofMinor`; changes bear the same part. */
  orderShare: z.object({ takenMinor: z.int().min(0), ofMinor: z.int().min(1) }).optional(),
});
export type Amendment = z.infer<typeof amendmentSchema>;
export type RampSegment = z.infer<typeof rampSegmentSchema>;

export const quoteInputSchema = z.object({
  currency: currencyCode,
  startDate: dateText,
  termMonths: z.int().min(1),
  billing: z.enum(billingChoices),
  /** The day whose rates of exchange and SKU dates hold; the start date unless said. */
  priceDate: dateText.optional(),
  region: z.string().optional(),
  lines: z.array(quoteLineSchema),
  /** Names of alternatives of which the customer picks one, in their order. */
  alternatives: z.array(z.string().min(1)).optional(),
  /** The one that is proposed and that the totals are about; the first unless said. */
  alternative: z.string().optional(),
  orderDiscountBasisPoints: basisPoints.optional(),
  /** Taken off the whole term, after percentages, in the quote's currency. */
  orderDiscountAmount: decimalText.optional(),
  /** False waives the model's multi-year discount. */
  multiYear: z.boolean().optional(),
  /** In place of the model's escalator; null for none. */
  escalator: escalatorSchema.nullable().optional(),
  partner: z.object({ tier: z.string(), registrationValid: z.boolean() }).optional(),
  tax: z
    .object({
      jurisdiction: z.string(),
      /** Why no tax is charged; then none is. */
      exemption: z.string().min(1).optional(),
    })
    .optional(),
  paymentDays: z.int().min(0).optional(),
  /** Whole years by which the yearly rise has risen prices already when the term begins (a renewal at the prices of the last year). */
  yearsRisen: z.int().min(0).max(50).optional(),
  /** Set where the quote changes an agreement; its lines are then those that follow from it. */
  amendment: amendmentSchema.optional(),
  /** Legal terms that differ from the standard ones, each in words; a fact for the policy gate. */
  nonStandardTerms: z.array(z.string()).optional(),
});
export type QuoteInput = z.infer<typeof quoteInputSchema>;

export interface PriceOptions {
  /** The role whose discount limit counts; without it no limit is checked. */
  role?: string;
  /** Lists each amount's steps for these lines, or for all. */
  explain?: boolean | readonly string[];
}
