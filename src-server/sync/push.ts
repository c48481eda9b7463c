import type { SigningKey } from '../../src-core/ledger/keys';
import { create } from '../../src-shared/kernel/change';
import type { Context } from '../../src-shared/kernel/context';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { tick } from '../../src-shared/kernel/hybrid-clock';
import type { ReceiptHeader, SignedReceipt } from '../../src-shared/kernel/receipt';
import { Chain, ChainAnnouncement, Erasure, PolicySet } from '../../src-shared/receipts/schema';
import { type ActReceipt, changesOf, verdictOf } from '../../src-shared/sync/judge';
import { type PushAnswer, type PushResult, SERVER_ACTOR } from '../../src-shared/sync/protocol';
import { Person } from '../../src-shared/workspace/schema';
import {
  type Awaited,
  type ChainRecord,
  NOTHING_AWAITED,
  type ReceiptRecord,
  type RowKey,
  type Storage,
} from '../storage/storage';
import { recordVerdict } from './decide';
import type { Gates } from './gates';
import { gather } from './gather';
import { type Incoming, ownKey, readIncoming, readStored, signaturesHold } from './incoming';
import { ownReceipt } from './own-chain';
import type { ServerDomain } from './rules';
import { Unit } from './unit';

/** What every piece of the server's sync works with. */
export interface SyncParts {
  storage: Storage;
  context: Context;
  domain: ServerDomain;
  definitions: ReadonlyMap<string, EntityDefinition>;
  gates: Gates;
  /** The server's key of a workspace. */
  keyOf(workspace: string): Promise<SigningKey>;
}

/** Receipts of a chain that are not decided are read in pieces of so many. */
const UNDECIDED_PAGE = 500;

type Readable = Extract<Incoming, { invalid: null }>;

/**
 * Takes receipts in: reads them and checks every signature first, then, alone in the workspace, puts each into its chain and decides what
 * can be decided. All in one transaction; sent again, the same receipts get the same answers. `mayPush` says whether the asker may push
 * at all, in the state that the push finds, and throws where not.
 */
export async function push(
  parts: SyncParts,
  workspace: string,
  receipts: readonly SignedReceipt[],
  mayPush: (unit: Unit) => Promise<void>,
): Promise<PushAnswer> {
  const incoming = receipts.map((signed) => readIncoming(signed, workspace));
  const genuine = await checkSignatures(parts.storage, workspace, incoming);
  const key = await parts.keyOf(workspace);
  const { results, number } = await parts.storage.transaction(workspace, async (store) => {
    const unit = new Unit(store, await store.sequence(), parts.definitions);
    const intake = new Intake(parts, unit, key);
    await intake.prepare(genuine.filter((one): one is Readable => one.invalid === null));
    await mayPush(unit);
    const before = unit.sequence.number;
    const answers = await intake.run(genuine);
    await unit.write(unit.sequence.number > before);
    return { results: answers, number: unit.sequence.number };
  });
  return { results, number, now: parts.context.now() };
}

/** Signatures are checked before anything is locked: keys never change. What was seen before was checked then. */
async function checkSignatures(
  storage: Storage,
  workspace: string,
  incoming: readonly Incoming[],
): Promise<Incoming[]> {
  const readable = incoming.filter((one): one is Readable => one.invalid === null);
  const { keys, known } = await storage.reading(workspace, async (store) => ({
    keys: await store.chains([...new Set(readable.map(({ header }) => header.chain))]),
    known: await store.known(readable.map(({ hash }) => hash)),
  }));
  const seen = new Set(known.map(({ hash }) => hash));
  const publicKeys = new Map(keys.map(({ chain, publicKey }) => [chain, publicKey]));
  for (const one of readable) {
    const brought = ownKey(one);
    if (brought !== null && !publicKeys.has(one.header.chain)) publicKeys.set(one.header.chain, brought);
  }
  // A chain that is not known at all has no key to check by: it will be a gap.
  const checked = readable.filter(({ hash, header }) => !seen.has(hash) && publicKeys.has(header.chain));
  const held = await signaturesHold(
    checked.map(({ signed, header }) => ({ signed, publicKey: publicKeys.get(header.chain) ?? null })),
  );
  const forged = new Set(checked.filter((_, index) => !held[index]));
  return incoming.map((one) =>
    one.invalid === null && forged.has(one)
      ? {
          hash: one.hash,
          signed: one.signed,
          header: one.header,
          invalid: 'Its signature is not by the key of its chain.',
        }
      : one,
  );
}

