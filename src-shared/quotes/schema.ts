import { z } from 'zod';
import { defineEntity, field } from '../kernel/entity';
import type {
  ModelCost,
  PricedCost,
  PricedLine,
  PricedQuote,
  QuoteLine as PricingLine,
  PricingModel,
  QuoteInput,
} from '../pricing';
import { quantitySourceSchema } from '../usage';
import { amendmentDraft, renewalDraft } from './agreements/draft';
import { day, linePriceTerms, priceTerms, quoteBilling } from './draft-fields';
import { signatureSchema } from './signature';

const json = <T>() => z.custom<T>((value) => value !== undefined && value !== null);

/** A priced offer on a deal. What is sent are its frozen versions; this is the draft being worked on and where it stands. */
export const Quote = defineEntity({
  name: 'quote',
  schema: 1,
  label: 'quote',
  customerAccountField: 'account',
  fields: {
    number: field(z.string(), {
      label: 'Number',
      merge: 'immutable',
      search: 'title',
      customerVisible: true,
      index: true,
    }),
    title: field(z.string().min(1).max(200), { label: 'Title', search: 'title', customerVisible: true }),
    deal: field(z.string(), { label: 'Deal', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable', index: true }),
    contact: field(z.string().nullable().default(null), { label: 'Contact' }),
    owner: field(z.string(), { label: 'Owner', index: true }),
    /** `draft`: being worked on; `submitted`: version n waits for sign-off; `released`: version n may be sent. */
    status: field(z.enum(['draft', 'submitted', 'released']), { label: 'State', merge: 'guarded', index: true }),
    /** Number of the version being drafted, or of the newest frozen one when not a draft. */
    version: field(z.number().int().positive(), { label: 'Version', merge: 'guarded' }),
    model: field(z.string(), { label: 'Pricing model version', notable: true }),
    currency: field(z.string(), { label: 'Currency', customerVisible: true, notable: true }),
    startDate: field(day, { label: 'Start', customerVisible: true, notable: true }),
    termMonths: field(z.number().int().min(1).max(120), {
      label: 'Term, months',
      customerVisible: true,
      notable: true,
    }),
    billing: field(quoteBilling, {
      label: 'Billing',
      customerVisible: true,
      notable: true,
    }),
    paymentDays: field(z.number().int().min(0).max(365).default(30), {
      label: 'Payment, days',
      customerVisible: true,
      notable: true,
    }),
    validUntil: field(day, { label: 'Valid until', customerVisible: true, notable: true }),
    orderDiscountBasisPoints: field(z.number().int().min(0).max(10_000).default(0), {
      label: 'Order discount',
      notable: true,
    }),
    orderDiscountAmount: field(priceTerms.orderDiscountAmount.default(null), {
      label: 'Order discount, amount',
      notable: true,
    }),
    /** False waives the model's multi-year discount. */
    multiYear: field(priceTerms.multiYear.default(true), { label: 'Multi-year discount', notable: true }),
    region: field(priceTerms.region.default(null), { label: 'Region' }),
    priceDate: field(priceTerms.priceDate.default(null), { label: 'Prices of' }),
    escalator: field(priceTerms.escalator.default(null), { label: 'Yearly rise' }),
    tax: field(priceTerms.tax.default(null), { label: 'Tax' }),
    partner: field(priceTerms.partner.default(null), { label: 'Partner' }),
    /** Whole years by which prices had risen when the term begins. */
    yearsRisen: field(z.number().int().min(0).max(50).default(0), { label: 'Years risen' }),
    /** The quote whose agreement it changes; null for a quote that changes none. Its lines follow from `amendment`. */
    agreement: field(z.string().nullable().default(null), {
      label: 'Changes the agreement',
      merge: 'immutable',
      index: true,
    }),
    amendment: field(amendmentDraft.nullable().default(null), { label: 'What it changes', notable: true }),
    /** The quote whose agreement it renews, on what was in force when it was begun. */
    renews: field(z.string().nullable().default(null), {
      label: 'Renews the agreement',
      merge: 'immutable',
      index: true,
    }),
    renewal: field(renewalDraft.nullable().default(null), { label: 'Renewal', merge: 'immutable' }),
    alternatives: field(priceTerms.alternatives.default([]), { label: 'Alternatives', notable: true }),
    alternative: field(priceTerms.alternative.default(null), { label: 'Proposed alternative' }),
    nonStandardTerms: field(z.array(z.string().max(500)).default([]), { label: 'Terms that differ' }),
    customerNote: field(z.string().max(4000).default(''), {
      label: 'Note for the customer',
      customerVisible: true,
      search: 'text',
    }),
    insideNote: field(z.string().max(4000).default(''), { label: 'Inside note', search: 'text' }),
    /** When the customer asked, milliseconds since 1970: the turnaround clock runs from here. */
    requestedAt: field(z.number().int(), { label: 'Asked for', merge: 'immutable', index: true }),
  },
});

/** A line of the draft; several people may edit lines at once. */
export const QuoteLine = defineEntity({
  name: 'quoteLine',
  schema: 1,
  label: 'quote line',
  fields: {
    quote: field(z.string(), { label: 'Quote', merge: 'immutable', index: true }),
    /** Fractional index: sorts as text. */
    position: field(z.string().min(1).max(200), { label: 'Position' }),
    sku: field(z.string().min(1).max(80), { label: 'Item', notable: true }),
    quantity: field(z.string().max(40), { label: 'Quantity', notable: true }),
    quantitySource: field(z.string().max(300).nullable().default(null), { label: 'Quantity from' }),
    /** Forecast, usage file or measurement; null for a typed quantity, of which `quantitySource` is the note. */
    quantityFrom: field(quantitySourceSchema.nullable().default(null), {
      label: 'Quantity taken from',
      blobs: true,
      notable: true,
    }),
    group: field(z.string().max(120).nullable().default(null), { label: 'Group' }),
    optional: field(z.boolean().default(false), { label: 'Optional' }),
    discountBasisPoints: field(z.number().int().min(0).max(10_000).default(0), { label: 'Discount', notable: true }),
    unitPriceOverride: field(z.string().max(40).nullable().default(null), { label: 'Unit price', notable: true }),
    contractUnitPrice: field(linePriceTerms.contractUnitPrice.default(null), {
      label: 'Contract price',
      notable: true,
    }),
    discountAmount: field(linePriceTerms.discountAmount.default(null), { label: 'Discount, amount', notable: true }),
    alternative: field(linePriceTerms.alternative.default(null), { label: 'Alternative', notable: true }),
    credit: field(linePriceTerms.credit.default(false), { label: 'Credit' }),
    ramp: field(linePriceTerms.ramp.default(null), { label: 'Ramp', notable: true }),
    startDate: field(linePriceTerms.startDate.default(null), { label: 'First day' }),
    untilDate: field(linePriceTerms.untilDate.default(null), { label: 'Until' }),
    options: field(linePriceTerms.options.default(null), { label: 'Options' }),
    quantityRange: field(linePriceTerms.quantityRange.default(null), { label: 'Quantity, low and high' }),
    description: field(z.string().max(2000).nullable().default(null), { label: 'Description' }),
    note: field(z.string().max(2000).nullable().default(null), { label: 'Note for the customer' }),
    insideNote: field(z.string().max(2000).nullable().default(null), { label: 'Inside note' }),
  },
});

/** Everything of a frozen version but its lines: what was priced, on which model, and what came out. */
export type FrozenHead = Omit<PricedQuote, 'lines' | 'cost'>;

/** A version as it was submitted: a copy of its inputs and the figures that follow from them. It never changes. */
export const QuoteVersion = defineEntity({
  name: 'quoteVersion',
  schema: 1,
  label: 'version of a quote',
  customerAccountField: 'account',
  fields: {
    quote: field(z.string(), { label: 'Quote', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable' }),
    version: field(z.number().int().positive(), { label: 'Version', merge: 'immutable' }),
    /** The quote without its lines. */
    input: field(json<Omit<QuoteInput, 'lines'>>(), { label: 'Terms', merge: 'immutable' }),
    model: field(json<PricingModel>(), { label: 'Pinned model', merge: 'immutable' }),
    modelCost: field(json<ModelCost>().nullable().default(null), {
      label: 'Pinned costs',
      readers: 'cost',
      merge: 'immutable',
    }),
    figures: field(json<FrozenHead>(), { label: 'Figures', merge: 'immutable' }),
    cost: field(json<Omit<PricedCost, 'lines'>>().nullable().default(null), {
      label: 'Cost and margin',
      readers: 'cost',
      merge: 'immutable',
    }),
    header: field(z.record(z.string(), z.unknown()), { label: 'What the document says', merge: 'immutable' }),
    rules: field(z.string(), { label: 'Rules', merge: 'immutable' }),
    /** How many rows of lines belong to it. */
    parts: field(z.number().int(), { label: 'Rows of lines', merge: 'immutable' }),
    frozenAt: field(z.number().int(), { label: 'Submitted', merge: 'immutable' }),
    by: field(z.string(), { label: 'Submitted by', merge: 'immutable' }),
  },
});

/** Some hundred lines of a frozen version with their figures; a version of 1,000 lines is larger than a receipt may be. */
export const QuoteVersionLines = defineEntity({
  name: 'quoteVersionLines',
  schema: 1,
  label: 'lines of a quote version',
  fields: {
    version: field(z.string(), { label: 'Version', merge: 'immutable', index: true }),
    index: field(z.number().int(), { label: 'Row', merge: 'immutable' }),
    lines: field(json<PricingLine[]>(), { label: 'Lines', merge: 'immutable', blobs: true }),
    figures: field(json<PricedLine[]>(), { label: 'Figures', merge: 'immutable' }),
    cost: field(json<PricedCost['lines']>().nullable().default(null), {
      label: 'Cost and margin',
      readers: 'cost',
      merge: 'immutable',
    }),
  },
});

/** It was handed to the customer. A fact: it happened. */
export const QuoteSent = defineEntity({
  name: 'quoteSent',
  schema: 1,
  label: 'handover of a quote',
  customerAccountField: 'account',
  fields: {
    quote: field(z.string(), { label: 'Quote', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable' }),
    version: field(z.number().int(), { label: 'Version', merge: 'immutable', customerVisible: true }),
    document: field(z.string(), { label: 'Document (SHA-256)', merge: 'immutable', customerVisible: true }),
    sentAt: field(z.number().int(), { label: 'Sent', merge: 'immutable', customerVisible: true }),
    how: field(z.enum(['saved', 'mail', 'other']), { label: 'How', merge: 'immutable' }),
  },
});

/** The customer said yes. A fact. */
export const QuoteAcceptance = defineEntity({
  name: 'quoteAcceptance',
  schema: 1,
  label: 'acceptance of a quote',
  customerAccountField: 'account',
  personalOf: 'contact',
  fields: {
    quote: field(z.string(), { label: 'Quote', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable' }),
    contact: field(z.string(), { label: 'Contact', merge: 'immutable' }),
    version: field(z.number().int(), { label: 'Version', merge: 'immutable', customerVisible: true }),
    document: field(z.string(), { label: 'Document (SHA-256)', merge: 'immutable', customerVisible: true }),
    acceptedOn: field(day, { label: 'Accepted on', merge: 'immutable', customerVisible: true }),
    /** Which of the alternatives was picked, where the version offers several. */
    alternative: field(z.string().max(60).nullable().default(null), {
      label: 'Picked alternative',
      merge: 'immutable',
      customerVisible: true,
    }),
    /** Ids of the optional lines that were taken with it. */
    optional: field(z.array(z.string().max(120)).max(5000).default([]), {
      label: 'Optional lines taken',
      merge: 'immutable',
      customerVisible: true,
    }),
    name: field(z.string().max(200), {
      label: 'Accepted by',
      readers: 'personal',
      merge: 'immutable',
      customerVisible: true,
    }),
    /** Typed or drawn on screen; null where the yes came another way. */
    signature: field(signatureSchema.nullable().default(null), {
      label: 'Signature',
      readers: 'personal',
      merge: 'immutable',
      customerVisible: true,
    }),
    /** SHA-256 of the sheet that came back filled in; null where the yes came another way. */
    sheet: field(z.string().nullable().default(null), {
      label: 'Returned sheet (SHA-256)',
      readers: 'personal',
      merge: 'immutable',
      blobs: true,
      customerVisible: true,
    }),
  },
});
