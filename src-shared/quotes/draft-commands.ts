import { z } from 'zod';
import { declareCommand } from '../kernel/command';
import { archives, creates, patches, theActor } from '../kernel/writes';
import { quantitySourceSchema } from '../usage';
import { amendmentChanges, renewalPrices } from './agreements';
import { basisPoints, day, decimal, linePriceTerms, priceTerms, quoteBilling } from './draft-fields';

const header = {
  title: z.string().min(1).max(200),
  contact: z.string().nullable(),
  model: z.string(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  startDate: day,
  termMonths: z.number().int().min(1).max(120),
  billing: quoteBilling,
  paymentDays: z.number().int().min(0).max(365),
  validUntil: day,
  orderDiscountBasisPoints: basisPoints,
  ...priceTerms,
  nonStandardTerms: z.array(z.string().min(1).max(500)).max(50),
  customerNote: z.string().max(4000),
  insideNote: z.string().max(4000),
};

const lineFields = {
  sku: z.string().min(1).max(80),
  quantity: decimal,
  quantitySource: z.string().max(300).nullable().optional(),
  group: z.string().max(120).nullable().optional(),
  optional: z.boolean().optional(),
  discountBasisPoints: basisPoints.optional(),
  unitPriceOverride: decimal.nullable().optional(),
  description: z.string().max(2000).nullable().optional(),
  note: z.string().max(2000).nullable().optional(),
  insideNote: z.string().max(2000).nullable().optional(),
  ...z.object(linePriceTerms).partial().shape,
};

/** A line as it is typed. */
export const quoteLineInput = z.object(lineFields);
export type QuoteLineInput = z.infer<typeof quoteLineInput>;

const { priceDate: _ofOneQuote, ...lastingTerms } = priceTerms;

/** Terms that a template carries: everything but names, days and notes of one quote. */
export const quoteTemplateTerms = z
  .object({
    termMonths: header.termMonths,
    billing: header.billing,
    paymentDays: header.paymentDays,
    orderDiscountBasisPoints: header.orderDiscountBasisPoints,
    ...lastingTerms,
    nonStandardTerms: header.nonStandardTerms,
    customerNote: header.customerNote,
    insideNote: header.insideNote,
  })
  .partial();

export const cloneQuote = declareCommand({
  name: 'quote.clone',
  version: 1,
  deed: 'cloned a quote',
  writes: [creates('quote', { status: ['draft'], version: [1], owner: theActor }), creates('quoteLine')],
  input: z.object({
    quote: z.string(),
    /** A frozen version; the draft, or the newest version, unless said. */
    version: z.number().int().positive().optional(),
    /** The deal that the clone is for; the same unless said. */
    deal: z.string().optional(),
    title: header.title.optional(),
  }),
  result: z.object({ id: z.string(), number: z.string() }),
});

export const saveQuoteTemplate = declareCommand({
  name: 'quote.saveTemplate',
  version: 1,
  deed: 'saved a quote as a template',
  writes: [creates('quoteTemplate')],
  input: z.object({
    quote: z.string(),
    name: z.string().trim().min(1).max(120),
    about: z.string().max(500).optional(),
  }),
  result: z.object({ id: z.string() }),
});

export const archiveQuoteTemplate = declareCommand({
  name: 'quote.archiveTemplate',
  version: 1,
  deed: 'archived a quote template',
  writes: [archives('quoteTemplate')],
  input: z.object({ template: z.string() }),
  result: z.object({ id: z.string() }),
});

export const createQuote = declareCommand({
  name: 'quote.create',
  version: 1,
  deed: 'began a quote',
  writes: [creates('quote', { status: ['draft'], version: [1], owner: theActor }), creates('quoteLine')],
  input: z.object({
    deal: z.string(),
    model: header.model,
    title: header.title.optional(),
    contact: header.contact.optional(),
    /** When the customer asked, milliseconds since 1970; now unless said. */
    requestedAt: z.number().int().optional(),
    startDate: day.optional(),
    termMonths: header.termMonths.optional(),
    billing: header.billing.optional(),
    validUntil: day.optional(),
    currency: header.currency.optional(),
    /** A template whose lines and terms it begins with; what is said beside it counts. */
    template: z.string().optional(),
    lines: z.array(z.object(lineFields)).max(5_000).optional(),
    /** Begins an amendment of what an accepted quote became: with the agreement's terms, and lines that follow from the changes. */
    amends: z.object({ agreement: z.string(), effectiveOn: day, changes: amendmentChanges.optional() }).optional(),
    /** Begins a renewal of what an accepted quote became. */
    renews: z.object({ agreement: z.string(), prices: z.enum(renewalPrices) }).optional(),
  }),
  result: z.object({ id: z.string(), number: z.string() }),
});

export const editQuote = declareCommand({
  name: 'quote.edit',
  version: 1,
  deed: 'changed a quote',
  writes: [patches('quote', [...Object.keys(header), 'amendment'])],
  input: z.object({
    quote: z.string(),
    fields: z
      .object({
        ...header,
        /** What an amendment changes; it is then one of what is in force now. */
        amendment: z.object({ effectiveOn: day, changes: amendmentChanges }),
      })
      .partial(),
  }),
  result: z.object({ id: z.string() }),
});

export const addQuoteLines = declareCommand({
  name: 'quote.addLines',
  version: 1,
  deed: 'added lines to a quote',
  writes: [patches('quote', []), creates('quoteLine')],
  input: z.object({
    quote: z.string(),
    after: z.string().nullable().optional(),
    lines: z.array(z.object(lineFields)).min(1).max(5_000),
  }),
  result: z.object({ ids: z.array(z.string()) }),
});

export const reviseQuoteLine = declareCommand({
  name: 'quote.reviseLine',
  version: 1,
  deed: 'changed a line of a quote',
  writes: [patches('quote', []), patches('quoteLine', [...Object.keys(lineFields), 'position', 'quantityFrom'])],
  input: z.object({
    line: z.string(),
    fields: z
      .object({
        ...lineFields,
        position: z.string().min(1).max(200),
        /** Quantity, range and ramp follow from it; null: typed from here on. */
        quantityFrom: quantitySourceSchema.nullable(),
      })
      .partial(),
  }),
  result: z.object({ id: z.string() }),
});

export const removeQuoteLines = declareCommand({
  name: 'quote.removeLines',
  version: 1,
  deed: 'removed lines from a quote',
  writes: [patches('quote', []), archives('quoteLine')],
  input: z.object({ lines: z.array(z.string()).min(1).max(5_000) }),
  result: z.object({ removed: z.number() }),
});
