import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { changeViewSchema, commandProcedure, declareCommand } from '../kernel/command';
import { adminProcedure, procedure } from '../kernel/procedure';
import { creates, theActor } from '../kernel/writes';

export const undoReceipt = declareCommand({
  name: 'receipt.undo',
  version: 1,
  deed: 'undid an act',
  writes: 'undone',
  input: z.object({ receipt: z.string() }),
  facts: { own: 'boolean', undoable: 'boolean', mayDoIt: 'boolean' },
  result: z.object({
    undone: z.array(z.string()),
    leftAlone: z.array(
      z.object({ entity: z.string(), id: z.string(), field: z.string(), label: z.string(), present: z.unknown() }),
    ),
  }),
});

export const settleFact = declareCommand({
  name: 'fact.settle',
  version: 1,
  deed: 'settled a contested fact',
  writes: [creates('settlement', { by: theActor })],
  input: z.object({ receipt: z.string(), outcome: z.enum(['stands', 'void']) }),
  reasonRequired: true,
  facts: { owner: 'boolean' },
  result: z.object({ receipt: z.string() }),
  notUndoable: 'A settlement is another person’s word; settle it again instead.',
});

export const announceChain = declareCommand({
  name: 'chain.announce',
  version: 1,
  deed: 'announced a key',
  writes: [creates('chainAnnouncement')],
  input: z.object({ chain: z.string() }),
  result: z.object({ chain: z.string() }),
  notUndoable: 'A key that was announced can only be revoked.',
});

export const openChain = declareCommand({
  name: 'chain.open',
  version: 1,
  deed: 'began a chain on a device',
  writes: [creates('chain', { person: theActor })],
  input: z.object({ chain: z.string() }),
  result: z.object({ chain: z.string() }),
  notUndoable: 'A chain cannot be taken back, only revoked.',
});

export const createWorkspaceCommand = declareCommand({
  name: 'workspace.create',
  version: 1,
  deed: 'made the workspace',
  writes: [
    creates('workspace'),
    creates('person'),
    creates('chain', { person: theActor }),
    creates('chainAnnouncement', { person: theActor }),
    creates('policySet'),
  ],
  input: z.object({}).loose(),
  result: z.object({}),
  notUndoable: 'The first receipt of a workspace stands for ever.',
});

export const revokeChain = declareCommand({
  name: 'chain.revoke',
  version: 1,
  deed: 'revoked a key',
  writes: [creates('chainRevocation')],
  input: z.object({ chain: z.string(), lastNumber: z.number().int().nonnegative() }),
  reasonRequired: true,
  result: z.object({ chain: z.string() }),
  notUndoable: 'A revoked key stays revoked; the person begins a new chain.',
});

export const erasePerson = declareCommand({
  name: 'person.erase',
  version: 1,
  deed: 'erased a person',
  writes: [creates('erasure')],
  input: z.object({ person: z.string() }),
  reasonRequired: true,
  facts: { actingPerson: 'boolean' },
  result: z.object({ parts: z.number(), blobs: z.number() }),
  notUndoable: 'What was erased is gone for good.',
});

/** What rows are called whose ids occur in values, by id. */
export const rowNames = z.record(z.string(), z.object({ entity: z.string(), title: z.string() }));
export type RowNames = z.infer<typeof rowNames>;

const receiptLine = z.object({
  hash: z.string(),
  ordinal: z.number(),
  chain: z.string(),
  number: z.number(),
  /** Milliseconds since 1970. */
  at: z.number(),
  actor: z.string(),
  actorName: z.string().nullable(),
  command: z.string(),
  deed: z.string(),
  /** What it was done to, by its title. */
  subject: z.object({ entity: z.string(), id: z.string(), title: z.string() }).nullable(),
  reason: z.string().nullable(),
  by: z.array(z.string()),
  approvals: z.array(z.string()),
  contested: z.enum(['no', 'open', 'stands', 'void']),
  group: z.object({ id: z.string(), index: z.number(), size: z.number() }).nullable(),
  origin: z.enum(['local', 'imported', 'pulled']),
  /** How it stands with the server: not decided yet, waiting for another device, or decided; null in a workspace without one. */
  server: z.enum(['pending', 'waiting', 'accepted', 'refused', 'discarded']).nullable(),
});
export type ReceiptLine = z.infer<typeof receiptLine>;

const receiptDetail = receiptLine.extend({
  header: z.string(),
  signature: z.string(),
  input: z.record(z.string(), z.unknown()),
  changes: z.array(changeViewSchema.extend({ label: z.string(), title: z.string() })),
  names: rowNames,
  contestedBecause: z.array(z.string()),
  parts: z.array(
    z.object({ readers: z.string(), digest: z.string(), state: z.enum(['present', 'erased', 'withheld']) }),
  ),
  undoable: z.string().nullable(),
  publicKey: z.string().nullable(),
  standing: z.enum(['root', 'announced', 'unannounced', 'unknown']),
});
export type ReceiptDetail = z.infer<typeof receiptDetail>;

const ledgerReport = z.object({
  ok: z.boolean(),
  receipts: z.number(),
  signatures: z.number(),
  chains: z.number(),
  parts: z.object({ present: z.number(), erased: z.number(), withheld: z.number() }),
  unannounced: z.array(z.string()),
  fault: z
    .object({
      kind: z.string(),
      message: z.string(),
      ordinal: z.number(),
      chain: z.string(),
      number: z.number(),
      hash: z.string(),
    })
    .nullable(),
});
export type LedgerReportView = z.infer<typeof ledgerReport>;

