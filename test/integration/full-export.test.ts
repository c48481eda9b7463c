import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '../../src-core/context';
import { DeskProcess } from '../../src-main/desk-process';
import { sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { Account } from '../../src-shared/deals';
import { typeLine } from '../core/command-line';

let root: string;
let archive: string;
let digest: string;
const open: DeskProcess[] = [];

/** A desk on a computer of its own: other keys, other data. */
function openDesk(computer: string): DeskProcess {
  const desk = new DeskProcess({
    context: systemContext(),
    stateFolder: join(root, computer, 'state'),
    dataFolder: join(root, computer, 'data'),
    jobsInThisThread: true,
    watchEvery: 0,
  });
  open.push(desk);
  return desk;
}

const clientOf = (desk: DeskProcess) =>
  clientInProcess(sessionAt({ actor: desk.openWorkspace() ? desk.lastActor() : null }, { desk, face: 'test' }));

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'proofdesk-full-export-'));
  const desk = openDesk('first');
  await clientOf(desk).workspace.create({
    name: 'Northwind',
    company: 'Northwind Ltd',
    currency: 'EUR',
    owner: { name: 'Ada Admin', roles: ['admin', 'rep'] },
  });
  const client = clientOf(desk);
  await client.deals.createAccount({ input: { name: 'Halden Energy' } });
  digest = desk.workspace().blobs.put(Buffer.from('a raw log'), { mediaType: 'text/plain', name: 'run.log' }).digest;
  archive = (await client.workspace.exportTo({ file: join(root, 'northwind.zip') })).file;
});
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close();
  rmSync(root, { recursive: true, force: true });
});

/** The archive with some of its files changed; null leaves one out. */
function changed(files: Record<string, Uint8Array | null>): string {
  const entries: Record<string, Uint8Array | null> = { ...unzipSync(readFileSync(archive)), ...files };
  const kept = Object.entries(entries).filter((entry): entry is [string, Uint8Array] => entry[1] !== null);
  const path = join(root, 'changed.zip');
  writeFileSync(path, zipSync(Object.fromEntries(kept)));
  return path;
}

const proofdesk = (...line: string[]) => typeLine(line, { folder: root });

describe('a full export', () => {
  it('becomes a workspace on another computer, with its files, and goes on with new chains', async () => {
    const other = openDesk('second');
    const handed = await other.intake.point(archive);
    const { folder, keptAside } = await clientOf(other).workspace.restore({ file: handed.id });
    expect(keptAside).toBeNull();
    expect(folder).toBe(join(root, 'second', 'data', 'northwind'));
    expect(other.workspace().reader.where(Account, { name: 'Halden Energy' })).toHaveLength(1);
    expect(other.workspace().blobs.read(digest).toString()).toBe('a raw log');
    const client = clientOf(other);
    await client.deals.createAccount({ input: { name: 'After the move' } });
    expect([...other.workspace().chains().values()]).toHaveLength(2);
    expect(await client.receipts.verify({ deep: true })).toMatchObject({ ok: true });
  });

  it('takes the place of a workspace, whose state is kept aside, and brings back a file that went', async () => {
    const [desk] = open;
    const client = clientOf(desk!);
    await client.deals.createAccount({ input: { name: 'After the export' } });
    desk!.workspace().blobs.drop(digest);
    const { keptAside } = await client.workspace.restore({ backup: archive });
    expect(existsSync(keptAside!)).toBe(true);
    expect(desk!.workspace().reader.where(Account, { name: 'After the export' })).toEqual([]);
    expect(desk!.workspace().blobs.read(digest).toString()).toBe('a raw log');
  });

  it('is restored from the command line into a folder that is not there yet', async () => {
    process.env['PROOFDESK_STATE'] = join(root, 'third', 'state');
    try {
      const made = await proofdesk('workspace', 'restore', archive, '--workspace', join(root, 'moved'), '--json');
      expect(made).toMatchObject({ code: 0, err: expect.not.stringContaining('rror') });
      expect(JSON.parse(made.out)).toMatchObject({ folder: join(root, 'moved'), keptAside: null });
      const listed = await proofdesk('account', 'list', '--workspace', join(root, 'moved'), '--json');
      expect(listed.out).toContain('Halden Energy');
    } finally {
      delete process.env['PROOFDESK_STATE'];
    }
  });

  it.each([
    ['has no database in it', () => changed({ 'workspace.db': null })],
    ['has a file “notes.txt”', () => changed({ 'notes.txt': Buffer.from('hello') })],
    [
      'is not what its name says',
      () => changed({ [`blobs/${digest.slice(0, 2)}/${digest.slice(2)}`]: Buffer.from('another log') }),
    ],
    ['damaged', () => changed({ 'workspace.db': Buffer.from('no database at all, only some words in its place') })],
    [
      'damaged',
      () => {
        const path = changed({});
        truncateSync(path, 3_000);
        return path;
      },
    ],
  ])('that %s is refused; no folder is made and nothing stays', async (words, make) => {
    const path = make();
    const other = openDesk('second');
    await expect(clientOf(other).workspace.restore({ backup: path })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(words),
    });
    expect(other.openWorkspace()).toBeNull();
    const data = join(root, 'second', 'data');
    expect(existsSync(data) ? readdirSync(data) : []).toEqual([]);

    const [desk] = open;
    const blobs = join(desk!.workspace().folder, 'blobs');
    const before = readdirSync(blobs, { recursive: true });
    desk!.workspace().blobs.drop(digest);
    await expect(clientOf(desk!).workspace.restore({ backup: path })).rejects.toMatchObject({ code: 'bad-input' });
    desk!.workspace().blobs.put(Buffer.from('a raw log'), { mediaType: 'text/plain', name: 'run.log' });
    expect(readdirSync(blobs, { recursive: true }).sort()).toEqual(before.sort());
    expect(desk!.workspace().reader.where(Account, { name: 'Halden Energy' })).toHaveLength(1);
  });
});
