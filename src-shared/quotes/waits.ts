import { z } from 'zod';
import { declareCommand } from '../kernel/command';
import { defineEntity, field } from '../kernel/entity';
import { creates, patches } from '../kernel/writes';

/** A time in which the customer owed an answer without which the quote could not be made. */
export const QuoteWait = defineEntity({
  name: 'quoteWait',
  schema: 1,
  label: 'wait for the customer',
  fields: {
    quote: field(z.string(), { label: 'Quote', merge: 'immutable', index: true }),
    /** What was asked. */
    question: field(z.string().min(1).max(1000), { label: 'Asked', merge: 'immutable', search: 'text' }),
    /** Milliseconds since 1970. */
    from: field(z.number().int(), { label: 'Since', merge: 'immutable' }),
    until: field(z.number().int().nullable().default(null), { label: 'Answered', merge: 'guarded' }),
  },
});

export const awaitCustomer = declareCommand({
  name: 'quote.awaitCustomer',
  version: 1,
  deed: 'asked the customer for information',
  writes: [creates('quoteWait', { until: [null] })],
  input: z.object({ quote: z.string(), question: z.string().trim().min(1).max(1000) }),
  result: z.object({ id: z.string() }),
});

export const customerAnswered = declareCommand({
  name: 'quote.customerAnswered',
  version: 1,
  deed: 'recorded the customer’s answer',
  writes: [patches('quoteWait', ['until'])],
  input: z.object({ quote: z.string() }),
  result: z.object({ id: z.string() }),
});
