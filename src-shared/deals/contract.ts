import { z } from 'zod';
import { commandProcedure } from '../kernel/command';
import { customerProcedure, procedure } from '../kernel/procedure';
import {
  archiveAccount,
  archiveContact,
  archiveDeal,
  archiveNote,
  createAccount,
  createContact,
  createDeal,
  importRows,
  moveDeal,
  noteDeal,
  reviseAccount,
  reviseContact,
  reviseDeal,
} from './commands';
import { csvContract } from './import/contract';
import { dateSchema, noteKinds } from './schema';
import { stageSchema } from './stages';

/** A sum in minor units, as text because it may exceed what a JSON number holds exactly. */
const sum = z.object({ currency: z.string(), total: z.string(), weighted: z.string(), deals: z.number() });
export type SumView = z.infer<typeof sum>;

/** How a deal's quote stands against the clock. Times are milliseconds since 1970. */
export const quoteClockSchema = z.object({
  quote: z.string(),
  number: z.string(),
  state: z.string(),
  requestedAt: z.number().nullable(),
  dueAt: z.number().nullable(),
  sentAt: z.number().nullable(),
});
export type QuoteClock = z.infer<typeof quoteClockSchema>;

const dealRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  account: z.string(),
  accountName: z.string(),
  stage: stageSchema,
  stageSince: z.number(),
  owner: z.string(),
  ownerName: z.string().nullable(),
  valueMinor: z.number().nullable(),
  currency: z.string().nullable(),
  expectedClose: z.string().nullable(),
  nextStep: z.string(),
  nextStepDue: z.string().nullable(),
  late: z.array(z.enum(['close', 'next-step'])),
  quote: quoteClockSchema.nullable(),
});
export type DealRow = z.infer<typeof dealRow>;

export const dealSorts = [
  'number',
  'title',
  'account',
  'stage',
  'owner',
  'value',
  'expectedClose',
  'nextStep',
  'stageSince',
  'created',
] as const;
export type DealSort = (typeof dealSorts)[number];

const filter = z.object({
  /** Words that must all occur in the number, the title, the account's name or the next step. */
  text: z.string().max(200).optional(),
  stages: z.array(stageSchema).optional(),
  owner: z.string().optional(),
  account: z.string().optional(),
  /** Only deals of which something is overdue. */
  late: z.boolean().optional(),
  /** Archived deals instead of the others. */
  archived: z.boolean().optional(),
  /** The asking person's own day; left out: the day at Greenwich. */
  today: dateSchema.optional(),
});
export type DealFilter = z.infer<typeof filter>;

const page = { offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(1000).default(200) };

const account = z.object({
  id: z.string(),
  name: z.string(),
  industry: z.string(),
  website: z.string(),
  address: z.string(),
  notes: z.string(),
  archived: z.boolean(),
});
export type AccountView = z.infer<typeof account>;

/** A contact; its values are null after an erasure. */
const contact = z.object({
  id: z.string(),
  account: z.string(),
  accountName: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  title: z.string().nullable(),
  archived: z.boolean(),
});
export type ContactView = z.infer<typeof contact>;

const note = z.object({
  id: z.string(),
  kind: z.enum(noteKinds),
  text: z.string(),
  at: z.number(),
  by: z.string(),
  byName: z.string().nullable(),
});
export type NoteView = z.infer<typeof note>;

const dealDetail = dealRow.extend({
  source: z.string(),
  notes: z.string(),
  customerNotes: z.string(),
  lostReason: z.string().nullable(),
  created: z.number(),
  archived: z.boolean(),
});
export type DealDetail = z.infer<typeof dealDetail>;

const dealRoom = z.object({
  deal: dealDetail,
  account,
  contacts: z.array(contact),
  notes: z.array(note),
  /** Stages it may go to from here. */
  moves: z.array(stageSchema),
});
export type DealRoom = z.infer<typeof dealRoom>;

