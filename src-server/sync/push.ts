import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { PUSH_LIMIT, type PushAnswer } from '../../src-shared/sync/protocol';
import { type Incoming, ownKey, type Readable, readIncoming, signaturesHold } from './incoming';
import { Intake } from './intake';
import { distinct, neededBy } from './needed';
import { type Asker, rowsOfStanding, standingBy } from './readers';
import type { SyncParts } from './sync-parts';
import { type Outcome, Together } from './together';
import { Unit } from './unit';

/** Transactions of pushes at once in one process: what comes beyond that waits, and goes together with others of its workspace. */
const AT_ONCE = 6;
/** Chains of which the key is kept in mind. */
const KEYS_KEPT = 50_000;

/** One push, read, with what its signatures came to. */
interface Push {
  asker: Extract<Asker, { kind: 'person' }>;
  incoming: readonly Incoming[];
  checked: ReadonlyMap<Incoming, Checked>;
}

/**
 * Takes receipts in: reads them and checks every signature first, then, alone in the workspace, puts each into its chain and decides what
 * can be decided. All of a push in one transaction, which it may share with others of the workspace that came meanwhile, one after the
 * other as if each had its own; sent again, the same receipts get the same answers. Whether the asker may push at all is asked in the
 * state that the push finds, and thrown where not.
 */
export class Pushes {
  readonly #parts: SyncParts;
  readonly #together: Together<Push, PushAnswer>;
  /** Keys of chains, by workspace and chain. They never change; should one be wrong all the same, `genuineOnly` sees it. */
  readonly #keys = new Map<string, string>();

  constructor(parts: SyncParts) {
    this.#parts = parts;
    this.#together = new Together({
      atOnce: AT_ONCE,
      room: PUSH_LIMIT.receipts,
      size: ({ incoming }) => incoming.length,
      work: (workspace, pushes) => this.#decide(workspace, pushes),
      // A database that is away is away for all of them.
      concernsAll: (thrown) =>
        thrown instanceof ProofdeskError &&
        (thrown.code === 'not-found' || (thrown.code === 'unavailable' && thrown.details === undefined)),
    });
  }

  async push(workspace: string, asker: Push['asker'], receipts: readonly SignedReceipt[]): Promise<PushAnswer> {
    const incoming = receipts.map((signed) => readIncoming(signed, workspace));
    const checked = await this.#checkedAhead(workspace, incoming);
    return this.#together.add(workspace, { asker, incoming, checked });
  }

  async #decide(workspace: string, pushes: readonly Push[]): Promise<Outcome<PushAnswer>[]> {
    const parts = this.#parts;
    const key = await parts.keyOf(workspace);
    const needed = neededBy(
      pushes.flatMap(({ incoming }) => incoming.filter((one): one is Readable => one.invalid === null)),
    );
    const standing = pushes.flatMap(({ asker }) => rowsOfStanding(workspace, asker));
    const wanted = distinct({ ...needed, rows: [...needed.rows, ...standing] });
    return parts.storage.transaction(workspace, wanted, async (store, found) => {
      const unit = new Unit(store, found.sequence, parts.definitions);
      unit.know(wanted, found);
      const intake = new Intake(parts, unit, key);
      const before = unit.sequence.number;
      const outcomes: Outcome<PushAnswer>[] = [];
      for (const { asker, incoming, checked } of pushes) {
        try {
          // Asked inside: whoever was just removed does not push any more.
          const rows = rowsOfStanding(workspace, asker).map(({ entity, id }) => unit.row(entity, id));
          standingBy(
            asker,
            unit.sequence,
            rows.filter((row) => row !== null),
          );
        } catch (thrown) {
          outcomes.push({ thrown });
          continue;
        }
        const results = await intake.run(await genuineOnly(unit, incoming, checked));
        outcomes.push({ answer: { results, number: unit.sequence.number, now: parts.context.now() } });
      }
      if (outcomes.some((outcome) => 'answer' in outcome)) await unit.write(unit.sequence.number > before);
      return outcomes;
    });
  }

  /** Checks signatures before anything is locked. What was seen before was checked then, where that is looked up at all. */
  async #checkedAhead(workspace: string, incoming: readonly Incoming[]): Promise<Map<Incoming, Checked>> {
    const readable = incoming.filter((one): one is Readable => one.invalid === null);
    const chains = [...new Set(readable.map(({ header }) => header.chain))];
    const publicKeys = new Map<string, string>();
    for (const chain of chains) {
      const kept = this.#keys.get(`${workspace} ${chain}`);
      if (kept !== undefined) publicKeys.set(chain, kept);
    }
    // Also for an empty push: a workspace that is not here is not found.
    if (chains.length > 0 && publicKeys.size === chains.length) return check(readable, publicKeys);
    const hashes = readable.map(({ hash }) => hash);
    const glance = await this.#parts.storage.glance(workspace, { chains, receipts: hashes });
    for (const { chain, publicKey } of glance.chains) {
      if (this.#keys.size >= KEYS_KEPT) this.#keys.clear();
      this.#keys.set(`${workspace} ${chain}`, publicKey);
      publicKeys.set(chain, publicKey);
    }
    const seen = new Set(glance.known.map(({ hash }) => hash));
    return check(
      readable.filter(({ hash }) => !seen.has(hash)),
      publicKeys,
    );
  }
}

/** A signature that was checked: by which key, and whether it holds. */
interface Checked {
  publicKey: string;
  holds: boolean;
}

/** Checks those whose chain has a key; a chain's first receipt brings one where none is known yet. */
async function check(receipts: readonly Readable[], publicKeys: Map<string, string>): Promise<Map<Incoming, Checked>> {
  for (const one of receipts) {
    const brought = ownKey(one);
    if (brought !== null && !publicKeys.has(one.header.chain)) publicKeys.set(one.header.chain, brought);
  }
  // A chain that is not known at all has no key to check by: it will be a gap.
  const checkable = receipts.flatMap((one) => {
    const publicKey = publicKeys.get(one.header.chain);
    return publicKey === undefined ? [] : [{ one, signed: one.signed, publicKey }];
  });
  const held = await signaturesHold(checkable);
  return new Map(checkable.map(({ one, publicKey }, index) => [one, { publicKey, holds: held[index] === true }]));
}

/**
 * What was pushed, with forgeries marked as such. A chain that began or was registered since signatures were checked has a key now that
 * they were not checked by: they are checked again by that one.
 */
async function genuineOnly(
  unit: Unit,
  incoming: readonly Incoming[],
  checked: ReadonlyMap<Incoming, Checked>,
): Promise<Incoming[]> {
  const begun = new Map<string, string>();
  const again = incoming.filter((one): one is Readable => {
    if (one.invalid !== null || unit.outcome(one.hash)) return false;
    const publicKey = unit.chain(one.header.chain)?.publicKey;
    if (publicKey === undefined || publicKey === checked.get(one)?.publicKey) return false;
    begun.set(one.header.chain, publicKey);
    return true;
  });
  const late = again.length > 0 ? await check(again, begun) : new Map<Incoming, Checked>();
  return incoming.map((one) => {
    // What is here already was checked when it came.
    if (one.invalid !== null || unit.outcome(one.hash) || (late.get(one) ?? checked.get(one))?.holds !== false)
      return one;
    const { hash, signed, header } = one;
    return { hash, signed, header, invalid: 'Its signature is not by the key of its chain.' };
  });
}
