import { z } from 'zod';
import { declareCommand } from '../kernel/command';
import { archives, creates, patches, theActor } from '../kernel/writes';
import { day } from './draft-fields';
import { signatureSchema } from './signature';

const fileDigest = z.string().regex(/^[0-9a-f]{64}$/);

export const submitQuote = declareCommand({
  name: 'quote.submit',
  version: 1,
  deed: 'submitted a quote for sign-off',
  writes: [
    creates('quoteVersion', { by: theActor }),
    creates('quoteVersionLines'),
    patches('quote', ['status'], { status: ['submitted'] }),
    patches('approvalRequest', ['closed'], { closed: [true] }),
    creates('approvalRequest', {
      requester: theActor,
      command: ['quote.release'],
      closed: [false],
      input: [null],
      changes: [null],
    }),
  ],
  input: z.object({ quote: z.string() }),
  facts: { complete: 'boolean', empty: 'boolean', onDraftModel: 'boolean' },
  result: z.object({ version: z.number(), versionId: z.string(), request: z.string() }),
  notUndoable: 'A frozen version stays; open the next draft with “Revise”.',
});

export const reviseQuote = declareCommand({
  name: 'quote.revise',
  version: 1,
  deed: 'opened the next draft of a quote',
  writes: [
    patches('quote', ['status', 'version'], { status: ['draft'] }),
    patches('approvalRequest', ['closed'], { closed: [true] }),
  ],
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
  writes: [patches('quote', ['status'], { status: ['released'] })],
  input: z.object({ quote: z.string(), version: z.number().int() }),
  facts: quoteFactTypes,
  result: z.object({ version: z.number() }),
  notUndoable: 'A released version may be with the customer; revise it instead.',
});

export const recordQuoteSent = declareCommand({
  name: 'quote.recordSent',
  version: 1,
  deed: 'recorded that a quote was sent',
  writes: [creates('quoteSent')],
  fact: true,
  input: z.object({
    quote: z.string(),
    version: z.number().int(),
    document: fileDigest,
    how: z.enum(['saved', 'mail', 'other']),
    sentAt: z.number().int().optional(),
  }),
  result: z.object({ id: z.string() }),
});

export const recordQuoteAcceptance = declareCommand({
  name: 'quote.recordAcceptance',
  version: 1,
  deed: 'recorded that a quote was accepted',
  writes: [creates('quoteAcceptance')],
  fact: true,
  input: z.object({
    quote: z.string(),
    version: z.number().int(),
    document: fileDigest,
    contact: z.string(),
    name: z.string().min(1).max(200),
    acceptedOn: day,
    /** Which alternative was picked, where the version offers several. */
    alternative: z.string().max(60).optional(),
    /** Ids of the optional lines that were taken. */
    optional: z.array(z.string().max(120)).max(5000).optional(),
    /** Typed or drawn on screen. */
    signature: signatureSchema.optional(),
    /** The sheet that the customer sent back, by its digest; the desk itself keeps and names it. */
    sheet: fileDigest.optional(),
  }),
  inputReaders: { name: 'personal', signature: 'personal', sheet: 'personal' },
  result: z.object({ id: z.string() }),
});

export const archiveQuote = declareCommand({
  name: 'quote.archive',
  version: 1,
  deed: 'archived a quote',
  writes: [archives('quote')],
  input: z.object({ quote: z.string() }),
  facts: { sent: 'boolean' },
  result: z.object({ id: z.string() }),
});
