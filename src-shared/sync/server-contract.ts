import { oc } from '@orpc/contract';
import { z } from 'zod';
import { signedReceiptSchema } from '../kernel/receipt';
import { roleSchema } from '../workspace';
import {
  aboutSchema,
  identifier,
  PULL_LIMIT,
  partsAnswerSchema,
  pullAnswerSchema,
  pushAnswerSchema,
  pushRequestSchema,
  signedDecisionSchema,
  snapshotLeafSchema,
  snapshotManifestSchema,
} from './protocol';

/** What a service token may be used for; it never pushes. */
export const tokenScopes = ['pull', 'audit', 'blobs'] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** Who may call a route. A route that does not say is refused: nothing is open because it was forgotten. */
export interface RouteNeeds extends Record<string, unknown> {
  /** `session`: a signed-in account; `member`: bound to a person of the path's workspace; `admin`: that person is an admin there. */
  needs?: 'nobody' | 'session' | 'member' | 'admin';
  /** Service tokens with this scope may call it too. */
  machine?: TokenScope;
  /** Its work asks how the person stands, in the state that it finds, and refuses: it is not asked before as well. */
  standing?: 'inside';
  /** Bytes of the body at most, after decompression; 64 KiB where it does not say. */
  bodyBytes?: number;
}

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const time = z.int().nonnegative();
/** Numbers in a query arrive as text. */
const count = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const protocol = z.coerce.number().int().positive().max(1_000);
const limit = z.coerce.number().int().positive().max(PULL_LIMIT).default(PULL_LIMIT);
/** Without control characters: databases do not take them all, and lists that people read are not to be drawn over. */
const withoutControls = (text: string): boolean => !/\p{Cc}/u.test(text);
const shownName = z.string().min(1).max(120).refine(withoutControls, 'It holds characters that cannot be shown.');
const inWorkspace = z.object({ workspace: identifier });
const done = z.object({ done: z.literal(true) });

const open = oc.$meta<RouteNeeds>({ needs: 'nobody' });
const session = oc.$meta<RouteNeeds>({ needs: 'session' });
const member = oc.$meta<RouteNeeds>({ needs: 'member' });
const admin = oc.$meta<RouteNeeds>({ needs: 'admin' });
const reader = oc.$meta<RouteNeeds>({ needs: 'member', machine: 'pull' });
const auditor = oc.$meta<RouteNeeds>({ needs: 'member', machine: 'audit' });
const at = '/v1/workspaces/{workspace}' as const;

/** A device's session: an access token for requests and a refresh token that is good for one use. */
export const sessionSchema = z.object({
  account: z.string(),
  accessToken: z.string(),
  accessExpires: time,
  refreshToken: z.string(),
  refreshExpires: time,
});
export type ServerSession = z.infer<typeof sessionSchema>;

/** One workspace of the signed-in account. */
export const membershipSchema = z.object({
  workspace: z.string(),
  /** As the workspace calls itself; null before its first receipts have come. */
  name: z.string().nullable(),
  person: z.string(),
  roles: z.array(z.string()),
  /** Groups of readers whose parts this person gets. */
  readers: z.array(z.string()),
  number: time,
  /** The server's own chain here, which announces and revokes devices. */
  server: z.object({ chain: z.string(), publicKey: z.string() }),
  /** False while the founder's first upload is under way. */
  appointed: z.boolean(),
});
export type Membership = z.infer<typeof membershipSchema>;

export const deviceSchema = z.object({
  chain: z.string(),
  person: z.string(),
  name: z.string(),
  /** Null: its chain came with an upload and no account has registered it. */
  registered: time.nullable(),
  /** When its newest receipt was committed, by its own clock. */
  lastSeen: time.nullable(),
  revoked: z.boolean(),
});
export type RegisteredDevice = z.infer<typeof deviceSchema>;

export const memberSchema = z.object({
  person: z.string(),
  roles: z.array(z.string()),
  /** Id of the account that is bound to the person, and since when. */
  account: z.string().nullable(),
  joined: time.nullable(),
});

export const invitationSchema = z.object({
  id: z.string(),
  person: z.string(),
  created: time,
  expires: time,
  accepted: time.nullable(),
  withdrawn: time.nullable(),
});

export const serviceTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(tokenScopes)),
  roles: z.array(roleSchema),
  created: time,
  expires: time.nullable(),
  lastUsed: time.nullable(),
});

export const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  roles: z.array(roleSchema),
  created: time,
  /** Everything up to this number was delivered or lies in the dead-letter list. */
  number: time,
  /** Attempts that failed since the last one that did not. */
  failures: time,
});

export const deadLetterSchema = z.object({
  id: z.string(),
  webhook: z.string(),
  /** Numbers of the receipts in it. */
  first: time,
  last: time,
  attempts: time,
  failed: time,
  why: z.string(),
});

