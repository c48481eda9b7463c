import { z } from 'zod';
import { changeViewSchema } from '../kernel/command';
import { errorCodes } from '../kernel/errors';
import { adminProcedure, entranceProcedure, procedure } from '../kernel/procedure';
import { identifier, refusalSchema } from './protocol';

/**
 * Where the open workspace stands with its server:
 * `none`: it is on this device alone · `synced`: nothing is left to send or fetch · `sending`: on its way · `offline`: the server cannot
 * be reached, work goes on · `signed-out`: a sign-in is wanted · `removed`: this person is no longer in the workspace ·
 * `update`: the server speaks no protocol that this version knows · `contradicts`: what the server sent does not hold, nothing of it was taken.
 */
export const syncStates = [
  'none',
  'synced',
  'sending',
  'offline',
  'signed-out',
  'removed',
  'update',
  'contradicts',
] as const;
export type SyncState = (typeof syncStates)[number];

export const syncStatus = z.object({
  state: z.enum(syncStates),
  /** Base address of the server; null in a workspace without one. */
  address: z.string().nullable(),
  /** Who is signed in at it, as the identity provider names them; null when nobody is or it gives no name. */
  account: z.string().nullable(),
  signedIn: z.boolean(),
  /** The person whom that account is in this workspace: only they act and read here. */
  person: z.string().nullable(),
  /** Receipts committed here and not decided yet; of them, how many wait for another device. */
  pending: z.int().nonnegative(),
  waiting: z.int().nonnegative(),
  /** Entries of the inbox that nobody has settled. */
  attention: z.int().nonnegative(),
  /** Files that are still to be uploaded. */
  uploads: z.int().nonnegative(),
  /** Milliseconds since 1970; null before the first contact. */
  lastContact: z.number().nullable(),
  offlineSince: z.number().nullable(),
  /** This device's clock less the server's, milliseconds; null before the first contact. */
  skew: z.number().nullable(),
  /** Newest number of the workspace that is here, and that the server has. */
  number: z.int().nonnegative(),
  serverNumber: z.int().nonnegative(),
  /** How much of the history before a snapshot is here already, 0 to 1; null when all is. */
  history: z.number().nullable(),
  /** Why the last contact failed, as a sentence. */
  problem: z.string().nullable(),
});
export type SyncStatus = z.infer<typeof syncStatus>;

/** What somebody has to look at. */
export const syncInboxEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('refused'),
    /** Hash of the receipt that names the act. */
    id: z.string(),
    /** The act as a sentence, and what it would have changed: `before` is what stands now. */
    sentence: z.string(),
    command: z.string(),
    at: z.number(),
    actor: z.string(),
    refusal: refusalSchema,
    input: z.record(z.string(), z.unknown()),
    /** Of parts of the input that are one word of a list: the words, by the part's name. */
    choices: z.record(z.string(), z.array(z.string())),
    reason: z.string().nullable(),
    changes: z.array(changeViewSchema),
    /** Signed on this device by whoever asks: only then can it be done again or discarded here. */
    mine: z.boolean(),
    /** The record that it is about, where that has a screen. */
    record: z.object({ entity: z.string(), id: z.string(), title: z.string() }).nullable(),
  }),
  z.object({
    kind: z.literal('conflict'),
    id: z.string(),
    entity: z.string(),
    row: z.string(),
    title: z.string(),
    field: z.string(),
    label: z.string(),
    /** The row as it stands, as far as it may be read; empty where it is no longer there. */
    present: z.record(z.string(), z.unknown()),
    mine: z.object({ value: z.unknown(), actor: z.string(), at: z.number(), receipt: z.string() }),
    theirs: z.object({ value: z.unknown(), actor: z.string(), at: z.number(), receipt: z.string() }),
    /** Which of both stands now; `neither` when it was changed again meanwhile. */
    stands: z.enum(['mine', 'theirs', 'neither']),
  }),
  z.object({
    kind: z.literal('waiting'),
    id: z.string(),
    sentence: z.string(),
    at: z.number(),
    actor: z.string(),
    /** Whose devices hold what it waits for, as far as this one knows. */
    for: z.array(z.object({ hash: z.string(), person: z.string().nullable(), device: z.string().nullable() })),
  }),
  z.object({
    kind: z.literal('invalid'),
    id: z.string(),
    sentence: z.string(),
    at: z.number(),
    actor: z.string(),
    /** Why the server cannot take it. */
    says: z.string(),
  }),
  z.object({
    kind: z.literal('file'),
    /** `file-` and the file's digest. */
    id: z.string(),
    sentence: z.string(),
    name: z.string(),
    /** Bytes. */
    size: z.int().nonnegative(),
    /** When the server refused it first. */
    at: z.number(),
    /** Why it did not take it, and what can be done. */
    says: z.string(),
  }),
]);
export type SyncInboxEntry = z.infer<typeof syncInboxEntry>;

