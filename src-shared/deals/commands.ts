import { z } from 'zod';
import { declareCommand, type InputReaders } from '../kernel/command';
import { archives, creates, patches, theActor } from '../kernel/writes';
import { Account, currencySchema, Deal, dateSchema, minorSchema, noteKinds } from './schema';
import { openStages, stageSchema } from './stages';

const id = z.string().min(1).max(100);
const identified = z.object({ id });

const accountFields = {
  name: Account.fields.name.schema,
  industry: z.string().max(120),
  website: z.string().max(300),
  address: z.string().max(600),
  notes: z.string().max(20_000),
};

export const createAccount = declareCommand({
  name: 'account.create',
  version: 1,
  deed: 'created an account',
  writes: [creates('account')],
  input: z.object(accountFields).partial().required({ name: true }),
  result: identified,
});

export const reviseAccount = declareCommand({
  name: 'account.revise',
  version: 1,
  deed: 'changed an account',
  writes: [patches('account', Object.keys(accountFields))],
  input: z.object(accountFields).partial().extend({ account: id }),
  facts: { onlyNotes: 'boolean' },
  result: identified,
});

export const archiveAccount = declareCommand({
  name: 'account.archive',
  version: 1,
  deed: 'archived an account',
  writes: [archives('account')],
  input: z.object({ account: id }),
  facts: { openDeals: 'long' },
  result: identified,
});

const contactFields = {
  name: z.string().min(1).max(200),
  email: z.string().max(320),
  phone: z.string().max(60),
  title: z.string().max(200),
};
const contactReaders: InputReaders = { name: 'personal', email: 'personal', phone: 'personal', title: 'personal' };

export const createContact = declareCommand({
  name: 'contact.create',
  version: 1,
  deed: 'added a contact',
  writes: [creates('contact')],
  input: z.object(contactFields).partial().required({ name: true }).extend({ account: id }),
  inputReaders: contactReaders,
  result: identified,
});

export const reviseContact = declareCommand({
  name: 'contact.revise',
  version: 1,
  deed: 'changed a contact',
  writes: [patches('contact', ['account', ...Object.keys(contactFields)])],
  input: z.object(contactFields).partial().extend({ contact: id, account: id.optional() }),
  inputReaders: contactReaders,
  result: identified,
});

export const archiveContact = declareCommand({
  name: 'contact.archive',
  version: 1,
  deed: 'archived a contact',
  writes: [archives('contact')],
  input: z.object({ contact: id }),
  result: identified,
});

/** An amount with its currency; null takes the value away. */
export const valueSchema = z.object({ minor: minorSchema, currency: currencySchema });

const dealFields = {
  title: Deal.fields.title.schema,
  account: id,
  owner: id,
  value: valueSchema.nullable(),
  expectedClose: dateSchema.nullable(),
  source: z.string().max(120),
  nextStep: z.string().max(300),
  nextStepDue: dateSchema.nullable(),
  notes: z.string().max(20_000),
  customerNotes: z.string().max(20_000),
};

export const createDeal = declareCommand({
  name: 'deal.create',
  version: 1,
  deed: 'created a deal',
  writes: [creates('deal', { stage: openStages })],
  /** Without an owner it belongs to who creates it. It begins in any open stage, in qualification unless said otherwise. */
  input: z
    .object({ ...dealFields, stage: stageSchema })
    .partial()
    .required({ title: true, account: true }),
  result: z.object({ id, number: z.string() }),
});

export const reviseDeal = declareCommand({
  name: 'deal.revise',
  version: 1,
  deed: 'changed a deal',
  writes: [
    patches('deal', [
      'title',
      'account',
      'owner',
      'valueMinor',
      'currency',
      'expectedClose',
      'source',
      'nextStep',
      'nextStepDue',
      'notes',
      'customerNotes',
    ]),
  ],
  input: z.object(dealFields).partial().extend({ deal: id }),
  /** `onlyWork`: nothing but the next step and the notes inside. `handsOver`: it gets another owner. */
  facts: { onlyWork: 'boolean', handsOver: 'boolean' },
  result: identified,
});

