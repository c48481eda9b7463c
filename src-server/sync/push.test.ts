import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { finished, revised, type ServerWorld, serverWorld, thing } from '../../test/server/server-world';
import { hashOf } from '../../test/server/test-device';
import { MemoryStorage } from '../storage/memory';
import { Together } from './together';

let world: Awaited<ReturnType<typeof serverWorld>>;
beforeEach(async () => {
  world = await serverWorld(new MemoryStorage());
});

afterEach(() => {
  vi.restoreAllMocks();
});

const statuses = (results: { status: string }[]) => results.map(({ status }) => status);
const outcomeOf = (result: Awaited<ReturnType<ServerWorld['push']>>[number] | undefined) =>
  result?.status === 'decided' ? (JSON.parse(result.decision.text) as { outcome: string }).outcome : result?.status;

type Settled = PromiseSettledResult<Awaited<ReturnType<ServerWorld['push']>>>;

/** Begins pushes one after the other; no transaction begins before all stand in line. Answers what became of each, and how many it took. */
async function inLine(
  pushes: readonly (() => ReturnType<ServerWorld['push']>)[],
): Promise<{ outcomes: Settled[]; transactions: number }> {
  const added = vi.spyOn(Together.prototype, 'add');
  const standing = (count: number) => vi.waitFor(() => expect(added).toHaveBeenCalledTimes(count), { interval: 1 });
  let transactions = 0;
  const { storage } = world;
  const transaction = storage.transaction.bind(storage);
  storage.transaction = async (workspace, wanted, work) => {
    transactions += 1;
    await standing(pushes.length);
    return transaction(workspace, wanted, work);
  };
  const begun: Promise<Settled[]>[] = [];
  for (const push of pushes) {
    begun.push(Promise.allSettled([push()]));
    await standing(begun.length);
  }
  return { outcomes: (await Promise.all(begun)).flat(), transactions };
}

