import { z } from 'zod';
import { isDay } from '../kernel/civil-date';
import { billingChoices, escalatorSchema } from '../pricing';

/** A calendar day, `YYYY-MM-DD`. */
export const day = z.string().refine(isDay, 'must be a day of the calendar such as 2026-11-30');

/** A decimal not below zero, at most 12 decimals. */
export const decimal = z
  .string()
  .regex(/^\d{1,18}(\.\d{1,12})?$/, 'must be a plain decimal number such as 1200 or 0.25');

/** Hundredths of a per cent, from nothing to the whole. */
export const basisPoints = z.number().int().min(0).max(10_000);

/** The name of an alternative that the customer may pick. */
const alternativeName = z.string().trim().min(1).max(60);

/** What a draft says about its price beyond term, billing and discount; the same in its row, its commands and its answers. */
export const priceTerms = {
  /** Region whose rows of the model hold; null: rows without one. */
  region: z.string().min(1).max(60).nullable(),
  /** The day whose exchange rates and item dates hold; null: the first day of the term. */
  priceDate: day.nullable(),
  /** In place of the model's yearly rise; null: as the model says. */
  escalator: z.union([z.literal('none'), escalatorSchema]).nullable(),
  /** False waives the model's multi-year discount. */
  multiYear: z.boolean(),
  /** Taken off the whole term after the percentage, in the quote's currency. */
  orderDiscountAmount: decimal.nullable(),
  /** Where tax is charged, and why not where none is. */
  tax: z
    .object({ jurisdiction: z.string().min(1).max(60), exemption: z.string().min(1).max(300).optional() })
    .nullable(),
  /** Names of alternatives of which the customer picks one, in their order; empty where there is nothing to pick. */
  alternatives: z.array(alternativeName).max(6),
  /** The alternative that is proposed; null: the first. */
  alternative: alternativeName.nullable(),
  /** The reseller that buys, by tier. */
  partner: z.object({ tier: z.string().min(1).max(60), registrationValid: z.boolean() }).nullable(),
};

/** One stretch of a line's term with its own quantity, and its own price or discount where it has one. */
const rampSegment = z.object({
  months: z.number().int().min(1).max(240),
  quantity: decimal,
  quantityRange: z.object({ low: decimal, high: decimal }).optional(),
  unitPriceOverride: decimal.optional(),
  discountBasisPoints: basisPoints.optional(),
});

/** How a quote is billed: as each SKU says, or all alike. */
export const quoteBilling = z.enum(billingChoices);

/** What a draft's line says about its price beyond quantity, typed price and percentage. */
export const linePriceTerms = {
  /** Codes of the chosen options of a bundle; null: its standard ones. */
  options: z.array(z.string().min(1).max(80)).max(200).nullable(),
  /** The alternative that it belongs to; null: all of them. */
  alternative: alternativeName.nullable(),
  /** Low and high end of a forecast quantity. */
  quantityRange: z.object({ low: decimal, high: decimal }).nullable(),
  /** Stretches of the line's term in their order; they reach exactly from its first day to its last. */
  ramp: z.array(rampSegment).min(1).max(120).nullable(),
  /** The line's own days within the quote's term; `untilDate` is the first that it no longer covers. */
  startDate: day.nullable(),
  untilDate: day.nullable(),
  /** A price agreed in a contract, in place of the model's rate. */
  contractUnitPrice: decimal.nullable(),
  /** Taken off each whole bill after percentages, in the quote's currency. */
  discountAmount: decimal.nullable(),
  /** What is worked out is given back. */
  credit: z.boolean(),
};
