import { type ErrorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import { tick } from '../../src-shared/kernel/hybrid-clock';
import {
  type ReceiptHeader,
  type ReceiptPart,
  receiptHeaderSchema,
  receiptPartSchema,
  type SignedReceipt,
} from '../../src-shared/kernel/receipt';
import { textFault } from '../../src-shared/kernel/receipt-text';
import type { Workspace } from '../workspace/workspace';
import { sha256 } from './digests';
import { requireEntitled } from './entitlement';
import { signatureHolds } from './keys';
import { documentSource, type ReceiptFile, type ReceiptSource } from './receipt-file';
import { concernsKeys, keyReceipts, readChains } from './trust';

/** Receipts after an ordinal (all by default), with the parts these readers may have, as one document. */
export function exportReceipts(
  workspace: Workspace,
  options: { after?: number; mayRead?: (part: string) => boolean } = {},
): ReceiptFile {
  const receipts: SignedReceipt[] = [];
  for (const receipt of workspace.journal.each(options.after ?? 0))
    receipts.push(workspace.journal.signed(receipt, options.mayRead));
  return { format: 'proofdesk-receipts', version: 1, workspace: workspace.id, receipts };
}

export { type ReceiptFile, receiptFileSchema } from './receipt-file';

export interface ImportReport {
  added: number;
  known: number;
  /** Chains in the file whose key nobody trusted has announced; their receipts were not taken. */
  unannounced: { chain: string; person: string; publicKey: string; receipts: number }[];
}

export interface ImportOptions {
  /** Chains that nobody announced and that are taken all the same. */
  acceptChains?: readonly string[];
  /** Called for each receipt with how far it is (from 0 to 1); what it throws ends the import, and nothing was changed. */
  progress?: (fraction: number) => void;
  /** The last thing before it takes effect; what it throws ends the import. */
  settle?: () => void;
}

/**
 * Takes receipts from elsewhere, however many: they are read twice and never held. Signatures, digests, links, groups and who may decide
 * on keys are checked, and all are folded in one transaction, or none. Receipts of chains whose key is not announced stay out unless
 * the caller accepts those chains (an admin who compared the fingerprint, and announces them).
 */
export function importReceiptsFrom(
  workspace: Workspace,
  source: ReceiptSource,
  options: ImportOptions = {},
): ImportReport {
  if (source.workspace !== workspace.id) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'These receipts belong to another workspace.',
      where: source.name ? { file: source.name } : {},
    });
  }
  const accepted = new Set(options.acceptChains);
  return workspace.connection
    .transaction(() => {
      const upTo = workspace.journal.lastOrdinal();
      const chains = readChains([...keyReceipts(workspace.journal), ...keysOf(workspace, source, options.progress)]);
      const report: ImportReport = { added: 0, known: 0, unannounced: [] };
      const waiting = new Map<string, ImportReport['unannounced'][number]>();
      let clock = workspace.meta('clock');
      let index = 0;
      for (const { receipt: raw, read: done, line } of source.receipts()) {
        options.progress?.(KEYS_SHARE + done * (1 - KEYS_SHARE));
        const incoming = read(raw, { index, line, name: source.name }, workspace.id);
        index += 1;
        const { receipt, header, hash, place } = incoming;
        if (workspace.journal.byHash(hash)) {
          report.known += 1;
          continue;
        }
        const known = chains.get(header.chain);
        if (!known || known.person !== header.actor) throw refused(place, 'its chain has no key for this person');
        if (!signatureHolds(known.publicKey, Buffer.from(receipt.header), receipt.signature)) {
          throw refused(place, 'its signature is not by the key of its chain');
        }
        if (known.revokedAfter !== null && header.number > known.revokedAfter)
          throw refused(place, 'its chain was revoked', {
            hint: 'An admin can look at what is in the file, and do acts of it again in their own name.',
            details: { kind: 'revoked-chain' },
          });
        if (known.standing === 'unannounced' && !accepted.has(known.chain)) {
          const { chain, person, publicKey } = known;
          const listed = waiting.get(chain) ?? { chain, person, publicKey, receipts: 0 };
          listed.receipts += 1;
          waiting.set(chain, listed);
          continue;
        }
        checkLink(workspace, incoming);
        requireEntitled(workspace, header, incoming.parts, (why) => refused(place, why));
        append(workspace, incoming);
        clock = clock === null || header.at > clock ? header.at : clock;
        report.added += 1;
      }
      checkGroups(workspace, upTo);
      report.unannounced = [...waiting.values()];
      if (clock) workspace.setMeta('clock', tick(clock, 0, clock.slice(17)));
      workspace.forgetChains();
      options.settle?.();
      return report;
    })
    .immediate();
}

/** The same for a document at hand. */
export function importReceipts(
  workspace: Workspace,
  file: unknown,
  { name, ...options }: ImportOptions & { name?: string } = {},
): ImportReport {
  return importReceiptsFrom(workspace, documentSource(file, name), options);
}

