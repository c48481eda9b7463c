import { z } from 'zod';
import { commandProcedure, declareCommand } from '../kernel/command';
import { customerProcedure, procedure } from '../kernel/procedure';
import { type PricedQuote, pricingModelSchema, type QuoteInput } from '../pricing';
import { recordActuals } from './actuals';
import { basisPoints, day, decimal, linePriceTerms, priceTerms } from './draft-fields';
import { signatureSchema } from './signature';
import { clockParts } from './turnaround';
import { awaitCustomer, customerAnswered } from './waits';

const header = {
  title: z.string().min(1).max(200),
  contact: z.string().nullable(),
  model: z.string(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  startDate: day,
  termMonths: z.number().int().min(1).max(120),
  billing: z.enum(['by-sku', 'month', 'quarter', 'year', 'upfront']),
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
  input: z.object({ template: z.string() }),
  result: z.object({ id: z.string() }),
});

const templateView = z.object({ id: z.string(), name: z.string(), about: z.string(), lines: z.number() });
export type QuoteTemplateView = z.infer<typeof templateView>;

export const createQuote = declareCommand({
  name: 'quote.create',
  version: 1,
  deed: 'began a quote',
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
  }),
  result: z.object({ id: z.string(), number: z.string() }),
});

export const editQuote = declareCommand({
  name: 'quote.edit',
  version: 1,
  deed: 'changed a quote',
  input: z.object({ quote: z.string(), fields: z.object(header).partial() }),
  result: z.object({ id: z.string() }),
});

export const addQuoteLines = declareCommand({
  name: 'quote.addLines',
  version: 1,
  deed: 'added lines to a quote',
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
  input: z.object({
    line: z.string(),
    fields: z.object({ ...lineFields, position: z.string().min(1).max(200) }).partial(),
  }),
  result: z.object({ id: z.string() }),
});

export const removeQuoteLines = declareCommand({
  name: 'quote.removeLines',
  version: 1,
  deed: 'removed lines from a quote',
  input: z.object({ lines: z.array(z.string()).min(1).max(5_000) }),
  result: z.object({ removed: z.number() }),
});

export const submitQuote = declareCommand({
  name: 'quote.submit',
  version: 1,
  deed: 'submitted a quote for sign-off',
  input: z.object({ quote: z.string() }),
  facts: { complete: 'boolean', empty: 'boolean', onDraftModel: 'boolean' },
  result: z.object({ version: z.number(), versionId: z.string(), request: z.string() }),
  notUndoable: 'A frozen version stays; open the next draft with “Revise”.',
});

export const reviseQuote = declareCommand({
  name: 'quote.revise',
  version: 1,
  deed: 'opened the next draft of a quote',
  input: z.object({ quote: z.string() }),
  result: z.object({ version: z.number() }),
  notUndoable: 'The earlier version is kept; submit or leave the draft.',
});

/** The facts of a frozen version, for whoever asks the gate about it. */
export const quoteFactTypes = {
  complete: 'boolean',
  overLimit: 'long',
  underFloor: 'boolean',
  floorUnknown: 'boolean',
  nonStandardTerms: 'boolean',
  deliveryNeeded: 'boolean',
  agreedPrices: 'boolean',
  credits: 'boolean',
  totalMinor: 'long',
} as const;

export const releaseQuote = declareCommand({
  name: 'quote.release',
  version: 1,
  deed: 'released a quote',
  input: z.object({ quote: z.string(), version: z.number().int() }),
  facts: quoteFactTypes,
  result: z.object({ version: z.number() }),
  notUndoable: 'A released version may be with the customer; revise it instead.',
});

export const recordQuoteSent = declareCommand({
  name: 'quote.recordSent',
  version: 1,
  deed: 'recorded that a quote was sent',
  fact: true,
  input: z.object({
    quote: z.string(),
    version: z.number().int(),
    document: z.string().regex(/^[0-9a-f]{64}$/),
    how: z.enum(['saved', 'mail', 'other']),
    sentAt: z.number().int().optional(),
  }),
  result: z.object({ id: z.string() }),
});

export const recordQuoteAcceptance = declareCommand({
  name: 'quote.recordAcceptance',
  version: 1,
  deed: 'recorded that a quote was accepted',
  fact: true,
  input: z.object({
    quote: z.string(),
    version: z.number().int(),
    document: z.string().regex(/^[0-9a-f]{64}$/),
    contact: z.string(),
    name: z.string().min(1).max(200),
    acceptedOn: day,
    /** Which alternative was picked, where the version offers several. */
    alternative: z.string().max(60).optional(),
    /** Typed or drawn on screen. */
    signature: signatureSchema.optional(),
  }),
  inputReaders: { name: 'personal', signature: 'personal' },
  result: z.object({ id: z.string() }),
});

export const archiveQuote = declareCommand({
  name: 'quote.archive',
  version: 1,
  deed: 'archived a quote',
  input: z.object({ quote: z.string() }),
  facts: { sent: 'boolean' },
  result: z.object({ id: z.string() }),
});

