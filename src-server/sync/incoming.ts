import { sha256 } from '../../src-core/ledger/digests';
import { signatureHoldsLater } from '../../src-core/ledger/keys';
import {
  RECEIPT_LIMIT_BYTES,
  type ReceiptHeader,
  receiptHeaderSchema,
  receiptPartSchema,
  type SignedReceipt,
} from '../../src-shared/kernel/receipt';
import { textFault } from '../../src-shared/kernel/receipt-text';
import { Chain } from '../../src-shared/receipts/schema';
import type { ActReceipt } from '../../src-shared/sync/judge';
import type { ReceiptRecord } from '../storage/storage';

/** A receipt of a push, read; or why it cannot be. */
export type Incoming = (ActReceipt & { signed: SignedReceipt; invalid: null }) | Unreadable;

/** A receipt that can be read. */
export type Readable = Extract<Incoming, { invalid: null }>;

export interface Unreadable {
  hash: string;
  signed: SignedReceipt;
  header: ReceiptHeader | null;
  invalid: string;
}

/** Reads a receipt and holds its parts against the header's digests. Parts may be missing here; the caller knows which may. */
export function readIncoming(signed: SignedReceipt, workspace: string): Incoming {
  const hash = sha256(signed.header);
  let header: ReceiptHeader | null = null;
  const invalid = (says: string): Unreadable => ({ hash, signed, header, invalid: says });
  const bytes = Object.values(signed.parts).reduce((sum, body) => sum + body.length, signed.header.length);
  if (bytes > RECEIPT_LIMIT_BYTES) return invalid('It is larger than a receipt may be (256 KiB).');
  for (const text of [signed.header, ...Object.values(signed.parts)]) {
    const fault = textFault(text);
    if (fault) return invalid(fault);
  }
  try {
    header = receiptHeaderSchema.parse(JSON.parse(signed.header));
  } catch {
    return invalid('Its header cannot be read.');
  }
  if (header.workspace !== workspace) return invalid('It belongs to another workspace.');
  if (!/^[0-9a-f]{16}-/.test(header.at) || header.at.slice(17) !== header.chain)
    return invalid('Its time cannot be read.');
  const parts: { readers: string; part: ActReceipt['parts'][number]['part'] }[] = [];
  for (const [readers, body] of Object.entries(signed.parts)) {
    if (header.parts[readers] !== sha256(body)) return invalid(`Its part “${readers}” was altered.`);
    try {
      parts.push({ readers, part: receiptPartSchema.parse(JSON.parse(body)) });
    } catch {
      return invalid(`Its part “${readers}” cannot be read.`);
    }
  }
  return { hash, header, parts: inOrder(parts), signed, invalid: null };
}

/** A stored receipt, read. */
export function readStored(record: ReceiptRecord): ActReceipt {
  const header = JSON.parse(record.header) as ReceiptHeader;
  const parts = Object.entries(record.parts).map(([readers, body]) => ({ readers, part: JSON.parse(body) }));
  return { hash: record.hash, header, parts: inOrder(parts) };
}

/** Changes are folded with the shared part first, as on the device. */
function inOrder<P extends { readers: string }>(parts: P[]): P[] {
  const first = (readers: string): number => (readers === 'shared' ? 0 : 1);
  return parts.sort((a, b) => first(a.readers) - first(b.readers) || (a.readers < b.readers ? -1 : 1));
}

/** The key that a chain's first receipt brings; null where this is none. */
export function ownKey(receipt: ActReceipt): string | null {
  if (receipt.header.number !== 1) return null;
  for (const { part } of receipt.parts) {
    for (const { entity, op, id, fields } of part.changes) {
      const key = fields['publicKey'];
      if (entity === Chain.name && op === 'create' && id === receipt.header.chain && typeof key === 'string')
        return key;
    }
  }
  return null;
}

const RAW_KEY = /^[A-Za-z0-9_-]{43}$/;

/** Which of these receipts carry a signature by their chain's key. Runs on libuv's threads. */
export function signaturesHold(
  receipts: readonly { signed: SignedReceipt; publicKey: string | null }[],
): Promise<boolean[]> {
  return Promise.all(
    receipts.map(({ signed, publicKey }) =>
      publicKey !== null && RAW_KEY.test(publicKey)
        ? signatureHoldsLater(publicKey, Buffer.from(signed.header), signed.signature)
        : false,
    ),
  );
}