/** A receipt's place in the Merkle tree (RFC 6962) of its day. */
export const inclusionProofSchema = z.object({
  workspace: z.string(),
  day,
  /** Hash of the decision, which names the receipt: the leaf is of its 32 bytes. */
  leaf: digest,
  index: time,
  size: time,
  path: z.array(digest),
  root: digest,
  decision: signedDecisionSchema,
  /** The server's key of this workspace, base64url; the workspace's own receipts say whether it is. */
  publicKey: z.string(),
  /** Ed25519 by that key over `dayRootText`. */
  signature: z.string(),
});
export type InclusionProof = z.infer<typeof inclusionProofSchema>;

/** The device signs this with its chain's key to show that the chain is its own; only this account can use the signature. */
export const deviceProofText = (workspace: string, chain: string, account: string): string =>
  `proofdesk device\n${workspace}\n${chain}\n${account}\n`;

const deviceInput = z.object({
  chain: identifier,
  /** Raw Ed25519 public key, base64url. */
  publicKey: base64url.length(43),
  name: shownName,
  /** Signature over `deviceProofText`, base64url. */
  proof: base64url.max(100),
});

/**
 * What the server offers over HTTP, route by route. The client is made from it with `@orpc/openapi-client`, the document served at
 * `/openapi.json` is generated from it. Blobs, the notification socket and the audit stream stand beside it (docs/operate.md).
 */
