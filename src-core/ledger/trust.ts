import type { ReceiptHeader } from '../../src-shared/kernel/receipt';
import { sha256 } from './digests';
import { counts, type Journal, parsePart, type StoredReceipt } from './journal';
import { signatureHolds } from './keys';

/** What is known of a chain's key. */
export interface KnownChain {
  chain: string;
  person: string;
  publicKey: string;
  letters: string;
  /** `root`: the workspace's first chain. `announced`: by a trusted admin's chain, or countersigned by a trusted chain of the same person. */
  standing: 'root' | 'announced' | 'unannounced';
  /** Receipts beyond this number do not count; null when the chain is not revoked. */
  revokedAfter: number | null;
  /** The server's number of the revocation: what it had decided before stands, whatever the number. Absent where no server put it in order. */
  revokedAt?: number;
  countersignedBy: string | null;
  /** The server's own chain, appointed by an admin: it may announce and revoke the chains of devices. */
  appointed: boolean;
}

/** The bytes an old key signs to say that a new chain goes on from it. */
export function countersignatureText(workspace: string, chain: string, publicKey: string): string {
  return `proofdesk chain ${workspace} ${chain} ${publicKey}`;
}

/** Signatures about keys that held: whenever another key comes, all are read again, and they hold as they did. */
const held = new Set<string>();
const HELD_KEPT = 20_000;

function keySignatureHolds(publicKey: string, text: string, signature: string): boolean {
  const name = `${publicKey} ${signature} ${sha256(text)}`;
  if (held.has(name)) return true;
  if (!signatureHolds(publicKey, Buffer.from(text), signature)) return false;
  if (held.size >= HELD_KEPT) held.clear();
  held.add(name);
  return true;
}

/** Commands whose receipts carry keys, or say which count. */
export const KEY_COMMANDS = [
  'workspace.create',
  'chain.open',
  'chain.announce',
  'chain.revoke',
  'sync.appoint',
] as const;

/** Whether a receipt can carry a key, an announcement or a revocation. */
export function concernsKeys(command: string): boolean {
  return (KEY_COMMANDS as readonly string[]).includes(command);
}

/**
 * Reads every chain's key out of the receipts themselves (never out of tables, which could be altered), and how far each is trusted:
 * from the root chain outwards over announcements by admins and countersignatures. Signatures of these receipts are checked here.
 */
export function readChains(
  receipts: Iterable<{
    header: string;
    signature: string;
    shared: string | null;
    refused?: boolean;
    place?: number | null;
  }>,
  /** What a snapshot says, where the receipts before it are not all here. */
  known: ReadonlyMap<string, KnownChain> = new Map(),
): Map<string, KnownChain> {
  const chains = new Map<string, KnownChain>(known);
  let root: string | null = null;
  const pending = [...receipts].map(({ header: text, signature, shared, refused = false, place = null }) => ({
    header: JSON.parse(text) as ReceiptHeader,
    text,
    signature,
    shared,
    refused,
    place,
  }));
  for (const { header, text, signature, shared, refused, place } of pending) {
    if (!shared) continue;
    const part = parsePart(shared);
    for (const change of part.changes) {
      if (change.entity !== 'chain' || change.op !== 'create' || change.id !== header.chain || header.number !== 1)
        continue;
      const publicKey = String(change.fields['publicKey']);
      if (chains.has(change.id) || !keySignatureHolds(publicKey, text, signature)) continue;
      const isRoot = header.command.name === 'workspace.create' && root === null;
      if (isRoot) {
        root = change.id;
      }
      const countersignedBy = change.fields['countersignedBy'] as string | null;
      const old = countersignedBy ? chains.get(countersignedBy) : undefined;
      const countersigned =
        old !== undefined &&
        old.standing !== 'unannounced' &&
        old.person === header.actor &&
        keySignatureHolds(
          old.publicKey,
          countersignatureText(header.workspace, change.id, publicKey),
          String(change.fields['countersignature'] ?? ''),
        );
      chains.set(change.id, {
        chain: change.id,
        person: header.actor,
        publicKey,
        letters: String(change.fields['letters']),
        standing: isRoot ? 'root' : countersigned ? 'announced' : 'unannounced',
        revokedAfter: null,
        countersignedBy,
        appointed: false,
      });
    }
    // What was refused opens its chain all the same (its receipts must verify), and says nothing about keys.
    const signer = chains.get(header.chain);
    if (refused || !signer || signer.standing === 'unannounced') continue;
    if (!['chain.announce', 'chain.revoke', 'sync.appoint'].includes(header.command.name)) continue;
    if (!keySignatureHolds(signer.publicKey, text, signature)) continue;
    for (const change of part.changes) {
      if (change.entity === 'chainAnnouncement' && change.op === 'create') {
        const chain = chains.get(String(change.fields['chain']));
        if (chain && chain.publicKey === change.fields['publicKey'] && chain.person === change.fields['person']) {
          if (chain.standing === 'unannounced') chain.standing = 'announced';
        }
      }
      if (change.entity === 'serverAppointment' && change.op === 'create') {
        const chain = chains.get(String(change.fields['chain']));
        if (chain && chain.publicKey === change.fields['publicKey'] && !signer.appointed) {
          chain.standing = 'announced';
          chain.appointed = true;
        }
      }
      if (change.entity === 'chainRevocation' && change.op === 'create') {
        const chain = chains.get(String(change.fields['chain']));
        if (!chain) continue;
        chain.revokedAfter = revokedAfter(header, change.fields);
        if (place !== null) chain.revokedAt = place;
      }
    }
  }
  return chains;
}

