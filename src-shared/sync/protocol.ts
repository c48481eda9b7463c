import { z } from 'zod';
import { signedReceiptSchema } from '../kernel/receipt';

/**
 * The protocol between a device and the server, whole. Versions count up; a server serves `oldest` to `newest`, and says so in
 * every answer that a device needs to decide whether it can go on.
 */
export const PROTOCOL = { oldest: 1, newest: 1 } as const;

/** Receipts of one push at most, and their bytes at most (headers, signatures and parts, before compression). */
export const PUSH_LIMIT = { receipts: 500, bytes: 4 * 1024 * 1024 } as const;
/** Decisions of one pull at most. */
export const PULL_LIMIT = 2_000;
/** Bytes of one piece of a blob that is uploaded. */
export const BLOB_PIECE_BYTES = 4 * 1024 * 1024;

/** Who the receipts of a server's own chain are by. */
export const SERVER_ACTOR = 'server';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** Ids of workspaces, chains and people, as they stand in paths. */
export const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const milliseconds = z.int().nonnegative();

/** Why a receipt was refused, for the device to sort by; `says` is for the person. */
export const refusalKinds = [
  /** The person is not, or no longer, in the workspace, or the chain ended before this number. */
  'not-a-member',
  'chain-revoked',
  /** The policies in force forbid it, or want an approval it lacks. */
  'policy',
  /** A guard does not hold in confirmed state, or copied inputs differ from it. */
  'stale',
  /** Frozen figures do not follow from their inputs. */
  'figures',
  /** It builds on a receipt that was refused. */
  'depends',
  /** Another receipt of its act was refused. */
  'group',
  /** It changes what its command may not change, or names rows or fields against their declaration. */
  'not-allowed',
] as const;

export const refusalSchema = z.object({
  kind: z.enum(refusalKinds),
  /** Sentences for a person. */
  says: z.array(z.string()).min(1),
  /** Ids of the policies that decided; empty where none did. */
  by: z.array(z.string()),
  /** Whose approval is lacking. */
  needs: z.array(z.string()),
  /** For `stale`: which fields, and what stands there now (absent where the asker may not read it). */
  fields: z.array(z.object({ entity: z.string(), id: z.string(), field: z.string(), present: z.unknown().optional() })),
  /** For `depends`: hashes of the refused receipts it builds on. */
  on: z.array(digest),
});
export type Refusal = z.infer<typeof refusalSchema>;

/**
 * What the server signs about one receipt. Its hash is SHA-256 of its RFC 8785 bytes, and each names the one before, so the order of
 * the workspace is signed too. It says nothing that not every member may read: reasons of a refusal travel beside it.
 */
export const decisionTextSchema = z.object({
  v: z.literal(1),
  workspace: z.string(),
  number: z.int().positive(),
  receipt: digest,
  outcome: z.enum(['accepted', 'contested', 'refused']),
  /** Milliseconds since 1970 by the server's clock. */
  arrival: milliseconds,
  /** Merge clock: by it `latest` and `set` fields come together. */
  clock: z.string(),
  /** Digest of the set of policies that was in force. */
  policies: digest.nullable(),
  previous: digest.nullable(),
});
export type DecisionText = z.infer<typeof decisionTextSchema>;

export const signedDecisionSchema = z.object({
  /** Exact canonical text of a `DecisionText`. */
  text: z.string(),
  /** Ed25519 by the server's key of this workspace, base64url. */
  signature: z.string(),
});
export type SignedDecision = z.infer<typeof signedDecisionSchema>;

// --- push -------------------------------------------------------------------------------------------------------------------

