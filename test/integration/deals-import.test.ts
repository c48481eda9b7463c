import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeskProcess } from '../../src-main/desk-process';
import { type Seat, sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { fixedContext } from '../../src-shared/kernel/context';

let root: string;
let desk: DeskProcess;
let seat: Seat;
const client = () => clientInProcess(sessionAt(seat, { desk, face: 'test' }));

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'proofdesk-import-'));
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

/** Hands a file over as a page would, and returns the id under which it waits. */
async function hand(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(root, name);
  writeFileSync(path, content);
  return (await desk.intake.point(path)).id;
}

const pipeline = [
  'Opportunity;Company;Stage;Amount;Close Date;Owner;Contact;E-mail',
  'Latency pilot;Helix Systems GmbH;Proposal;12.500,00;17.12.2026;Ada Admin;Yara Demir;yara@helix.example',
  'Batch migration;Helix Systems GmbH;Closed Won;7.250,50;03.01.2026;;;',
  'Search rollout;Zürich Bank;Stage X;1.000,00;;Jo;;',
].join('\r\n');

describe('a file of deals', () => {
  it('goes from reading over a preview to one act that can be undone', async () => {
    const file = await hand('pipeline.csv', pipeline);
    const read = await client().deals.csv.read({ file });
    expect(read.reading).toEqual({ encoding: 'utf-8', delimiter: ';', header: true });
    expect(read.mapping.columns).toMatchObject({ title: 0, account: 1, stage: 2, value: 3, owner: 5, contactEmail: 7 });
    const first = await client().deals.csv.preview({ file, mapping: read.mapping });
    expect(first.summary).toMatchObject({
      rows: 3,
      create: 2,
      undecided: 1,
      decimal: { sign: 'comma', certain: true },
    });
    expect((await client().deals.csv.preview({ file, mapping: read.mapping, show: 'undecided' })).rows).toMatchObject([
      {
        line: 4,
        problems: [
          { field: 'stage', column: 3 },
          { field: 'owner', column: 6 },
        ],
      },
    ]);
    await expect(client().deals.csv.run({ file, mapping: read.mapping })).rejects.toMatchObject({
      code: 'bad-input',
      where: { file: 'pipeline.csv', line: 4, column: 3 },
    });
    expect((await client().deals.list({})).total).toBe(0);

    const mapping = { ...read.mapping, stages: { 'stage x': 'proof' as const }, owners: { jo: seat.actor! } };
    const outcome = await client().deals.csv.run({ file, mapping, reason: 'from the old system' });
    expect(outcome.result).toEqual({ accounts: 2, contacts: 1, created: 3, updated: 0 });
    const { rows } = await client().deals.list({ sort: 'title' });
    expect(rows).toMatchObject([
      { title: 'Batch migration', stage: 'won', valueMinor: 725_050, expectedClose: '2026-01-03' },
      { title: 'Latency pilot', stage: 'quote', valueMinor: 1_250_000, accountName: 'Helix Systems GmbH' },
      { title: 'Search rollout', stage: 'proof', accountName: 'Zürich Bank' },
    ]);
    const detail = await client().receipts.get({ hash: outcome.receipt! });
    expect(detail.input).toMatchObject({ source: { name: 'pipeline.csv' }, deals: 3 });
    await client().receipts.undo({ input: { receipt: outcome.receipt! } });
    expect((await client().deals.list({})).total).toBe(0);
  });

  it('that comes a second time repeats every deal, and updates them only when told to', async () => {
    const file = await hand('pipeline.csv', pipeline.replace('Stage X', 'Proof').replace(';Jo;', ';;'));
    const { mapping } = await client().deals.csv.read({ file });
    await client().deals.csv.run({ file, mapping });
    const again = await hand(
      'later.csv',
      pipeline.replace('Stage X', 'Quote').replace(';Jo;', ';;').replace('12.500', '15.000'),
    );
    await expect(client().deals.csv.run({ file: again, mapping })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(
      client().deals.csv.run({ file: again, mapping: { ...mapping, everyDuplicate: 'skip' } }),
    ).rejects.toMatchObject({ message: 'Nothing is left to import: every row is skipped.' });
    const { result } = await client().deals.csv.run({ file: again, mapping: { ...mapping, everyDuplicate: 'update' } });
    expect(result).toEqual({ accounts: 0, contacts: 0, created: 0, updated: 3 });
    expect((await client().deals.list({ sort: 'title' })).rows).toMatchObject([
      {},
      { title: 'Latency pilot', valueMinor: 1_500_000 },
      { title: 'Search rollout', stage: 'quote' },
    ]);
    expect((await client().deals.contacts({})).total).toBe(1);
  });

  it('in Windows-1252 keeps its umlauts', async () => {
    const bytes = Uint8Array.from([...pipeline].map((letter) => letter.charCodeAt(0)));
    const file = await hand('old.csv', bytes);
    const read = await client().deals.csv.read({ file });
    expect(read.reading.encoding).toBe('windows-1252');
    expect(read.columns[1]!.samples).toContain('Zürich Bank');
  });

  it('that is damaged is refused with line and column, and changes nothing', async () => {
    const file = await hand('bad.csv', 'Deal,Company\nPilot,"Helix\nmore,rows\n');
    await expect(client().deals.csv.read({ file })).rejects.toMatchObject({
      code: 'bad-input',
      where: { file: 'bad.csv', line: expect.any(Number) },
    });
    await expect(client().deals.csv.read({ file: 'gone' })).rejects.toMatchObject({ code: 'not-found' });
    const good = await hand('good.csv', 'Deal,Company\nPilot,Helix\n');
    await expect(client().deals.csv.preview({ file: good, mapping: { columns: { title: 9 } } })).rejects.toMatchObject({
      code: 'bad-input',
      where: { field: 'mapping.columns.title' },
    });
  });

  it('may be imported by reps and admins only', async () => {
    const file = await hand('good.csv', 'Deal,Company\nPilot,Helix\n');
    const { mapping } = await client().deals.csv.read({ file });
    const { result } = await client().workspace.addPerson({ input: { name: 'Finn', roles: ['finance'] } });
    await client().workspace.actAs({ person: result!.id });
    await expect(client().deals.csv.run({ file, mapping })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(client().deals.csv.run({ file, mapping, simulate: true })).resolves.toMatchObject({
      status: 'simulated',
      decision: { decision: 'deny' },
    });
  });
});
