import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { ReceiptHeader } from '../../src-shared/kernel/receipt';
import { sha256 } from './digests';
import { counts, type Journal, parseHeader, type StoredReceipt } from './journal';
import { signatureHoldsLater } from './keys';
import type { KnownChain } from './trust';

/** Why a receipt does not hold. */
export type LedgerFault =
  | 'altered-header'
  | 'altered-part'
  | 'missing-part'
  | 'missing-number'
  | 'broken-link'
  | 'foreign-key'
  | 'bad-signature'
  | 'revoked-chain'
  /** The order that the workspace's server signed does not hold. */
  | 'broken-decision';

export interface LedgerReport {
  ok: boolean;
  receipts: number;
  signatures: number;
  chains: number;
  /** Parts by state: present, erased (listed by an erasure), withheld (other readers). */
  parts: { present: number; erased: number; withheld: number };
  /** Chains whose key no trusted admin has announced. */
  unannounced: string[];
  /** The first thing that does not hold. */
  fault: { kind: LedgerFault; message: string; ordinal: number; chain: string; number: number; hash: string } | null;
}

const BATCH = 2_000;

/**
 * Checks the whole ledger: every header's hash, every link and number along each chain, every part's digest, and the signatures of
 * each chain's head (with `deep`: every signature). Because each header holds the hash of the one before, a head's signature covers
 * its chain. Stops at the first fault and names it.
 */
export async function verifyLedger(
  journal: Journal,
  chains: ReadonlyMap<string, KnownChain>,
  options: {
    deep?: boolean;
    isErased?: (digest: string) => boolean;
    /** Readers whose parts this device may lack. */
    mayBeWithheld?: (readers: string) => boolean;
    onProgress?: (fraction: number) => void;
    signal?: AbortSignal;
  } = {},
): Promise<LedgerReport> {
  const report: LedgerReport = {
    ok: true,
    receipts: 0,
    signatures: 0,
    chains: chains.size,
    parts: { present: 0, erased: 0, withheld: 0 },
    unannounced: [...chains.values()].filter(({ standing }) => standing === 'unannounced').map(({ chain }) => chain),
    fault: null,
  };
  const heads = new Map<string, Pick<StoredReceipt, 'number' | 'hash'>>();
  const ends = new Map<string, StoredReceipt>();
  const total = Math.max(1, journal.count());
  const fail = (kind: LedgerFault, message: string, receipt: StoredReceipt): LedgerReport => ({
    ...report,
    ok: false,
    fault: {
      kind,
      message: `Receipt ${receipt.number} of chain ${receipt.chain.slice(0, 8)}: ${message}`,
      ordinal: receipt.ordinal,
      chain: receipt.chain,
      number: receipt.number,
      hash: receipt.hash,
    },
  });
  // Where a server brings receipts, older ones may come after newer ones; the order along each chain is always there.
  const along = journal.hasPlaces();
  const whole = journal.base() === null;
  for (let last: StoredReceipt | null = null; ; ) {
    const receipts: StoredReceipt[] = along
      ? journal.alongChains(last, BATCH)
      : journal.batch(last?.ordinal ?? 0, BATCH);
    if (receipts.length === 0) break;
    const parts = journal.partsOf(receipts.map(({ ordinal }) => ordinal));
    for (const receipt of receipts) {
      last = receipt;
      if (sha256(receipt.header) !== receipt.hash) return fail('altered-header', 'its header was altered.', receipt);
      const header = parseHeader(receipt.header);
      if (
        header.chain !== receipt.chain ||
        header.number !== receipt.number ||
        header.actor !== receipt.actor ||
        header.at !== receipt.at ||
        header.command.name !== receipt.command
      ) {
        return fail('altered-header', 'what the store says of it is not what its header says.', receipt);
      }
      const head = heads.get(receipt.chain);
      const before = whole || receipt.number === (head?.number ?? 0) + 1 ? head : beforeSnapshot(receipt, header);
      if (receipt.number !== (before?.number ?? 0) + 1) {
        return fail('missing-number', `number ${(before?.number ?? 0) + 1} is missing.`, receipt);
      }
      if (header.previous !== (before?.hash ?? null)) {
        return fail('broken-link', 'it does not follow the receipt before it.', receipt);
      }
      const known = chains.get(receipt.chain);
      if (!known || known.person !== header.actor) {
        return fail('foreign-key', 'no key of its chain is known for this person.', receipt);
      }
      if (known.revokedAfter !== null && receipt.number > known.revokedAfter && counts(receipt)) {
        return fail('revoked-chain', `its chain was revoked after number ${known.revokedAfter}.`, receipt);
      }
      const fault = checkParts(header.parts, parts.get(receipt.ordinal) ?? [], report, {
        ...options,
        // Of what was refused only its author gets more than the header.
        ...(counts(receipt) ? {} : { mayBeWithheld: () => true }),
      });
      if (fault) return fail(fault.kind, fault.message, receipt);
      heads.set(receipt.chain, receipt);
      ends.set(receipt.chain, receipt);
      report.receipts += 1;
    }
    if (options.deep) {
      const held = await Promise.all(receipts.map((receipt) => signed(receipt, chains)));
      const wrong = held.indexOf(false);
      if (wrong >= 0) return fail('bad-signature', 'its signature is not by the key of its chain.', receipts[wrong]!);
      report.signatures += receipts.length;
    }
    options.onProgress?.(report.receipts / total);
    await new Promise(setImmediate);
    if (options.signal?.aborted)
      throw new ProofdeskError({ code: 'cancelled', message: 'The verification was cancelled.' });
  }
  if (!options.deep) {
    for (const head of ends.values()) {
      if (!(await signed(head, chains)))
        return fail('bad-signature', 'its signature is not by the key of its chain.', head);
      report.signatures += 1;
    }
  }
  return report;
}

/** Where the receipts before a snapshot have not all come yet, a chain goes on with the next one that is here. */
function beforeSnapshot(receipt: StoredReceipt, header: ReceiptHeader): Pick<StoredReceipt, 'number' | 'hash'> {
  return { number: receipt.number - 1, hash: header.previous ?? '' };
}

function signed(receipt: StoredReceipt, chains: ReadonlyMap<string, KnownChain>): Promise<boolean> {
  return signatureHoldsLater(chains.get(receipt.chain)!.publicKey, Buffer.from(receipt.header), receipt.signature);
}

function checkParts(
  declared: Record<string, string>,
  stored: readonly { readers: string; digest: string; body: string | null }[],
  report: LedgerReport,
  options: { isErased?: (digest: string) => boolean; mayBeWithheld?: (readers: string) => boolean },
): { kind: LedgerFault; message: string } | null {
  for (const { readers, body } of stored) {
    const digest = declared[readers];
    if (!digest)
      return { kind: 'altered-part', message: `a part “${readers}” was added that its header does not name.` };
    if (body !== null && sha256(body) !== digest) {
      return { kind: 'altered-part', message: `its part “${readers}” was altered.` };
    }
  }
  for (const [readers, digest] of Object.entries(declared)) {
    const found = stored.find((part) => part.readers === readers);
    if (found?.body != null) report.parts.present += 1;
    else if (options.isErased?.(digest)) report.parts.erased += 1;
    else if (options.mayBeWithheld?.(readers)) report.parts.withheld += 1;
    else return { kind: 'missing-part', message: `its part “${readers}” is missing without an erasure that lists it.` };
  }
  return null;
}
