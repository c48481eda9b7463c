import { z } from 'zod';
import { commandProcedure, declareCommand } from '../kernel/command';
import { adminProcedure, customerProcedure, entranceProcedure, procedure } from '../kernel/procedure';
import { errorRecordSchema } from '../kernel/wire';
import { archives, creates, patches } from '../kernel/writes';
import { brandSchema, roleSchema, Workspace } from './schema';

const personView = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  roles: z.array(roleSchema),
  archived: z.boolean(),
  /** Has a chain (and so a key) on this device. */
  here: z.boolean(),
});
export type PersonView = z.infer<typeof personView>;

const workspaceView = z.object({
  id: z.string(),
  name: z.string(),
  company: z.string(),
  address: z.string(),
  currency: z.string(),
  locale: z.string(),
  paper: z.enum(['a4', 'letter']),
  brand: brandSchema,
  turnaroundHours: z.number(),
  repsSeeCost: z.boolean(),
});
export type WorkspaceView = z.infer<typeof workspaceView>;

/** What every page needs first. */
const deskState = z.object({
  folder: z.string().nullable(),
  workspace: workspaceView.nullable(),
  /** Who acts. */
  person: personView.nullable(),
  people: z.array(personView),
  /** Groups of readers whose fields the acting person sees. */
  readers: z.array(z.string()),
  /** The account shown, in customer view. */
  customerAccount: z.string().nullable(),
  /** Things a person should know: the disk should be encrypted, a damaged store, a restored backup. */
  notices: z.array(z.object({ kind: z.enum(['note', 'warning', 'damage']), text: z.string() })),
  /** Figures beside the navigation. */
  counts: z.record(z.string(), z.number()),
  /** Why the workspace that was wanted last is not open, and where it lies; for the start screen. */
  problem: z.object({ folder: z.string(), error: errorRecordSchema }).nullable(),
});
export type DeskState = z.infer<typeof deskState>;

export const reviseWorkspace = declareCommand({
  name: 'workspace.revise',
  version: 1,
  deed: 'changed the workspace settings',
  writes: [
    patches('workspace', [
      'name',
      'company',
      'address',
      'currency',
      'locale',
      'paper',
      'brand',
      'turnaroundHours',
      'repsSeeCost',
    ]),
  ],
  input: z.object({
    name: Workspace.fields.name.schema.optional(),
    company: Workspace.fields.company.schema.optional(),
    address: z.string().max(600).optional(),
    currency: Workspace.fields.currency.schema.optional(),
    locale: z.string().min(2).max(35).optional(),
    paper: z.enum(['a4', 'letter']).optional(),
    brand: brandSchema.optional(),
    turnaroundHours: z.number().int().min(1).max(720).optional(),
    repsSeeCost: z.boolean().optional(),
  }),
  result: z.object({ id: z.string() }),
});

export const addPerson = declareCommand({
  name: 'person.add',
  version: 1,
  deed: 'added a person',
  writes: [creates('person')],
  input: z.object({
    name: z.string().min(1).max(200),
    email: z.string().max(320).default(''),
    title: z.string().max(200).default(''),
    roles: z.array(roleSchema).min(1),
  }),
  inputReaders: { name: 'personal', email: 'personal', title: 'personal' },
  result: z.object({ id: z.string() }),
});

export const revisePerson = declareCommand({
  name: 'person.revise',
  version: 1,
  deed: 'changed a person',
  writes: [patches('person', ['roles', 'name', 'email', 'title'])],
  input: z.object({
    person: z.string(),
    name: z.string().min(1).max(200).optional(),
    email: z.string().max(320).optional(),
    title: z.string().max(200).optional(),
    roles: z.array(roleSchema).min(1).optional(),
  }),
  inputReaders: { name: 'personal', email: 'personal', title: 'personal' },
  facts: { ownRoles: 'boolean', lastAdmin: 'boolean' },
  result: z.object({ id: z.string() }),
});

export const archivePerson = declareCommand({
  name: 'person.archive',
  version: 1,
  deed: 'took a person out of the workspace',
  writes: [archives('person')],
  input: z.object({ person: z.string() }),
  facts: { lastAdmin: 'boolean' },
  result: z.object({ id: z.string() }),
});

export const installPolicies = declareCommand({
  name: 'policy.install',
  version: 1,
  deed: 'installed policies',
  writes: [creates('policySet')],
  input: z.object({
    policies: z.record(z.string(), z.string()),
    /** Digests by id of the release's policies that this answers (`policyOffer`): what is left out is not offered again. */
    answered: z.record(z.string(), z.string()).optional(),
  }),
  result: z.object({ digest: z.string() }),
  notUndoable: 'Install the earlier policies again instead: every set is kept.',
});