const chainView = z.object({
  chain: z.string(),
  person: z.string(),
  name: z.string().nullable(),
  publicKey: z.string(),
  words: z.string(),
  letters: z.string(),
  standing: z.enum(['root', 'announced', 'unannounced']),
  revokedAfter: z.number().nullable(),
  receipts: z.number(),
  here: z.boolean(),
});
export type ChainView = z.infer<typeof chainView>;

const namedChange = changeViewSchema.extend({ label: z.string(), title: z.string() });

/** An act in a file of receipts that is not in the workspace. */
const filedActView = z.object({
  /** Hash of its first receipt. */
  id: z.string(),
  sentence: z.string(),
  command: z.string(),
  actor: z.string(),
  /** By its device's clock, milliseconds since 1970. */
  at: z.number(),
  receipts: z.number(),
  /** Its chain was ended before it. */
  revoked: z.boolean(),
  reason: z.string().nullable(),
  /** Why it cannot be done again by somebody else; null where it may be tried. */
  refused: z.string().nullable(),
  /** `before` is what stands now. */
  changes: z.array(namedChange),
});
export type FiledActView = z.infer<typeof filedActView>;

/** What became of an act that was done again: a receipt, a request for approval, or why not. */
const redoneAct = z.object({
  id: z.string(),
  receipt: z.string().nullable(),
  request: z.string().nullable(),
  problem: z.string().nullable(),
});
export type RedoneAct = z.infer<typeof redoneAct>;

const importReport = z.object({
  added: z.number(),
  known: z.number(),
  unannounced: z.array(
    z.object({
      chain: z.string(),
      person: z.string(),
      publicKey: z.string(),
      words: z.string(),
      receipts: z.number(),
    }),
  ),
});

export const receiptsContract = {
  list: procedure
    .input(
      z.object({
        entity: z.string().optional(),
        id: z.string().optional(),
        person: z.string().optional(),
        command: z.string().optional(),
        /** Milliseconds since 1970. */
        from: z.number().optional(),
        to: z.number().optional(),
        contested: z.boolean().optional(),
        before: z.number().optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ receipts: z.array(receiptLine), total: z.number(), next: z.number().nullable() })),
  get: procedure.input(z.object({ hash: z.string().min(4) })).output(receiptDetail),
  why: procedure
    .input(z.object({ entity: z.string(), id: z.string(), field: z.string() }))
    .output(
      z.object({ label: z.string(), names: rowNames, writes: z.array(receiptLine.extend({ value: z.unknown() })) }),
    ),
  /** What the list can be filtered by, with how many receipts there are of each. */
  facets: procedure.output(
    z.object({
      commands: z.array(z.object({ command: z.string(), deed: z.string(), receipts: z.number() })),
      people: z.array(z.object({ person: z.string(), name: z.string().nullable(), receipts: z.number() })),
      entities: z.array(z.object({ entity: z.string(), label: z.string() })),
    }),
  ),
  /** The same as `verify`, step by step: how far it is (0 to 1), and at last the report. */
  verifying: procedure
    .input(z.object({ deep: z.boolean().default(false) }))
    .output(eventIterator(z.object({ progress: z.number(), report: ledgerReport.nullable() }))),
  verify: procedure.input(z.object({ deep: z.boolean().default(false) })).output(ledgerReport),
  rebuild: procedure.input(z.object({ check: z.boolean() })).output(
    z.object({
      ok: z.boolean(),
      tables: z.number(),
      rows: z.number(),
      differences: z.array(z.object({ table: z.string(), id: z.string(), columns: z.array(z.string()) })),
    }),
  ),
  fingerprint: procedure.output(
    z.object({ publicKey: z.string(), words: z.array(z.string()), digits: z.string(), qr: z.string() }),
  ),
  chains: procedure.output(z.array(chainView)),
  exportAll: procedure
    .input(z.object({ after: z.number().optional() }))
    .output(z.object({ text: z.string(), receipts: z.number() })),
  /** Takes the receipts of text at hand. */
  importAll: procedure
    .input(z.object({ text: z.string(), name: z.string().optional(), acceptChains: z.array(z.string()).optional() }))
    .output(importReport),
  /** Takes the receipts of a file that was handed over, of any size. */
  importFile: procedure
    .input(z.object({ file: z.string(), acceptChains: z.array(z.string()).optional() }))
    .output(importReport),
  /** What a handed-over file holds that is not here, act by act. Nothing is taken in. */
  readFile: adminProcedure.input(z.object({ file: z.string() })).output(z.array(filedActView)),
  /** Does acts of a file again as receipts of whoever asks, each past the policies; for those of somebody whose chain has ended. */
  redoFromFile: adminProcedure
    .meta({ writes: true })
    .input(z.object({ file: z.string(), acts: z.array(z.string()).min(1).max(5_000) }))
    .output(z.array(redoneAct)),
  erasureScope: procedure.input(z.object({ person: z.string() })).output(
    z.object({
      parts: z.number(),
      blobs: z.number(),
      toReview: z.array(z.object({ entity: z.string(), id: z.string(), text: z.string() })),
    }),
  ),
  undo: commandProcedure(undoReceipt),
  settle: commandProcedure(settleFact),
  announce: commandProcedure(announceChain),
  revoke: commandProcedure(revokeChain),
  erasePerson: commandProcedure(erasePerson),
};
