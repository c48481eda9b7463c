import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../src-core/ledger/verify';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { DeskProcess } from '../../src-main/desk-process';
import { type Seat, sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { fixedContext } from '../../src-shared/kernel/context';
import type { Role } from '../../src-shared/workspace';

let root: string;
let desk: DeskProcess;
let seat: Seat;
const client = () => clientInProcess(sessionAt(seat, { desk, face: 'test' }));
const asCustomer = (account: string) =>
  clientInProcess(sessionAt(seat, { desk, face: 'test', customerAccount: account }));

/** Adds a person with one role and lets them act from now on. */
async function actAs(role: Role): Promise<string> {
  const admin = seat.actor;
  const { result } = await client().workspace.addPerson({ input: { name: `The ${role}`, roles: [role] } });
  await client().workspace.actAs({ person: result!.id });
  expect(seat.actor).not.toBe(admin);
  return result!.id;
}

async function account(name = 'Helix Analytics GmbH'): Promise<string> {
  return (await client().deals.createAccount({ input: { name } })).result!.id;
}

async function deal(of: string, title = 'Latency pilot', more: object = {}): Promise<string> {
  return (await client().deals.create({ input: { title, account: of, ...more } })).result!.id;
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'proofdesk-deals-'));
  seat = { actor: null };
  desk = new DeskProcess({
    context: fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed: 7, stepMilliseconds: 3 }),
    stateFolder: join(root, 'state'),
    dataFolder: join(root, 'data'),
    deviceName: 'test device',
    jobsInThisThread: true,
    watchEvery: 0,
  });
  await client().workspace.create({
    name: 'Northwind',
    company: 'Northwind Ltd',
    currency: 'EUR',
    owner: { name: 'Ada Admin', email: 'ada@example.com' },
  });
});

afterEach(async () => {
  await desk.close();
  rmSync(root, { recursive: true, force: true });
});

