import { z } from 'zod';
import { type PricedQuote, pricingModelSchema, type QuoteInput } from '../pricing';
import { quantitySourceSchema } from '../usage';
import { amendmentView } from './agreements';
import { linePriceTerms, priceTerms, quoteBilling } from './draft-fields';
import { clockParts } from './turnaround';

export const templateView = z.object({ id: z.string(), name: z.string(), about: z.string(), lines: z.number() });
export type QuoteTemplateView = z.infer<typeof templateView>;

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
  quantityFrom: quantitySourceSchema.nullable(),
  /** Why the quantity is no longer what its source comes to; null while it is. */
  sourceChanged: z.string().nullable(),
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

export const quoteSummary = z.object({
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
  /** Whether it changes or renews an agreement, and of which quote. */
  follows: z.object({ kind: z.enum(['amendment', 'renewal']), quote: z.string(), number: z.string() }).nullable(),
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
    z.object({
      digest: z.string(),
      kind: z.string(),
      final: z.boolean(),
      /** Shows costs, or a person's words or signature: only some may read it. */
      restricted: z.boolean(),
      name: z.string(),
      at: z.number(),
    }),
  ),
  sent: z.array(z.object({ at: z.number(), how: z.string(), document: z.string(), contested: z.boolean() })),
  accepted: z.array(
    z.object({
      on: z.string(),
      alternative: z.string().nullable(),
      optional: z.array(z.string()),
      name: z.string().nullable(),
      document: z.string(),
      signed: z.boolean(),
      /** SHA-256 of the sheet that the customer sent back, where the yes came on one. */
      sheet: z.string().nullable(),
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

export const quoteDetail = quoteSummary.extend({
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
  billing: quoteBilling,
  paymentDays: z.number(),
  orderDiscountBasisPoints: z.number(),
  ...priceTerms,
  nonStandardTerms: z.array(z.string()),
  yearsRisen: z.number(),
  /** Set where it changes an agreement. */
  amendment: amendmentView.nullable(),
  /** The quote whose agreement it renews. */
  renews: z.object({ quote: z.string(), number: z.string() }).nullable(),
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

export const frozen = z.object({
  version: z.number(),
  input: z.custom<QuoteInput>((value) => typeof value === 'object'),
  priced: z.custom<PricedQuote>((value) => typeof value === 'object'),
  content: pricingModelSchema,
  /** What the document says beside lines and terms: title, until when it holds, the note for the customer. */
  header: z.record(z.string(), z.unknown()),
  receipt: z.string().nullable(),
});
export type FrozenQuote = z.infer<typeof frozen>;

export const exported = z.object({ name: z.string(), mediaType: z.string(), base64: z.string() });
/** A file of a quote's tables, its bytes in base64. */
export type QuoteExport = z.infer<typeof exported>;