export const pushRequestSchema = z.object({
  protocol: z.int().positive(),
  /** Of one or several chains, in the order in which the device committed them. */
  receipts: z.array(signedReceiptSchema).max(PUSH_LIMIT.receipts),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

/** What became of each receipt of a push, in their order. */
export const pushResultSchema = z.discriminatedUnion('status', [
  /** Decided now or before: the same answer, however often it is sent. */
  z.object({
    status: z.literal('decided'),
    hash: digest,
    decision: signedDecisionSchema,
    refusal: refusalSchema.nullable(),
  }),
  /** Kept aside until the last receipt of its act has come. */
  z.object({ status: z.literal('aside'), hash: digest }),
  /** It builds on receipts that the server has not seen, or on rows that none of them made; its chain goes on when they arrive. */
  z.object({
    status: z.literal('waiting'),
    hash: digest,
    for: z.array(digest),
    rows: z.array(z.object({ entity: z.string(), id: z.string() })).default([]),
  }),
  /** Not stored: send its chain again from `expected`. */
  z.object({ status: z.literal('gap'), hash: digest, chain: z.string(), expected: z.int().positive() }),
  /** The chain has another receipt at this number: a store was restored or copied. The chain ends on the device. */
  z.object({ status: z.literal('forked'), hash: digest, chain: z.string(), number: z.int(), known: digest }),
  /** A digest or signature is wrong, or it cannot be read; nothing was stored. */
  z.object({ status: z.literal('invalid'), hash: digest, says: z.string() }),
]);
export type PushResult = z.infer<typeof pushResultSchema>;

export const pushAnswerSchema = z.object({
  results: z.array(pushResultSchema),
  /** Newest number of the workspace. */
  number: z.int().nonnegative(),
  /** The server's wall clock, milliseconds since 1970: skew is measured by it and never a reason to refuse. */
  now: milliseconds,
});
export type PushAnswer = z.infer<typeof pushAnswerSchema>;

// --- pull -------------------------------------------------------------------------------------------------------------------

export const pullRequestSchema = z.object({
  protocol: z.int().positive(),
  after: z.int().nonnegative(),
  limit: z.int().positive().max(PULL_LIMIT).default(PULL_LIMIT),
});

/** One number of the workspace as one reader gets it: of a refused receipt only its author gets parts and reason. */
export const pulledSchema = z.object({
  decision: signedDecisionSchema,
  receipt: signedReceiptSchema,
  refusal: refusalSchema.nullable(),
});
export type Pulled = z.infer<typeof pulledSchema>;

export const pullAnswerSchema = z.object({
  pulled: z.array(pulledSchema),
  /** Newest number; more is to be had while the last one pulled is smaller. */
  number: z.int().nonnegative(),
  /**
   * Groups of readers that the asker may read now. Where the device holds parts of others it drops them; where it lacks some it asks
   * for them with `parts`.
   */
  readers: z.array(z.string()),
  now: milliseconds,
  oldestClient: z.int().positive(),
});
export type PullAnswer = z.infer<typeof pullAnswerSchema>;

/** Parts of one group of readers that a change of rights made readable late, by number. */
export const partsRequestSchema = z.object({
  protocol: z.int().positive(),
  readers: z.string(),
  after: z.int().nonnegative(),
  limit: z.int().positive().max(PULL_LIMIT).default(PULL_LIMIT),
});
export const partsAnswerSchema = z.object({
  parts: z.array(z.object({ number: z.int(), hash: digest, readers: z.string(), body: z.string() })),
  /** Ask again after this number; null when there is no more. */
  next: z.int().nullable(),
});
export type PartsAnswer = z.infer<typeof partsAnswerSchema>;

// --- snapshot ---------------------------------------------------------------------------------------------------------------

/** Merged state of one row as it travels: its fields by reader, each group with a salt so that a withheld one is a hash. */
export const snapshotLeafSchema = z.object({
  entity: z.string(),
  id: z.string(),
  readers: z.string(),
  /** SHA-256 of `body`. */
  digest,
  /** Canonical text of `{ salt, schema, archived, created, updated, fields, clocks, unknown, erased }`; null when withheld. */
  body: z.string().nullable(),
});
export type SnapshotLeaf = z.infer<typeof snapshotLeafSchema>;

export const snapshotManifestSchema = z.object({
  workspace: z.string(),
  /** The state is that of confirmed receipts up to this number. */
  number: z.int().nonnegative(),
  /** Hash of the decision with that number: the next pull links to it. */
  decision: digest.nullable(),
  pages: z.int().nonnegative(),
  rows: z.int().nonnegative(),
  /** Merkle root (RFC 6962) over the leaves' digests in order of entity, id, readers. */
  root: digest,
  /** Ed25519 by the server over the canonical text of this manifest without it. */
  signature: z.string(),
});
export type SnapshotManifest = z.infer<typeof snapshotManifestSchema>;

// --- about ------------------------------------------------------------------------------------------------------------------

export const aboutSchema = z.object({
  product: z.literal('proofdesk'),
  version: z.string(),
  protocol: z.object({ oldest: z.int().positive(), newest: z.int().positive() }),
  now: milliseconds,
  /** How people sign in here. */
  identity: z.object({ issuer: z.string(), clientId: z.string() }).nullable(),
});
export type About = z.infer<typeof aboutSchema>;
