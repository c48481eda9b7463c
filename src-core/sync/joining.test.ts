import { cpSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { create } from '../../src-shared/kernel/change';
import { ChainRevocation } from '../../src-shared/receipts/schema';
import { addNote, changeNote, type DecidedWorld, decidedWorld, notesOf } from '../../test/sync/decided-world';
import { snapshotOf } from '../../test/sync/snapshot-of';
import { sha256 } from '../ledger/digests';
import { verifyLedger } from '../ledger/verify';
import { checkRebuild } from '../workspace/rebuild';
import type { Workspace } from '../workspace/workspace';
import {
  applyPulled,
  decisionHead,
  dropReaders,
  historyHead,
  joinWorkspace,
  noteResults,
  pendingPage,
  readersChange,
  requireWhole,
  takeHistory,
  takeSnapshot,
} from '.';

let world: DecidedWorld;
beforeEach(() => {
  world = decidedWorld();
});
afterEach(() => world.close());

const pull = (workspace: Workspace) => applyPulled(workspace, world.server.pull(decisionHead(workspace).number, 2_000));
async function settle(): Promise<void> {
  for (const receipt of pendingPage(world.first).receipts)
    if (!world.server.knows(receipt)) world.server.decide(receipt, 'accepted');
  await pull(world.first);
}
const add = (id: string) => world.say(world.first, world.founder, [addNote(id, { price: 'much' })]);
const joined = (name: string): Workspace => {
  const workspace = world.empty(name);
  joinWorkspace(workspace, world.first.id, world.server.known);
  return workspace;
};

it('pulls go on while the history behind a snapshot is half here, and a page of history may come twice', async () => {
  add('n1');
  add('n2');
  await settle();
  const { manifest, pages } = snapshotOf(world.first, (text) => world.server.sign(text));
  add('n3');
  await settle();
  const device = joined('second');
  await takeSnapshot(device, manifest, pages);
  const first = world.server.pull(0, 3);
  expect(await takeHistory(device, first)).toBe(false);
  expect(await takeHistory(device, first)).toBe(false);
  expect(historyHead(device)).toMatchObject({ number: 3 });
  await pull(device);
  expect(notesOf(device)).toHaveLength(3);
});

it('a snapshot is taken in pieces between which others get their turn, and wherever it is broken off it is taken anew', async () => {
  const notes = Array.from({ length: 260 }, (_, index) => addNote(`n${index}`, { text: `Text ${index}`, price: '1' }));
  world.say(world.first, world.founder, notes);
  await settle();
  const { manifest, pages } = snapshotOf(world.first, (text) => world.server.sign(text));
  const inTables = (workspace: Workspace) => notesOf(workspace).length;
  const device = joined('second');
  const stop = new AbortController();
  let turns = 0;
  const turn = () => {
    turns += 1;
    if (inTables(device) > 0) stop.abort();
    else if (!stop.signal.aborted) setImmediate(turn);
  };
  setImmediate(turn);
  await expect(takeSnapshot(device, manifest, pages, { signal: stop.signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(turns).toBeGreaterThan(1);
  expect(inTables(device)).toBe(0);
  expect(device.search.find('Text', ['shared'])).toEqual([]);
  requireWhole(device);

  // The process ends in the middle: what is half here is used by nobody, and the next attempt begins with none of it.
  const killed = new Promise<Workspace>((go) => {
    const look = () => {
      if (inTables(device) > 0) go(world.again(device));
      else setImmediate(look);
    };
    setImmediate(look);
  });
  const broken = takeSnapshot(device, manifest, pages).catch((thrown) => thrown);
  const again = await killed;
  await broken;
  expect(inTables(again)).toBeGreaterThan(0);
  expect(() => requireWhole(again)).toThrow('Only a part of this workspace');
  const told: number[] = [];
  await takeSnapshot(again, manifest, pages, { onProgress: (part) => told.push(part) });
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
  await pull(again);
  expect(notesOf(again)).toEqual(notesOf(world.first));
  expect(again.search.find('Text', ['shared'])).toHaveLength(30);
  expect(checkRebuild(again).differences).toEqual([]);
});

it('what was uploaded and the server says the person may not read is withdrawn with its first answer', async () => {
  add('n1');
  const { receipts } = pendingPage(world.first);
  for (const receipt of receipts) if (!world.server.knows(receipt)) world.server.decide(receipt, 'accepted');
  await noteResults(world.first, world.server.answer(receipts));
  const readers = ['shared', 'personal'];
  expect(readersChange(world.first, readers)).toEqual({ withdrawn: ['cost'], granted: [] });
  // Asked again after a crash it is still due.
  expect(readersChange(world.again(world.first), readers)).toMatchObject({ withdrawn: ['cost'] });
  const again = world.again(world.first);
  dropReaders(again, ['cost']);
  expect(notesOf(again)).toMatchObject([{ id: 'n1', price: null }]);
  expect(readersChange(again, readers)).toEqual({ withdrawn: [], granted: [] });
});

it('a snapshot with something that this version does not know is left: the workspace is pulled instead', async () => {
  add('n1');
  await settle();
  const body = '{}';
  const newer = { entity: 'zebra', id: 'z1', readers: 'shared', digest: sha256(body), body };
  const sign = (text: string) => world.server.sign(text);
  const { manifest, pages } = snapshotOf(world.first, sign, () => true, [newer]);
  const device = joined('second');
  await expect(takeSnapshot(device, manifest, pages)).rejects.toMatchObject({ details: { kind: 'other-version' } });
  expect(decisionHead(device).number).toBe(0);
  await pull(device);
  expect(notesOf(device)).toEqual(notesOf(world.first));
});

it('a chain that ends itself ends with the receipt that says so', async () => {
  add('n1');
  const [chain] = [...world.first.chains().values()].filter(({ person }) => person === world.founder);
  const lastNumber = world.first.journal.head(chain!.chain)!.number;
  world.write(world.first, world.founder, 'chain.revoke', [
    create(ChainRevocation, 'r1', { chain: chain!.chain, lastNumber }),
  ]);
  await settle();
  expect(world.first.chains().get(chain!.chain)?.revokedAfter).toBe(lastNumber + 1);
  const report = await verifyLedger(world.first.journal, world.first.chains(), { deep: true });
  expect(report.fault).toBeNull();
  world.say(world.first, world.founder, [changeNote('n1', { text: 'afterwards' })]);
  expect((await verifyLedger(world.first.journal, world.first.chains())).fault).toMatchObject({
    kind: 'revoked-chain',
  });
});

it('a restored device goes on after its own last receipt, even where that was ahead of time', async () => {
  add('n1');
  await settle();
  cpSync(world.first.folder, `${world.first.folder}-kept`, { recursive: true });
  world.context.advance(86_400_000);
  add('n2');
  world.context.advance(-86_400_000);
  world.server.decide(pendingPage(world.first).receipts[0]!, 'accepted');
  const { folder } = world.first;
  world.first.close();
  rmSync(folder, { recursive: true });
  cpSync(`${folder}-kept`, folder, { recursive: true });
  const restored = world.empty('first');
  await pull(restored);
  world.say(restored, world.founder, [changeNote('n2', { text: 'after' })]);
  const [before, after] = restored.journal.batch(restored.journal.lastOrdinal() - 2, 2);
  expect(after!.number).toBe(before!.number + 1);
  expect(after!.at > before!.at).toBe(true);
});

it('a process that ends before the device has noted its commit has not lost the key that signed it', async () => {
  add('n1');
  await settle();
  const device = joined('second');
  await pull(device);
  const exclusively = device.device.exclusively.bind(device.device);
  let times = 0;
  device.device.exclusively = (work) =>
    exclusively(() => {
      const answer = work();
      times += 1;
      if (times === 2) throw new Error('ended');
      return answer;
    });
  expect(() => world.say(device, world.founder, [addNote('n2')])).toThrow('ended');
  const { chain } = device.journal.byOrdinal(device.journal.lastOrdinal())!;
  expect(device.device.holds(device.id, chain)).toBe(true);
  device.device.exclusively = exclusively;
  world.say(device, world.founder, [addNote('n3')]);
  expect(device.journal.head(chain)?.number).toBe(3);
});

it('what the server had decided of a chain before its revocation stands, though the admin had not seen it', async () => {
  const other = joined('second');
  await settle();
  await pull(other);
  world.say(other, world.founder, [addNote('n1')]);
  const { chain } = other.journal.byOrdinal(other.journal.lastOrdinal())!;
  for (const receipt of pendingPage(other).receipts) world.server.decide(receipt, 'accepted');
  world.write(world.first, world.founder, 'chain.revoke', [create(ChainRevocation, 'r1', { chain, lastNumber: 1 })]);
  await settle();
  await pull(other);
  for (const workspace of [world.first, other]) {
    expect(workspace.chains().get(chain)?.revokedAfter).toBe(2);
    expect((await verifyLedger(workspace.journal, workspace.chains())).fault).toBeNull();
  }
});
