import type { Change } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { joinParts, type SaidInPart } from '../../src-shared/kernel/joined-parts';
import { read } from '../ledger/exchange';
import { signatureHolds } from '../ledger/keys';
import type { ReceiptSource } from '../ledger/receipt-file';
import type { Workspace } from '../workspace/workspace';
import { joinSlices, unseen } from './inbox';

/** A file of what somebody never sent is read at once; whoever was away for years has fewer. */
const MOST_ACTS = 5_000;

/** An act in a file of receipts that is not in this workspace, as far as it may be read. */
export interface FiledAct {
  /** Hash of its first receipt, which names it. */
  hash: string;
  receipts: number;
  command: string;
  actor: string;
  /** Reading of its device's hybrid clock. */
  at: string;
  /** Its chain was ended before it: nobody takes it in as it is. */
  revoked: boolean;
  /** Some of it is not in the file, or not to be read by whoever asks. */
  withheld: boolean;
  input: Record<string, unknown>;
  reason: string | null;
  changes: Change[];
}

/**
 * What a file of receipts holds beside what is here already, act by act, in its order. Digests and signatures are checked; nothing is taken in.
 *
 * @throws ProofdeskError `bad-input` for a file of another workspace, or with a receipt that does not hold.
 */
export function actsInFile(
  workspace: Workspace,
  source: ReceiptSource,
  mayRead: (part: string) => boolean,
): FiledAct[] {
  const wrong = (message: string): ProofdeskError =>
    new ProofdeskError({ code: 'bad-input', message, where: source.name ? { file: source.name } : {} });
  if (source.workspace !== workspace.id) throw wrong('These receipts belong to another workspace.');
  const chains = workspace.chains();
  const acts = new Map<string, FiledAct>();
  let index = 0;
  for (const { receipt, line } of source.receipts()) {
    const { header, hash, parts } = read(receipt, { index, line, name: source.name }, workspace.id);
    index += 1;
    if (workspace.journal.byHash(hash)) continue;
    const chain = chains.get(header.chain);
    if (!chain || chain.person !== header.actor) {
      throw wrong(
        `Receipt ${index} of the file is of a device that is not known here: take the file in to see its key.`,
      );
    }
    if (!signatureHolds(chain.publicKey, Buffer.from(receipt.header), receipt.signature)) {
      throw wrong(`Receipt ${index} of the file does not hold: its signature is not by the key of its chain.`);
    }
    const readable = parts.filter(({ readers }) => mayRead(readers));
    const withheld = readable.length < Object.keys(header.parts).length;
    const { input, changes } = joinParts(readable as (SaidInPart & { reason?: string })[]);
    const reason = readable.find((part) => part.reason !== undefined)?.reason ?? null;
    const key = header.group?.id ?? hash;
    const known = acts.get(key);
    if (known) {
      known.receipts += 1;
      known.input = joinSlices(known.input, input);
      known.changes.push(...changes);
      known.reason ??= reason;
      known.withheld ||= withheld;
      continue;
    }
    if (acts.size >= MOST_ACTS) throw wrong(`The file holds more than ${MOST_ACTS} acts that are not here.`);
    const revoked = chain.revokedAfter !== null && header.number > chain.revokedAfter;
    const { name: command } = header.command;
    acts.set(key, {
      hash,
      receipts: 1,
      command,
      actor: header.actor,
      at: header.at,
      revoked,
      withheld,
      input,
      reason,
      changes,
    });
  }
  return [...acts.values()].map((act) => ({ ...act, input: unseen(workspace, act.command, act.input) }));
}

/** A value in which ids stand that others took the place of. */
export function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  if (typeof value === 'string') return (names.get(value) ?? value) as T;
  if (Array.isArray(value)) return value.map((one) => renamed(one as unknown, names)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one as unknown, names)])) as T;
}
