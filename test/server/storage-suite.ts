import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryStorage } from '../../src-server/storage/memory';
import type { Storage, Writes } from '../../src-server/storage/storage';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { create, patch } from '../../src-shared/kernel/change';
import { newId } from '../../src-shared/kernel/context';
import { Erasure } from '../../src-shared/receipts';
import { Person } from '../../src-shared/workspace';
import { finished, revised, type ServerWorld, serverWorld, thing } from './server-world';

/** All that a storage holds of a workspace, for comparing two of them. */
export async function dump(storage: Storage, workspace: string): Promise<unknown> {
  return storage.reading(workspace, async (store) => {
    const rows = await store.rowsAfter(null, 10_000);
    const receipts = await store.decided(0, 10_000);
    const chains = await store.chainsOf(null, null, 1_000);
    return {
      sequence: await store.sequence(),
      chains,
      receipts,
      undecided: await oneByOne(chains, ({ chain, decided }) => store.undecided(chain, decided, 1_000)),
      rows,
      byPerson: await oneByOne(rows, ({ id }) => store.rowsWhere('chain', 'person', JSON.stringify(id))),
      refused: sorted(await store.refusedEffects(rows)),
    };
  });
}

async function oneByOne<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (const one of list) answers.push(await work(one));
  return answers;
}

const sorted = <T>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** Writes of work that writes nothing but the sequence. */
const NOTHING_WRITTEN: Omit<Writes, 'sequence'> = {
  chains: [],
  receipts: [],
  rows: [],
  indexRemoved: [],
  indexAdded: [],
  blobsRemoved: [],
  blobsAdded: [],
  refusedEffects: [],
  waitsAdded: [],
  waitsRemoved: [],
  erased: [],
  notify: false,
};

/** One of everything that a workspace can go through. The same seed gives the same receipts and decisions on every storage. */
async function everything(storage: Storage): Promise<ServerWorld> {
  const world = await serverWorld(storage, { seed: 7 });
  const { first } = world;
  const rep = await world.join(['rep']);
  const nobody = await world.join([]);
  await world.push([
    ...first.act('thing.add', [thing('a', { price: '12', opinion: 'No.', tags: ['x', 'y'], file: 'ab'.repeat(32) })]),
    ...first.act('thing.revise', [revised('a', { tags: { remove: ['x'] }, note: 'Ä\u0000 “quoted” \\ \n line' })]),
  ]);
  const act = first.act('thing.addMany', [], {
    cut: [[thing('b')], [thing('c')], [thing('d', { file: 'cd'.repeat(32) })]],
  });
  await world.push(act.slice(0, 1));
  await world.push(act.slice(1));
  await world.push(rep.act('thing.revise', [revised('e', { note: 'early' })]), rep.person);
  await world.push(nobody.act('thing.add', [thing('f')]), nobody.person);
  await world.push(first.act('thing.add', [thing('e')]));
  await world.push(
    [...rep.act('thing.finish', [finished('a')]), ...rep.act('thing.finish', [finished('a')])],
    rep.person,
  );
  await world.push(first.act('thing.revise', [revised('d', { file: 'ef'.repeat(32) })]));
  await world.push(
    rep.act('thing.revise', [{ ...revised('a', { colour: 'red' }), schema: 2 }], { version: 2 }),
    rep.person,
  );
  const named = first.act('person.revise', [patch(Person, nobody.person, { email: 'marker@example.com' })], {
    personOf: nobody.person,
  });
  await world.push(named);
  const digest = (JSON.parse(named[0]!.header) as { parts: Record<string, string> }).parts[
    `personal:${nobody.person}`
  ]!;
  await world.push(
    first.act('person.erase', [
      create(Erasure, newId(world.context), { person: nobody.person, parts: [digest], blobs: ['cd'.repeat(32)] }),
    ]),
  );
  // What is left waiting, and aside, stays so.
  await world.push(first.act('thing.addMany', [], { cut: [[thing('g')], [thing('h')]] }).slice(0, 1));
  await world.push(rep.act('thing.revise', [revised('never', { note: 'x' })]), rep.person);
  await world.sync.revokeChain(world.workspace, nobody.chain);
  return world;
}

