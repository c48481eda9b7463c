import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type CommandImplementation, implementCommand } from '../../src-core/commands/implementation';
import { scrubStore } from '../../src-core/ledger/erasure';
import { exportReceipts, importReceipts } from '../../src-core/ledger/exchange';
import { verifyLedger } from '../../src-core/ledger/verify';
import { backUp } from '../../src-core/workspace/backup';
import { type ExecuteOptions, execute } from '../../src-core/workspace/execute';
import { checkRebuild, rebuild } from '../../src-core/workspace/rebuild';
import { switchStores } from '../../src-core/workspace/restore';
import type { Workspace } from '../../src-core/workspace/workspace';
import { ApprovalRequest } from '../../src-shared/approvals';
import { entities } from '../../src-shared/contract';
import { create, patch } from '../../src-shared/kernel/change';
import { defineEntity, field } from '../../src-shared/kernel/entity';
import { addThing, finishThing, type SmallWorld, smallWorld, Thing } from '../core/small-domain';

let world: SmallWorld;
const run = <R>(name: string, input: unknown, options: ExecuteOptions & { as?: string; on?: Workspace } = {}) =>
  execute<R>(options.on ?? world.workspace, options.as ?? world.owner, name, input, options);
const add = (values: Record<string, unknown> = {}) =>
  run<{ id: string; number: string }>('thing.add', { values: { title: 'One', ...values } }).result!;
const addPerson = (name: string, roles: string[], on?: Workspace) =>
  run<{ id: string }>('person.add', { name, roles }, { on }).result!.id;
const erasedIn = (workspace: Workspace) => (digest: string) =>
  workspace.runner.statement('SELECT 1 FROM erased_digests WHERE digest = ?').get(digest) !== undefined;
const verify = (workspace = world.workspace, deep = true) =>
  verifyLedger(workspace.journal, workspace.chains(), { deep, isErased: erasedIn(workspace) });

beforeEach(() => {
  world = smallWorld();
});
afterEach(() => world.close());

describe('parts and readers', () => {
  const markers = {
    shared: 'MARKSHARED',
    cost: 'MARKCOST',
    claims: 'MARKCLAIMS',
    privileged: 'MARKPRIVILEGED',
    personal: 'MARKPERSONAL',
  };

  it('puts each value into the part of its readers and into no other part, header or search entry', () => {
    const { id } = add({
      title: markers.shared,
      price: markers.cost,
      draft: markers.claims,
      opinion: markers.privileged,
      contact: markers.personal,
    });
    const receipt = world.workspace.journal.touching('thing', id)[0]!;
    const parts = world.workspace.journal.parts(receipt.ordinal);
    expect(parts.map(({ readers }) => readers).sort()).toEqual([
      'claims',
      'cost',
      `personal:${id}`,
      'privileged',
      'shared',
    ]);
    for (const [kind, marker] of Object.entries(markers)) {
      expect(receipt.header).not.toContain(marker);
      for (const { readers, body } of parts) expect(body!.includes(marker)).toBe(readers.startsWith(kind));
      for (const readers of Object.keys(markers)) {
        expect(world.workspace.search.find(marker, [readers]).length > 0).toBe(readers === kind);
      }
    }
  });

  it('leaves what somebody may not read out of an export', () => {
    add({ price: markers.cost, draft: markers.claims, opinion: markers.privileged, contact: markers.personal });
    const text = JSON.stringify(exportReceipts(world.workspace, { mayRead: (part) => part === 'shared' }));
    for (const marker of [markers.cost, markers.claims, markers.privileged, markers.personal])
      expect(text).not.toContain(marker);
  });

  it('salts parts, so that equal contents have different digests', () => {
    const digests = [add(), add()].map(({ id }) => {
      const receipt = world.workspace.journal.touching('thing', id)[0]!;
      return world.workspace.journal.parts(receipt.ordinal)[0]!.digest;
    });
    expect(digests[0]).not.toBe(digests[1]);
  });
});