/** Something with a server that takes its time: a sign-in, an upload, a joining. */
export const syncTask = z.object({
  id: z.string(),
  kind: z.enum(['sign-in', 'upload', 'join']),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** What it is at, as a sentence. */
  stage: z.string(),
  done: z.number(),
  /** Null while it is not known. */
  total: z.number().nullable(),
  /** Of a sign-in: where the person goes on, and whether a browser was opened there. */
  url: z.string().nullable(),
  opened: z.boolean(),
  /** Of a sign-in that is done. */
  account: z.string().nullable(),
  /** Of a joining that is done: it is open. */
  joined: z.object({ folder: z.string(), workspace: z.string(), person: z.string() }).nullable(),
  /** Why it failed, and how to mend it. */
  problem: z.object({ code: z.enum(errorCodes), message: z.string(), hint: z.string().nullable() }).nullable(),
});
export type SyncTask = z.infer<typeof syncTask>;

export const syncMember = z.object({
  person: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  /** Whether an account is bound to the person, and since when. */
  joined: z.number().nullable(),
  invited: z.object({ id: z.string(), expires: z.number() }).nullable(),
});
export type SyncMember = z.infer<typeof syncMember>;

export const syncDevice = z.object({
  chain: z.string(),
  person: z.string(),
  name: z.string(),
  registered: z.number().nullable(),
  lastSeen: z.number().nullable(),
  revoked: z.boolean(),
  /** This very device. */
  here: z.boolean(),
});
export type SyncDevice = z.infer<typeof syncDevice>;

export const serverAddress = z.url({ protocol: /^https?$/ }).max(2_000);
const named = z.object({ id: z.string().max(200) });

/** A workspace of which only a part is on this device: its joining was broken off. */
export const brokenOffJoining = z.object({
  workspace: identifier,
  name: z.string(),
  folder: z.string(),
  /** Of the server that it came from; null where that is not known any more. */
  address: z.string().nullable(),
});
export type BrokenOffJoining = z.infer<typeof brokenOffJoining>;

