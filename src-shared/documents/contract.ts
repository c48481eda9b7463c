import { z } from 'zod';
import { deckTopics } from '../bakeoffs';
import { commandProcedure, declareCommand } from '../kernel/command';
import { customerProcedure, procedure } from '../kernel/procedure';
import { creates, theActor } from '../kernel/writes';
import { builtFromSchema } from './built-from';
import { documentKinds } from './entity';
import { disclosures } from './schema';
import { sharesContract } from './share';
import { brandContract, compositionsContract, snippetsContract, templatesContract } from './studio/contract';

const fileDigest = z.string().regex(/^[0-9a-f]{64}$/);

/** Notes that a document was made. Written by the build, once its file is whole. */
export const recordDocument = declareCommand({
  name: 'document.record',
  version: 1,
  deed: 'made a document',
  writes: [creates('document', { builtBy: theActor })],
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
    composition: z.string().nullable().optional(),
    compositionVersion: z.number().int().nullable().optional(),
    builtFrom: z.array(builtFromSchema).max(2_000).optional(),
    askedFor: z.object({ topic: z.string().optional(), paper: z.string().optional() }).optional(),
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
  /** The composition that it was made of, and which version of it. */
  composition: z.string().nullable(),
  compositionVersion: z.number().nullable(),
  /** What it was built from, each with its version. */
  builtFrom: z.array(builtFromSchema),
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
      kind: z.enum(['document', 'bundle', 'page']),
      number: z.string(),
      title: z.string(),
      fingerprint: z.string(),
      signer: z.object({ person: z.string(), chain: z.string(), number: z.number(), sample: z.boolean() }),
    }),
  ),
  checks: z.array(check),
});
export type VerifyReportView = z.infer<typeof verifyReport>;

/** Documents that are put together, made again and made by the thousand. */
export const studioContract = {
  /**
   * Makes a document of a composition: of a version that was handed in, final once that is approved; of what stands there now, marked “not
   * approved”, where none is named.
   */
  buildComposition: procedure
    .input(z.object({ composition: z.string(), version: z.number().int().positive().optional() }))
    .output(documentLine),
  /** Makes a document again from what it was made of, as that is now. The earlier one stays as it is. */
  rebuild: procedure.input(z.object({ document: z.string() })).output(documentLine),
  /** Documents in which something is out of date and that no later one replaces. */
  outdated: procedure.input(z.object({ deal: z.string().optional() })).output(z.array(documentLine)),
  /** Makes many documents one after another; what cannot be made is listed and holds up nothing. It can be cancelled as jobs are. */
  batch: procedure.input(z.object({ orders: z.array(documentRequest).min(1).max(10_000) })).output(
    z.object({
      made: z.number(),
      documents: z.array(z.string()),
      failed: z.array(z.object({ subject: z.string(), kind: z.enum(documentKinds), message: z.string() })),
      cancelled: z.boolean(),
    }),
  ),
  compositions: compositionsContract,
  snippets: snippetsContract,
  templates: templatesContract,
  brand: brandContract,
  shares: sharesContract,
};

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
  ...studioContract,
};
