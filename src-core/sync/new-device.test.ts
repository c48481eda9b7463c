import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { create } from '../../src-shared/kernel/change';
import { Person } from '../../src-shared/workspace/schema';
import { addNote, changeNote, type DecidedWorld, decidedWorld, notesOf } from '../../test/sync/decided-world';
import { snapshotOf } from '../../test/sync/snapshot-of';
import { verifyLedger } from '../ledger/verify';
import { backUp } from '../workspace/backup';
import { mayRead } from '../workspace/readable';
import { checkRebuild } from '../workspace/rebuild';
import type { Workspace } from '../workspace/workspace';
import {
  applyPulled,
  decisionHead,
  dropReaders,
  finishHistory,
  finishWithdrawal,
  forkedChain,
  historyHead,
  joinWorkspace,
  noteResults,
  pendingPage,
  readersChange,
  takeHistory,
  takeParts,
  takeSnapshot,
  verifyDecisions,
} from '.';

let world: DecidedWorld;
beforeEach(() => {
  world = decidedWorld();
});
afterEach(() => world.close());

const ALL = ['shared', 'personal', 'cost'];
const pull = (workspace: Workspace, readers = ALL) =>
  applyPulled(
    workspace,
    world.server.pull(decisionHead(workspace).number, 2_000, (part) => mayRead(readers, part)),
  );
/** Decides all that is pending on a device, in order, and lets it know. */
async function settle(workspace: Workspace, readers = ALL): Promise<void> {
  for (const receipt of pendingPage(workspace, { kept: true }).receipts)
    if (!world.server.knows(receipt)) world.server.decide(receipt, 'accepted');
  await pull(workspace, readers);
}
const joined = (name: string): Workspace => {
  const workspace = world.empty(name);
  joinWorkspace(workspace, world.first.id, world.server.known);
  return workspace;
};
const say = (...args: Parameters<typeof changeNote>) => world.say(world.first, world.founder, [changeNote(...args)]);
async function verify(workspace: Workspace): Promise<void> {
  const report = await verifyLedger(workspace.journal, workspace.chains(), {
    deep: true,
    mayBeWithheld: (readers) => readers !== 'shared',
  });
  expect(report.fault).toBeNull();
  expect((await verifyDecisions(workspace, { deep: true }))?.fault).toBeNull();
  expect(checkRebuild(workspace).differences).toEqual([]);
}