/** What a device does with its server, for window, browser and command line. */
export const syncContract = {
  status: entranceProcedure.output(syncStatus),
  /** Sends and fetches now; answers how it stands afterwards. */
  now: procedure.output(syncStatus),
  /** Begins a sign-in: the person goes on in the system's browser at the task's `url`. */
  signIn: entranceProcedure.input(z.object({ address: serverAddress })).output(syncTask),
  /** Where a sign-in is kept: `signed` names the servers. */
  signedIn: entranceProcedure.output(z.array(z.object({ address: z.string(), account: z.string().nullable() }))),
  signOut: entranceProcedure.input(z.object({ address: serverAddress })).output(z.object({ signedOut: z.boolean() })),
  /** How a task stands; waits up to `wait` milliseconds for a change. */
  task: entranceProcedure
    .input(z.object({ id: z.string(), wait: z.int().min(0).max(30_000).default(0) }))
    .output(syncTask),
  cancelTask: entranceProcedure.input(named).output(syncTask),
  /** Gives the open workspace, which is on this device alone, to a server one is signed in at. Only an admin may. */
  upload: adminProcedure.input(z.object({ address: serverAddress })).output(syncTask),
  /** Workspaces of the server that one's account is in. */
  workspaces: entranceProcedure.input(z.object({ address: serverAddress })).output(
    z.array(
      z.object({
        workspace: identifier,
        name: z.string().nullable(),
        person: z.string(),
        /** Its folder on this device, where it is here already. */
        folder: z.string().nullable(),
      }),
    ),
  ),
  /** Fetches a workspace to this device and opens it: by an invitation's code, or one that the account is in already. */
  join: entranceProcedure
    .input(
      z.object({
        address: serverAddress,
        code: z.string().trim().min(8).max(80).optional(),
        workspace: identifier.optional(),
        folder: z.string().optional(),
      }),
    )
    .output(syncTask),
  /** Workspaces whose joining was broken off and that nobody joins just now. `join` with their id goes on with one. */
  brokenOff: entranceProcedure.output(z.array(brokenOffJoining)),
  /** Takes what lies here of one of them off this device. The place in the workspace stays. */
  removeBrokenOff: entranceProcedure
    .input(z.object({ workspace: identifier }))
    .output(z.object({ folder: z.string() })),
  /**
   * Takes the open workspace off this device for good; `everywhere` also ends the account's place in it on the server. What was never sent is
   * written to the file `unsentTo` first; without that, a workspace with unsent receipts is not left (`stale`, `details.unsent`).
   * The same for a workspace that one was removed from: nobody can act in it then, and whoever sits here may take it away.
   */
  leave: entranceProcedure
    .input(
      z.object({
        unsentTo: z.string().nullable().default(null),
        /** Let go of what was never sent. */
        discardUnsent: z.boolean().default(false),
        everywhere: z.boolean().default(false),
      }),
    )
    .output(z.object({ unsent: z.int(), file: z.string().nullable() })),
  inbox: procedure.output(z.array(syncInboxEntry)),
  /**
   * Does a refused act again on the present values, as a new receipt, with another input where one is given; the refused one is settled by it. A
   * file that the server did not take is sent again.
   */
  resend: procedure
    .meta({ writes: true })
    .input(
      named.extend({ input: z.record(z.string(), z.unknown()).optional(), reason: z.string().max(2_000).optional() }),
    )
    .output(z.object({ receipt: z.string().nullable(), request: z.string().nullable() })),
  /** Puts an entry aside: a refused act stays in its chain and counts for nothing; of a conflict, what stands stays. */
  discard: procedure.meta({ writes: true }).input(named).output(named),
  /** Members with their accounts, and who is invited (which only admins see). */
  members: procedure.output(z.array(syncMember)),
  invite: adminProcedure
    .input(z.object({ person: z.string(), days: z.int().positive().max(30).default(7) }))
    .output(z.object({ id: z.string(), code: z.string(), expires: z.number(), address: z.string() })),
  withdrawInvitation: adminProcedure.input(named).output(named),
  /** Ends a person's access and devices at the server. Archiving the person is an act of its own. */
  removeMember: adminProcedure.input(z.object({ person: z.string() })).output(z.object({ person: z.string() })),
  devices: procedure.output(z.array(syncDevice)),
  revokeDevice: procedure.input(z.object({ chain: identifier })).output(z.object({ chain: z.string() })),
  /** Keeps every file of a deal on this device, so that it can be shown without a network. */
  pin: procedure
    .meta({ writes: true })
    .input(z.object({ deal: z.string(), pinned: z.boolean() }))
    .output(z.object({ deal: z.string(), pinned: z.boolean() })),
  /** Whether a deal is pinned, and how many of its files are here. */
  pinned: procedure
    .input(z.object({ deal: z.string() }))
    .output(z.object({ pinned: z.boolean(), files: z.int(), here: z.int() })),
};