/** A policy in which this release differs from what the workspace knows of it. */
export const offeredPolicy = z.object({
  id: z.string(),
  /** `new`, `changed` or `dropped` by the release; `both`: the house has its own, and the release changed it too. */
  news: z.enum(['new', 'changed', 'dropped', 'both']),
  inForce: z.string().nullable(),
  shipped: z.string().nullable(),
});
export type OfferedPolicy = z.infer<typeof offeredPolicy>;

const backup = z.object({ file: z.string(), name: z.string(), made: z.number(), size: z.number() });

export const workspaceContract = {
  state: customerProcedure.output(deskState),
  recent: entranceProcedure.output(
    z.array(z.object({ folder: z.string(), name: z.string(), opened: z.number(), present: z.boolean() })),
  ),
  create: entranceProcedure
    .meta({ writes: true })
    .input(
      z.object({
        folder: z.string().optional(),
        name: z.string().min(1).max(120),
        company: z.string().min(1).max(200),
        currency: z.string().regex(/^[A-Z]{3}$/),
        locale: z.string().default('en-GB'),
        owner: z.object({
          name: z.string().min(1).max(200),
          email: z.string().max(320).default(''),
          title: z.string().max(200).default(''),
          roles: z.array(roleSchema).default(['admin']),
        }),
      }),
    )
    .output(z.object({ folder: z.string(), workspace: z.string(), owner: z.string() })),
  /** Makes the sample workspace, opens it and lets its rep act. */
  createSample: entranceProcedure
    .meta({ writes: true })
    .input(z.object({ folder: z.string().optional() }))
    .output(z.object({ folder: z.string(), workspace: z.string(), owner: z.string() })),
  open: entranceProcedure
    .meta({ writes: true })
    .input(z.object({ folder: z.string() }))
    .output(z.object({ folder: z.string() })),
  close: entranceProcedure.meta({ writes: true }).output(z.object({ closed: z.boolean() })),
  actAs: entranceProcedure
    .meta({ writes: true })
    .input(z.object({ person: z.string() }))
    .output(z.object({ person: z.string() })),
  /** Backups of the open workspace, or of the one in a folder that cannot be opened; the newest first. */
  backups: entranceProcedure.input(z.object({ folder: z.string().optional() }).optional()).output(z.array(backup)),
  backUp: procedure.output(backup),
  /**
   * Puts a backup or a full export in the place of the open workspace, of the one in a folder, or, where neither is, into a new folder. The
   * backup is named (`backup`: a name from the list, or a path) or was handed over (`file`).
   */
  restore: entranceProcedure
    .meta({ writes: true })
    .input(
      z
        .object({ folder: z.string().optional(), backup: z.string().optional(), file: z.string().optional() })
        .refine(({ backup, file }) => (backup === undefined) !== (file === undefined), {
          message: 'Name either a backup or a file that was handed over.',
        }),
    )
    .output(z.object({ folder: z.string(), keptAside: z.string().nullable() })),
  exportTo: adminProcedure
    .input(z.object({ file: z.string().optional() }))
    .output(z.object({ file: z.string(), size: z.number(), digest: z.string() })),
  /** Keeps a handed-over file as a logo, after checking that it is a PNG or a harmless SVG; `workspace.revise` then names its digest. */
  keepLogo: procedure
    .meta({ writes: true })
    .input(z.object({ file: z.string() }))
    .output(z.object({ digest: z.string() })),
  policies: procedure.output(
    z.object({
      digest: z.string(),
      policies: z.array(
        z.object({ id: z.string(), text: z.string(), say: z.string().nullable(), needs: z.string().nullable() }),
      ),
    }),
  ),
  /** What this release brings that the workspace has not answered; `answered` is said when it is. */
  policyOffer: procedure.output(
    z.object({
      digest: z.string(),
      offered: z.array(offeredPolicy),
      answered: z.record(z.string(), z.string()),
    }),
  ),
  revise: commandProcedure(reviseWorkspace),
  addPerson: commandProcedure(addPerson),
  revisePerson: commandProcedure(revisePerson),
  archivePerson: commandProcedure(archivePerson),
  installPolicies: commandProcedure(installPolicies),
  drafts: {
    get: procedure
      .input(z.object({ key: z.string().max(300) }))
      .output(z.object({ body: z.unknown().nullable(), updated: z.number().nullable() })),
    put: procedure
      .meta({ writes: true })
      .input(z.object({ key: z.string().max(300), body: z.unknown() }))
      .output(z.object({ updated: z.number() })),
    drop: procedure
      .meta({ writes: true })
      .input(z.object({ key: z.string().max(300) }))
      .output(z.object({ dropped: z.boolean() })),
    list: procedure.output(z.array(z.object({ key: z.string(), updated: z.number() }))),
  },
};