const accountRow = z.object({
  id: z.string(),
  name: z.string(),
  industry: z.string(),
  website: z.string(),
  contacts: z.number(),
  openDeals: z.number(),
  wonDeals: z.number(),
  /** Open deals, per currency. */
  pipeline: z.array(sum),
});
export type AccountRow = z.infer<typeof accountRow>;

export const accountSorts = ['name', 'industry', 'contacts', 'openDeals', 'wonDeals'] as const;
export type AccountSort = (typeof accountSorts)[number];

export const dealsContract = {
  list: procedure
    .input(
      filter.extend({ sort: z.enum(dealSorts).default('number'), descending: z.boolean().default(false), ...page }),
    )
    .output(z.object({ rows: z.array(dealRow), total: z.number() })),
  /** Number and sums of all deals that a filter lets through. */
  sums: procedure.input(filter).output(
    z.object({
      total: z.number(),
      sums: z.array(sum),
      /** What the sums are made of: exact sums per stage and currency. */
      stages: z.array(z.object({ stage: stageSchema, currency: z.string(), total: z.string(), deals: z.number() })),
    }),
  ),
  /** One column a stage, each with its count, sums and first deals. */
  board: procedure.input(filter.extend({ perColumn: z.number().int().min(1).max(500).default(60) })).output(
    z.object({
      columns: z.array(z.object({ stage: stageSchema, total: z.number(), sums: z.array(sum), rows: z.array(dealRow) })),
    }),
  ),
  room: procedure.input(z.object({ deal: z.string(), today: dateSchema.optional() })).output(dealRoom),
  /** The id of the deal that text names: its id, number, or whole title. */
  find: procedure.input(z.object({ text: z.string().min(1) })).output(z.object({ id: z.string(), number: z.string() })),
  accounts: procedure
    .input(
      z.object({
        text: z.string().max(200).optional(),
        archived: z.boolean().optional(),
        sort: z.enum(accountSorts).default('name'),
        descending: z.boolean().default(false),
        ...page,
      }),
    )
    .output(z.object({ rows: z.array(accountRow), total: z.number() })),
  account: procedure.input(z.object({ account: z.string(), today: dateSchema.optional() })).output(
    z.object({
      account,
      contacts: z.array(contact),
      deals: z.array(dealRow),
      sums: z.array(sum),
    }),
  ),
  findAccount: procedure
    .input(z.object({ text: z.string().min(1) }))
    .output(z.object({ id: z.string(), name: z.string() })),
  /** Every account by name, for choosing one of them. */
  accountNames: procedure.output(z.array(z.object({ id: z.string(), name: z.string() }))),
  /** Accounts whose name may mean the same, for the form of a new one. */
  similarAccounts: procedure
    .input(z.object({ name: z.string().max(200) }))
    .output(z.array(z.object({ id: z.string(), name: z.string(), exact: z.boolean() }))),
  contacts: procedure
    .input(z.object({ account: z.string().optional(), text: z.string().max(200).optional(), ...page }))
    .output(z.object({ rows: z.array(contact), total: z.number() })),
  contact: procedure.input(z.object({ contact: z.string() })).output(contact),
  /** The one account of the customer view with its deals: only what a customer may see. */
  forCustomer: customerProcedure.output(
    z.object({
      account: z.object({ id: z.string(), name: z.string(), address: z.string() }),
      deals: z.array(z.object({ id: z.string(), number: z.string(), title: z.string(), customerNotes: z.string() })),
    }),
  ),
  csv: csvContract,
  createAccount: commandProcedure(createAccount),
  reviseAccount: commandProcedure(reviseAccount),
  archiveAccount: commandProcedure(archiveAccount),
  createContact: commandProcedure(createContact),
  reviseContact: commandProcedure(reviseContact),
  archiveContact: commandProcedure(archiveContact),
  create: commandProcedure(createDeal),
  revise: commandProcedure(reviseDeal),
  move: commandProcedure(moveDeal),
  archive: commandProcedure(archiveDeal),
  note: commandProcedure(noteDeal),
  archiveNote: commandProcedure(archiveNote),
  importRows: commandProcedure(importRows),
};
