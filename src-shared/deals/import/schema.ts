import { z } from 'zod';
import { currencySchema } from '../schema';
import { stageSchema } from '../stages';

/** What a column of an imported file can hold. */
export const importFields = [
  'title',
  'account',
  'stage',
  'value',
  'currency',
  'expectedClose',
  'owner',
  'source',
  'nextStep',
  'notes',
  'lostReason',
  'industry',
  'website',
  'address',
  'contactName',
  'contactEmail',
  'contactPhone',
  'contactTitle',
] as const;
export const importFieldSchema = z.enum(importFields);
export type ImportField = z.infer<typeof importFieldSchema>;

/** What the fields are called on screen. */
export const importFieldLabels: Record<ImportField, string> = {
  title: 'Deal title',
  account: 'Account',
  stage: 'Stage',
  value: 'Value',
  currency: 'Currency',
  expectedClose: 'Expected close',
  owner: 'Owner',
  source: 'Source',
  nextStep: 'Next step',
  notes: 'Notes, inside',
  lostReason: 'Reason for the loss',
  industry: 'Industry of the account',
  website: 'Website of the account',
  address: 'Address of the account',
  contactName: 'Contact: name',
  contactEmail: 'Contact: e-mail',
  contactPhone: 'Contact: phone',
  contactTitle: 'Contact: job title',
};

/** Which sign stands before the decimals. */
export const decimalSigns = ['point', 'comma'] as const;
export type DecimalSign = (typeof decimalSigns)[number];

/** In which order a date such as 03/04/2026 is written. */
export const dateOrders = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof dateOrders)[number];

export const duplicateActs = ['skip', 'update', 'create'] as const;
export type DuplicateAct = (typeof duplicateActs)[number];

/** What a person says about a file: which column is what, and how values are to be understood where the file leaves it open. */
export const mappingSchema = z.object({
  /** Column (from 0) of each field that the file has. */
  columns: z.partialRecord(importFieldSchema, z.number().int().min(0).max(1000)).default({}),
  /** Null: as the column itself shows; where it does not, the rows wait for a choice. */
  decimal: z.enum(decimalSigns).nullable().default(null),
  dateOrder: z.enum(dateOrders).nullable().default(null),
  /** Currency of amounts that name none. */
  currency: currencySchema.nullable().default(null),
  /** Stages by the text that stands for them in the file, compared without case and accents. */
  stages: z.record(z.string(), stageSchema).default({}),
  /** Stage of rows that name none. */
  defaultStage: stageSchema.default('qualification'),
  /** People by the text that stands for them in the file. */
  owners: z.record(z.string(), z.string()).default({}),
  /** Owner of rows that name none; null: who imports. */
  defaultOwner: z.string().nullable().default(null),
  /** For account names that are close to existing ones: the account meant, or `new`. */
  accounts: z.record(z.string(), z.string()).default({}),
  /** What to do with single duplicates, by the line in the file. */
  duplicates: z.record(z.string(), z.enum(duplicateActs)).default({}),
  /** What to do with all other duplicates; null: each waits for a choice. */
  everyDuplicate: z.enum(duplicateActs).nullable().default(null),
  /** Rows with problems are left out instead of holding up the import. */
  leaveOutProblems: z.boolean().default(false),
});
export type Mapping = z.infer<typeof mappingSchema>;

const problem = z.object({
  field: importFieldSchema,
  /** Column in the file, from 1; null when no column holds the field. */
  column: z.number().nullable(),
  message: z.string(),
});
export type RowProblem = z.infer<typeof problem>;

const named = z.object({ id: z.string(), name: z.string() });

export const previewRowSchema = z.object({
  /** Line of the file on which the row begins, from 1. */
  line: z.number(),
  act: z.enum(['create', 'update', 'skip', 'undecided']),
  title: z.string(),
  account: z.string(),
  /** `linked`: an account that is there; `similar`: names that are close to it wait for a choice. */
  accountState: z.enum(['linked', 'new', 'similar', 'missing']),
  stage: stageSchema.nullable(),
  valueMinor: z.number().nullable(),
  currency: z.string().nullable(),
  expectedClose: z.string().nullable(),
  ownerName: z.string().nullable(),
  contact: z.string(),
  problems: z.array(problem),
  /** What it repeats: a deal that is there, or an earlier line of the file. */
  duplicate: z
    .discriminatedUnion('of', [
      z.object({ of: z.literal('deal'), id: z.string(), number: z.string(), title: z.string(), stage: stageSchema }),
      z.object({ of: z.literal('line'), line: z.number() }),
    ])
    .nullable(),
});
export type PreviewRow = z.infer<typeof previewRowSchema>;

/** How texts of one column were understood, for a person to check and to mend. */
export const previewSummarySchema = z.object({
  rows: z.number(),
  create: z.number(),
  update: z.number(),
  skip: z.number(),
  undecided: z.number(),
  /** Rows with problems, among the undecided or left out. */
  problems: z.number(),
  duplicates: z.number(),
  newAccounts: z.number(),
  newContacts: z.number(),
  /** Contacts that are there already and are left as they are. */
  knownContacts: z.number(),
  /** Fields that no column holds although each row needs them. */
  missingFields: z.array(importFieldSchema),
  /** `chosen` by the person or as the column shows; null where it must be chosen; absent when nothing depends on it. */
  decimal: z
    .object({
      sign: z.enum(decimalSigns).nullable(),
      certain: z.boolean(),
      samples: z.array(z.object({ text: z.string(), point: z.string().nullable(), comma: z.string().nullable() })),
    })
    .nullable(),
  dateOrder: z
    .object({
      order: z.enum(dateOrders).nullable(),
      certain: z.boolean(),
      samples: z.array(z.object({ text: z.string(), dmy: z.string().nullable(), mdy: z.string().nullable() })),
    })
    .nullable(),
  /** Amounts name no currency, and none was chosen for them. */
  currencyNeeded: z.boolean(),
  stages: z.array(z.object({ text: z.string(), key: z.string(), rows: z.number(), stage: stageSchema.nullable() })),
  owners: z.array(z.object({ text: z.string(), key: z.string(), rows: z.number(), person: z.string().nullable() })),
  accounts: z.array(
    z.object({
      text: z.string(),
      key: z.string(),
      rows: z.number(),
      /** The account meant, `new`, or null while it waits for a choice. */
      choice: z.string().nullable(),
      candidates: z.array(named),
    }),
  ),
});
export type PreviewSummary = z.infer<typeof previewSummarySchema>;