/** How much of an import the first reading takes, which looks for keys only. */
const KEYS_SHARE = 0.2;
/** Receipts about keys that one file may bring: far more than a company has devices. */
const KEYS_LIMIT = 50_000;

function* keysOf(
  workspace: Workspace,
  source: ReceiptSource,
  progress: ImportOptions['progress'],
): IterableIterator<{ header: string; signature: string; shared: string | null }> {
  let index = 0;
  let keys = 0;
  for (const { receipt, read: done, line } of source.receipts()) {
    progress?.(done * KEYS_SHARE);
    const place = { index, line, name: source.name };
    index += 1;
    if (!concernsKeys(headerOf(receipt, place).command.name)) continue;
    if (workspace.journal.byHash(sha256(receipt.header))) continue;
    keys += 1;
    if (keys > KEYS_LIMIT) throw refused(place, 'no workspace has so many keys');
    const { header, signature, parts } = read(receipt, place, workspace.id).receipt;
    yield { header, signature, shared: parts['shared'] ?? null };
  }
}

function checkLink(workspace: Workspace, { header, place }: Incoming): void {
  const head = workspace.journal.head(header.chain);
  if (header.number <= (head?.number ?? 0))
    throw refused(place, 'another receipt has the same number: the chain is forked');
  if (header.number !== (head?.number ?? 0) + 1 || header.previous !== (head?.hash ?? null)) {
    throw refused(
      place,
      `the receipt before it (number ${header.number - 1} of its chain) is not here; export all of them`,
    );
  }
  if (head && header.at <= head.at) throw refused(place, 'its time lies before that of the receipt before it');
}

interface Place {
  index: number;
  line: number | null;
  name: string | undefined;
}

interface Incoming {
  receipt: SignedReceipt;
  header: ReceiptHeader;
  hash: string;
  parts: (ReceiptPart & { readers: string })[];
  place: Place;
}

function headerOf(receipt: SignedReceipt, place: Place): ReceiptHeader {
  try {
    return receiptHeaderSchema.parse(JSON.parse(receipt.header));
  } catch {
    throw refused(place, 'its header cannot be read');
  }
}

/** Reads one receipt of a file and holds its digests; who signed it is not looked at. Throws `bad-input` with its place. */
export function read(receipt: SignedReceipt, place: Place, workspace: string): Incoming {
  const header = headerOf(receipt, place);
  const fault = [receipt.header, ...Object.values(receipt.parts)].map(textFault).find((found) => found !== null);
  if (fault) throw refused(place, fault.charAt(0).toLowerCase() + fault.slice(1, -1));
  if (header.workspace !== workspace) throw refused(place, 'it belongs to another workspace');
  const parts = Object.entries(receipt.parts).map(([readers, body]) => {
    if (header.parts[readers] !== sha256(body)) throw refused(place, `its part “${readers}” was altered`);
    try {
      return { readers, ...receiptPartSchema.parse(JSON.parse(body)) };
    } catch {
      throw refused(place, `its part “${readers}” cannot be read`);
    }
  });
  return { receipt, header, hash: sha256(receipt.header), parts, place };
}

function append(workspace: Workspace, { receipt, header, hash, parts }: Incoming): void {
  const erased = workspace.runner.statement('SELECT 1 FROM erased_digests WHERE digest = ?');
  const bodies = Object.entries(header.parts).map(([readers, digest]) => ({
    readers,
    digest,
    body: erased.get(digest) ? null : (receipt.parts[readers] ?? null),
  }));
  const ordinal = workspace.journal.append(
    {
      hash,
      chain: header.chain,
      number: header.number,
      at: header.at,
      actor: header.actor,
      command: header.command.name,
      group_id: header.group?.id ?? null,
      origin: 'imported',
      header: receipt.header,
      signature: receipt.signature,
    },
    bodies,
  );
  const kept = new Set(bodies.flatMap(({ readers, body }) => (body === null ? [] : [readers])));
  const folded = parts
    .filter(({ readers }) => kept.has(readers))
    .sort((a, b) => Number(b.readers === 'shared') - Number(a.readers === 'shared'))
    .map(({ readers, changes }) => ({ readers, changes }));
  workspace.fold(
    [{ ordinal, hash, number: header.number, at: header.at, parts: folded }],
    header.policy.decision === 'contested',
  );
}

/** An act of several receipts must have come whole. */
function checkGroups(workspace: Workspace, upTo: number): void {
  for (const { id, size, present } of workspace.journal.groupsAfter(upTo)) {
    if (present === size) continue;
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The receipts were not taken: only ${present} of the ${size} receipts of one act are here. Nothing was changed.`,
      details: { group: id },
    });
  }
}

function refused(
  { index, line, name }: Place,
  why: string,
  more: Pick<ErrorRecord, 'hint' | 'details'> = {},
): ProofdeskError {
  return new ProofdeskError({
    ...more,
    code: 'bad-input',
    message: `Receipt ${index + 1} of the file was not taken: ${why}. Nothing was changed.`,
    where: { ...(name ? { file: name } : {}), ...(line ? { line } : { field: `receipts.${index}` }) },
  });
}
