import { z } from 'zod';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Names and ids, which programs look things up by: no control characters, which databases do not take, and nothing that every object of
 * JavaScript has of itself.
 */
const word = z.string().refine((text) => !/\p{Cc}/u.test(text) && !(text in {}), 'Nothing is called this.');

/** One change as it lies in a part. Unknown entities and newer schemas are kept as they came. */
export const changeSchema = z.object({
  entity: word,
  schema: z.int().positive(),
  id: word,
  op: z.enum(['create', 'patch', 'archive']),
  fields: z.record(word, z.unknown()),
  guards: z.record(word, z.unknown()).optional(),
});

/** What the policy gate answered when the receipt was committed. `contested` is for facts only. */
export const policyRecordSchema = z.object({
  set: digest,
  decision: z.enum(['allow', 'contested']),
  by: z.array(z.string()),
  approvals: z.array(digest),
});

/** The signed header. Its hash is SHA-256 of its RFC 8785 bytes; the signature is Ed25519 over those bytes by the chain's key. */
export const receiptHeaderSchema = z.object({
  v: z.literal(1),
  id: word,
  workspace: word,
  chain: word,
  number: z.int().positive(),
  previous: digest.nullable(),
  at: z.string(),
  actor: word,
  assurance: z.enum(['device', 'account']),
  group: z.object({ id: word, index: z.int().positive(), size: z.int().positive() }).optional(),
  command: z.object({ name: word, version: z.int().positive() }),
  policy: policyRecordSchema,
  /** Readers (`shared`, `cost`, `personal:<person>`, …) to the SHA-256 of the part's exact bytes. */
  parts: z.record(word, digest),
});

/** One part: what one group of readers may see of the command. */
export const receiptPartSchema = z.object({
  salt: z.string(),
  input: z.record(word, z.unknown()).optional(),
  reason: z.string().optional(),
  changes: z.array(changeSchema),
  /** Why a fact is contested, in sentences. */
  contested: z.array(z.string()).optional(),
  /** Hash of the receipt that this one says again, because its chain had ended on another device. */
  replaces: digest.optional(),
});

export type ReceiptHeader = z.infer<typeof receiptHeaderSchema>;
export type ReceiptPart = z.infer<typeof receiptPartSchema>;

/** A receipt as it travels: exact texts, so that checking it is hashing and not serialising again. */
export const signedReceiptSchema = z.object({
  /** Exact canonical text of the header. */
  header: z.string(),
  /** Ed25519 signature over the header's bytes, base64url. */
  signature: z.string(),
  /** Readers to the exact text of the part; parts that are withheld or erased are absent. */
  parts: z.record(z.string(), z.string()),
});

export type SignedReceipt = z.infer<typeof signedReceiptSchema>;

/** A receipt holds at most this many bytes (header and parts); a larger act is several receipts with one group. */
export const RECEIPT_LIMIT_BYTES = 256 * 1024;
