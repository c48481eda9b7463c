import { z } from 'zod';
import { type Amendment, pricingModelSchema, type QuoteInput } from '../../pricing';
import { amendmentChanges } from './changes';
import { renewalPrices } from './renewal';

/** A line that is in force, from and until when, and whether it was paid once. */
const agreedLine = z.object({
  id: z.string(),
  sku: z.string(),
  name: z.string(),
  unit: z.string(),
  quantity: z.string(),
  from: z.string(),
  until: z.string(),
  once: z.boolean(),
});
export type AgreedLineView = z.infer<typeof agreedLine>;

const link = z.object({
  quote: z.string(),
  number: z.string(),
  title: z.string(),
  version: z.number(),
  acceptedOn: z.string(),
  effectiveOn: z.string(),
  totalMinor: z.number(),
});

/** A quote that an agreement led to. */
const follower = z.object({
  quote: z.string(),
  number: z.string(),
  title: z.string(),
  kind: z.enum(['amendment', 'renewal']),
  /** From when it holds, or is to hold. */
  effectiveOn: z.string(),
  accepted: z.boolean(),
});

/** What is agreed, as it stands on a day. */
export const agreementView = z.object({
  quote: z.string(),
  number: z.string(),
  title: z.string(),
  deal: z.string(),
  account: z.string(),
  accountName: z.string(),
  currency: z.string(),
  startDate: z.string(),
  untilDate: z.string(),
  termMonths: z.number(),
  /** The version of the pricing model that it stands on. */
  model: z.string(),
  content: pricingModelSchema,
  /** The accepted quote and the accepted amendments, in their order. */
  chain: z.array(link),
  /** Accepted amendments that do not count, and why. */
  conflicts: z.array(z.object({ quote: z.string(), number: z.string(), message: z.string() })),
  followers: z.array(follower),
  /** The day that the lines are of, and the days on which something changes. */
  day: z.string(),
  days: z.array(z.string()),
  lines: z.array(agreedLine),
});
export type AgreementView = z.infer<typeof agreementView>;

/** What the draft of an amendment is, beside the quote. */
export const amendmentView = z.object({
  agreement: z.string(),
  number: z.string(),
  startDate: z.string(),
  untilDate: z.string(),
  effectiveOn: z.string(),
  changes: amendmentChanges,
  /** What the pricing engine takes; null where the changes cannot be made on what was in force. */
  terms: z.custom<Amendment>((value) => typeof value === 'object').nullable(),
  problem: z.object({ message: z.string(), hint: z.string().nullable() }).nullable(),
  /** Why it has to be made anew on what is in force now; null while it is. */
  stale: z.string().nullable(),
  /** What can be changed. */
  lines: z.array(agreedLine),
});
export type AmendmentView = z.infer<typeof amendmentView>;

/** What a renewal starts from: what is in force at the end, for the renewal's term, at the prices as agreed. */
export const renewalView = z.object({
  agreement: z.string(),
  number: z.string(),
  prices: z.enum(renewalPrices),
  input: z.custom<QuoteInput>((value) => typeof value === 'object'),
  content: pricingModelSchema,
  /** Why it should be begun anew; null while the agreement is what it was made on. */
  stale: z.string().nullable(),
});
export type RenewalView = z.infer<typeof renewalView>;
