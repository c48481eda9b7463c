import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../src-core/ledger/digests';
import { signatureHolds } from '../../src-core/ledger/keys';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { create, patch } from '../../src-shared/kernel/change';
import { newId } from '../../src-shared/kernel/context';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { ChainAnnouncement, Erasure, PolicySet } from '../../src-shared/receipts';
import type { PushResult, SnapshotLeaf } from '../../src-shared/sync/protocol';
import { Person } from '../../src-shared/workspace';
import { finished, policies, revised, type ServerWorld, serverWorld, thing } from '../../test/server/server-world';
import { hashOf, TestDevice } from '../../test/server/test-device';
import { MemoryStorage } from '../storage/memory';

let world: ServerWorld;
beforeEach(async () => {
  world = await serverWorld(new MemoryStorage());
});

const refusalIn = (result: PushResult | undefined) => (result?.status === 'decided' ? result.refusal : result?.status);
const outcomeOf = (result: PushResult | undefined) =>
  result?.status === 'decided' ? (JSON.parse(result.decision.text) as { outcome: string }).outcome : result?.status;
const archivedPerson = (person: string) => ({
  ...patch(Person, person, {}),
  op: 'archive' as const,
  guards: { archived: false },
});

describe('who may do what', () => {
  it('somebody who was removed neither pushes nor pulls, and what they signed is refused, facts are contested', async () => {
    const rep = await world.join(['rep']);
    await world.push(world.first.act('thing.add', [thing('t1')]));
    await world.push(world.first.act('person.archive', [archivedPerson(rep.person)]));
    const late = [
      ...rep.act('thing.revise', [revised('t1', { note: 'x' })]),
      ...rep.act('thing.recordHandover', [finished('t1')]),
    ];
    await expect(world.push(late, rep.person)).rejects.toMatchObject({ details: { kind: 'not-a-member' } });
    const asker = world.asker(rep.person);
    await expect(world.sync.pull(world.workspace, asker, { after: 0, limit: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const results = await world.push(late);
    expect(refusalIn(results[0])).toMatchObject({ kind: 'not-a-member' });
    expect(outcomeOf(results[1])).toBe('contested');
  });

  it('what a revoked device signs afterwards is refused, facts too', async () => {
    const rep = await world.join(['rep']);
    await world.push([...world.first.act('thing.add', [thing('t1')]), ...rep.act('thing.add', [thing('t2')])]);
    const revoked = await world.sync.revokeChain(world.workspace, rep.chain);
    expect(JSON.parse(revoked!.receipt.header)).toMatchObject({ command: { name: 'chain.revoke' }, actor: 'server' });
    const late = [...rep.act('thing.recordHandover', [finished('t1')]), ...rep.act('thing.add', [thing('t3')])];
    const results = await world.push(late);
    expect(results.map(refusalIn)).toMatchObject([{ kind: 'chain-revoked' }, { kind: 'chain-revoked' }]);
    expect(await world.sync.revokeChain(world.workspace, rep.chain)).toBeNull();
  });

  it('nobody but an admin gives roles, announces keys or installs policies, under whatever name', async () => {
    const rep = await world.join(['rep']);
    const tries = [
      rep.act('person.revise', [patch(Person, rep.person, { roles: { add: ['admin'] } })]),
      rep.act('thing.revise', [patch(Person, rep.person, { roles: { add: ['admin'] } })]),
      rep.act('chain.announce', [
        create(ChainAnnouncement, 'other', { chain: 'other', person: rep.person, publicKey: rep.key.publicKey }),
      ]),
      rep.act('policy.install', [create(PolicySet, 'set', { digest: sha256('x'), policies, installed: 1 })]),
      rep.act('thing.add', [create(PolicySet, 'set', { digest: sha256('x'), policies, installed: 1 })]),
    ].flat();
    for (const result of await world.push(tries, rep.person))
      expect(refusalIn(result)).toMatchObject({ kind: 'not-allowed' });
    expect((await world.sync.standing(world.workspace, world.asker(rep.person))).roles).toEqual(['rep']);
  });

  it('a command writes nothing but what it declares, and no value into a part of other readers', async () => {
    await world.push(world.first.act('thing.add', [thing('t1')]));
    const beyond = world.first.act('thing.finish', [revised('t1', { title: 'taken over' })]);
    expect(refusalIn((await world.push(beyond))[0])).toMatchObject({ kind: 'not-allowed' });
    const secret = canonicalText({ salt: 's', changes: [thing('t9', { price: '1' })] });
    const [signed] = world.first.act('thing.add', [], {
      alter: (header) => ({ ...header, parts: { shared: sha256(secret) } }),
    });
    expect(refusalIn((await world.push([{ ...signed!, parts: { shared: secret } }]))[0])).toMatchObject({
      kind: 'not-allowed',
      says: ['Cost does not belong into the part “shared”.'],
    });
  });

  it('says “account” only on a device that was registered by a sign-in', async () => {
    const signedIn = await world.join(['rep']);
    const [ok] = await world.push(signedIn.act('thing.add', [thing('t1')], { assurance: 'account' }), signedIn.person);
    expect(outcomeOf(ok)).toBe('accepted');
    const [wrong] = await world.push(world.first.act('thing.add', [thing('t2')], { assurance: 'account' }));
    expect(refusalIn(wrong)).toMatchObject({ kind: 'not-allowed' });
  });

  it('a device that nobody announced waits; one that an old key signed for goes on at once', async () => {
    const stranger = world.device(world.founder);
    const opened = [stranger.open(), ...stranger.act('thing.add', [thing('t1')])];
    expect((await world.push(opened)).map(({ status }) => status)).toEqual(['decided', 'waiting']);
    const { chain, key, person } = stranger;
    await world.push(
      world.first.act('chain.announce', [
        create(ChainAnnouncement, chain, { chain, person, publicKey: key.publicKey }),
      ]),
    );
    expect((await world.push(opened)).map(outcomeOf)).toEqual(['accepted', 'accepted']);
    const next = world.device(world.founder);
    const continued = [next.open(world.first), ...next.act('thing.add', [thing('t2')])];
    expect((await world.push(continued)).map(outcomeOf)).toEqual(['accepted', 'accepted']);
  });

  it('receipts of another workspace, and another’s chain, are not taken', async () => {
    const elsewhere = new TestDevice(
      { workspace: 'elsewhere', context: world.context, definitions: world.first.world.definitions },
      world.founder,
    );
    expect(await world.push([elsewhere.open()])).toMatchObject([{ status: 'invalid' }]);
    const rep = await world.join(['rep']);
    const [forged] = rep.act('thing.add', [thing('t1')], { alter: (header) => ({ ...header, actor: world.founder }) });
    expect(await world.push([forged!])).toMatchObject([{ status: 'invalid' }]);
  });

  it('needs the approval that the policies want', async () => {
    await world.push(world.first.act('thing.add', [thing('t1')]));
    const spending = world.first.act('thing.spend', [revised('t1', { note: 'much' })], {
      input: { id: 't1', amount: 500 },
    });
    expect(refusalIn((await world.push(spending))[0])).toMatchObject({
      kind: 'policy',
      needs: ['finance'],
      says: ['More than 100 needs finance.'],
    });
  });
});

describe('what leaves the server', () => {
  it('a part is pulled by nobody who may not read it, and comes late where rights widen', async () => {
    const legal = await world.join(['legal']);
    await world.push(world.first.act('thing.add', [thing('t1', { price: '12', opinion: 'Privileged.' })]));
    const asker = world.asker(legal.person);
    const { pulled, readers } = await world.sync.pull(world.workspace, asker, { after: 0, limit: 100 });
    expect(readers).not.toContain('cost');
    expect(Object.keys(pulled.at(-1)!.receipt.parts).sort()).toEqual(['privileged', 'shared']);
    const request = { readers: 'cost', after: 0, limit: 10 };
    expect(await world.sync.parts(world.workspace, asker, request)).toEqual({ parts: [], next: null });
    await world.push(world.first.act('person.revise', [patch(Person, legal.person, { roles: { add: ['finance'] } })]));
    const late = await world.sync.parts(world.workspace, asker, request);
    expect(late).toMatchObject({ parts: [{ readers: 'cost', hash: hashOf(world.first.written.at(-2)!) }], next: null });
  });

  it('a machine reads as its roles do', async () => {
    await world.push(world.first.act('thing.add', [thing('t1', { price: '12' })]));
    const machine = { kind: 'machine' as const, roles: ['engineer'] };
    const { pulled } = await world.sync.pull(world.workspace, machine, { after: 0, limit: 100 });
    expect(Object.keys(pulled.at(-1)!.receipt.parts)).toEqual(['shared']);
  });

  it('a snapshot is signed, gives each reader its leaves and the rest as hashes', async () => {
    const rep = await world.join(['engineer']);
    await world.push(world.first.act('thing.add', [thing('t1', { price: '12', opinion: 'Privileged.' })]));
    const asker = world.asker(rep.person);
    const { signature, ...manifest } = await world.sync.snapshot(world.workspace, asker);
    expect(signatureHolds(world.serverKey, Buffer.from(canonicalText(manifest)), signature)).toBe(true);
    expect(manifest.number).toBe((await world.sync.sequence(world.workspace)).number);
    const leaves: SnapshotLeaf[] = [];
    for (let page = 0; page < manifest.pages; page += 1) {
      leaves.push(...(await world.sync.snapshotPage(world.workspace, asker, { number: manifest.number, page }))!);
    }
    const things = leaves.filter(({ entity }) => entity === 'thing');
    expect(things.map(({ readers, body }) => [readers, body !== null])).toContainEqual(['shared', true]);
    expect(things.map(({ readers, body }) => [readers, body !== null])).toContainEqual(['cost', false]);
    for (const { body, digest } of leaves) if (body !== null) expect(sha256(body)).toBe(digest);
    expect(await world.sync.snapshotPage(world.workspace, asker, { number: 1, page: 0 })).toBeNull();
  });

  it('what was erased is in no snapshot any more, and in none that was being made meanwhile', async () => {
    const rep = await world.join(['rep']);
    const asker = world.asker(rep.person);
    const snapshots = async (): Promise<string> => {
      const { number } = await world.sync.sequence(world.workspace);
      const pages: unknown[] = [];
      for (let at = 1; at <= number; at += 1) {
        pages.push(await world.sync.snapshotPage(world.workspace, asker, { number: at, page: 0 }));
      }
      return JSON.stringify(pages);
    };
    const erasing = (person: string, named: SignedReceipt) => {
      const digest = (JSON.parse(named.header) as { parts: Record<string, string> }).parts[`personal:${person}`]!;
      return world.first.act('person.erase', [
        create(Erasure, newId(world.context), { person, parts: [digest], blobs: [] }),
      ]);
    };
    const [named] = rep.act('thing.add', [thing('t1', { contact: 'marker' })]);
    const [other] = rep.act('thing.add', [thing('t2', { contact: 'marker' })]);
    await world.push([named!, other!], rep.person);
    await world.sync.snapshot(world.workspace, asker);
    expect(await snapshots()).toContain('marker');
    await world.push(erasing('t1', named!));
    expect(await snapshots()).not.toContain('marker');
    const { storage } = world;
    const transaction = storage.transaction.bind(storage);
    let meanwhile: (() => Promise<unknown>) | null = () => world.push(erasing('t2', other!));
    storage.transaction = async (workspace, wanted, work) => {
      const first = meanwhile;
      meanwhile = null;
      await first?.();
      return transaction(workspace, wanted, work);
    };
    const { number } = await world.sync.snapshot(world.workspace, asker);
    expect(number).toBe((await world.sync.sequence(world.workspace)).number);
    expect(await snapshots()).not.toContain('marker');
  });

  it('what was erased does not come back when it arrives later', async () => {
    const rep = await world.join(['rep']);
    const named = rep.act('thing.add', [thing('t1', { contact: 'marker' })]);
    const digest = (JSON.parse(named[0]!.header) as { parts: Record<string, string> }).parts['personal:t1']!;
    await world.push(
      world.first.act('person.erase', [
        create(Erasure, newId(world.context), { person: 't1', parts: [digest], blobs: [] }),
      ]),
    );
    const [late] = await world.push(named, rep.person);
    expect(outcomeOf(late)).toBe('accepted');
    const { pulled } = await world.sync.pull(world.workspace, world.asker(rep.person), { after: 0, limit: 100 });
    expect(JSON.stringify(pulled)).not.toContain('marker');
    // The same receipt without the part is as good.
    const { 'personal:t1': _, ...parts } = named[0]!.parts;
    expect(await world.push([{ ...named[0]!, parts }], rep.person)).toEqual([late]);
  });

  it('what a newer version wrote is kept whole and passed on, and never folded by halves', async () => {
    await world.push(world.first.act('thing.add', [thing('t1')]));
    const newer = { ...revised('t1', { shape: 'round', title: 'New' }), schema: 2 };
    const fresh = { entity: 'gadget', schema: 1, id: 'g1', op: 'create' as const, fields: { size: 3 } };
    const results = await world.push([
      ...world.first.act('thing.revise', [newer], { version: 2 }),
      ...world.first.act('gadget.add', [fresh]),
      ...world.first.act('gadget.add', [thing('t2')]),
    ]);
    expect(results.slice(0, 2).map(outcomeOf)).toEqual(['accepted', 'accepted']);
    expect(refusalIn(results[2])).toMatchObject({ kind: 'not-allowed' });
    const rows = await world.storage.reading(world.workspace, (store) =>
      store.rows([
        { entity: 'thing', id: 't1' },
        { entity: 'gadget', id: 'g1' },
      ]),
    );
    const of = (entity: string) => rows.find((row) => row.entity === entity)!;
    expect(of('thing')).toMatchObject({
      fields: { title: 'A thing' },
      unknown: [{ fields: { shape: 'round' }, schema: 2 }],
    });
    expect(of('gadget')).toMatchObject({ fields: {}, unknown: [{ fields: { size: 3 } }] });
    const older = await world.push(world.first.act('thing.revise', [revised('t1', { note: 'x' })]));
    expect(refusalIn(older[0])).toMatchObject({ kind: 'not-allowed' });
  });
});