/** A chain's receipts that are here and not decided, in order. */
interface Queue {
  records: ReceiptRecord[];
  acts: ActReceipt[];
}

/** One transaction's work on receipts: into their chains, and from there to decisions. */
export class Intake {
  readonly #parts: SyncParts;
  readonly #unit: Unit;
  readonly #key: SigningKey;
  readonly #queues = new Map<string, Queue>();
  /** Hashes and rows that were decided here: what waits for them can go on. */
  readonly #woken = new Set<string>();
  /** Hashes of receipts whose decisions are not signed yet. */
  readonly #unsealed: string[] = [];

  constructor(parts: SyncParts, unit: Unit, key: SigningKey) {
    this.#parts = parts;
    this.#unit = unit;
    this.#key = key;
  }

  /** Loads in bulk what these receipts will need. */
  async prepare(receipts: readonly Readable[]): Promise<void> {
    const unit = this.#unit;
    const chains = receipts.map(({ header }) => header.chain);
    const countersigners = receipts.flatMap((receipt) =>
      receipt.header.number === 1
        ? changesOf([receipt]).flatMap(({ change }) =>
            change.entity === Chain.name && typeof change.fields['countersignedBy'] === 'string'
              ? [change.fields['countersignedBy']]
              : [],
          )
        : [],
    );
    await unit.loadChains([unit.sequence.chain, ...chains, ...countersigners]);
    await unit.loadOutcomes(receipts.flatMap(({ hash, header }) => [hash, ...header.policy.approvals]));
    const rows: RowKey[] = receipts.flatMap((receipt) => rowsNamedBy(receipt));
    if (unit.sequence.policies) rows.push({ entity: PolicySet.name, id: unit.sequence.policies.id });
    await unit.loadRows(rows);
    await unit.loadErased(
      receipts.flatMap(({ header }) =>
        Object.entries(header.parts).flatMap(([readers, digest]) => (readers.startsWith('personal:') ? [digest] : [])),
      ),
    );
  }