/** The last number that counts after a revocation. A chain that ends itself ends with the receipt that says so. */
export function revokedAfter(
  revocation: Pick<ReceiptHeader, 'chain' | 'number'>,
  { chain, lastNumber }: Readonly<Record<string, unknown>>,
): number {
  return Math.max(Number(lastNumber), chain === revocation.chain ? revocation.number : 0);
}

/** The receipts of a journal that concern keys, in order. */
export function* keyReceipts(journal: Journal): IterableIterator<{
  header: string;
  signature: string;
  shared: string | null;
  refused: boolean;
  place: number | null;
  receipt: StoredReceipt;
}> {
  for (const receipt of journal.concerningKeys(KEY_COMMANDS)) {
    const shared = journal.parts(receipt.ordinal).find(({ readers }) => readers === 'shared')?.body ?? null;
    yield {
      header: receipt.header,
      signature: receipt.signature,
      shared,
      refused: !counts(receipt),
      place: receipt.place,
      receipt,
    };
  }
}

/** Chains as a snapshot has them. The server vouches for them until the receipts themselves are here. */
export function baseChains(journal: Journal): Map<string, KnownChain> {
  const chains = new Map<string, KnownChain>();
  const base = journal.base();
  if (base === null) return chains;
  for (const { id, fields } of journal.leaves('chain')) {
    chains.set(id, {
      chain: id,
      person: String(fields['person']),
      publicKey: String(fields['publicKey']),
      letters: String(fields['letters']),
      standing: 'unannounced',
      revokedAfter: null,
      countersignedBy: (fields['countersignedBy'] as string | null | undefined) ?? null,
      appointed: false,
    });
  }
  for (const { fields } of journal.leaves('serverAppointment')) {
    const chain = chains.get(String(fields['chain']));
    if (chain && chain.publicKey === fields['publicKey'])
      Object.assign(chain, { standing: 'announced', appointed: true });
  }
  for (const { fields } of journal.leaves('chainAnnouncement')) {
    const chain = chains.get(String(fields['chain']));
    if (chain && chain.publicKey === fields['publicKey']) chain.standing = 'announced';
  }
  for (const { fields } of journal.leaves('chainRevocation')) {
    const chain = chains.get(String(fields['chain']));
    if (chain) Object.assign(chain, { revokedAfter: Number(fields['lastNumber']), revokedAt: base + 1 });
  }
  return chains;
}

/**
 * Every chain that a journal tells of. What a server had decided of one before it was revoked stands, though whoever revoked it had not seen
 * it.
 */
export function chainsIn(journal: Journal): Map<string, KnownChain> {
  const chains = readChains(keyReceipts(journal), baseChains(journal));
  for (const chain of chains.values()) {
    if (chain.revokedAfter === null || chain.revokedAt === undefined) continue;
    chain.revokedAfter = Math.max(chain.revokedAfter, journal.lastCounting(chain.chain, chain.revokedAt));
  }
  return chains;
}
