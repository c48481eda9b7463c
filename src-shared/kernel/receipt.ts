import { z } from 'zod';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** One change as it lies in a part. Unknown entities and newer schemas are kept as they came. */
export const changeSchema = z.object({
  entity: z.string(),
  schema: z.int().positive(),
  id: z.string(),
  op: z.enum(['create', 'patch', 'archive']),
  fields: z.record(z.string(), z.unknown()),
  guards: z.record(z.string(), z.unknown()).optional(),
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
  id: z.string(),
  workspace: z.string(),
  chain: z.string(),
  number: z.int().positive(),
  previous: digest.nullable(),
  at: z.string(),
  actor: z.string(),
  assurance: z.enum(['device', 'account']),
  group: z.object({ id: z.string(), index: z.int().positive(), size: z.int().positive() }).optional(),
  command: z.object({ name: z.string(), version: z.int().positive() }),
  policy: policyRecordSchema,
  /** Readers (`shared`, `cost`, `personal:<person>`, …) to the SHA-256 of the part's exact bytes. */
  parts: z.record(z.string(), digest),
});

/** One part: what one group of readers may see of the command. */
export const receiptPartSchema = z.object({
  salt: z.string(),
  input: z.record(z.string(), z.unknown()).optional(),
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
