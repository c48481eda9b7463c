import { z } from 'zod';
import { commandProcedure, declareCommand } from '../../kernel/command';
import { procedure } from '../../kernel/procedure';
import { creates, theActor } from '../../kernel/writes';
import { documentKinds } from '../entity';
import { sharedCaseSchema, sharedFileSchema, shareWays } from './entity';

const given = {
  deal: z.string(),
  /** A contact of the deal's account. */
  contact: z.string().nullable().default(null),
  note: z.string().max(1_000).default(''),
};

/**
 * Notes what a customer was given. Digests, sizes and titles of documents are taken from their records; only the interactive page, which
 * is made for one handover, says its own.
 */
export const shareDocuments = declareCommand({
  name: 'document.share',
  version: 1,
  deed: 'gave documents to the customer',
  writes: [creates('documentShare', { sharedBy: theActor })],
  input: z.object({
    ...given,
    how: z.enum(shareWays),
    folder: z.string().max(200).default(''),
    /** Documents, each with its name where it was written; its own name where absent. */
    documents: z.array(z.object({ document: z.string(), name: z.string().max(200).optional() })).max(500),
    page: z
      .object({
        name: z.string().min(1).max(200),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        size: z.number().int().positive(),
        title: z.string().min(1).max(300),
        roi: sharedCaseSchema.nullable(),
      })
      .nullable()
      .default(null),
  }),
  facts: { notFinal: 'long', internal: 'long', foreign: 'long' },
  result: z.object({ id: z.string() }),
  notUndoable: 'What a customer was given, they have; note what became of it beside.',
});

/** A document of the deal, or a ROI case, with what keeps it from being given away. */
const shareable = z.object({
  id: z.string(),
  kind: z.enum([...documentKinds, 'roi-case']),
  title: z.string(),
  /** Version of the case; of what a document was made of. */
  version: z.number().nullable(),
  name: z.string(),
  /** SHA-256 of the file; empty for a case. */
  sha256: z.string(),
  size: z.number(),
  builtAt: z.number().nullable(),
  stale: z.array(z.string()),
  /** Why it may not go, as a sentence; null where it may. */
  refused: z.string().nullable(),
});
export type Shareable = z.infer<typeof shareable>;

/** Something that a customer has: files given at one time, or a quote that was sent. */
const handedOver = z.object({
  /** The handover's record, or the quote's sending. */
  id: z.string(),
  entity: z.enum(['documentShare', 'quoteSent']),
  at: z.number(),
  how: z.enum([...shareWays, 'saved']),
  folder: z.string(),
  note: z.string(),
  byName: z.string().nullable(),
  contactName: z.string().nullable(),
  roi: sharedCaseSchema.nullable(),
  /** SHA-256 of the interactive page; null where there is none. */
  page: z.string().nullable(),
  receipt: z.string().nullable(),
  files: z.array(
    sharedFileSchema.extend({
      /** What this customer has that something newer replaces, as sentences. */
      stale: z.array(z.string()),
      /** The file is on this device and may be read by whoever asks. */
      present: z.boolean(),
    }),
  ),
});
export type HandedOver = z.infer<typeof handedOver>;

/** What is to be written for a customer. */
export const shareOrder = z.object({
  ...given,
  documents: z.array(z.string()).max(200).default([]),
  /** A frozen ROI case for the interactive page; its last frozen version unless said. */
  roi: z.object({ case: z.string(), version: z.number().int().positive().optional() }).nullable().default(null),
  /** Whether the interactive page is written; without it, only the documents are. */
  page: z.boolean().default(true),
  /** Where the new folder is put: a folder or a stick that is there already. */
  into: z.string().min(1).max(2_000),
  /** What the new folder is called; the customer's name and the day unless said. */
  name: z.string().max(200).optional(),
});
export type ShareOrder = z.input<typeof shareOrder>;

/** Giving documents to a customer, and what they have. */
export const sharesContract = {
  /** What of a deal can be given to its customer, and why some cannot. */
  offered: procedure.input(z.object({ deal: z.string() })).output(z.array(shareable)),
  /** Everything that the customer of a deal has, the newest first. */
  list: procedure.input(z.object({ deal: z.string() })).output(z.array(handedOver)),
  /**
   * Writes a new folder with documents and the interactive page, reads it back, and notes what the customer has. Where anything fails,
   * nothing is left and nothing is noted.
   */
  write: procedure.input(shareOrder).output(
    z.object({
      share: z.string(),
      path: z.string(),
      files: z.array(sharedFileSchema),
      receipt: z.string().nullable(),
    }),
  ),
  /** Notes documents that went another way: by mail, through a portal. */
  record: commandProcedure(shareDocuments),
};
