import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemContext } from '../../src-core/context';
import { exportReceipts } from '../../src-core/ledger/exchange';
import { verifyLedger } from '../../src-core/ledger/verify';
import { listBackups } from '../../src-core/workspace/backup';
import { DeskProcess } from '../../src-main/desk-process';
import { sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { Account, Contact } from '../../src-shared/deals';
import { builtProgram } from '../jobs/built-programs';

let worker: string;
let root: string;
const open: DeskProcess[] = [];

beforeAll(async () => {
  worker = await builtProgram('worker');
}, 120_000);
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close();
  if (root) rmSync(root, { recursive: true, force: true });
});

const folder = () => join(root, 'workspace');

/** A desk with real worker threads on the test's folder; `device` names another computer. */
function openDesk(device = 'state'): DeskProcess {
  const desk = new DeskProcess({
    context: systemContext(),
    stateFolder: join(root, device),
    worker: worker,
    watchEvery: 0,
  });
  open.push(desk);
  return desk;
}

async function newWorkspace() {
  root = mkdtempSync(join(tmpdir(), 'proofdesk-upkeep-'));
  const desk = openDesk();
  const client = clientInProcess(sessionAt({ actor: null }, { desk, face: 'test' }));
  await client.workspace.create({
    folder: folder(),
    name: 'Northwind',
    company: 'Northwind Ltd',
    currency: 'EUR',
    owner: { name: 'Ada Admin', roles: ['admin', 'rep'] },
  });
  const account = (await client.deals.createAccount({ input: { name: 'Halden Energy' } })).result!.id;
  return { desk, client, account };
}

const clientOf = (desk: DeskProcess) => clientInProcess(sessionAt({ actor: desk.lastActor() }, { desk, face: 'test' }));

/** Every file below the folder that holds the text, in any of the encodings that SQLite and JSON write. */
function filesWith(text: string, place: string): string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));
}

const damageNotice = (desk: DeskProcess) => desk.notices().find(({ kind }) => kind === 'damage')?.text;

describe('an erased person', () => {
  const marker = 'ZORAMARKER';

  it('is in no file of the workspace any more: database, log, free pages, backups, kept-aside stores, exports', async () => {
    const { desk, client, account } = await newWorkspace();
    const contact = (
      await client.deals.createContact({ input: { account, name: marker, email: `${marker}@example.com` } })
    ).result!.id;
    await client.workspace.drafts.put({ key: `contact:${contact}`, body: { name: `${marker} Petrov` } });
    await client.workspace.backUp();
    await client.workspace.exportTo({});
    writeFileSync(join(folder(), 'replaced-2026-01-01T00-00-00.000Z.db'), marker);
    expect(filesWith(marker, folder()).length).toBeGreaterThan(2);

    await client.receipts.erasePerson({ input: { person: contact }, reason: 'asked for it' });

    expect(filesWith(marker, folder())).toEqual([]);
    expect(readdirSync(join(folder(), 'exports'))).toEqual([]);
    expect(listBackups(folder())).toHaveLength(1);
    expect(desk.workspace().erasureDue()).toBeNull();
    expect(await client.receipts.verify({ deep: true })).toMatchObject({ ok: true });
    expect(await client.receipts.rebuild({ check: true })).toMatchObject({ ok: true, differences: [] });
  });

  it('leaves a device that imports the receipt of the erasure, its backups too', async () => {
    const { desk, client, account } = await newWorkspace();
    const contact = (await client.deals.createContact({ input: { account, name: marker } })).result!.id;
    await client.workspace.backUp();
    await desk.close();
    cpSync(folder(), join(root, 'copy'), { recursive: true });
    const first = openDesk();
    first.open(folder());
    await clientOf(first).receipts.erasePerson({ input: { person: contact }, reason: 'asked for it' });
    const file = JSON.stringify(exportReceipts(first.workspace()));

    const second = openDesk('elsewhere');
    second.open(join(root, 'copy'));
    expect(filesWith(marker, join(root, 'copy')).length).toBeGreaterThan(1);
    await clientOf(second).receipts.importAll({ text: file, name: 'receipts.json' });
    expect(filesWith(marker, join(root, 'copy'))).toEqual([]);
    expect(second.workspace().reader.get(Contact, contact)?.name).toBeNull();
  });

  it('does not come back with a backup from elsewhere', async () => {
    const { desk, client, account } = await newWorkspace();
    const contact = (await client.deals.createContact({ input: { account, name: marker } })).result!.id;
    const backup = await client.workspace.backUp();
    const carried = join(root, 'carried.db');
    cpSync(backup.file, carried);
    await client.receipts.erasePerson({ input: { person: contact }, reason: 'asked for it' });
    await client.workspace.restore({ backup: carried });
    await vi.waitFor(() => expect(desk.workspace().erasureDue()).toBeNull(), 5_000);
    expect(filesWith(marker, folder())).toEqual([]);
    expect(await client.receipts.verify({ deep: true })).toMatchObject({ ok: true });
    expect(await client.receipts.rebuild({ check: true })).toMatchObject({ ok: true, differences: [] });
  });
});

