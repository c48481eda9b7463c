import { z } from 'zod';
import { quoteDocumentSchema } from './quote';
import { daySchema, decimalSchema, lineSchema } from './values';

/** One bill of the schedule; `tax` and `gross` where tax is charged. */
export const orderBillSchema = z.object({
  date: daySchema,
  net: decimalSchema,
  tax: decimalSchema.optional(),
  gross: decimalSchema.optional(),
});

export const orderFormSchema = quoteDocumentSchema.extend({
  kind: z.literal('order-form'),
  /** Everything that will be billed, by date. */
  bills: z.array(orderBillSchema).max(5_000).default([]),
  /** The alternative that the bills are of, where the customer picks one of several. */
  billsOf: lineSchema.optional(),
  /** What the customer ticks: one of the alternatives, and the optional lines that are ordered as well. */
  choices: z
    .object({
      alternatives: z.array(z.object({ name: lineSchema, amount: decimalSchema })).max(20),
      optional: z.array(z.object({ name: lineSchema, amount: decimalSchema })).max(5_000),
    })
    .default({ alternatives: [], optional: [] }),
});

/** An order form with everything that its pages print: the quote, when what is billed, and where to sign. */
export type OrderForm = z.infer<typeof orderFormSchema>;