describe('verification', () => {
  const last = () => world.workspace.journal.batch(0, 1000).at(-1)!;

  it.each([
    [
      'altered-part',
      () =>
        world.workspace.connection
          .prepare("UPDATE parts SET body = replace(body, 'One', 'Two') WHERE ordinal = ?")
          .run(last().ordinal),
    ],
    [
      'altered-header',
      () =>
        world.workspace.connection
          .prepare("UPDATE receipts SET header = replace(header, 'thing.add', 'thing.xxx') WHERE ordinal = ?")
          .run(last().ordinal),
    ],
    [
      'missing-number',
      () => world.workspace.connection.prepare('DELETE FROM receipts WHERE ordinal = ?').run(last().ordinal - 1),
    ],
    [
      'missing-part',
      () => world.workspace.connection.prepare('UPDATE parts SET body = NULL WHERE ordinal = ?').run(last().ordinal),
    ],
    [
      'bad-signature',
      () =>
        world.workspace.connection
          .prepare('UPDATE receipts SET signature = ? WHERE ordinal = ?')
          .run('A'.repeat(86), last().ordinal),
    ],
  ] as const)('names a receipt with %s', async (kind, alter) => {
    add();
    add();
    expect((await verify()).ok).toBe(true);
    alter();
    expect((await verify()).fault?.kind).toBe(kind);
  });

  it('finds a chain that was rewritten as a whole with a foreign key', async () => {
    const other = smallWorld(2);
    try {
      const { id } = execute<{ id: string }>(other.workspace, other.owner, 'thing.add', {
        values: { title: 'Foreign' },
      }).result!;
      const foreign = other.workspace.journal.touching('thing', id)[0]!;
      add();
      world.workspace.connection
        .prepare(
          'UPDATE receipts SET header = ?, hash = ?, signature = ?, chain = ?, number = ?, at = ?, actor = ? WHERE ordinal = ?',
        )
        .run(
          foreign.header,
          foreign.hash,
          foreign.signature,
          foreign.chain,
          foreign.number,
          foreign.at,
          foreign.actor,
          last().ordinal,
        );
      expect((await verify()).fault?.kind).toMatch(/foreign-key|missing-number/);
    } finally {
      other.close();
    }
  });

  it('checks only the heads by default', async () => {
    add();
    add();
    expect((await verify(world.workspace, false)).signatures).toBe(1);
  });
});

describe('acts larger than a receipt', () => {
  it('are several receipts of one group, each under the limit, verified, rebuilt and undone as one', async () => {
    const { ids } = run<{ ids: string[] }>('thing.addMany', { count: 1000, text: 'x'.repeat(900) }).result!;
    const receipts = world.workspace.journal.touching('thing', ids[0]!);
    const group = world.workspace.journal.group(receipts[0]!.group_id!);
    expect(group.length).toBeGreaterThan(3);
    for (const receipt of group) {
      const bytes = world.workspace.journal
        .parts(receipt.ordinal)
        .reduce((sum, { body }) => sum + body!.length, receipt.header.length);
      expect(bytes).toBeLessThanOrEqual(256 * 1024);
    }
    expect((await verify()).ok).toBe(true);
    expect(checkRebuild(world.workspace).ok).toBe(true);
    run('receipt.undo', { receipt: group[1]!.hash });
    expect(world.workspace.reader.where(Thing, {})).toHaveLength(0);
  });

  it('keep an input that is larger than a receipt, cut along its list', () => {
    const titles = Array.from({ length: 1_500 }, (_, index) => `thing ${index} ${'x'.repeat(250)}`);
    const added = run<{ ids: string[] }>('thing.addMany', { count: titles.length, text: '', titles });
    const group = world.workspace.journal.group(world.workspace.journal.byHash(added.receipt!)!.group_id!);
    const kept = group.flatMap(({ ordinal }) =>
      world.workspace.journal.parts(ordinal).flatMap(({ body }) => (JSON.parse(body!).input?.titles as string[]) ?? []),
    );
    expect(kept).toEqual(titles);
  });

  it('leave nothing when one change does not hold', () => {
    const before = world.workspace.journal.count();
    expect(() => run('thing.addMany', { count: 2, text: 'x'.repeat(300_000) })).toThrow(/more than one act can hold/);
    expect(world.workspace.journal.count()).toBe(before);
    expect(world.workspace.reader.where(Thing, {})).toHaveLength(0);
  });
});

