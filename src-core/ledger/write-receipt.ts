import { canonicalText } from '../../src-shared/kernel/canonical';
import type { Change } from '../../src-shared/kernel/change';
import type { Context } from '../../src-shared/kernel/context';
import { newId } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { tick } from '../../src-shared/kernel/hybrid-clock';
import { RECEIPT_LIMIT_BYTES, type ReceiptHeader, type ReceiptPart } from '../../src-shared/kernel/receipt';
import { sha256 } from './digests';
import type { Journal, StoredPart } from './journal';
import type { SigningKey } from './keys';

/** What one act says, before it is cut into receipts. */
export interface Act {
  workspace: string;
  chain: string;
  key: SigningKey;
  actor: string;
  command: { name: string; version: number };
  policy: ReceiptHeader['policy'];
  inputs: ReadonlyMap<string, Record<string, unknown>>;
  reason: { readers: string; text: string } | null;
  contested: readonly string[];
  /** Splits a run of changes into parts by readers. */
  split(changes: readonly Change[]): Map<string, Change[]>;
  changes: readonly Change[];
}

export interface WrittenReceipt {
  ordinal: number;
  hash: string;
  number: number;
  at: string;
  parts: { readers: string; changes: Change[] }[];
}

/** Room for the header and the canonical text's punctuation. */
const BODY_LIMIT = RECEIPT_LIMIT_BYTES - 8 * 1024;

/**
 * Writes an act as one receipt, or as several of one group where it is larger than a receipt may be. The first one carries the input
 * and the reason. Must run inside the transaction that read the chain's head.
 */
export function writeAct(
  act: Act,
  journal: Journal,
  context: Context,
  clock: { last: string | null },
): WrittenReceipt[] {
  const bodies = cut(act);
  const group = bodies.length > 1 ? newId(context) : null;
  const head = journal.head(act.chain);
  let number = head?.number ?? 0;
  let previous = head?.hash ?? null;
  return bodies.map((parts, index) => {
    number += 1;
    const at = tick(clock.last, context.now(), act.chain);
    clock.last = at;
    const stored: StoredPart[] = [...parts].map(([readers, part]) => {
      const salt = Buffer.from(context.randomBytes(16)).toString('base64url');
      const body = canonicalText({ ...part, salt });
      return { readers, digest: sha256(body), body };
    });
    const header: ReceiptHeader = {
      v: 1,
      id: newId(context),
      workspace: act.workspace,
      chain: act.chain,
      number,
      previous,
      at,
      actor: act.actor,
      assurance: 'device',
      ...(group ? { group: { id: group, index: index + 1, size: bodies.length } } : {}),
      command: act.command,
      policy: act.policy,
      parts: Object.fromEntries(stored.map(({ readers, digest }) => [readers, digest])),
    };
    const text = canonicalText(header);
    const hash = sha256(text);
    const ordinal = journal.append(
      {
        hash,
        chain: act.chain,
        number,
        at,
        actor: act.actor,
        command: act.command.name,
        group_id: group,
        origin: 'local',
        header: text,
        signature: act.key.sign(Buffer.from(text)),
      },
      stored,
    );
    previous = hash;
    return {
      ordinal,
      hash,
      number,
      at,
      parts: [...parts].map(([readers, part]) => ({ readers, changes: part.changes })),
    };
  });
}

type Body = Map<string, Omit<ReceiptPart, 'salt'>>;

function cut(act: Act): Body[] {
  const whole = body(act, act.changes, true);
  if (size(whole) <= BODY_LIMIT) return [whole];
  const head = body(act, [], true);
  if (size(head) > BODY_LIMIT) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'This is more than one act can hold (256 KiB of input).',
      hint: 'Bring it in as a file, or in smaller pieces.',
    });
  }
  return [head, ...halve(act, act.changes)];
}

function halve(act: Act, changes: readonly Change[]): Body[] {
  const whole = body(act, changes, false);
  if (size(whole) <= BODY_LIMIT) return [whole];
  if (changes.length === 1) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'One row is larger than a receipt can hold (256 KiB).',
      hint: 'Large content belongs in a file.',
    });
  }
  const middle = Math.ceil(changes.length / 2);
  return [...halve(act, changes.slice(0, middle)), ...halve(act, changes.slice(middle))];
}

function body(act: Act, changes: readonly Change[], first: boolean): Body {
  const parts: Body = new Map();
  const part = (name: string): Omit<ReceiptPart, 'salt'> => {
    let found = parts.get(name);
    if (!found) {
      found = { changes: [] };
      parts.set(name, found);
    }
    return found;
  };
  part('shared');
  for (const [name, list] of act.split(changes)) part(name).changes = list;
  if (first) {
    for (const [name, input] of act.inputs) part(name).input = input;
    if (act.reason) part(act.reason.readers).reason = act.reason.text;
    if (act.contested.length > 0) part('shared').contested = [...act.contested];
  }
  return parts;
}

function size(parts: Body): number {
  let bytes = 0;
  for (const part of parts.values()) bytes += Buffer.byteLength(JSON.stringify(part)) + 120;
  return bytes;
}
