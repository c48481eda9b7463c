import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeskProcess } from '../../src-main/desk-process';
import { type TypedDesk, typedDesk } from '../core/command-line';

let desk: TypedDesk;
let root: string;
const proofdesk = (...line: string[]) => desk.type(...line);

beforeEach(() => {
  desk = typedDesk('cli');
  root = desk.root;
});

afterEach(() => {
  desk.close();
});

const make = (...more: string[]) =>
  proofdesk('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada Admin', '--role', 'rep', ...more);

describe('the command line on workspaces', () => {
  it('creates, lists, backs up, restores and exports one', async () => {
    const made = await make();
    expect(made).toMatchObject({ code: 0, err: '' });
    expect((await proofdesk('workspace', 'list', '--json')).json().workspaces).toMatchObject([{ name: 'Northwind' }]);
    const backup = (await proofdesk('workspace', 'backup', '--json')).json();
    await proofdesk('account', 'create', 'After the backup');
    const restored = await proofdesk('workspace', 'restore', backup.name, '--json');
    expect(restored.code).toBe(0);
    expect((await proofdesk('account', 'list', '--json')).json()).toMatchObject({ total: 0 });
    const archive = (await proofdesk('workspace', 'export', 'all.zip', '--json')).json();
    expect(archive).toMatchObject({ file: join(root, 'all.zip'), digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await proofdesk('workspace', 'backups')).out).toContain(backup.name);
  });

  it('does what was asked and says beside it that the daily backup could not be made', async () => {
    const { folder } = (await make('--json')).json();
    rmSync(join(folder, 'backups'), { recursive: true });
    // A folder that can be read and takes no file, whoever writes.
    symlinkSync('/proc', join(folder, 'backups'));
    const added = await proofdesk('account', 'create', 'Halden Energy', '--json');
    expect(added.code).toBe(0);
    expect(added.json()).toMatchObject({ receipt: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(added.err).toContain('the daily backup of the workspace could not be made');
    expect((await proofdesk('account', 'list', '--json')).json()).toMatchObject({ total: 1 });
  });

  it('makes one in a named folder, and not a second one there', async () => {
    const line = ['--workspace', 'demo', 'workspace', 'create', 'Demo', '--currency', 'usd', '--owner', 'Rob'];
    expect((await proofdesk(...line, '--json')).json().folder).toBe(join(root, 'demo'));
    expect((await proofdesk(...line)).code).toBe(65);
    expect((await proofdesk('workspace', 'create', 'Other')).code).toBe(2);
  });

  it('lists people and adds one, who can then act', async () => {
    await make();
    expect((await proofdesk('person', 'add', 'Mara Osei', '--role', 'finance')).code).toBe(0);
    expect((await proofdesk('person', 'list')).out).toContain('Mara Osei');
    const refused = await proofdesk('--as', 'Mara Osei', 'account', 'create', 'Helix', '--json');
    expect(refused.code).toBe(77);
    expect(JSON.parse(refused.err).error).toMatchObject({ code: 'forbidden' });
    expect((await proofdesk('person', 'add', 'Nobody')).code).toBe(2);
    expect((await proofdesk('--as', 'Mara Osei', 'person', 'archive', 'Ada Admin')).code).toBe(77);
    expect((await proofdesk('person', 'archive', 'Ada Admin')).code).not.toBe(0);
    expect((await proofdesk('person', 'archive', 'Nobody')).code).toBe(66);
    expect((await proofdesk('person', 'archive', 'Mara Osei', '--json')).json()).toMatchObject({
      receipt: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await proofdesk('person', 'list')).out).toContain('has left');
  });

  it('says without a workspace that there is none', async () => {
    expect(await proofdesk('deal', 'list')).toMatchObject({ code: 66, out: '' });
    expect((await proofdesk('workspace', 'list')).out).toContain('No workspace was opened on this device yet.');
  });
});

describe('the command line on deals', () => {
  beforeEach(async () => {
    await make();
  });

  it('creates, shows, moves and lists', async () => {
    const created = await proofdesk(
      'deal',
      'create',
      '--title',
      'Latency pilot',
      '--account',
      'Helix GmbH',
      '--new-account',
      '--value',
      '42000.50 EUR',
      '--close',
      '2026-12-17',
      '--next-step',
      'Call',
      '--json',
    );
    const { number } = created.json();
    await proofdesk('contact', 'create', 'Yara Demir', '--account', 'helix gmbh', '--title', 'Head of Platform');
    await proofdesk('deal', 'note', number, 'Wants p99 under 20 ms', '--kind', 'call');
    expect((await proofdesk('deal', 'move', number, 'proof')).out).toBe(`${number}: Qualification → Proof\n`);
    const { out } = await proofdesk('deal', 'show', 'Latency pilot');
    for (const text of [number, '42000.50 EUR', 'Yara Demir', 'Wants p99 under 20 ms', '2026-12-17']) {
      expect(out).toContain(text);
    }
    const listed = (
      await proofdesk('deal', 'list', '--stage', 'open', '--json', '--now', '2026-12-18T09:00:00Z')
    ).json();
    expect(listed).toMatchObject({
      total: 1,
      deals: [{ stage: 'proof', late: ['close'] }],
      sums: [{ currency: 'EUR', total: '4200050', weighted: '1680020' }],
    });
    expect((await proofdesk('account', 'show', 'Helix GmbH')).out).toContain('Latency pilot');
    expect((await proofdesk('contact', 'list', '--text', 'yara')).out).toContain('Head of Platform');
  });

  it('answers what cannot be with its exit code', async () => {
    await proofdesk('account', 'create', 'Helix');
    await proofdesk('deal', 'create', '--title', 'A', '--account', 'Helix');
    expect((await proofdesk('deal', 'show', 'D-XX-9999')).code).toBe(66);
    expect((await proofdesk('deal', 'create', '--title', 'B', '--account', 'Nobody')).code).toBe(66);
    expect((await proofdesk('deal', 'create', '--title', 'B', '--account', 'Helix', '--value', '1.005 EUR')).code).toBe(
      65,
    );
    expect((await proofdesk('deal', 'create', '--title', 'B', '--account', 'Helix', '--value', 'a lot')).code).toBe(2);
    expect((await proofdesk('deal', 'move', 'A', 'won')).code).toBe(65);
    expect((await proofdesk('deal', 'move', 'A', 'lost')).code).toBe(65);
    expect((await proofdesk('deal', 'move', 'A', 'lost', '--reason', 'No budget')).code).toBe(0);
    expect((await proofdesk('deal', 'move', 'A', 'nowhere')).code).toBe(2);
  });

  it('previews and imports a file', async () => {
    writeFileSync(
      join(root, 'a.csv'),
      'Titel;Firma;Betrag;Status\nPilot;Helix;12.500;Angebot\nTwo;Orion;7.250;Stage X\n',
    );
    const preview = await proofdesk('deal', 'import', 'a.csv', '--preview');
    expect(preview.code).toBe(1);
    expect(preview.out).toContain('“Stage X” is no known stage');
    expect(preview.out).toContain('12.500 can be read in two ways');
    const refused = await proofdesk('deal', 'import', 'a.csv', '--json');
    expect(refused.code).toBe(65);
    expect(JSON.parse(refused.err).error.where).toMatchObject({ file: 'a.csv', line: 2, column: 3 });
    const done = await proofdesk('deal', 'import', 'a.csv', '--decimal', 'comma', '--stage', 'Stage X=proof', '--json');
    expect(done.json()).toMatchObject({ created: 2, accounts: 2 });
    const { deals } = (await proofdesk('deal', 'list', '--sort', 'title', '--json')).json();
    expect(deals).toMatchObject([
      { valueMinor: 1_250_000, stage: 'quote' },
      { valueMinor: 725_000, stage: 'proof' },
    ]);
    expect((await proofdesk('deal', 'import', 'missing.csv')).code).toBe(66);
    expect((await proofdesk('deal', 'import', 'a.csv', '--map', 'value=None')).code).toBe(66);
    expect((await proofdesk('deal', 'import', 'a.csv', '--map', 'worth=1')).code).toBe(2);
  });

  it('writes through the same workspace that another process has open', async () => {
    const desk = new DeskProcess({
      context: { now: Date.now, randomBytes: (n) => crypto.getRandomValues(new Uint8Array(n)) },
      jobsInThisThread: true,
    });
    desk.open(desk.device.recentWorkspaces()[0]!.folder);
    await proofdesk('account', 'create', 'Helix');
    expect(desk.workspace().runner.statement('SELECT name FROM account').all()).toEqual([{ name: 'Helix' }]);
    await desk.close();
  });
});