export const moveDeal = declareCommand({
  name: 'deal.move',
  version: 1,
  deed: 'moved a deal to another stage',
  writes: [patches('deal', ['stage', 'stageSince', 'lostReason'])],
  input: z.object({
    deal: id,
    to: stageSchema,
    /** The stage that the person saw; when it is another by now, the move is refused as stale. */
    from: stageSchema.optional(),
    /** Why it was lost. */
    lostReason: z.string().max(1000).optional(),
  }),
  seen: ['from'],
  /** `fromWon`: it had been won or invoiced. */
  facts: { to: 'string', fromWon: 'boolean', backward: 'boolean', reopens: 'boolean', closes: 'boolean' },
  result: z.object({ id, from: stageSchema, to: stageSchema }),
});

export const archiveDeal = declareCommand({
  name: 'deal.archive',
  version: 1,
  deed: 'archived a deal',
  writes: [archives('deal')],
  input: z.object({ deal: id }),
  facts: { own: 'boolean' },
  result: identified,
});

export const noteDeal = declareCommand({
  name: 'deal.note',
  version: 1,
  deed: 'wrote a note on a deal',
  writes: [creates('dealNote', { by: theActor })],
  input: z.object({
    deal: id,
    text: z.string().trim().min(1).max(20_000),
    kind: z.enum(noteKinds).default('note'),
    /** When it happened, milliseconds since 1970; left out: now. */
    at: z.number().int().nonnegative().optional(),
  }),
  result: identified,
});

export const archiveNote = declareCommand({
  name: 'deal.archiveNote',
  version: 1,
  deed: 'took a note off a deal',
  writes: [archives('dealNote')],
  input: z.object({ note: id }),
  facts: { own: 'boolean' },
  result: identified,
});

/** An account of an import: one that is there, or a new one by the key under which it is listed. */
const accountReference = z.union([z.object({ id }), z.object({ key: z.string().min(1).max(300) })]);

const importedDeal = z.object({
  act: z.enum(['create', 'update']),
  /** The deal to update. */
  deal: id.optional(),
  account: accountReference,
  title: Deal.fields.title.schema,
  stage: stageSchema.optional(),
  owner: id.optional(),
  value: valueSchema.nullish(),
  expectedClose: dateSchema.nullish(),
  lostReason: z.string().max(1000).optional(),
  source: z.string().max(120).optional(),
  nextStep: z.string().max(300).optional(),
  notes: z.string().max(20_000).optional(),
});
export type ImportedDeal = z.infer<typeof importedDeal>;

const importedContact = z.object({ ...contactFields, account: accountReference });

/** The most rows that one import takes. */
export const importLimit = 20_000;

export const importRows = declareCommand({
  name: 'deal.importRows',
  version: 1,
  deed: 'imported deals',
  writes: [
    creates('account'),
    creates('contact'),
    creates('deal'),
    patches('deal', [
      'owner',
      'expectedClose',
      'source',
      'nextStep',
      'notes',
      'valueMinor',
      'currency',
      'stage',
      'stageSince',
      'lostReason',
    ]),
  ],
  input: z.object({
    /** The file that the rows came from. */
    source: z.object({ name: z.string().max(300), sha256: z.string().max(64).optional() }),
    accounts: z
      .array(
        z
          .object({ ...accountFields, key: z.string().min(1).max(300) })
          .partial()
          .required({ key: true, name: true }),
      )
      .max(importLimit)
      .default([]),
    contacts: z
      .array(importedContact.partial().required({ name: true, account: true }))
      .max(importLimit)
      .default([]),
    deals: z.array(importedDeal).max(importLimit),
  }),
  /** The rows are in the changes, each in the part of its readers; the input's record names the file and counts them. */
  recorded: ({ source, accounts, contacts, deals }) => ({
    source,
    accounts: accounts.length,
    contacts: contacts.length,
    deals: deals.length,
  }),
  facts: { deals: 'long' },
  result: z.object({ accounts: z.number(), contacts: z.number(), created: z.number(), updated: z.number() }),
});
export type ImportRows = z.infer<typeof importRows.input>;
