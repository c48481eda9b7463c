import { z } from 'zod';
import { deckTopics } from '../bakeoffs';
import { commandProcedure, declareCommand } from '../kernel/command';
import { customerProcedure, procedure } from '../kernel/procedure';
import { documentKinds } from './entity';
import { disclosures } from './schema';

const fileDigest = z.string().regex(/^[0-9a-f]{64}$/);

/** Notes that a document was made. Written by the build, once its file is whole. */
export const recordDocument = declareCommand({
  name: 'document.record',
  version: 1,
  deed: 'made a document',
  input: z.object({
    kind: z.enum(documentKinds),
    title: z.string().min(1).max(300),
    deal: z.string(),
    account: z.string(),
    entity: z.string(),
    subject: z.string(),
    version: z.number().int().nullable(),
    /** Absent where one of the next names the file: one with costs, one for those who draft claims, one with a person's signature. */
    file: fileDigest.optional(),
    insideFile: fileDigest.optional(),
    claimsFile: fileDigest.optional(),
    personalFile: fileDigest.optional(),
    /** Whom `personalFile` is about. */
    contact: z.string().optional(),
    name: z.string().min(1).max(200),
    size: z.number().int().positive(),
    final: z.boolean(),
    disclosure: z.enum(disclosures),
    sources: z.array(z.string()).max(2_000),
  }),
  inputReaders: { insideFile: 'cost', claimsFile: 'claims', personalFile: 'personal' },
  facts: { approved: 'boolean', final: 'boolean' },
  result: z.object({ id: z.string() }),
  notUndoable: 'A document that was made stays on record; make another.',
});

/**
 * Which document to make: a quote's version, a recorded verdict (deck or bundle), a recorded value case, a claim chart (a release, or a
 * chart with its version), a brief.
 */
export const documentRequest = z.object({
  kind: z.enum(documentKinds),
  /** The quote, the verdict, the value case, the release or chart, or the brief. */
  subject: z.string(),
  version: z.number().int().optional(),
  disclosure: z.enum(disclosures).optional(),
  paper: z.enum(['a4', 'letter']).optional(),
  /** Of a proof deck; the first topic that the verdict has rows of where absent. */
  topic: z.enum(deckTopics).optional(),
});
export type DocumentOrder = z.infer<typeof documentRequest>;

const documentLine = z.object({
  id: z.string(),
  kind: z.enum(documentKinds),
  title: z.string(),
  deal: z.string(),
  dealTitle: z.string(),
  accountName: z.string(),
  subject: z.string(),
  version: z.number().nullable(),
  file: z.string(),
  name: z.string(),
  size: z.number(),
  final: z.boolean(),
  disclosure: z.enum(disclosures),
  sources: z.array(z.string()),
  builtAt: z.number(),
  builtByName: z.string().nullable(),
  receipt: z.string().nullable(),
  /** The file is on this device. */
  present: z.boolean(),
  /** Why what it shows no longer holds, as sentences; empty while it does. The file itself never changes. */
  stale: z.array(z.string()),
});
export type DocumentLine = z.infer<typeof documentLine>;

const check = z.object({
  file: z.string(),
  name: z.string(),
  ok: z.boolean(),
  detail: z.string(),
  compared: z.number().optional(),
  skipped: z.boolean().optional(),
  vouchedBySigner: z.boolean().optional(),
});
/** What a verification found; `consistent` is about the files alone, `trusted` needs a fingerprint that the caller trusts. */
export const verifyReport = z.object({
  ok: z.boolean(),
  consistent: z.boolean(),
  trusted: z.boolean(),
  files: z.array(
    z.object({
      file: z.string(),
      kind: z.enum(['document', 'bundle']),
      number: z.string(),
      title: z.string(),
      fingerprint: z.string(),
      signer: z.object({ person: z.string(), chain: z.string(), number: z.number(), sample: z.boolean() }),
    }),
  ),
  checks: z.array(check),
});
export type VerifyReportView = z.infer<typeof verifyReport>;

export const documentsContract = {
  list: procedure
    .input(
      z.object({ deal: z.string().optional(), subject: z.string().optional(), kind: z.enum(documentKinds).optional() }),
    )
    .output(z.array(documentLine)),
  /** Makes a document in the background and notes it; answers when it is there. */
  build: procedure.input(documentRequest).output(documentLine),
  /** Checks files that were handed over, or a document by its digest. */
  verify: procedure
    .input(
      z.object({
        handed: z.array(z.string()).max(50).optional(),
        file: z.string().optional(),
        trust: z.array(z.string()).max(20).optional(),
      }),
    )
    .output(verifyReport),
  customer: customerProcedure.output(
    z.array(
      z.object({
        id: z.string(),
        kind: z.enum(documentKinds),
        title: z.string(),
        file: z.string(),
        name: z.string(),
        size: z.number(),
        builtAt: z.number(),
      }),
    ),
  ),
  record: commandProcedure(recordDocument),
};