describe('guards, approvals and facts', () => {
  it('refuses a stale guard with the present value', () => {
    const { id } = add();
    run('thing.finish', { id });
    expect(() => run('thing.finish', { id })).toThrowError(expect.objectContaining({ code: 'stale' }));
  });

  it('asks for approval, runs exactly what was planned, and cites the decision', () => {
    const { id } = add();
    const finance = addPerson('Fin', ['finance']);
    expect(() => run('thing.spend', { id, amount: 500 })).toThrowError(
      expect.objectContaining({ code: 'approval-needed' }),
    );
    expect(() => run('thing.spend', { id, amount: 2_000_000 })).toThrowError(
      expect.objectContaining({ code: 'forbidden' }),
    );
    const asked = run('thing.spend', { id, amount: 500 }, { requestApproval: true });
    expect(asked.status).toBe('requested');
    const request = asked.request!;
    const { title } = world.workspace.reader.get(Thing, id)!;
    expect(world.workspace.reader.get(ApprovalRequest, request)!.title).toBe(`Spend on a thing: ${title}`);
    const approved = { approvedRequest: request };
    expect(() => run('thing.spend', { id, amount: 500 }, approved)).toThrowError(
      expect.objectContaining({ code: 'approval-needed' }),
    );
    expect(() => run('approval.decide', { request, role: 'finance', decision: 'approve' })).toThrow(
      /own request|No policy/,
    );
    const decision = run('approval.decide', { request, role: 'finance', decision: 'approve' }, { as: finance });
    const done = run('thing.spend', { id, amount: 999_999 }, approved);
    expect(world.workspace.reader.get(Thing, id)!.note).toBe('spent 500');
    const header = JSON.parse(world.workspace.journal.byHash(done.receipt!)!.header);
    expect(header.policy.approvals).toEqual([decision.receipt]);
  });

  it('holds no request whose input not everybody may read', () => {
    const { id } = add();
    addPerson('Fin', ['finance']);
    expect(() => run('thing.spend', { id, amount: 500, secret: 'COSTSECRET' }, { requestApproval: true })).toThrowError(
      expect.objectContaining({ code: 'approval-needed' }),
    );
    expect(JSON.stringify(exportReceipts(world.workspace))).not.toContain('COSTSECRET');
  });

  it('never refuses a fact, but marks it contested with the reasons, until it is settled', async () => {
    const { id } = add();
    run('thing.finish', { id });
    const engineer = addPerson('Eve', ['engineer']);
    const outcome = run('thing.recordHandover', { id, rule: true }, { as: engineer });
    expect(outcome.decision.decision).toBe('contested');
    expect(outcome.decision.say.join(' ')).toMatch(/not ready.*State/s);
    expect(world.workspace.isContested(outcome.receipt!)).toBe(true);
    expect(() => run('fact.settle', { receipt: outcome.receipt, outcome: 'void' })).toThrow(/reason/);
    run('fact.settle', { receipt: outcome.receipt, outcome: 'void' }, { reason: 'It came back.' });
    expect((await verify()).ok).toBe(true);
    expect(checkRebuild(world.workspace).ok).toBe(true);
  });
});

describe('undo', () => {
  it('restores values, comes back from the archive, and takes set elements out again', () => {
    const { id } = add({ note: 'before' });
    const edit = run('thing.revise', { id, values: { note: 'after' }, addTags: ['a', 'b'] });
    run('receipt.undo', { receipt: edit.receipt });
    expect(world.workspace.reader.get(Thing, id)).toMatchObject({ note: 'before', tags: [] });
    const archived = run('thing.archive', { id });
    run('receipt.undo', { receipt: archived.receipt });
    expect(world.workspace.reader.get(Thing, id)!.archived).toBe(false);
    expect(checkRebuild(world.workspace)).toMatchObject({ ok: true, differences: [] });
  });

  it('refuses what says why it cannot be undone', () => {
    const first = world.workspace.journal.batch(0, 1)[0]!;
    expect(() => run('receipt.undo', { receipt: first.hash })).toThrow(/first receipt/);
  });

  it('of somebody else’s act needs the right to do it oneself', () => {
    const finance = addPerson('Fin', ['finance']);
    const edit = run('workspace.revise', { company: 'Other' });
    expect(() => run('receipt.undo', { receipt: edit.receipt }, { as: finance })).toThrowError(
      expect.objectContaining({ code: 'forbidden' }),
    );
  });
});

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