  /** Takes receipts in and decides what can be decided; answers in their order. */
  async run(incoming: readonly Incoming[]): Promise<PushResult[]> {
    const { results, known } = await this.#takeIn(incoming);
    await this.seal();
    const seen = new Map((await this.#unit.store.receipts(known)).map((record) => [record.hash, record]));
    return incoming.map(({ hash }, index) => {
      const early = results[index];
      if (early) return early;
      const record = this.#unit.receipt(hash) ?? seen.get(hash);
      if (!record)
        throw new ProofdeskError({ code: 'internal', message: `A receipt that was taken in is not there: ${hash}.` });
      return resultOf(record);
    });
  }

  async #takeIn(incoming: readonly Incoming[]): Promise<{ results: (PushResult | null)[]; known: string[] }> {
    const results: (PushResult | null)[] = [];
    const known: string[] = [];
    const erasedHere = new Set(
      incoming.flatMap((one) =>
        one.invalid === null
          ? changesOf([one]).flatMap(({ change }) =>
              change.entity === Erasure.name && Array.isArray(change.fields['parts'])
                ? (change.fields['parts'] as string[])
                : [],
            )
          : [],
      ),
    );
    for (const one of incoming) {
      if (one.invalid !== null) {
        results.push({ status: 'invalid', hash: one.hash, says: one.invalid });
      } else if (this.#unit.outcome(one.hash)) {
        known.push(one.hash);
        results.push(null);
      } else {
        const obstacle = await this.#append(one, erasedHere);
        results.push(obstacle);
        if (!obstacle) await this.#advance(one.header.chain);
      }
    }
    await this.wake();
    return { results, known };
  }

  /** Chains that waited for what was decided here go on, until none is left. */
  async wake(): Promise<void> {
    while (this.#woken.size > 0) {
      const keys = [...this.#woken];
      this.#woken.clear();
      for (const chain of await this.#unit.takeWaits(keys)) {
        await this.#unit.loadChains([chain]);
        await this.#advance(chain);
      }
    }
  }

  /** Puts a receipt at the end of its chain; answers what is in the way, null where nothing is. */
  async #append(receipt: Readable, erasedHere: ReadonlySet<string>): Promise<PushResult | null> {
    const unit = this.#unit;
    const { header, hash } = receipt;
    const invalid = (says: string): PushResult => ({ status: 'invalid', hash, says });
    const chain = unit.chain(header.chain) ?? this.#newChain(receipt);
    const expected = (chain?.number ?? 0) + 1;
    if (!chain || header.number > expected) return { status: 'gap', hash, chain: header.chain, expected };
    if (header.number < expected) {
      const known = await unit.receiptAt(header.chain, header.number);
      return { status: 'forked', hash, chain: header.chain, number: header.number, known: known?.hash ?? hash };
    }
    if (header.previous !== chain.hash) {
      if (chain.hash === null) return invalid('A chain’s first receipt follows none.');
      return { status: 'forked', hash, chain: header.chain, number: header.number - 1, known: chain.hash };
    }
    const wrong = wrongInChain(header, chain, ownKey(receipt));
    if (wrong) return invalid(wrong);
    if (header.actor === SERVER_ACTOR && header.chain !== unit.sequence.chain)
      return invalid('It is not by this server.');
    const lacking = Object.entries(header.parts).filter(([readers]) => !(readers in receipt.signed.parts));
    const excused = ([readers, digest]: [string, string]): boolean =>
      readers.startsWith('personal:') &&
      (unit.sequence.appointed === null || unit.isErased(digest) || erasedHere.has(digest));
    const missing = lacking.find((entry) => !excused(entry));
    if (missing) return invalid(`Its part “${missing[0]}” did not come with it.`);
    if (!('shared' in header.parts)) return invalid('It has no shared part.');
    if (unit.sequence.number === 1 && header.command.name !== 'workspace.create') {
      return invalid('The first receipt of this workspace has not come.');
    }
    if (header.command.name === 'workspace.create' && header.actor !== unit.sequence.founder) {
      return invalid('The workspace was registered for another person than the one who began it.');
    }
    const kept = Object.entries(receipt.signed.parts).filter(([readers]) => !unit.isErased(header.parts[readers]!));
    const record: ReceiptRecord = {
      hash,
      chain: header.chain,
      number: header.number,
      actor: header.actor,
      command: header.command.name,
      group: header.group ?? null,
      header: receipt.signed.header,
      signature: receipt.signed.signature,
      parts: Object.fromEntries(kept),
      state: 'aside',
      waitsFor: NOTHING_AWAITED,
      decision: null,
    };
    const queue = await this.#queue(chain);
    queue.records.push(record);
    queue.acts.push({
      hash,
      header,
      parts: receipt.parts.filter(({ readers }) => readers in record.parts),
    });
    unit.putReceipt(record);
    unit.putChain({ ...chain, number: header.number, hash, at: header.at, group: header.group ?? null });
    return null;
  }

  #newChain(receipt: Readable): ChainRecord | null {
    const publicKey = ownKey(receipt);
    if (publicKey === null) return null;
    const { header } = receipt;
    const device = changesOf([receipt]).find(({ change }) => change.entity === Chain.name)?.change.fields['device'];
    return emptyChain({
      chain: header.chain,
      person: header.actor,
      publicKey,
      device: typeof device === 'string' ? device : '',
    });
  }