describe('a new device', () => {
  it('is usable from a snapshot, goes on from there, and ends with the same tables as a fold of everything', async () => {
    world.say(world.first, world.founder, [addNote('n1', { text: 'old', price: '1', tags: ['a'] }), addNote('n2')]);
    say('n1', { text: 'newer', tags: { remove: ['a'], add: ['b'] } });
    await settle(world.first);
    const { manifest, pages } = snapshotOf(world.first, (text) => world.server.sign(text));
    say('n1', { state: 'done' }, { state: 'open' });
    say('n2', { text: 'after the snapshot' });
    await settle(world.first);

    const device = joined('second');
    await takeSnapshot(device, manifest, pages);
    expect(device.chains().get(world.server.chain)?.appointed).toBe(true);
    await pull(device);
    expect(notesOf(device)).toEqual(notesOf(world.first));
    expect(device.search.find('newer', ALL)).toHaveLength(1);
    // Work of its own, while older receipts are still to come, and somebody else's below it.
    world.say(device, world.founder, [
      changeNote('n1', { text: 'mine' }),
      changeNote('n2', { state: 'sent' }, { state: 'open' }),
    ]);
    say('n1', { price: '2' });
    say('n2', { state: 'done' }, { state: 'open' });
    await settle(world.first);
    await pull(device);
    expect(notesOf(device)).toMatchObject([
      { text: 'mine', price: '2', state: 'done' },
      { text: 'after the snapshot', state: 'sent' },
    ]);
    await verify(device);

    for (let done = false; !done; ) {
      const { number } = historyHead(device)!;
      done = await takeHistory(device, world.server.pull(number, 3));
      await verify(device);
    }
    // Killed while it is held against the receipts: it is asked for again, and what the snapshot told wrong is mended.
    device.connection.exec("UPDATE note SET text = 'never said' WHERE text = 'mine'");
    const killed = () => {
      throw new Error('killed');
    };
    expect(() => finishHistory(device, killed)).toThrow('killed');
    const { number } = historyHead(device)!;
    expect(await takeHistory(device, world.server.pull(number, 3))).toBe(true);
    expect(finishHistory(device)).toMatchObject({ ok: false });
    expect(historyHead(device)).toBeNull();
    expect(checkRebuild(device)).toMatchObject({ ok: true });
    await settle(device);
    await pull(world.first);
    expect(notesOf(device)).toEqual(notesOf(world.first));
    await verify(device);
  });

  it('does not believe a snapshot with an altered row, one left out, or another signature', async () => {
    world.say(world.first, world.founder, [addNote('n1'), addNote('n2')]);
    await settle(world.first);
    const { manifest, pages } = snapshotOf(world.first, (text) => world.server.sign(text));
    const device = joined('second');
    const refused = { details: { kind: 'server-contradicts' } };
    const altered = structuredClone(pages);
    const note = altered[0]!.findIndex(({ entity }) => entity === 'note');
    altered[0]![note]!.body = altered[0]![note]!.body!.replace('n1', 'n9');
    await expect(takeSnapshot(device, manifest, altered)).rejects.toMatchObject(refused);
    await expect(takeSnapshot(device, manifest, [pages[0]!.slice(1)])).rejects.toMatchObject(refused);
    await expect(takeSnapshot(device, { ...manifest, number: 3 }, pages)).rejects.toMatchObject(refused);
    expect(notesOf(device)).toEqual([]);
    await takeSnapshot(device, manifest, pages);
    expect(notesOf(device)).toEqual(notesOf(world.first));
  });
});

describe('rights', () => {
  const files = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? files(path) : [path];
    });
  const holds = (workspace: Workspace, marker: string) =>
    files(workspace.folder).filter((path) => readFileSync(path).includes(marker));

  it('that were withdrawn leave no byte in tables, search, log, free pages and backups', async () => {
    const marker = 'zyxmarkerprice';
    world.say(world.first, world.founder, [addNote('n1', { price: marker, text: 'stays' })]);
    const file = world.first.blobs.put(Buffer.from(`${marker} in a file`), { mediaType: 'text/plain', name: 'f' });
    say('n1', { file: file.digest });
    await settle(world.first);
    const device = joined('second');
    await pull(device);
    device.blobs.put(Buffer.from(`${marker} in a file`), { mediaType: 'text/plain', name: 'f' });
    expect(readersChange(device, ALL)).toEqual({ withdrawn: [], granted: [] });
    backUp(device);
    expect(holds(device, marker).length).toBeGreaterThan(1);
    expect(readersChange(device, ['shared', 'personal'])).toEqual({ withdrawn: ['cost'], granted: [] });
    dropReaders(device, ['cost']);
    expect(notesOf(device)).toMatchObject([{ text: 'stays', price: null, file: null }]);
    expect(holds(device, marker)).toEqual([]);
    expect(device.search.find(marker, ALL)).toEqual([]);
    await verify(device);

    // Given again, everything is as it was.
    const parts = world.server.pulled.flatMap(({ decision, receipt }) => {
      const { number, receipt: hash } = JSON.parse(decision.text) as { number: number; receipt: string };
      const body = receipt.parts['cost'];
      return body === undefined ? [] : [{ number, hash, readers: 'cost', body }];
    });
    expect(readersChange(device, ALL).granted).toEqual(['cost']);
    expect(takeParts(device, 'cost', { parts: parts.slice(0, 1), next: parts[0]!.number })).toEqual({ taken: 1 });
    takeParts(device, 'cost', { parts: parts.slice(1), next: null });
    expect(notesOf(device)).toEqual(notesOf(world.first));
    await verify(device);
  });

  it('that were withdrawn wait for what is not decided yet', async () => {
    world.say(world.first, world.founder, [addNote('n1')]);
    world.write(world.first, world.founder, 'person.add', [
      create(Person, 'person-2', { roles: ['rep'], name: 'Bo', email: '', title: '' }),
    ]);
    await settle(world.first);
    const device = joined('second');
    await pull(device);
    readersChange(device, ALL);
    world.say(device, 'person-2', [changeNote('n1', { price: 'written by me' })]);
    dropReaders(device, ['cost']);
    const page = pendingPage(device).receipts;
    expect(page.at(-1)!.parts).toHaveProperty('cost');
    await settle(device, ['shared', 'personal']);
    expect(notesOf(device)).toMatchObject([{ price: null }]);
    finishWithdrawal(device);
    expect(holds(device, 'written by me')).toEqual([]);
    await verify(device);
  });
});

