import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src-core/ledger/digests';
import { signatureHolds } from '../../src-core/ledger/keys';
import { mayRead } from '../../src-core/workspace/readable';
import { archive, patch } from '../../src-shared/kernel/change';
import type { ReceiptHeader, SignedReceipt } from '../../src-shared/kernel/receipt';
import type { DecisionText, Pulled, PushResult } from '../../src-shared/sync/protocol';
import { Thing } from '../../test/core/small-domain';
import { PlainModel } from '../../test/server/plain-model';
import { finished, revised, type ServerWorld, serverWorld, thing } from '../../test/server/server-world';
import { hashOf, type TestDevice } from '../../test/server/test-device';
import { MemoryStorage } from '../storage/memory';
import type { Glance, Storage, Wanted, WorkspaceStore } from '../storage/storage';

/** A storage that breaks when it is told to: before a write, or after it, when the answer is lost. */
class BreakingStorage extends MemoryStorage {
  breaks: 'before' | 'after' | null = null;

  override async transaction<T>(
    workspace: string,
    wanted: Wanted,
    work: (store: WorkspaceStore, found: Glance) => Promise<T>,
  ): Promise<T> {
    const how = this.breaks;
    this.breaks = null;
    const breaking = (store: WorkspaceStore): WorkspaceStore => ({
      ...store,
      write: async (writes) => {
        if (how === 'before') throw new Error('The storage broke before it wrote.');
        await store.write(writes);
      },
    });
    const result = await super.transaction(workspace, wanted, (store, found) => work(breaking(store), found));
    if (how === 'after') throw new Error('The answer was lost.');
    return result;
  }
}