describe('accounts', () => {
  it('are created, changed and archived, each with a receipt that can be undone', async () => {
    const id = await account();
    await client().deals.reviseAccount({ input: { account: id, industry: 'Analytics', website: 'helix.example' } });
    const archived = await client().deals.archiveAccount({ input: { account: id } });
    expect((await client().deals.accounts({})).rows).toEqual([]);
    await client().receipts.undo({ input: { receipt: archived.receipt! } });
    expect((await client().deals.accounts({})).rows).toMatchObject([
      { name: 'Helix Analytics GmbH', industry: 'Analytics' },
    ]);
  });

  it('are not archived while they have open deals', async () => {
    const id = await account();
    const open = await deal(id);
    await expect(client().deals.archiveAccount({ input: { account: id } })).rejects.toMatchObject({
      code: 'forbidden',
      message: 'This account has open deals. Win, lose or archive them first.',
    });
    await client().deals.move({ input: { deal: open, to: 'lost', lostReason: 'No budget' } });
    await expect(client().deals.archiveAccount({ input: { account: id } })).resolves.toMatchObject({ status: 'done' });
  });

  it('are found again under another spelling and another legal form', async () => {
    const id = await account('Hélix Analytics GmbH');
    expect(await client().deals.similarAccounts({ name: 'Helix Analytics' })).toEqual([
      { id, name: 'Hélix Analytics GmbH', exact: false },
    ]);
    expect(await client().deals.findAccount({ text: 'HELIX ANALYTICS GMBH' })).toMatchObject({ id });
    await expect(client().deals.findAccount({ text: 'Nobody' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('contacts', () => {
  it('are added to an account, changed, and archived', async () => {
    const of = await account();
    const { result } = await client().deals.createContact({
      input: { account: of, name: 'Yara Demir', email: 'yara@helix.example' },
    });
    await client().deals.reviseContact({ input: { contact: result!.id, title: 'Head of Platform' } });
    expect((await client().deals.contacts({ text: 'yara' })).rows).toMatchObject([
      { name: 'Yara Demir', title: 'Head of Platform', accountName: 'Helix Analytics GmbH' },
    ]);
    await client().deals.archiveContact({ input: { contact: result!.id } });
    expect((await client().deals.contacts({ account: of })).total).toBe(0);
  });

  it('keep their values in a part of their own, which an erasure takes for good', async () => {
    const of = await account();
    const mark = 'Zebedee Quux';
    const { result, receipt } = await client().deals.createContact({
      input: { account: of, name: mark, email: 'zebedee@quux.example', phone: '+49 30 555', title: 'Quux officer' },
    });
    const workspace = desk.workspace();
    const stored = workspace.journal.byHash(receipt!)!;
    const parts = workspace.runner
      .statement('SELECT readers, body FROM parts WHERE ordinal = ?')
      .all(stored.ordinal) as { readers: string; body: string }[];
    expect(parts.map(({ readers }) => readers).sort()).toEqual([`personal:${result!.id}`, 'shared']);
    for (const { readers, body } of parts) {
      for (const value of [mark, 'zebedee@quux.example', '+49 30 555', 'Quux officer']) {
        expect(String(body).includes(value)).toBe(readers !== 'shared');
      }
    }
    expect(stored.header).not.toMatch(/quux/i);
    await client().receipts.erasePerson({ input: { person: result!.id }, reason: 'asked for it' });
    const room = await client().deals.account({ account: of });
    expect(room.contacts).toMatchObject([{ name: null, email: null, phone: null, title: null }]);
    expect(await client().search.find({ text: 'Quux' })).toEqual([]);
    expect(checkRebuild(workspace)).toMatchObject({ ok: true });
  });
});

describe('deals', () => {
  it('get a number of their own and begin in qualification with their maker as owner', async () => {
    const of = await account();
    const { result } = await client().deals.create({
      input: { title: 'Latency pilot', account: of, value: { minor: 4_200_000, currency: 'EUR' } },
    });
    expect(result!.number).toMatch(/^D-[A-Z0-9]+-0001$/);
    const room = await client().deals.room({ deal: result!.id });
    expect(room.deal).toMatchObject({
      stage: 'qualification',
      ownerName: 'Ada Admin',
      valueMinor: 4_200_000,
      currency: 'EUR',
      accountName: 'Helix Analytics GmbH',
    });
    expect(room.moves).toEqual(['discovery', 'proof', 'quote', 'negotiation', 'lost']);
    expect(await client().deals.find({ text: result!.number })).toMatchObject({ id: result!.id });
  });

  it('refuse an account, an owner or a stage that cannot be', async () => {
    const of = await account();
    await expect(deal('no-such-account')).rejects.toMatchObject({ code: 'not-found' });
    await expect(deal(of, 'x', { owner: 'nobody' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(deal(of, 'x', { stage: 'won' })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(deal(of, 'x', { value: { minor: 1, currency: 'XXX' } })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(deal(of, 'x', { expectedClose: '2026-02-30' })).rejects.toMatchObject({ code: 'bad-input' });
    expect((await client().deals.list({})).total).toBe(0);
  });

  it('move by the rules of the stages, and are lost for a reason only', async () => {
    const id = await deal(await account());
    await client().deals.move({ input: { deal: id, to: 'quote' } });
    await expect(client().deals.move({ input: { deal: id, to: 'invoiced' } })).rejects.toMatchObject({
      code: 'bad-input',
      hint: 'From Quote it can go to Qualification, Discovery, Proof, Negotiation, Won, Lost.',
    });
    await expect(client().deals.move({ input: { deal: id, to: 'lost' } })).rejects.toMatchObject({
      code: 'bad-input',
      where: { field: 'lostReason' },
    });
    await client().deals.move({ input: { deal: id, to: 'lost', lostReason: 'Chose a competitor' } });
    expect((await client().deals.room({ deal: id })).deal).toMatchObject({
      stage: 'lost',
      lostReason: 'Chose a competitor',
    });
    await client().deals.move({ input: { deal: id, to: 'negotiation' } });
    expect((await client().deals.room({ deal: id })).deal.lostReason).toBeNull();
  });

  it('refuse a move from a stage that somebody else has left meanwhile', async () => {
    const id = await deal(await account());
    await client().deals.move({ input: { deal: id, to: 'proof', from: 'qualification' } });
    await expect(
      client().deals.move({ input: { deal: id, to: 'discovery', from: 'qualification' } }),
    ).rejects.toMatchObject({ code: 'stale', details: { fields: [{ field: 'stage', present: 'proof' }] } });
  });

  it('show what is late on the day of the person who asks', async () => {
    const of = await account();
    await deal(of, 'Late', { expectedClose: '2026-11-11' });
    await deal(of, 'Due today', { expectedClose: '2026-11-12', nextStepDue: '2026-11-12', nextStep: 'Call' });
    const late = await client().deals.list({ late: true, today: '2026-11-12' });
    expect(late.rows).toMatchObject([{ title: 'Late', late: ['close'] }]);
    const tomorrow = await client().deals.list({ late: true, today: '2026-11-13', sort: 'title' });
    expect(tomorrow.rows.map(({ late: what }) => what)).toEqual([['close', 'next-step'], ['close']]);
  });

  it('are listed by text, stage, owner and account, sorted, with exact sums', async () => {
    const helix = await account();
    const orion = await account('Orion Bank');
    await deal(helix, 'Alpha', { value: { minor: 9_007_199_254_740_991, currency: 'EUR' } });
    await deal(helix, 'Beta', { value: { minor: 10, currency: 'EUR' }, stage: 'proof' });
    await deal(orion, 'Gamma', { value: { minor: 99, currency: 'JPY' } });
    await deal(orion, 'Delta');
    const all = await client().deals.list({ sort: 'value', descending: true });
    expect(all.total).toBe(4);
    expect(all.rows.at(-1)).toMatchObject({ title: 'Delta', valueMinor: null });
    expect((await client().deals.sums({})).sums).toEqual([
      { currency: 'EUR', total: '9007199254741001', weighted: '900719925474103', deals: 2 },
      { currency: 'JPY', total: '99', weighted: '10', deals: 1 },
    ]);
    expect((await client().deals.list({ text: 'orion gam' })).rows).toMatchObject([{ title: 'Gamma' }]);
    expect((await client().deals.list({ text: '%' })).total).toBe(0);
    expect((await client().deals.list({ stages: ['proof'] })).rows).toMatchObject([{ title: 'Beta' }]);
    expect((await client().deals.list({ account: orion, sort: 'title' })).rows.map(({ title }) => title)).toEqual([
      'Delta',
      'Gamma',
    ]);
    expect((await client().deals.list({ sort: 'account', offset: 3, limit: 5 })).rows).toHaveLength(1);
    const board = await client().deals.board({});
    expect(board.columns.map(({ stage, total }) => [stage, total])).toContainEqual(['qualification', 3]);
    expect(board.columns.find(({ stage }) => stage === 'proof')?.sums).toMatchObject([{ total: '10', weighted: '4' }]);
    expect((await client().deals.accounts({ sort: 'openDeals', descending: true })).rows[0]).toMatchObject({
      openDeals: 2,
    });
  });

  it('keep notes of everybody, and give them up to their author or an admin only', async () => {
    const id = await deal(await account());
    const admin = seat.actor!;
    await actAs('legal');
    const { result } = await client().deals.note({ input: { deal: id, text: 'NDA is signed.', kind: 'e-mail' } });
    expect((await client().deals.room({ deal: id })).notes).toMatchObject([{ byName: 'The legal', kind: 'e-mail' }]);
    await client().workspace.actAs({ person: admin });
    await actAs('finance');
    await expect(client().deals.archiveNote({ input: { note: result!.id } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await client().workspace.actAs({ person: admin });
    await client().deals.archiveNote({ input: { note: result!.id } });
    expect((await client().deals.room({ deal: id })).notes).toEqual([]);
  });

  it('are archived by their owner, not by another rep', async () => {
    const of = await account();
    const foreign = await deal(of, 'Of Ada');
    await actAs('rep');
    const own = await deal(of, 'My own');
    await client().deals.archive({ input: { deal: own } });
    await expect(client().deals.archive({ input: { deal: foreign } })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await client().deals.list({ archived: true })).rows).toMatchObject([{ title: 'My own' }]);
  });
});

describe('roles', () => {
  const refusals: [Role, string, (of: string, id: string) => Promise<unknown>][] = [
    ['finance', 'account.create', () => client().deals.createAccount({ input: { name: 'X' } })],
    ['legal', 'account.revise', (of) => client().deals.reviseAccount({ input: { account: of, name: 'Y' } })],
    ['delivery', 'account.archive', (of) => client().deals.archiveAccount({ input: { account: of } })],
    ['legal', 'contact.create', (of) => client().deals.createContact({ input: { account: of, name: 'X' } })],
    ['engineer', 'deal.create', (of) => client().deals.create({ input: { account: of, title: 'X' } })],
    ['engineer', 'deal.revise', (_of, id) => client().deals.revise({ input: { deal: id, value: null } })],
    ['engineer', 'deal.move', (_of, id) => client().deals.move({ input: { deal: id, to: 'negotiation' } })],
    ['finance', 'deal.move', (_of, id) => client().deals.move({ input: { deal: id, to: 'discovery' } })],
    ['delivery', 'deal.archive', (_of, id) => client().deals.archive({ input: { deal: id } })],
    [
      'finance',
      'deal.importRows',
      () => client().deals.importRows({ input: { source: { name: 'a.csv' }, deals: [] } }),
    ],
  ];
  it.each(refusals)('%s may not run %s', async (role, _command, run) => {
    const of = await account();
    const id = await deal(of);
    await actAs(role);
    const before = desk.workspace().journal.count();
    await expect(run(of, id)).rejects.toMatchObject({ code: 'forbidden' });
    // The refused person may have opened a chain; nothing else was written.
    expect(desk.workspace().journal.count() - before).toBeLessThanOrEqual(1);
    expect((await client().deals.list({})).rows).toMatchObject([{ stage: 'qualification', title: 'Latency pilot' }]);
  });

  it('let colleagues say what comes next, engineers move through proof, and finance invoice', async () => {
    const of = await account();
    const id = await deal(of);
    const admin = seat.actor!;
    await actAs('engineer');
    await client().deals.revise({ input: { deal: id, nextStep: 'Agree on workloads', nextStepDue: '2026-11-20' } });
    await client().deals.move({ input: { deal: id, to: 'proof' } });
    await client().deals.createContact({ input: { account: of, name: 'Ops lead' } });
    await client().workspace.actAs({ person: admin });
    await client().deals.move({ input: { deal: id, to: 'quote' } });
    await client().deals.move({ input: { deal: id, to: 'won' } });
    await actAs('finance');
    await client().deals.move({ input: { deal: id, to: 'invoiced' } });
    await client().deals.move({ input: { deal: id, to: 'won' } });
    await client().workspace.actAs({ person: admin });
    await actAs('rep');
    await expect(client().deals.move({ input: { deal: id, to: 'negotiation' } })).rejects.toMatchObject({
      code: 'forbidden',
      message: 'What was won or invoiced is opened again by finance or an admin.',
    });
  });
});

describe('customer view', () => {
  it('holds the account’s name and address and the notes for the customer, and nothing else', async () => {
    const of = await account();
    await client().deals.reviseAccount({ input: { account: of, address: 'Kanalweg 4', notes: 'SECRET inside' } });
    await account('Orion Bank');
    await deal(of, 'Latency pilot', { notes: 'SECRET price', nextStep: 'SECRET step', customerNotes: 'Agenda' });
    const seen = await asCustomer(of).deals.forCustomer();
    expect(seen).toEqual({
      account: { id: of, name: 'Helix Analytics GmbH', address: 'Kanalweg 4' },
      deals: [{ id: expect.any(String), number: expect.any(String), title: 'Latency pilot', customerNotes: 'Agenda' }],
    });
    await expect(asCustomer(of).deals.list({})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(asCustomer(of).deals.account({ account: of })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('an import of rows', () => {
  it('is one act of several receipts, in which every person has a part, and is undone as one', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => ({
      act: 'create' as const,
      account: { key: `a${index % 300}` },
      title: `Deal ${index}`,
      value: { minor: 1000 + index, currency: 'EUR' },
      notes: 'A sentence that makes the act larger than one receipt may be. '.repeat(3),
    }));
    const outcome = await client().deals.importRows({
      input: {
        source: { name: 'pipeline.csv' },
        accounts: Array.from({ length: 300 }, (_, index) => ({ key: `a${index}`, name: `Account ${index}` })),
        contacts: [{ account: { key: 'a0' }, name: 'Marker Person', email: 'marker@example.com' }],
        deals: rows,
      },
    });
    expect(outcome.result).toEqual({ accounts: 300, contacts: 1, created: 1500, updated: 0 });
    const workspace = desk.workspace();
    const stored = workspace.journal.byHash(outcome.receipt!)!;
    const group = workspace.journal.group(stored.group_id!);
    expect(group.length).toBeGreaterThan(2);
    const shared = workspace.runner.statement("SELECT body FROM parts WHERE readers = 'shared'").all() as {
      body: string;
    }[];
    expect(shared.some(({ body }) => String(body).includes('Marker Person'))).toBe(false);
    expect(await verifyLedger(workspace.journal, workspace.chains(), { deep: true })).toMatchObject({ ok: true });
    const numbers = (await client().deals.list({ sort: 'number', limit: 1000 })).rows.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(1000);
    await client().receipts.undo({ input: { receipt: outcome.receipt! } });
    expect((await client().deals.list({})).total).toBe(0);
    expect((await client().deals.accounts({})).total).toBe(0);
  });

  it('imports nothing when one row names what is not there', async () => {
    const of = await account();
    const good = { act: 'create' as const, account: { id: of }, title: 'Good' };
    await expect(
      client().deals.importRows({
        input: { source: { name: 'a.csv' }, deals: [good, { ...good, account: { key: 'missing' } }] },
      }),
    ).rejects.toMatchObject({ code: 'not-found', where: { field: 'deals.1.account' } });
    await expect(
      client().deals.importRows({ input: { source: { name: 'a.csv' }, deals: [{ ...good, act: 'update' }] } }),
    ).rejects.toMatchObject({ code: 'not-found', where: { field: 'deals.0.deal' } });
    expect((await client().deals.list({})).total).toBe(0);
  });
});