describe('upkeep in worker threads', () => {
  it('backs up a day after the last backup, without being asked', async () => {
    await newWorkspace();
    await vi.waitFor(() => expect(listBackups(folder())).toHaveLength(1), 5_000);
  });

  it('makes a due backup even when the process ends at once', async () => {
    const { desk } = await newWorkspace();
    await desk.close();
    expect(listBackups(folder())).toHaveLength(1);
  });

  it('finds tables that do not follow from the receipts, and makes them anew', async () => {
    const { desk, client, account } = await newWorkspace();
    desk.workspace().connection.prepare('UPDATE account SET name = ? WHERE id = ?').run('Forged', account);
    desk.workspace().connection.prepare("UPDATE search SET title = 'Forged' WHERE id = ?").run(account);
    const check = await client.receipts.rebuild({ check: true });
    expect(check).toMatchObject({ ok: false, differences: [{ table: 'account', id: account, columns: ['name'] }] });
    expect(await client.receipts.rebuild({ check: false })).toMatchObject({ ok: true, differences: [] });
    expect(desk.workspace().reader.get(Account, account)?.name).toBe('Halden Energy');
    expect(
      desk
        .workspace()
        .search.find('Halden', ['shared'])
        .map(({ id }) => id),
    ).toContain(account);
    expect(desk.workspace().search.find('Forged', ['shared'])).toEqual([]);
  });

  it('can be cancelled, and then leaves the tables as they were', async () => {
    const { desk, account } = await newWorkspace();
    desk.workspace().connection.prepare('UPDATE account SET name = ? WHERE id = ?').run('Forged', account);
    const stop = new AbortController();
    stop.abort();
    await expect(desk.upkeep.rebuild(desk.workspace(), stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(desk.workspace().reader.get(Account, account)?.name).toBe('Forged');
  });
});

describe('a damaged database', () => {
  async function closedWithBackup() {
    const { desk, client } = await newWorkspace();
    for (let index = 0; index < 150; index += 1) {
      await client.deals.createAccount({ input: { name: `Account ${index} ${'x'.repeat(150)}` } });
    }
    const backup = await client.workspace.backUp();
    await client.deals.createAccount({ input: { name: 'After the backup' } });
    await desk.close();
    return { backup, database: join(folder(), 'workspace.db') };
  }

  async function restores(desk: DeskProcess, backup: string, database: string) {
    const damagedBytes = readFileSync(database);
    const { keptAside } = await desk.restore(folder(), backup);
    expect(readFileSync(keptAside!).equals(damagedBytes)).toBe(true);
    const workspace = desk.workspace();
    expect(await verifyLedger(workspace.journal, workspace.chains(), { deep: true })).toMatchObject({ ok: true });
    expect(await desk.upkeep.checkRebuild(workspace)).toMatchObject({ ok: true });
    await clientOf(desk).deals.createAccount({ input: { name: 'Work goes on' } });
  }

  it('that was cut off in the middle is refused at once, kept, and restored from the backup that is offered', async () => {
    const { backup, database } = await closedWithBackup();
    truncateSync(database, Math.floor(statSync(database).size / 2 / 4096) * 4096);
    // A newer backup that is no good itself is not the one to offer.
    const bad = join(folder(), 'backups', '2099-01-01T00-00-00Z.db');
    writeFileSync(bad, readFileSync(backup.file).subarray(0, 20_000));
    const desk = openDesk();
    expect(() => desk.open(folder())).toThrowError(
      expect.objectContaining({
        code: 'bad-input',
        details: expect.objectContaining({ kind: 'corrupt-store', backup: backup.name }),
      }),
    );
    expect(desk.problem()?.error.hint).toContain(backup.name);
    rmSync(bad);
    await restores(desk, backup.name, database);
  });

  it('is found at the opening or by the check that follows, whichever page was overwritten', async () => {
    const { backup, database } = await closedWithBackup();
    const whole = readFileSync(database);
    const pages = whole.length / 4096;
    let random = 12_345;
    let found = 0;
    for (let attempt = 0; attempt < 8; attempt += 1) {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      const page = 1 + (random % (pages - 1));
      const hurt = Buffer.from(whole);
      for (let index = 0; index < 4096; index += 1) hurt[page * 4096 + index] = (index * 31 + attempt * 7) % 256;
      rmSync(`${database}-wal`, { force: true });
      rmSync(`${database}-shm`, { force: true });
      writeFileSync(database, hurt);
      const desk = openDesk();
      let refused: unknown = null;
      try {
        desk.open(folder());
      } catch (error) {
        refused = error;
      }
      if (refused) {
        expect(refused, `page ${page}`).toMatchObject({ details: { kind: 'corrupt-store', backup: backup.name } });
      } else {
        await vi.waitFor(() => expect(damageNotice(desk), `page ${page}`).toContain(backup.name), 5_000);
        await expect(clientOf(desk).workspace.backUp()).rejects.toMatchObject({ code: 'bad-input' });
      }
      found += 1;
      expect(listBackups(folder())[0]?.name).toBe(backup.name);
      if (attempt === 7) await restores(desk, backup.name, database);
      else await desk.close();
      open.splice(open.indexOf(desk), attempt === 7 ? 0 : 1);
    }
    expect(found).toBe(8);
  }, 60_000);
});
