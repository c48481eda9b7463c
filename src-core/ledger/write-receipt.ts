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
  // What came back of this chain after a restore may be ahead of all merge clocks that were seen.
  if (head && (clock.last === null || head.at > clock.last)) clock.last = head.at;
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
      assurance: journal.assuranceOf(act.chain),
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
  const whole = body(act, act.changes, act.inputs);
  if (size(whole) <= BODY_LIMIT) return [whole];
  const heads = inputSlices(act.inputs).map((inputs, index) => body(act, [], inputs, index === 0));
  if (heads.some((head) => size(head) > BODY_LIMIT)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'This is more than one act can hold (256 KiB of input).',
      hint: 'Bring it in as a file, or in smaller pieces.',
    });
  }
  return [...heads, ...halve(act, act.changes)];
}

type Inputs = ReadonlyMap<string, Record<string, unknown>>;

/**
 * An input larger than a receipt is cut along its longest list, such as the lines of a pasted table: the first receipt of the group
 * holds everything else and the list's beginning, the next ones hold the rest of the list under the same key.
 */
function inputSlices(inputs: Inputs): Inputs[] {
  const bytes = [...inputs.values()].reduce((sum, input) => sum + Buffer.byteLength(JSON.stringify(input)), 0);
  if (bytes <= BODY_LIMIT) return [inputs];
  const lists = Object.entries(inputs.get('shared') ?? {}).filter((entry): entry is [string, unknown[]] =>
    Array.isArray(entry[1]),
  );
  const [key, list] = lists.sort((a, b) => b[1].length - a[1].length)[0] ?? ['', []];
  const slices = Math.min(list.length, Math.ceil((2 * bytes) / BODY_LIMIT));
  if (slices < 2) return [inputs];
  const length = Math.ceil(list.length / slices);
  return Array.from({ length: slices }, (_, slice) => {
    const cutList = (value: unknown) => (value as unknown[]).slice(slice * length, (slice + 1) * length);
    return new Map(
      [...inputs].flatMap(([readers, input]) => {
        const part = Object.fromEntries(
          Object.entries(input).flatMap(([name, value]) =>
            name === key && Array.isArray(value) ? [[name, cutList(value)]] : slice === 0 ? [[name, value]] : [],
          ),
        );
        return Object.keys(part).length > 0 ? [[readers, part] as const] : [];
      }),
    );
  });
}

function halve(act: Act, changes: readonly Change[]): Body[] {
  const whole = body(act, changes, new Map(), false);
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

function body(act: Act, changes: readonly Change[], inputs: Inputs, first = true): Body {
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
  for (const [name, input] of inputs) part(name).input = input;
  if (first) {
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