  async #queue(chain: ChainRecord): Promise<Queue> {
    const known = this.#queues.get(chain.chain);
    if (known) return known;
    const queue: Queue = { records: [], acts: [] };
    for (let after = chain.decided; after < chain.number; ) {
      const records = await this.#unit.store.undecided(chain.chain, after, UNDECIDED_PAGE);
      if (records.length === 0) break;
      queue.records.push(...records);
      queue.acts.push(...records.map(readStored));
      after = records.at(-1)!.number;
    }
    this.#queues.set(chain.chain, queue);
    const cited = queue.acts.flatMap(({ header }) => header.policy.approvals);
    await this.#unit.loadOutcomes(cited);
    await this.#unit.loadRows(queue.acts.flatMap(rowsNamedBy));
    return queue;
  }

  /** Decides a chain's acts in order, until one is not whole, or waits. */
  async #advance(id: string): Promise<void> {
    const unit = this.#unit;
    const queue = await this.#queue(unit.chain(id)!);
    while (queue.records.length > 0) {
      const size = queue.records[0]!.group?.size ?? 1;
      if (queue.records.length < size) return;
      const act = queue.acts.slice(0, size);
      const chain = unit.chain(id)!;
      const gathered = await gather(
        { unit, domain: this.#parts.domain, definitions: this.#parts.definitions, gates: this.#parts.gates },
        act,
        chain,
      );
      const verdict = verdictOf(gathered);
      if (verdict.outcome === 'waiting') {
        this.#wait(queue, verdict.for);
        return;
      }
      const records = queue.records.splice(0, size);
      queue.acts.splice(0, size);
      await recordVerdict(
        { unit, context: this.#parts.context, definitions: this.#parts.definitions },
        { act, records, verdict },
      );
      this.#unsealed.push(...act.map(({ hash }) => hash));
      for (const receipt of act) {
        this.#woken.add(receipt.hash);
        for (const { entity, id: row } of rowsNamedBy(receipt)) this.#woken.add(`${entity}/${row}`);
      }
      await this.#announceRegistered(id);
    }
  }

  /** Signs what was decided. Nothing may be written or answered before. */
  async seal(): Promise<void> {
    const hashes = this.#unsealed.splice(0);
    const records = hashes.map((hash) => this.#unit.receipt(hash)!);
    const signatures = await Promise.all(
      records.map(({ decision }) => this.#key.signLater(Buffer.from(decision!.text))),
    );
    for (const [index, record] of records.entries()) {
      this.#unit.putReceipt({ ...record, decision: { ...record.decision!, signature: signatures[index]! } });
    }
  }

  #wait(queue: Queue, awaited: Awaited): void {
    for (const [index, record] of queue.records.entries()) {
      const waiting: ReceiptRecord = { ...record, state: 'waiting', waitsFor: awaited };
      queue.records[index] = waiting;
      this.#unit.putReceipt(waiting);
    }
    const { chain } = queue.records[0]!;
    for (const hash of awaited.hashes) this.#unit.addWait(hash, chain);
    for (const { entity, id } of awaited.rows) this.#unit.addWait(`${entity}/${id}`, chain);
  }

  /** A chain that a signed-in person registered is announced as soon as it has begun and the server is appointed. */
  async #announceRegistered(id: string): Promise<void> {
    const chain = this.#unit.chain(id)!;
    if (chain.account === null || chain.standing !== 'unannounced' || chain.decided < 1) return;
    await this.announce(chain);
  }

  /** Announces a chain by the server's own; nothing before the server is appointed. */
  async announce(chain: ChainRecord): Promise<void> {
    if (this.#unit.sequence.appointed === null) return;
    await this.#unit.loadRows([{ entity: ChainAnnouncement.name, id: chain.chain }]);
    if (this.#unit.row(ChainAnnouncement.name, chain.chain)) return;
    const { chain: id, person, publicKey } = chain;
    await this.own('chain.announce', { chain: id }, [create(ChainAnnouncement, id, { chain: id, person, publicKey })]);
  }

  /** Commits and decides an act of the server's own chain. */
  async own(
    command: string,
    input: Record<string, unknown>,
    changes: Parameters<typeof ownReceipt>[1]['changes'],
    reason?: string,
  ): Promise<ReceiptRecord> {
    const unit = this.#unit;
    const chain = unit.chain(unit.sequence.chain)!;
    const { context } = this.#parts;
    const at = tick(unit.sequence.clock, context.now(), chain.chain);
    const signed = ownReceipt(
      { context, key: this.#key, sequence: unit.sequence, chain },
      { command, input, changes, at, ...(reason !== undefined && { reason }) },
    );
    const one = readIncoming(signed, unit.sequence.workspace);
    if (one.invalid !== null)
      throw new ProofdeskError({ code: 'internal', message: `The server’s own receipt: ${one.invalid}` });
    await unit.loadRows(rowsNamedBy(one));
    const obstacle = await this.#append(one, new Set());
    if (obstacle)
      throw new ProofdeskError({
        code: 'internal',
        message: `The server’s own chain does not go on: ${obstacle.status}.`,
      });
    await this.#advance(chain.chain);
    await this.seal();
    return unit.receipt(one.hash)!;
  }
}

/** A chain of which nothing has come in. */
export function emptyChain(
  of: Pick<ChainRecord, 'chain' | 'person' | 'publicKey' | 'device'> & Partial<ChainRecord>,
): ChainRecord {
  return {
    standing: 'unannounced',
    account: null,
    registered: null,
    revokedAfter: null,
    number: 0,
    hash: null,
    at: null,
    group: null,
    decided: 0,
    clock: null,
    ...of,
  };
}

/** Every row that a receipt names or that is asked about whoever signed it. */
function rowsNamedBy(receipt: ActReceipt): RowKey[] {
  return [
    { entity: Person.name, id: receipt.header.actor },
    ...(receipt.header.number === 1 ? [{ entity: ChainAnnouncement.name, id: receipt.header.chain }] : []),
    ...changesOf([receipt]).map(({ change }) => ({ entity: change.entity, id: change.id })),
  ];
}

/** What is wrong with a receipt at the end of its chain, as a sentence; null where nothing is. */
function wrongInChain(header: ReceiptHeader, chain: ChainRecord, brought: string | null): string | null {
  if (header.actor !== chain.person) return 'It is by another person than its chain.';
  if (header.number === 1 && brought !== chain.publicKey)
    return 'It brings another key than the one its chain was registered with.';
  if (chain.at !== null && header.at <= chain.at) return 'Its time lies before that of the receipt before it.';
  const { group } = header;
  const before = chain.group !== null && chain.group.index < chain.group.size ? chain.group : null;
  if (before) {
    const goesOn = group?.id === before.id && group.index === before.index + 1 && group.size === before.size;
    if (!goesOn) return 'The act before it is not whole.';
  } else if (group && group.index !== 1) {
    return 'Its act does not begin at its beginning.';
  }
  if (group && group.index > group.size) return 'Its act is longer than it says.';
  return null;
}

/** What a receipt's state is to whoever pushes it. */
function resultOf(record: ReceiptRecord): PushResult {
  const { hash, decision } = record;
  if (decision) {
    const { text, signature, refusal } = decision;
    return { status: 'decided', hash, decision: { text, signature }, refusal };
  }
  if (record.state === 'aside') return { status: 'aside', hash };
  return { status: 'waiting', hash, for: record.waitsFor.hashes, rows: record.waitsFor.rows };
}
