import { z } from 'zod';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { tick } from '../../src-shared/kernel/hybrid-clock';
import {
  receiptHeaderSchema,
  receiptPartSchema,
  type SignedReceipt,
  signedReceiptSchema,
} from '../../src-shared/kernel/receipt';
import type { Workspace } from '../workspace/workspace';
import { sha256 } from './digests';
import { signatureHolds } from './keys';
import { keyReceipts, readChains } from './trust';

/** A file of receipts, as one device gives them to another. */
export const receiptFileSchema = z.object({
  format: z.literal('proofdesk-receipts'),
  version: z.literal(1),
  workspace: z.string(),
  receipts: z.array(signedReceiptSchema),
});
export type ReceiptFile = z.infer<typeof receiptFileSchema>;

/** Receipts after an ordinal (all by default), with the parts these readers may have. */
export function exportReceipts(
  workspace: Workspace,
  options: { after?: number; mayRead?: (part: string) => boolean } = {},
): ReceiptFile {
  const receipts: SignedReceipt[] = [];
  for (const receipt of workspace.journal.each(options.after ?? 0))
    receipts.push(workspace.journal.signed(receipt, options.mayRead));
  return { format: 'proofdesk-receipts', version: 1, workspace: workspace.id, receipts };
}

export interface ImportReport {
  added: number;
  known: number;
  /** Chains in the file whose key nobody trusted has announced; their receipts were not taken. */
  unannounced: { chain: string; person: string; publicKey: string; receipts: number }[];
}

/**
 * Takes receipts from a file: signatures, digests, links and groups are checked first, then all are folded in one transaction, or none.
 * Receipts of chains whose key is not announced stay out unless the caller accepts those chains (an admin who compared the
 * fingerprint, and announces them).
 */
export function importReceipts(
  workspace: Workspace,
  file: unknown,
  options: { acceptChains?: readonly string[]; name?: string } = {},
): ImportReport {
  const parsed = receiptFileSchema.safeParse(file);
  if (!parsed.success) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'This is not a file of receipts.',
      where: {
        ...(options.name ? { file: options.name } : {}),
        field: parsed.error.issues[0]?.path.map(String).join('.'),
      },
    });
  }
  if (parsed.data.workspace !== workspace.id) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'These receipts belong to another workspace.',
      where: { file: options.name },
    });
  }
  const incoming = parsed.data.receipts.map((receipt, index) => read(receipt, index, workspace.id));
  return workspace.connection
    .transaction(() => {
      const own = [...keyReceipts(workspace.journal)];
      const fresh = incoming.filter(({ hash }) => !workspace.journal.byHash(hash));
      const chains = readChains([
        ...own,
        ...fresh.map(({ receipt }) => ({
          header: receipt.header,
          signature: receipt.signature,
          shared: receipt.parts['shared'] ?? null,
        })),
      ]);
      const report: ImportReport = { added: 0, known: incoming.length - fresh.length, unannounced: [] };
      let clock = workspace.meta('clock');
      for (const { receipt, header, hash, index } of fresh) {
        const known = chains.get(header.chain);
        if (!known || known.person !== header.actor) throw refused(index, 'its chain has no key for this person');
        if (!signatureHolds(known.publicKey, Buffer.from(receipt.header), receipt.signature)) {
          throw refused(index, 'its signature is not by the key of its chain');
        }
        if (known.revokedAfter !== null && header.number > known.revokedAfter)
          throw refused(index, 'its chain was revoked');
        if (known.standing === 'unannounced' && !options.acceptChains?.includes(known.chain)) {
          const listed = report.unannounced.find(({ chain }) => chain === known.chain);
          if (listed) listed.receipts += 1;
          else
            report.unannounced.push({
              chain: known.chain,
              person: known.person,
              publicKey: known.publicKey,
              receipts: 1,
            });
          continue;
        }
        const head = workspace.journal.head(header.chain);
        if (header.number <= (head?.number ?? 0))
          throw refused(index, 'another receipt has the same number: the chain is forked');
        if (header.number !== (head?.number ?? 0) + 1 || header.previous !== (head?.hash ?? null)) {
          throw refused(
            index,
            `the receipt before it (number ${header.number - 1} of its chain) is not here; export all of them`,
          );
        }
        append(workspace, receipt, hash);
        clock = clock === null || header.at > clock ? header.at : clock;
        report.added += 1;
      }
      checkGroups(workspace, fresh);
      if (clock) workspace.setMeta('clock', tick(clock, 0, clock.slice(17)));
      workspace.forgetChains();
      return report;
    })
    .immediate();
}

interface Incoming {
  receipt: SignedReceipt;
  header: z.infer<typeof receiptHeaderSchema>;
  hash: string;
  index: number;
}

function read(receipt: SignedReceipt, index: number, workspace: string): Incoming {
  let header: Incoming['header'];
  try {
    header = receiptHeaderSchema.parse(JSON.parse(receipt.header));
  } catch {
    throw refused(index, 'its header cannot be read');
  }
  if (header.workspace !== workspace) throw refused(index, 'it belongs to another workspace');
  for (const [readers, body] of Object.entries(receipt.parts)) {
    if (header.parts[readers] !== sha256(body)) throw refused(index, `its part “${readers}” was altered`);
    let part: unknown = null;
    try {
      part = JSON.parse(body);
    } catch {
      throw refused(index, `its part “${readers}” cannot be read`);
    }
    if (!receiptPartSchema.safeParse(part).success) throw refused(index, `its part “${readers}” cannot be read`);
  }
  return { receipt, header, hash: sha256(receipt.header), index };
}

function append(workspace: Workspace, receipt: SignedReceipt, hash: string): void {
  const header = receiptHeaderSchema.parse(JSON.parse(receipt.header));
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
  const parts = bodies
    .filter(({ body }) => body !== null)
    .sort((a, b) => Number(b.readers === 'shared') - Number(a.readers === 'shared'))
    .map(({ readers, body }) => ({ readers, changes: receiptPartSchema.parse(JSON.parse(body!)).changes }));
  workspace.fold(
    [{ ordinal, hash, number: header.number, at: header.at, parts }],
    header.policy.decision === 'contested',
  );
}

/** An act of several receipts must have come whole. */
function checkGroups(workspace: Workspace, fresh: readonly Incoming[]): void {
  for (const { header, index } of fresh) {
    if (!header.group) continue;
    const present = workspace.journal.group(header.group.id).length;
    if (present !== 0 && present !== header.group.size)
      throw refused(index, `only ${present} of the ${header.group.size} receipts of its act are here`);
  }
}

function refused(index: number, why: string): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message: `Receipt ${index + 1} of the file was not taken: ${why}. Nothing was changed.`,
    where: { field: `receipts.${index}` },
  });
}