describe('a store that was copied', () => {
  it('starts a new chain where the server has another receipt, and says again what was pending', async () => {
    world.say(world.first, world.founder, [addNote('n1')]);
    await settle(world.first);
    const folder = world.first.folder;
    world.first.connection.pragma('wal_checkpoint(TRUNCATE)');
    // The folder and the state of the device both: nothing there tells the copy from the original.
    cpSync(folder, join(world.root, 'copy'), { recursive: true });
    cpSync(join(world.root, 'state-first'), join(world.root, 'state-copy'), { recursive: true });
    const copy = world.empty('copy');
    say('n1', { text: 'on the first' });
    world.say(copy, world.founder, [changeNote('n1', { text: 'on the copy', price: '9' })]);
    const lost = world.say(copy, world.founder, [addNote('n2', { text: 'only on the copy' })]);
    await settle(world.first);
    const chain = copy.journal.byHash(lost)!.chain;
    const page = await pull(copy);
    expect(page.forked).toEqual({ chain, number: copy.journal.head(chain)!.number });
    const again = pendingPage(copy).receipts.map(({ header, parts }) => ({
      chain: (JSON.parse(header) as { chain: string }).chain,
      replaces: (JSON.parse(parts['shared']!) as { replaces?: string }).replaces,
    }));
    expect(new Set(again.map((one) => one.chain)).size).toBe(1);
    expect(again[0]!.chain).not.toBe(chain);
    expect(again.at(-1)!.replaces).toBe(lost);
    expect(notesOf(copy)).toMatchObject([{ text: 'on the copy', price: '9' }, { text: 'only on the copy' }]);
    await verify(copy);
    await settle(copy);
    await pull(world.first);
    expect(notesOf(world.first)).toEqual(notesOf(copy));
    await verify(copy);
    await verify(world.first);
    // And it goes on without another new chain.
    world.say(copy, world.founder, [changeNote('n2', { text: 'later' })]);
    expect(pendingPage(copy).receipts).toHaveLength(1);
    expect(forkedChain(copy, { chain, number: 1_000 })).toEqual([]);
  });

  it('learns it from a push as well', async () => {
    world.say(world.first, world.founder, [addNote('n1')]);
    await settle(world.first);
    const hash = say('n1', { text: 'here' });
    const { chain, number } = world.first.journal.byHash(hash)!;
    const noted = await noteResults(world.first, {
      number: world.server.number,
      now: 0,
      results: [{ status: 'forked', hash, chain, number, known: 'f'.repeat(64) }],
    });
    expect(noted.forked).toEqual([{ chain, number }]);
    expect(world.first.journal.byHash(hash)).toBeUndefined();
    await settle(world.first);
    expect(notesOf(world.first)).toMatchObject([{ text: 'here' }]);
    await verify(world.first);
  });
});