/** Where a quote stands, for a person: the stored state and what follows from decisions and facts. */
export const quoteStanding = z.enum([
  'draft',
  'waiting',
  'returned',
  'approved',
  'released',
  'sent',
  'accepted',
  'expired',
]);
export type QuoteStanding = z.infer<typeof quoteStanding>;

const clock = z.object({
  elapsed: z.number(),
  /** The same without the time in which the customer owed an answer. */
  ours: z.number(),
  running: z.boolean(),
  targetMilliseconds: z.number(),
  /** `soon`: the last quarter before the target. */
  state: z.enum(['in-time', 'soon', 'late']),
  spent: z.array(z.object({ part: z.enum(clockParts), milliseconds: z.number(), waitingFor: z.array(z.string()) })),
  roles: z.array(z.object({ role: z.string(), milliseconds: z.number() })),
  waitingFor: z.array(z.string()),
});
export type QuoteClockView = z.infer<typeof clock>;

const quoteLineView = z.object({
  id: z.string(),
  position: z.string(),
  sku: z.string(),
  quantity: z.string(),
  quantitySource: z.string().nullable(),
  group: z.string().nullable(),
  optional: z.boolean(),
  discountBasisPoints: z.number(),
  unitPriceOverride: z.string().nullable(),
  ...linePriceTerms,
  description: z.string().nullable(),
  note: z.string().nullable(),
  insideNote: z.string().nullable(),
});
export type QuoteLineView = z.infer<typeof quoteLineView>;

const quoteSummary = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  deal: z.string(),
  dealTitle: z.string(),
  account: z.string(),
  accountName: z.string(),
  owner: z.string(),
  ownerName: z.string().nullable(),
  standing: quoteStanding,
  version: z.number(),
  currency: z.string(),
  /** Total contract value of the newest frozen version in minor units; null while only a draft is there. */
  totalMinor: z.number().nullable(),
  validUntil: z.string(),
  clock,
});
export type QuoteSummary = z.infer<typeof quoteSummary>;

const versionView = z.object({
  id: z.string(),
  version: z.number(),
  frozenAt: z.number(),
  by: z.string(),
  byName: z.string().nullable(),
  totalMinor: z.number(),
  /** Names of the alternatives that it offers. */
  alternatives: z.array(z.string()),
  marginBasisPoints: z.number().nullable(),
  receipt: z.string().nullable(),
  request: z.string().nullable(),
  state: z.enum(['waiting', 'approved', 'returned', 'released']),
  documents: z.array(
    z.object({ digest: z.string(), kind: z.string(), final: z.boolean(), name: z.string(), at: z.number() }),
  ),
  sent: z.array(z.object({ at: z.number(), how: z.string(), document: z.string(), contested: z.boolean() })),
  accepted: z.array(
    z.object({
      on: z.string(),
      alternative: z.string().nullable(),
      name: z.string().nullable(),
      document: z.string(),
      signed: z.boolean(),
      contested: z.boolean(),
    }),
  ),
});
export type QuoteVersionView = z.infer<typeof versionView>;

const actual = z.object({
  month: z.string(),
  revenueMinor: z.number(),
  costMinor: z.number(),
  source: z.string(),
  recordedAt: z.number(),
});

const quoteDetail = quoteSummary.extend({
  contact: z.string().nullable(),
  contactName: z.string().nullable(),
  model: z.string(),
  modelName: z.string(),
  modelVersion: z.string(),
  content: pricingModelSchema,
  seesCost: z.boolean(),
  /** The acting person's role whose discount limit counts. */
  role: z.string(),
  startDate: z.string(),
  termMonths: z.number(),
  billing: header.billing,
  paymentDays: z.number(),
  orderDiscountBasisPoints: z.number(),
  ...priceTerms,
  nonStandardTerms: z.array(z.string()),
  customerNote: z.string(),
  insideNote: z.string(),
  requestedAt: z.number(),
  /** What the customer was asked, the newest first; `until` null while the answer is owed. */
  waits: z.array(z.object({ id: z.string(), question: z.string(), from: z.number(), until: z.number().nullable() })),
  /** What it really brought and cost; null for those who may not see costs. */
  actuals: z.array(actual).nullable(),
  status: z.enum(['draft', 'submitted', 'released']),
  lines: z.array(quoteLineView),
  versions: z.array(versionView),
});
export type QuoteDetail = z.infer<typeof quoteDetail>;

const readActuals = z.object({
  name: z.string(),
  rows: z.array(
    z.object({
      line: z.number(),
      number: z.string(),
      quote: z.string().nullable(),
      month: z.string(),
      revenueMinor: z.number().nullable(),
      costMinor: z.number().nullable(),
      problem: z.string().nullable(),
    }),
  ),
});
export type ReadActuals = z.infer<typeof readActuals>;

const turnaroundFigures = z.object({
  sent: z.number(),
  withinTarget: z.number(),
  withinBasisPoints: z.number(),
  median: z.number(),
  p90: z.number(),
  parts: z.array(z.object({ part: z.enum(clockParts), milliseconds: z.number() })),
  roles: z.array(z.object({ role: z.string(), milliseconds: z.number() })),
});