export const serverContract = {
  about: open.route({ method: 'GET', path: '/v1/about', summary: 'What this server is' }).output(aboutSchema),
  sessions: {
    open: open
      .route({ method: 'POST', path: '/v1/sessions', summary: 'Sign in with an ID token of the identity provider' })
      .input(z.object({ idToken: z.string().max(16_384), nonce: z.string().min(16).max(200) }))
      .output(sessionSchema),
    refresh: open
      .route({ method: 'POST', path: '/v1/sessions/refresh', summary: 'New tokens for a refresh token, once' })
      .input(z.object({ refreshToken: z.string().max(200) }))
      .output(sessionSchema),
    close: session.route({ method: 'DELETE', path: '/v1/sessions', summary: 'Sign out' }).output(done),
  },
  workspaces: {
    mine: session
      .route({ method: 'GET', path: '/v1/workspaces', summary: 'Workspaces of this account' })
      .output(z.array(membershipSchema)),
    register: session
      .route({ method: 'POST', path: '/v1/workspaces', summary: 'Register a workspace that was started on a device' })
      .input(deviceInput.extend({ workspace: identifier, person: identifier }))
      .output(z.object({ membership: membershipSchema, opening: signedReceiptSchema, decision: signedDecisionSchema })),
  },
  push: oc
    .$meta<RouteNeeds>({ needs: 'member', standing: 'inside', bodyBytes: 12 * 1024 * 1024 })
    .route({ method: 'POST', path: `${at}/push`, summary: 'Send receipts, in the order in which they were committed' })
    .input(pushRequestSchema.extend({ workspace: identifier }))
    .output(pushAnswerSchema),
  pull: reader
    .route({ method: 'GET', path: `${at}/pull`, summary: 'Decisions after a number' })
    .input(inWorkspace.extend({ protocol, after: count, limit }))
    .output(pullAnswerSchema),
  parts: reader
    .route({ method: 'GET', path: `${at}/parts`, summary: 'Parts of one group of readers, by number' })
    .input(
      inWorkspace.extend({
        protocol,
        readers: z.string().max(80).refine(withoutControls, 'There are no such readers.'),
        after: count,
        limit,
      }),
    )
    .output(partsAnswerSchema),
  snapshot: {
    manifest: reader
      .route({ method: 'GET', path: `${at}/snapshot`, summary: 'The newest snapshot, for a new device' })
      .input(inWorkspace.extend({ protocol }))
      .output(snapshotManifestSchema),
    page: reader
      .route({ method: 'GET', path: `${at}/snapshot/{number}/{page}`, summary: 'One page of a snapshot' })
      .input(inWorkspace.extend({ number: count, page: count }))
      .output(z.object({ leaves: z.array(snapshotLeafSchema) })),
  },
  devices: {
    list: member
      .route({ method: 'GET', path: `${at}/devices`, summary: 'Registered devices: one’s own; an admin sees all' })
      .input(inWorkspace)
      .output(z.array(deviceSchema)),
    register: member
      .route({ method: 'POST', path: `${at}/devices`, summary: 'Bind a chain’s public key to the signed-in person' })
      .input(inWorkspace.extend(deviceInput.shape))
      .output(z.object({ device: deviceSchema, number: time })),
    revoke: member
      .route({ method: 'DELETE', path: `${at}/devices/{chain}`, summary: 'End a chain; an admin may end anybody’s' })
      .input(inWorkspace.extend({ chain: identifier }))
      .output(z.object({ number: time })),
  },
  members: {
    list: member
      .route({ method: 'GET', path: `${at}/members`, summary: 'People of the workspace and who has an account here' })
      .input(inWorkspace)
      .output(z.array(memberSchema)),
    leave: member
      .route({ method: 'POST', path: `${at}/leave`, summary: 'Leave the workspace: one’s devices are revoked' })
      .input(inWorkspace)
      .output(done),
    remove: admin
      .route({ method: 'DELETE', path: `${at}/members/{person}`, summary: 'End a person’s access and devices' })
      .input(inWorkspace.extend({ person: identifier }))
      .output(done),
  },
  invitations: {
    list: admin
      .route({ method: 'GET', path: `${at}/invitations`, summary: 'Invitations, newest first' })
      .input(inWorkspace)
      .output(z.array(invitationSchema)),
    create: admin
      .route({ method: 'POST', path: `${at}/invitations`, summary: 'A one-time code for a person of the workspace' })
      .input(inWorkspace.extend({ person: identifier, days: z.int().positive().max(30).default(7) }))
      .output(z.object({ invitation: invitationSchema, code: z.string() })),
    withdraw: admin
      .route({ method: 'DELETE', path: `${at}/invitations/{id}`, summary: 'Withdraw an invitation' })
      .input(inWorkspace.extend({ id: identifier }))
      .output(done),
    accept: session
      .route({ method: 'POST', path: '/v1/invitations/accept', summary: 'Join a workspace with a code' })
      .input(z.object({ code: z.string().min(8).max(80) }))
      .output(membershipSchema),
  },
  tokens: {
    list: admin
      .route({ method: 'GET', path: `${at}/tokens`, summary: 'Service tokens' })
      .input(inWorkspace)
      .output(z.array(serviceTokenSchema)),
    create: admin
      .route({ method: 'POST', path: `${at}/tokens`, summary: 'A token for a machine; shown once' })
      .input(
        inWorkspace.extend({
          name: shownName,
          scopes: z.array(z.enum(tokenScopes)).min(1),
          /** It reads what a person with these roles may read. */
          roles: z.array(roleSchema).min(1),
          days: z.int().positive().max(3_650).nullable().default(365),
        }),
      )
      .output(z.object({ token: serviceTokenSchema, secret: z.string() })),
    revoke: admin
      .route({ method: 'DELETE', path: `${at}/tokens/{id}`, summary: 'Revoke a service token' })
      .input(inWorkspace.extend({ id: identifier }))
      .output(done),
  },
  webhooks: {
    list: admin
      .route({ method: 'GET', path: `${at}/webhooks`, summary: 'Webhooks' })
      .input(inWorkspace)
      .output(z.array(webhookSchema)),
    create: admin
      .route({
        method: 'POST',
        path: `${at}/webhooks`,
        summary: 'Send receipts to an address; its secret is shown once',
      })
      .input(
        inWorkspace.extend({
          url: z
            .url({ protocol: /^https?$/ })
            .max(2_000)
            .refine(withoutControls, 'It holds characters that no address has.'),
          roles: z.array(roleSchema).min(1),
          /** Receipts after this number are sent; only new ones where absent. */
          after: z.int().nonnegative().optional(),
        }),
      )
      .output(z.object({ webhook: webhookSchema, secret: z.string() })),
    remove: admin
      .route({ method: 'DELETE', path: `${at}/webhooks/{id}`, summary: 'Stop a webhook' })
      .input(inWorkspace.extend({ id: identifier }))
      .output(done),
    deadLetters: admin
      .route({ method: 'GET', path: `${at}/dead-letters`, summary: 'Deliveries that were given up' })
      .input(inWorkspace)
      .output(z.array(deadLetterSchema)),
    redeliver: admin
      .route({ method: 'POST', path: `${at}/dead-letters/{id}/redeliver`, summary: 'Try a dead letter again' })
      .input(inWorkspace.extend({ id: identifier }))
      .output(done),
  },
  merkle: {
    root: auditor
      .route({ method: 'GET', path: `${at}/merkle/{day}`, summary: 'Merkle root of a day that has ended (UTC)' })
      .input(inWorkspace.extend({ day }))
      .output(z.object({ day, size: time, root: digest, signature: z.string() })),
    proof: auditor
      .route({ method: 'GET', path: `${at}/proofs/{hash}`, summary: 'That a receipt is in the tree of its day' })
      .input(inWorkspace.extend({ hash: digest }))
      .output(inclusionProofSchema),
  },
};