/** Small whole numbers, the same for the same seed. */
function dice(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

/** One device with what it has written and what was answered. */
interface Actor {
  device: TestDevice;
  answers: Map<string, PushResult>;
}

async function randomHistory(seed: number, storage: BreakingStorage): Promise<{ world: ServerWorld; actors: Actor[] }> {
  const world = await serverWorld(storage, { seed });
  const roll = dice(seed);
  const actors: Actor[] = [];
  for (const roles of [['rep'], ['rep'], ['finance'], []] as ('rep' | 'finance')[][]) {
    actors.push({ device: await world.join(roles), answers: new Map() });
  }
  actors.push({ device: world.first, answers: new Map() });
  actors[1]!.device.skew = (roll(7) - 3) * 86_400_000;
  const ids: string[] = [];
  const pick = (): string => ids[roll(ids.length)]!;
  for (let step = 0; step < 40; step += 1) {
    const actor = actors[roll(actors.length)]!;
    write(actor.device, roll, ids, pick);
    if (roll(12) === 0) archivePerson(world, actors[roll(3)]!.device);
    if (roll(2) === 0) await send(world, actors[roll(actors.length)]!, roll, storage);
  }
  // At last everything is sent, again and again, until no answer changes any more.
  for (let turn = 0; turn < 3; turn += 1) {
    for (const actor of [...actors].reverse()) await sendAll(world, actor);
  }
  return { world, actors };
}

function write(device: TestDevice, roll: (below: number) => number, ids: string[], pick: () => string): void {
  const kind = ids.length === 0 ? 0 : roll(8);
  if (kind === 0) {
    const id = `thing-${ids.length}`;
    ids.push(id);
    device.act('thing.add', [thing(id, { price: `${roll(90)}`, opinion: 'secret', tags: ['a'] })]);
  } else if (kind === 1) {
    const made = Array.from({ length: 2 + roll(3) }, (_, index) => `thing-${ids.length + index}`);
    ids.push(...made);
    device.act('thing.addMany', [], { cut: made.map((id) => [thing(id)]) });
  } else if (kind === 2) {
    device.act('thing.finish', [finished(pick())]);
  } else if (kind === 3) {
    const amount = roll(200);
    const id = pick();
    device.act('thing.spend', [revised(id, { note: `spent ${amount}` })], { input: { id, amount } });
  } else if (kind === 4) {
    device.act('thing.archive', [archive(Thing, pick())]);
  } else if (kind === 5) {
    device.act('thing.recordHandover', [finished(pick())], roll(2) === 0 ? { contested: ['Not ready.'] } : {});
  } else {
    const tags = roll(2) === 0 ? { add: [`t${roll(3)}`] } : { remove: [`t${roll(3)}`, 'a'] };
    device.act('thing.revise', [revised(pick(), { note: `note ${roll(1_000)}`, price: `${roll(90)}`, tags })]);
  }
}

function archivePerson({ first }: ServerWorld, { person }: TestDevice): void {
  first.act('person.archive', [
    { ...patch(Thing, person, {}), entity: 'person', op: 'archive', guards: { archived: false } },
  ]);
}

async function send(
  world: ServerWorld,
  actor: Actor,
  roll: (below: number) => number,
  storage: BreakingStorage,
): Promise<void> {
  const { written } = actor.device;
  const from = Math.max(
    0,
    written.findIndex((receipt) => actor.answers.get(hashOf(receipt))?.status !== 'decided') - roll(3),
  );
  const receipts: SignedReceipt[] = written.slice(from, from + 1 + roll(6));
  if (roll(6) === 0) receipts.push(...receipts.slice(0, 1 + roll(2)));
  if (roll(10) === 0) receipts.reverse();
  storage.breaks = ([null, null, null, 'before', 'after'] as const)[roll(5)]!;
  try {
    const results = await world.push(receipts);
    for (const result of results) note(actor, result);
  } catch (error) {
    expect(String(error)).toMatch(/broke before|was lost/);
  }
}

/** Founder's session brings everybody's receipts: what counts is who signed. */
async function sendAll(world: ServerWorld, actor: Actor): Promise<void> {
  const { written } = actor.device;
  for (let from = 0; from < written.length; from += 7) {
    for (const result of await world.push(written.slice(from, from + 7))) note(actor, result);
  }
}

function note(actor: Actor, result: PushResult): void {
  const before = actor.answers.get(result.hash);
  // What was decided once is decided for ever, in the same words.
  if (before?.status === 'decided') expect(result).toEqual(before);
  actor.answers.set(result.hash, result);
}

async function pullAll(world: ServerWorld, person: string, page: number): Promise<Pulled[]> {
  const all: Pulled[] = [];
  for (;;) {
    const asker = world.asker(person);
    const { pulled, number } = await world.sync.pull(world.workspace, asker, { after: all.length, limit: page });
    all.push(...pulled);
    if (all.length >= number) return all;
  }
}

const textOf = ({ decision }: Pulled): DecisionText => JSON.parse(decision.text) as DecisionText;
const headerOf = ({ receipt }: Pulled): ReceiptHeader => JSON.parse(receipt.header) as ReceiptHeader;

function expectOrder(world: ServerWorld, pulled: readonly Pulled[]): void {
  let previous: string | null = null;
  for (const [index, one] of pulled.entries()) {
    const text = textOf(one);
    expect(text.number).toBe(index + 1);
    expect(text.previous).toBe(previous);
    expect(text.receipt).toBe(sha256(one.receipt.header));
    expect(signatureHolds(world.serverKey, Buffer.from(one.decision.text), one.decision.signature)).toBe(true);
    previous = sha256(one.decision.text);
  }
}

function expectChains(pulled: readonly Pulled[]): void {
  const heads = new Map<string, { number: number; hash: string; clock: string }>();
  for (const one of pulled) {
    const header = headerOf(one);
    const head = heads.get(header.chain);
    expect(header.number).toBe((head?.number ?? 0) + 1);
    expect(header.previous).toBe(head?.hash ?? null);
    const { clock, arrival } = textOf(one);
    // Merge clocks keep the order of a chain, and never lie ahead of the arrival by more than the server's own counting.
    if (head) expect(clock > head.clock).toBe(true);
    expect(Number.parseInt(clock.slice(0, 12), 16)).toBeLessThanOrEqual(arrival + 1);
    heads.set(header.chain, { number: header.number, hash: sha256(one.receipt.header), clock });
  }
}

describe('the server, whatever is pushed in whatever order', () => {
  it('decides every receipt once, in one signed order, as the plain model does, and tells nobody more than they may read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const storage = new BreakingStorage();
        const { world, actors } = await randomHistory(seed, storage);
        const pulled = await pullAll(world, world.founder, 7);
        expectOrder(world, pulled);
        expectChains(pulled);
        const counted = new Map<string, number>();
        for (const one of pulled) counted.set(textOf(one).receipt, (counted.get(textOf(one).receipt) ?? 0) + 1);
        expect([...counted.values()].every((count) => count === 1)).toBe(true);
        for (const { device, answers } of actors) {
          for (const receipt of device.written) {
            const answer = answers.get(hashOf(receipt)) ?? { status: 'decided' };
            // Nothing is left over: it is decided, or waits for a row that a receipt still undecided makes.
            expect(['decided', 'waiting', 'aside']).toContain(answer.status);
            expect(counted.has(hashOf(receipt))).toBe(answer.status === 'decided');
          }
        }
        const model = new PlainModel();
        for (const one of await everyPart(storage, world)) {
          expect([textOf(one).number, textOf(one).outcome]).toEqual([textOf(one).number, model.decide(one)]);
        }
        const rows = await storage.reading(world.workspace, (store) => store.rowsAfter(null, 10_000, 'thing'));
        expect(Object.fromEntries(rows.map(({ id, fields, archived }) => [id, { ...fields, archived }]))).toEqual(
          model.things(),
        );
        for (const { device } of actors) await expectReadable(world, device.person);
      }),
      { numRuns: Number(process.env['PROOFDESK_SCHEDULES'] ?? 25) },
    );
  }, 60_000);
});

/** Everything decided, with all parts, as the storage has it. */
async function everyPart(storage: Storage, world: ServerWorld): Promise<Pulled[]> {
  const receipts = await storage.reading(world.workspace, (store) => store.decided(0, 10_000));
  return receipts.map(({ header, signature, parts, decision }) => ({
    decision: { text: decision.text, signature: decision.signature },
    receipt: { header, signature, parts },
    refusal: decision.refusal,
  }));
}

async function expectReadable(world: ServerWorld, person: string): Promise<void> {
  const standing = await world.sync.standing(world.workspace, world.asker(person)).catch(() => null);
  if (!standing) {
    await expect(world.sync.pull(world.workspace, world.asker(person), { after: 0, limit: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    return;
  }
  for (const one of await pullAll(world, person, 1_000)) {
    const { parts } = one.receipt;
    expect(Object.keys(parts).every((part) => mayRead(standing.readers, part))).toBe(true);
    if (textOf(one).outcome !== 'refused' || headerOf(one).actor === person) continue;
    expect(parts).toEqual({});
    expect(one.refusal).toBeNull();
  }
}