const turnaroundAnswer = z.object({
  from: z.string(),
  until: z.string(),
  targetMilliseconds: z.number(),
  whole: turnaroundFigures.nullable(),
  weeks: z.array(turnaroundFigures.extend({ week: z.string() })),
  /** Quotes that were sent then, the slowest first. */
  quotes: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      accountName: z.string(),
      sentAt: z.number(),
      elapsed: z.number(),
      ours: z.number(),
      state: z.enum(['in-time', 'soon', 'late']),
      parts: z.array(z.object({ part: z.enum(clockParts), milliseconds: z.number() })),
      roles: z.array(z.object({ role: z.string(), milliseconds: z.number() })),
    }),
  ),
  /** Accepted quotes with recorded actual figures, in basis points of margin; null for those who may not see costs. */
  margins: z
    .array(
      z.object({
        id: z.string(),
        number: z.string(),
        title: z.string(),
        accountName: z.string(),
        currency: z.string(),
        months: z.number(),
        /** The version that was accepted, whose margin was quoted. */
        version: z.number(),
        quotedBasisPoints: z.number().nullable(),
        revenueMinor: z.number(),
        costMinor: z.number(),
        actualBasisPoints: z.number().nullable(),
        /** Actual less quoted. */
        differenceBasisPoints: z.number().nullable(),
      }),
    )
    .nullable(),
});
export type TurnaroundAnswer = z.infer<typeof turnaroundAnswer>;

const frozen = z.object({
  version: z.number(),
  input: z.custom<QuoteInput>((value) => typeof value === 'object'),
  priced: z.custom<PricedQuote>((value) => typeof value === 'object'),
  content: pricingModelSchema,
  /** What the document says beside lines and terms: title, until when it holds, the note for the customer. */
  header: z.record(z.string(), z.unknown()),
  receipt: z.string().nullable(),
});
export type FrozenQuote = z.infer<typeof frozen>;

const exported = z.object({ name: z.string(), mediaType: z.string(), base64: z.string() });
/** A file of a quote's tables, its bytes in base64. */
export type QuoteExport = z.infer<typeof exported>;

export const quotesContract = {
  list: procedure
    .input(
      z.object({
        deal: z.string().optional(),
        standing: quoteStanding.optional(),
        mine: z.boolean().optional(),
        text: z.string().max(200).optional(),
      }),
    )
    .output(z.array(quoteSummary)),
  get: procedure.input(z.object({ id: z.string() })).output(quoteDetail),
  frozen: procedure.input(z.object({ quote: z.string(), version: z.number().int() })).output(frozen),
  /** Released versions as the customer may see them. */
  customer: customerProcedure.output(
    z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        title: z.string(),
        version: z.number(),
        currency: z.string(),
        totalMinor: z.number(),
        /** Where the customer picks one of several: what each comes to. */
        alternatives: z.array(z.object({ name: z.string(), proposed: z.boolean(), totalMinor: z.number() })),
        validUntil: z.string(),
        startDate: z.string(),
        termMonths: z.number(),
        lines: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            group: z.string().nullable(),
            unit: z.string(),
            quantity: z.string(),
            optional: z.boolean(),
            alternative: z.string().nullable(),
            amountMinor: z.number(),
            note: z.string().nullable(),
          }),
        ),
        sentAt: z.number().nullable(),
        document: z.string().nullable(),
      }),
    ),
  ),
  /** A frozen version as a table or workbook; cost and margin only where they are asked for and may be read. */
  export: procedure
    .input(
      z.object({
        quote: z.string(),
        version: z.number().int().positive().optional(),
        format: z.enum(['csv', 'xlsx']),
        withCost: z.boolean().optional(),
      }),
    )
    .output(exported),
  templates: procedure.output(z.array(templateView)),
  create: commandProcedure(createQuote),
  clone: commandProcedure(cloneQuote),
  saveTemplate: commandProcedure(saveQuoteTemplate),
  archiveTemplate: commandProcedure(archiveQuoteTemplate),
  edit: commandProcedure(editQuote),
  addLines: commandProcedure(addQuoteLines),
  reviseLine: commandProcedure(reviseQuoteLine),
  removeLines: commandProcedure(removeQuoteLines),
  submit: commandProcedure(submitQuote),
  revise: commandProcedure(reviseQuote),
  release: commandProcedure(releaseQuote),
  recordSent: commandProcedure(recordQuoteSent),
  recordAcceptance: commandProcedure(recordQuoteAcceptance),
  awaitCustomer: commandProcedure(awaitCustomer),
  customerAnswered: commandProcedure(customerAnswered),
  recordActuals: commandProcedure(recordActuals),
  /** Rows of a file of actual figures, and what is wrong with them; nothing is recorded. */
  readActuals: procedure.input(z.object({ file: z.string() })).output(readActuals),
  /** How long quotes that were sent in a stretch of days took; the last twelve weeks unless said. */
  turnaround: procedure.input(z.object({ from: day.optional(), until: day.optional() })).output(turnaroundAnswer),
  archive: commandProcedure(archiveQuote),
};
