import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scrubStore } from '../../src-core/ledger/erasure';
import { exportReceipts, importReceipts } from '../../src-core/ledger/exchange';
import { backUp } from '../../src-core/workspace/backup';
import { checkRebuild, rebuild } from '../../src-core/workspace/rebuild';
import { switchStores } from '../../src-core/workspace/restore';
import type { Workspace } from '../../src-core/workspace/workspace';
import { actsIn } from '../core/small-acts';
import { type SmallWorld, smallWorld, Thing } from '../core/small-domain';

let world: SmallWorld;
const { run, add, addPerson, verify } = actsIn(() => world);

beforeEach(() => {
  world = smallWorld();
});
afterEach(() => world.close());

describe('erasure', () => {
  it('takes a person out of parts, tables, search and the raw files, and the chain still verifies', async () => {
    const marker = 'ZORAMARKER';
    const person = addPerson(marker, ['engineer']);
    run('person.revise', { person, email: `${marker}@example.com` });
    expect(world.workspace.search.find(marker, ['personal'])).toHaveLength(1);
    run('person.erase', { person }, { reason: 'asked for it' });
    scrubStore(world.workspace);
    expect(world.workspace.search.find(marker, ['personal'])).toHaveLength(0);
    for (const name of readdirSync(join(world.root, 'workspace')).filter((file) => file.startsWith('workspace.db'))) {
      expect(readFileSync(join(world.root, 'workspace', name)).includes(marker)).toBe(false);
    }
    expect(await verify()).toMatchObject({ ok: true, parts: { erased: 2 } });
    expect(checkRebuild(world.workspace)).toMatchObject({ ok: true, differences: [] });
  });

  it('drops what arrives later, from a device that did not know', async () => {
    const person = addPerson('Zora', ['engineer']);
    const before = exportReceipts(world.workspace);
    run('person.erase', { person }, { reason: 'asked for it' });
    const { added } = importReceipts(world.workspace, before);
    expect(added).toBe(0);
    rebuild(world.workspace);
    expect(checkRebuild(world.workspace).ok).toBe(true);
    expect((await verify()).ok).toBe(true);
  });
});

describe('restored and copied workspaces', () => {
  it('begin new chains, countersigned by the old key, with new letters', async () => {
    const first = add();
    const backup = backUp(world.workspace);
    add();
    world.workspace.close();
    const incoming = join(world.root, 'workspace', 'incoming.db');
    cpSync(backup.file, incoming);
    switchStores(join(world.root, 'workspace'), 'workspace.db', incoming, 0);
    const restored = world.openAt(join(world.root, 'workspace'));
    const { number } = run<{ number: string }>('thing.add', { values: { title: 'After' } }, { on: restored }).result!;
    expect(number.slice(0, 4)).not.toBe(first.number.slice(0, 4));
    const chains = [...restored.chains().values()];
    expect(chains).toHaveLength(2);
    expect(chains[1]).toMatchObject({ standing: 'announced', countersignedBy: chains[0]!.chain });
    expect((await verify(restored)).ok).toBe(true);
  });

  it('do not fork when both copies go on', async () => {
    add();
    world.workspace.connection.pragma('wal_checkpoint(TRUNCATE)');
    cpSync(join(world.root, 'workspace'), join(world.root, 'copy'), { recursive: true });
    const copy = world.openAt(join(world.root, 'copy'));
    for (let turn = 0; turn < 3; turn += 1) {
      run('thing.add', { values: { title: `original ${turn}` } });
      run('thing.add', { values: { title: `copy ${turn}` } }, { on: copy });
    }
    const numbers = (workspace: Workspace) =>
      new Map([...workspace.journal.each()].map((receipt) => [`${receipt.chain} ${receipt.number}`, receipt.hash]));
    const ours = numbers(world.workspace);
    for (const [place, hash] of numbers(copy)) if (ours.has(place)) expect(ours.get(place)).toBe(hash);
    expect((await verify(copy)).ok).toBe(true);
  });

  it('on another device know no key and begin unannounced', () => {
    add();
    world.workspace.connection.pragma('wal_checkpoint(TRUNCATE)');
    cpSync(join(world.root, 'workspace'), join(world.root, 'copy'), { recursive: true });
    const elsewhere = world.openAt(join(world.root, 'copy'), world.newDevice('second'));
    run('thing.add', { values: { title: 'elsewhere' } }, { on: elsewhere });
    expect([...elsewhere.chains().values()].at(-1)).toMatchObject({ standing: 'unannounced' });
  });
});

describe('receipts carried as a file', () => {
  it('bring an approval from another device once its key is announced', async () => {
    const { id } = add();
    const finance = addPerson('Fin', ['finance']);
    const asked = run('thing.spend', { id, amount: 500 }, { requestApproval: true });
    world.workspace.connection.pragma('wal_checkpoint(TRUNCATE)');
    cpSync(join(world.root, 'workspace'), join(world.root, 'copy'), { recursive: true });
    const elsewhere = world.openAt(join(world.root, 'copy'), world.newDevice('second'));
    run(
      'approval.decide',
      { request: asked.request, role: 'finance', decision: 'approve' },
      { as: finance, on: elsewhere },
    );
    const file = exportReceipts(elsewhere);
    const first = importReceipts(world.workspace, file);
    expect(first.added).toBe(0);
    expect(first.unannounced).toHaveLength(1);
    const chain = first.unannounced[0]!.chain;
    expect(importReceipts(world.workspace, file, { acceptChains: [chain] }).added).toBe(2);
    run('chain.announce', { chain });
    const done = run('thing.spend', { id, amount: 500 }, { approvedRequest: asked.request! });
    expect(done.status).toBe('done');
    expect((await verify()).ok).toBe(true);
    expect(importReceipts(world.workspace, file, { acceptChains: [chain] })).toMatchObject({ added: 0 });
  });

  it('are refused whole when a part, a signature or a link is wrong', () => {
    add();
    const elsewhere = world.openAt(join(world.root, 'empty-copy'), world.newDevice('second'));
    const file = exportReceipts(world.workspace);
    elsewhere.found(world.workspace.id);
    const broken = [
      {
        ...file,
        receipts: file.receipts.map((receipt, index) =>
          index === 1 ? { ...receipt, parts: { shared: '{}' } } : receipt,
        ),
      },
      {
        ...file,
        receipts: file.receipts.map((receipt, index) =>
          index === 1 ? { ...receipt, signature: 'A'.repeat(86) } : receipt,
        ),
      },
      { ...file, receipts: file.receipts.slice(1) },
      { ...file, workspace: 'another' },
    ];
    for (const bad of broken) {
      expect(() => importReceipts(elsewhere, bad)).toThrowError(expect.objectContaining({ code: 'bad-input' }));
      expect(elsewhere.journal.count()).toBe(0);
    }
    expect(importReceipts(elsewhere, file).added).toBe(file.receipts.length);
    expect(elsewhere.reader.where(Thing, {})).toHaveLength(1);
  });
});

describe('several processes on one workspace', () => {
  it('append to one order without gaps and see each other’s changes', async () => {
    const second = world.openAt(join(world.root, 'workspace'));
    for (let turn = 0; turn < 20; turn += 1) {
      run('thing.add', { values: { title: `first ${turn}` } });
      run('thing.add', { values: { title: `second ${turn}` } }, { on: second });
    }
    expect(second.reader.where(Thing, {})).toHaveLength(40);
    const numbers = new Set(second.reader.where(Thing, {}).map(({ id }) => id));
    expect(numbers.size).toBe(40);
    expect((await verify()).ok).toBe(true);
  });
});