describe('schemas that move', () => {
  const ThingNext = defineEntity({
    name: 'thing',
    label: 'thing',
    schema: 2,
    fields: { ...Thing.fields, heading: field(z.string(), { label: 'Heading', search: 'title' }) },
    upcasters: {
      1: ({ fields: { title, ...fields }, ...change }) => [
        { ...change, fields: title === undefined ? fields : { ...fields, heading: title, title } },
      ],
    },
  });
  const next = {
    entities: [...entities, ThingNext],
    commands: [
      implementCommand(addThing, ({ values: { title } }, _state, tools) => {
        const id = tools.newId();
        return {
          changes: [create(ThingNext, id, { title, heading: `new ${title}` })],
          resource: { entity: 'thing', id },
          personal: id,
          result: { id, number: '' },
        };
      }),
      implementCommand(finishThing, ({ id }) => ({
        changes: [patch(ThingNext, id, { heading: 'done' })],
        resource: { entity: 'thing', id },
        result: { id },
      })),
    ] as CommandImplementation[],
  };

  it('folds receipts of an earlier schema through the upcaster when the application is newer', () => {
    const { id } = add({ title: 'Old name' });
    world.workspace.close();
    const newer = world.openAt(join(world.root, 'workspace'), world.device, next);
    expect(newer.reader.get(ThingNext, id)).toMatchObject({ heading: 'Old name' });
    expect(checkRebuild(newer).ok).toBe(true);
  });

  it('gives rows from before a field was there its default, where every reader may see it', () => {
    const { id } = add({ title: 'Old name' });
    world.workspace.close();
    const fields = {
      ...Thing.fields,
      size: field(z.enum(['small', 'large']).default('small'), { label: 'Size', index: true }),
      urgent: field(z.boolean().default(false), { label: 'Urgent' }),
      parts: field(z.array(z.string()).default([]), { label: 'Parts' }),
      margin: field(z.number().default(7), { label: 'Margin', readers: 'cost' }),
    };
    const Wider = defineEntity({ name: 'thing', label: 'thing', schema: 1, fields });
    const wider = { entities: [...entities, Wider], commands: [] };
    const newer = world.openAt(join(world.root, 'workspace'), world.device, wider);
    expect(newer.reader.get(Wider, id)).toMatchObject({
      title: 'Old name',
      size: 'small',
      urgent: false,
      parts: [],
      margin: null,
    });
    expect(newer.reader.where(Wider, { size: 'small' })).toHaveLength(1);
    expect(checkRebuild(newer)).toMatchObject({ ok: true, differences: [] });
  });

  it('keeps what a newer version wrote whole, folds nothing of it by halves, and makes such rows read-only', async () => {
    const { id } = add({ title: 'Shared' });
    const folder = join(world.root, 'copy');
    const elsewhere = world.openAt(folder, world.newDevice('second'), next);
    elsewhere.found(world.workspace.id);
    importReceipts(elsewhere, exportReceipts(world.workspace));
    const added = run<{ id: string }>('thing.add', { values: { title: 'Newer' } }, { on: elsewhere }).result!;
    run('thing.finish', { id }, { on: elsewhere });
    const file = exportReceipts(elsewhere);
    const chains = importReceipts(world.workspace, file).unannounced.map(({ chain }) => chain);
    importReceipts(world.workspace, file, { acceptChains: chains });
    expect(world.workspace.reader.get(Thing, added.id)).toBeUndefined();
    expect(world.workspace.connection.prepare('SELECT count(*) AS n FROM unknown_changes').get()).toEqual({ n: 1 });
    expect(world.workspace.reader.get(Thing, id)!.title).toBe('Shared');
    expect(() => run('thing.revise', { id, values: { note: 'mine' } })).toThrow(/newer version/);
    expect(checkRebuild(world.workspace)).toMatchObject({ ok: true, differences: [] });
    world.workspace.close();
    const updated = world.openAt(join(world.root, 'workspace'), world.device, next);
    expect(updated.reader.get(ThingNext, added.id)).toMatchObject({ heading: 'new Newer' });
    expect(updated.reader.get(ThingNext, id)).toMatchObject({ heading: 'done' });
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

describe('a store that cannot be opened', () => {
  it('is refused untouched when it is newer', () => {
    world.workspace.connection.pragma('user_version = 99');
    world.workspace.close();
    const before = readFileSync(join(world.root, 'workspace', 'workspace.db'));
    expect(() => world.openAt(join(world.root, 'workspace'))).toThrow(/newer Proofdesk/);
    expect(readFileSync(join(world.root, 'workspace', 'workspace.db')).equals(before)).toBe(true);
  });

  it('is named as damaged, and kept, when its first bytes are wrong', () => {
    world.workspace.close();
    const file = join(world.root, 'workspace', 'workspace.db');
    writeFileSync(file, 'this is no database at all, but a longer text');
    expect(() => world.openAt(join(world.root, 'workspace'))).toThrowError(
      expect.objectContaining({ details: { kind: 'corrupt-store' } }),
    );
    expect(readFileSync(file, 'utf8')).toContain('no database');
  });
});