describe('a push', () => {
  it('is decided in order, and the same receipts get the same answers again', async () => {
    const receipts = [
      ...world.first.act('thing.add', [thing('t1')]),
      ...world.first.act('thing.finish', [finished('t1')]),
    ];
    const first = await world.push(receipts);
    expect(first.map(outcomeOf)).toEqual(['accepted', 'accepted']);
    expect(await world.push(receipts)).toEqual(first);
    const { pulled, number } = await world.sync.pull(world.workspace, world.asker(world.founder), {
      after: 0,
      limit: 100,
    });
    expect(pulled.map(({ decision }) => (JSON.parse(decision.text) as { number: number }).number)).toEqual(
      Array.from({ length: number }, (_, index) => index + 1),
    );
    expect(pulled.at(-1)!.receipt).toEqual(receipts.at(-1));
  });

  it('refuses what a guard does not hold for, and says what stands there', async () => {
    const other = await world.join(['rep']);
    await world.push(world.first.act('thing.add', [thing('t1')]));
    await world.push(other.act('thing.finish', [finished('t1')]), other.person);
    const [result] = await world.push(world.first.act('thing.finish', [finished('t1')]));
    expect(result).toMatchObject({
      status: 'decided',
      refusal: { kind: 'stale', fields: [{ entity: 'thing', id: 't1', field: 'state', present: 'done' }] },
    });
  });

  it('refuses what builds on a refused receipt, naming it', async () => {
    const stranger = await world.join([]);
    const [add] = stranger.act('thing.add', [thing('t1')]);
    const results = await world.push(
      [add!, ...stranger.act('thing.revise', [revised('t1', { note: 'x' })])],
      stranger.person,
    );
    expect(results[0]).toMatchObject({ refusal: { kind: 'policy' } });
    expect(results[1]).toMatchObject({ refusal: { kind: 'depends', on: [hashOf(add!)] } });
  });

  it('keeps an act aside until its last receipt has come, then decides it whole', async () => {
    const act = world.first.act('thing.addMany', [], { cut: [[thing('a')], [thing('b')], [thing('c')]] });
    expect(statuses(await world.push(act.slice(0, 2)))).toEqual(['aside', 'aside']);
    expect(statuses(await world.push(act.slice(0, 2)))).toEqual(['aside', 'aside']);
    const results = await world.push(act);
    expect(results.map(outcomeOf)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('lets a receipt wait for a row of another device, and goes on when it comes', async () => {
    const other = await world.join(['rep']);
    const add = other.act('thing.add', [thing('t1')]);
    const waiting = [
      ...world.first.act('thing.revise', [revised('t1', { note: 'early' })]),
      ...world.first.act('thing.add', [thing('t2')]),
    ];
    const results = await world.push(waiting);
    expect(results).toMatchObject([
      { status: 'waiting', rows: [{ entity: 'thing', id: 't1' }] },
      { status: 'waiting' },
    ]);
    await world.push(add, other.person);
    expect((await world.push(waiting)).map(outcomeOf)).toEqual(['accepted', 'accepted']);
  });

  it('takes no more than a limit of receipts that wait, keeps those it has, and goes on when what they wait for comes', async () => {
    world = await serverWorld(new MemoryStorage(), { waitingLimit: 5 });
    const other = await world.join(['rep']);
    const add = other.act('thing.add', [thing('t1')]);
    const waiting = world.first.act('thing.revise', [revised('t1', { note: 'early' })]);
    for (let index = 0; index < 6; index += 1) waiting.push(...world.first.act('thing.add', [thing(`more-${index}`)]));
    expect(statuses(await world.push(waiting.slice(0, 5)))).toEqual(Array.from({ length: 5 }, () => 'waiting'));
    await expect(world.push(waiting.slice(5))).rejects.toMatchObject({
      code: 'unavailable',
      details: { kind: 'too-much-waits' },
    });
    await world.push(add, other.person);
    expect((await world.push(waiting)).map(outcomeOf)).toEqual(Array.from({ length: 7 }, () => 'accepted'));
  });

  it('checks signatures by the key that a chain has when it is written, should the chain begin meanwhile', async () => {
    const late = await world.device(world.founder);
    const opening = late.open();
    const [real] = late.act('thing.add', [thing('t1')]);
    const forged = { ...real!, signature: opening.signature };
    const { storage } = world;
    const elsewhere = world.anotherProcess();
    const transaction = storage.transaction.bind(storage);
    const beginning = (first: () => Promise<unknown>): void => {
      storage.transaction = async (workspace, wanted, work) => {
        storage.transaction = transaction;
        await first();
        return transaction(workspace, wanted, work);
      };
    };
    beginning(() => elsewhere.push(world.workspace, world.asker(world.founder), [opening]));
    expect(await world.push([forged])).toMatchObject([{ status: 'invalid' }]);
    // Taken in: they wait for their chain to be announced.
    expect(statuses(await world.push([real!]))).toEqual(['waiting']);
    const other = await world.device(world.founder);
    const both = [other.open(), ...other.act('thing.add', [thing('t2')])];
    beginning(() => elsewhere.push(world.workspace, world.asker(world.founder), both.slice(0, 1)));
    expect(statuses(await world.push(both.slice(1)))).toEqual(['waiting']);
  });

  it('shares a transaction with others of its workspace, each as if it had its own', async () => {
    const other = await world.join(['rep']);
    const third = await world.join(['rep']);
    const add = world.first.act('thing.add', [thing('t1')]);
    const revise = other.act('thing.revise', [revised('t1', { note: 'built on it' })]);
    const removal = world.first.act('person.archive', [
      { entity: 'person', schema: 1, id: third.person, op: 'archive', fields: {}, guards: { archived: false } },
    ]);
    const late = third.act('thing.add', [thing('t2')]);
    // The first one has the workspace for itself; the others wait for it, and go together.
    const { outcomes, transactions } = await inLine([
      () => world.push(other.written.slice(0, 1), other.person),
      () => world.push(add),
      () => world.push(revise, other.person),
      () => world.push(revise, other.person),
      () => world.push(removal),
      () => world.push(late, third.person),
    ]);
    const [, added, built, again, removed, refused] = outcomes;
    expect(transactions).toBe(2);
    for (const one of [added, built, removed])
      expect(one).toMatchObject({ value: [{ status: 'decided', refusal: null }] });
    expect(again).toEqual(built);
    expect(refused).toMatchObject({ status: 'rejected', reason: { details: { kind: 'not-a-member' } } });
    expect(await world.storage.reading(world.workspace, (store) => store.known([hashOf(late[0]!)]))).toEqual([]);
  });

  it('that cannot be taken in spoils none that shares its transaction', async () => {
    world = await serverWorld(new MemoryStorage(), { waitingLimit: 2 });
    const other = await world.join(['rep']);
    const third = await world.join(['rep']);
    const tooMany = Array.from(
      { length: 3 },
      (_, index) => other.act('thing.revise', [revised('not-there', { note: `${index}` })])[0]!,
    );
    const { outcomes, transactions } = await inLine([
      () => world.push(world.first.act('thing.add', [thing('t0')])),
      () => world.push(tooMany, other.person),
      () => world.push(third.act('thing.add', [thing('t1')]), third.person),
    ]);
    const [first, spoilt, good] = outcomes;
    // Alone, both together, each of them alone.
    expect(transactions).toBe(4);
    expect(spoilt).toMatchObject({ status: 'rejected', reason: { details: { kind: 'too-much-waits' } } });
    for (const one of [first, good]) expect(one).toMatchObject({ value: [{ status: 'decided', refusal: null }] });
  });

  it('names a gap, a fork and a forged receipt, and stores none of them', async () => {
    const [one, two] = [
      world.first.act('thing.add', [thing('t1')])[0]!,
      world.first.act('thing.add', [thing('t2')])[0]!,
    ];
    expect(await world.push([two])).toMatchObject([{ status: 'gap', expected: world.first.number - 1 }]);
    expect(await world.push([{ ...one, signature: two.signature }])).toMatchObject([{ status: 'invalid' }]);
    expect(await world.push([{ ...one, parts: { shared: two.parts['shared']! } }])).toMatchObject([
      { status: 'invalid' },
    ]);
    await world.push([one, two]);
    world.first.number -= 1;
    world.first.previous = hashOf(one);
    const [forked] = world.first.act('thing.add', [thing('t3')]);
    expect(await world.push([forked!])).toMatchObject([{ status: 'forked', known: hashOf(two) }]);
  });
});
