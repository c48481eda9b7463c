import type { SigningKey } from '../../src-core/ledger/keys';
import { create } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { tick } from '../../src-shared/kernel/hybrid-clock';
import { Chain, ChainAnnouncement, Erasure } from '../../src-shared/receipts/schema';
import { type ActReceipt, changesOf, verdictOf } from '../../src-shared/sync/judge';
import { type PushResult, SERVER_ACTOR } from '../../src-shared/sync/protocol';
import { type Awaited, type ChainRecord, NOTHING_AWAITED, type ReceiptRecord } from '../storage/storage';
import { emptyChain, rowsNamedBy, wrongInChain } from './chain-order';
import { recordVerdict } from './decide';
import { gather } from './gather';
import { type Incoming, ownKey, type Readable, readIncoming, readStored } from './incoming';
import { ownReceipt } from './own-chain';
import type { SyncParts } from './sync-parts';
import type { Unit } from './unit';

/** Receipts of a chain that are not decided are read in pieces of so many. */
const UNDECIDED_PAGE = 500;

/** So few decisions are signed where they are made: handing one to another thread takes as long as signing it. */
const SIGNED_AT_ONCE = 32;

/** Receipts of a chain that may wait for others at most: each push to it reads them all. */
export const WAITING_LIMIT = 20_000;

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
    this.#requireRoom(queue, header.chain);
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

  #requireRoom({ records }: Queue, chain: string): void {
    const limit = this.#parts.waitingLimit ?? WAITING_LIMIT;
    if (records.length < limit || records[0]?.state !== 'waiting') return;
    throw new ProofdeskError({
      code: 'unavailable',
      message: `${limit} receipts of this device wait already for what others have not sent yet. More are not taken until it has come.`,
      hint: 'Everything stays on the device and is sent later. Bring the device online whose work is waited for; an admin may have to confirm this device.',
      details: { kind: 'too-much-waits', chain },
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
    const texts = records.map(({ decision }) => Buffer.from(decision!.text));
    const signatures =
      texts.length > SIGNED_AT_ONCE
        ? await Promise.all(texts.map((text) => this.#key.signLater(text)))
        : texts.map((text) => this.#key.sign(text));
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
    await unit.loadChains([unit.sequence.chain]);
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