/** What every storage must do. `open` makes an empty one. */
export function storageSuite(name: string, open: () => Promise<{ storage: Storage; close(): Promise<void> }>): void {
  describe(`workspaces in ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let world: ServerWorld;
    beforeAll(async () => {
      opened = await open();
      world = await everything(opened.storage);
    }, 60_000);
    afterAll(() => opened?.close());

    it('hold the same after the same pushes as those in memory', async () => {
      const inMemory = await everything(new MemoryStorage());
      expect(world.workspace).toBe(inMemory.workspace);
      expect(await dump(opened.storage, world.workspace)).toEqual(await dump(inMemory.storage, world.workspace));
    });

    it('are founded once, and found by their ids', async () => {
      const sequence = await world.sync.sequence(world.workspace);
      expect(await opened.storage.found(sequence, async () => expect.unreachable())).toBe(false);
      expect(await opened.storage.workspaces(null, 10)).toEqual([world.workspace]);
      expect(await opened.storage.workspaces(world.workspace, 10)).toEqual([]);
      await expect(opened.storage.reading('elsewhere', async () => 0)).rejects.toMatchObject({ code: 'not-found' });
      await expect(opened.storage.transaction('elsewhere', {}, async () => 0)).rejects.toMatchObject({
        code: 'not-found',
      });
    });

    it('keep nothing of work that fails', async () => {
      const before = await dump(opened.storage, world.workspace);
      const failing = opened.storage.transaction(world.workspace, {}, async (store) => {
        await store.sequence();
        throw new Error('in the middle');
      });
      await expect(failing).rejects.toThrow('in the middle');
      expect(await dump(opened.storage, world.workspace)).toEqual(before);
    });

    it('answer in one look what they answer one by one', async () => {
      const { storage } = opened;
      const rows = await storage.reading(world.workspace, (store) => store.rowsAfter(null, 1_000));
      const keys = [...rows.map(({ entity, id }) => ({ entity, id })), { entity: 'thing', id: 'not-here' }];
      const receipts = await storage.reading(world.workspace, (store) => store.decided(0, 1_000));
      const hashes = [...receipts.map(({ hash }) => hash), 'ff'.repeat(32)];
      const chains = [...new Set(receipts.map(({ chain }) => chain)), 'not-here'];
      const digests = ['cd'.repeat(32), 'ff'.repeat(32)];
      const inOrder = <T>(list: readonly T[]): string[] => list.map((one) => canonicalText(one)).sort();
      const glance = await storage.glance(world.workspace, { chains, receipts: hashes, rows: keys, digests });
      await storage.reading(world.workspace, async (store) => {
        expect(glance.sequence).toEqual(await store.sequence());
        expect(inOrder(glance.chains)).toEqual(inOrder(await store.chains(chains)));
        expect(inOrder(glance.known)).toEqual(inOrder(await store.known(hashes)));
        expect(inOrder(glance.rows)).toEqual(inOrder(await store.rows(keys)));
        expect(inOrder(glance.refusedEffects)).toEqual(inOrder(await store.refusedEffects(keys)));
        expect(glance.erased).toEqual(await store.erased(digests));
      });
      expect(glance.rows.length).toBeGreaterThan(5);
      await expect(storage.glance('not-here', {})).rejects.toMatchObject({ code: 'not-found' });
    });

    it('let work that had to wait see all that was kept meanwhile', async () => {
      const { storage } = opened;
      const { workspace } = world;
      const [row] = await storage.reading(workspace, (store) => store.rows([{ entity: 'thing', id: 'a' }]));
      let waits = (): void => {};
      const waiting = new Promise<void>((begun) => {
        waits = begun;
      });
      const first = storage.transaction(workspace, {}, async (store, { sequence }) => {
        await waiting;
        const rows = [{ ...row!, fields: { ...row!.fields, note: 'meanwhile' } }];
        await store.write({ ...NOTHING_WRITTEN, sequence, rows });
      });
      const wanted = { rows: [{ entity: 'thing', id: 'a' }] };
      const second = storage.transaction(workspace, wanted, async (store, { rows }) => ({
        rows,
        again: await store.rows(wanted.rows),
      }));
      setTimeout(waits, 200);
      await first;
      const { rows, again } = await second;
      expect(rows[0]?.fields['note']).toBe('meanwhile');
      expect(rows).toEqual(again);
    });

    it('know which fields name a blob, and who may read them', async () => {
      const references = (digest: string) =>
        opened.storage.reading(world.workspace, (store) => store.blobReferences(digest));
      expect(await references('ab'.repeat(32))).toEqual([
        { digest: 'ab'.repeat(32), entity: 'thing', id: 'a', field: 'file', readers: 'shared' },
      ]);
      expect(await references('cd'.repeat(32))).toEqual([]);
      expect(await references('ef'.repeat(32))).toHaveLength(1);
    });

    it('have lost what was erased, and refuse it when it comes again', async () => {
      const kept = JSON.stringify(await dump(opened.storage, world.workspace));
      expect(kept).not.toContain('marker@example.com');
      expect(
        await opened.storage.reading(world.workspace, (store) => store.erased(['cd'.repeat(32), 'ff'.repeat(32)])),
      ).toEqual(['cd'.repeat(32)]);
    });

    it('keep the newest two snapshots', async () => {
      const snapshot = (number: number) => ({ number, manifest: `manifest ${number}`, pages: [`page of ${number}`] });
      for (const number of [101, 102, 103]) {
        await opened.storage.transaction(world.workspace, {}, (store) => store.keepSnapshot(snapshot(number)));
      }
      await opened.storage.reading(world.workspace, async (store) => {
        expect(await store.snapshotNumber()).toBe(103);
        expect(await store.snapshotManifest(101)).toBeNull();
        expect(await store.snapshotPage(101, 0)).toBeNull();
        expect(await store.snapshotPage(102, 0)).toBe('page of 102');
        expect(await store.snapshotPage(103, 1)).toBeNull();
      });
    });

    it('tell the newest number to those who listen, after it is kept', async () => {
      let stop = async (): Promise<void> => {};
      const heard = new Promise<[string, number]>((resolve, reject) => {
        opened.storage
          .listen((workspace, number) => resolve([workspace, number]))
          .then((stopping) => {
            stop = stopping;
            return world.sync.revokeChain(world.workspace, world.first.chain);
          })
          .catch(reject);
      });
      const [workspace, number] = await heard;
      await stop();
      expect(workspace).toBe(world.workspace);
      expect(number).toBe((await world.sync.sequence(world.workspace)).number);
    });

    it('say the newest numbers of several workspaces at once', async () => {
      const { number } = await world.sync.sequence(world.workspace);
      expect([...(await opened.storage.numbers([world.workspace, 'not-here']))]).toEqual([[world.workspace, number]]);
    });

    it('answer waiting work in order: no number is given twice', async () => {
      const before = (await world.sync.sequence(world.workspace)).number;
      const devices = await Promise.all([1, 2, 3].map(async () => world.device(world.founder)));
      const results = await Promise.all(devices.map((device) => world.push([device.open()])));
      expect(results.flat().every(({ status }) => status === 'decided')).toBe(true);
      const decided = await opened.storage.reading(world.workspace, (store) => store.decided(before, 10));
      expect(decided.map(({ decision }) => decision.number)).toEqual([before + 1, before + 2, before + 3]);
    });
  });
}
