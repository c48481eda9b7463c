import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemContext } from '../../src-core/context';
import { noteJoining, setSyncState } from '../../src-core/sync';
import { typeLine } from '../../test/core/command-line';
import { DeskProcess } from '../desk-process';
import { type Seat, sessionAt } from '../session';
import { clientInProcess } from '../transport';
import { isBarelyBegun, workspaceIn } from './here';
import { NOTES } from './notes';

let root: string;
let desk: DeskProcess;
let client: ReturnType<typeof clientInProcess>;
let folder: string;
let seat: Seat;

function start(): void {
  desk = new DeskProcess({
    context: systemContext(),
    stateFolder: join(root, 'state'),
    dataFolder: join(root, 'data'),
    jobsInThisThread: true,
    watchEvery: 0,
    automaticSync: false,
  });
  seat = { actor: null };
  client = clientInProcess(sessionAt(seat, { desk, face: 'test' }));
}

/** A process that has ended, so that its number is nobody's. */
const gone = () => spawnSync(process.execPath, ['-e', '']).pid;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'proofdesk-broken-off-'));
  start();
  await client.workspace.create({ name: 'N', company: 'N Ltd', currency: 'EUR', owner: { name: 'Ada' } });
  seat.actor = desk.lastActor();
  const workspace = desk.workspace();
  folder = workspace.folder;
  const server = { address: 'https://desk.example', chain: 'c', publicKey: 'k' };
  setSyncState(workspace, 'server', JSON.stringify(server));
  workspace.runner.statement("UPDATE receipts SET standing = 'pending'").run();
});
afterEach(async () => {
  await desk.close();
  rmSync(root, { recursive: true, force: true });
});

it('a leaving that the process did not survive is finished by the next start, and opened by nobody meanwhile', async () => {
  setSyncState(desk.workspace(), NOTES.person, seat.actor);
  desk.closeWorkspace();
  // Of another process that is at it just now: nothing is taken out of its hands.
  const note = (process_: number) =>
    desk.device.setSetting(`leaving:${folder}`, JSON.stringify({ process: process_, at: Date.now() }));
  note(process.ppid);
  await desk.close();
  start();
  expect(existsSync(join(folder, 'workspace.db'))).toBe(true);
  expect(() => desk.open(folder)).toThrow('is being taken off this device');
  // The store went, and the process with it; files, backups and a store that was kept aside stayed.
  rmSync(join(folder, 'workspace.db'));
  mkdirSync(join(folder, 'blobs', 'ab'), { recursive: true });
  mkdirSync(join(folder, 'backups'), { recursive: true });
  for (const name of ['blobs/ab/cd', 'backups/2026-11-12T08-00-00Z.db', 'replaced-2026-11-12T08-00-00.000Z.db'])
    writeFileSync(join(folder, name), 'all about Ada');
  note(gone());
  await desk.close();
  start();
  expect(existsSync(folder)).toBe(false);
  expect(desk.device.settingNames('leaving:')).toEqual([]);
});

it('leaving takes everything of ours out of a folder, and nothing of others', async () => {
  setSyncState(desk.workspace(), NOTES.person, seat.actor);
  for (const name of [
    'replaced-2026-11-12T08-00-00.000Z.db',
    'rebuild-check-12.db-wal',
    '.proofdesk-exporting-1-a.zip',
  ])
    writeFileSync(join(folder, name), 'all about Ada');
  writeFileSync(join(folder, 'my notes.txt'), 'mine');
  const { id } = desk.workspace();
  desk.device.lease(`sync:${id}`, 'somebody', 0, 1);
  await client.sync.leave({ discardUnsent: true });
  expect(readdirSync(folder)).toEqual(['my notes.txt']);
  expect(desk.device.leaseHolder(`sync:${id}`)).toBeNull();
  // Not even the log of the device's database has a word of it, though this process goes on.
  for (const name of readdirSync(join(root, 'state')))
    expect(readFileSync(join(root, 'state', name)).includes(id), name).toBe(false);
});

it('what was never sent has its name when it is whole, and is taken for written when the leaving is done again', async () => {
  setSyncState(desk.workspace(), NOTES.person, seat.actor);
  const file = join(root, 'unsent.ndjson');
  // What a process left that was killed while it wrote.
  const half = join(root, `.proofdesk-exporting-${gone()}-0123.ndjson`);
  writeFileSync(half, '{"format"');
  await expect(client.sync.leave({ unsentTo: file, everywhere: true })).rejects.toThrow();
  expect(readdirSync(root).sort()).toEqual(['data', 'state']);
  writeFileSync(file, 'another');
  await expect(client.sync.leave({ unsentTo: file })).rejects.toMatchObject({ code: 'bad-input', where: { file } });
  expect(readFileSync(file, 'utf8')).toBe('another');
  rmSync(file);
  // Killed after it was written: the workspace is still here, and the file as well.
  const { writeUnsent } = await import('./unsent-file');
  writeUnsent(desk.workspace(), file);
  expect(await client.sync.leave({ unsentTo: file })).toMatchObject({ file });
  expect(readFileSync(file, 'utf8').trim().split('\n').length).toBeGreaterThan(1);
});

it('an upload that was begun and broken off says so, and is gone on with by whom it was begun', async () => {
  const workspace = desk.workspace();
  const { result } = await client.workspace.addPerson({ input: { name: 'Mara', roles: ['admin'] } });
  setSyncState(workspace, NOTES.uploading, JSON.stringify({ person: seat.actor, account: 'a1' }));
  expect(await client.sync.status()).toMatchObject({
    state: 'none',
    address: null,
    problem: expect.stringContaining('upload it again'),
  });
  const signIn = (account: string) =>
    desk.sync.signIns.keep('https://desk.example', {
      accessToken: 'pda_x',
      refreshToken: 'pdr_x',
      accessExpires: Date.now() + 1_000_000,
      refreshExpires: Date.now() + 1_000_000,
      account,
      id: account,
      name: null,
      ahead: 0,
    });
  signIn('a2');
  await expect(client.sync.upload({ address: 'https://desk.example' })).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('another account'),
  });
  signIn('a1');
  seat.actor = result!.id;
  await expect(client.sync.upload({ address: 'https://desk.example' })).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('begun as Ada'),
  });
});

it('a workspace that is only half joined is opened by nobody; one whose store was only made is none', async () => {
  noteJoining(desk.workspace(), true);
  desk.closeWorkspace();
  expect(() => desk.open(folder)).toThrow('Only a part of this workspace');
  expect(workspaceIn(folder)).toMatchObject({ half: true });
  expect(isBarelyBegun(folder)).toBe(false);
  const begun = join(root, 'begun');
  desk.openForJoining(begun).close();
  expect(isBarelyBegun(begun)).toBe(true);
  writeFileSync(join(begun, 'my notes.txt'), 'mine');
  expect(isBarelyBegun(begun)).toBe(false);
  const empty = join(root, 'empty');
  mkdirSync(empty);
  writeFileSync(join(empty, 'workspace.db'), '');
  expect(isBarelyBegun(empty)).toBe(true);
});

describe('what is left of a joining that the process did not survive', () => {
  let id: string;
  /** As a process left it: `half`, or whole and only not opened any more. */
  const leftBehind = (half: boolean, note: (folder: string) => string): void => {
    id = desk.workspace().id;
    if (half) noteJoining(desk.workspace(), true);
    desk.closeWorkspace();
    desk.device.forgetWorkspace(folder);
    desk.device.setSetting(`joining:${id}`, note(folder));
  };
  const noted = (lies: string) => JSON.stringify({ folder: lies, address: 'https://desk.example', name: 'Northwind' });
  const at = (process_: number) => desk.device.lease(`joining:${id}`, `${process_}.x`, Date.now(), Date.now() + 60_000);

  it('is named with where it came from, and goes when somebody says so', async () => {
    leftBehind(true, noted);
    mkdirSync(join(folder, 'blobs', 'ab'), { recursive: true });
    writeFileSync(join(folder, 'blobs', 'ab', 'cd'), 'all about Ada');
    const part = { workspace: id, name: 'Northwind', folder, address: 'https://desk.example' };
    expect(await client.sync.brokenOff()).toEqual([part]);
    expect(await client.workspace.recent()).toEqual([]);
    // The process that held it is gone.
    at(gone());
    expect(await client.sync.brokenOff()).toEqual([part]);
    expect(await client.sync.removeBrokenOff({ workspace: id })).toEqual({ folder });
    expect(existsSync(folder)).toBe(false);
    expect(desk.device.settingNames('')).toEqual(expect.not.arrayContaining([expect.stringContaining(id)]));
    expect(await client.sync.brokenOff()).toEqual([]);
    await expect(client.sync.removeBrokenOff({ workspace: id })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is left alone while somebody joins it', async () => {
    leftBehind(true, noted);
    at(process.ppid);
    expect(await client.sync.brokenOff()).toEqual([]);
    await expect(client.sync.removeBrokenOff({ workspace: id })).rejects.toMatchObject({ code: 'unavailable' });
    expect(workspaceIn(folder)).toMatchObject({ half: true });
  });

  it('is named as well where only its folder was noted', async () => {
    leftBehind(true, (lies) => lies);
    expect(await client.sync.brokenOff()).toEqual([
      { workspace: id, name: 'n', folder, address: 'https://desk.example' },
    ]);
  });

  it('is among the workspaces of this device where it came whole, and cannot be taken away', async () => {
    leftBehind(false, noted);
    await expect(client.sync.removeBrokenOff({ workspace: id })).rejects.toMatchObject({ code: 'not-found' });
    expect(await client.sync.brokenOff()).toEqual([]);
    expect(await client.workspace.recent()).toMatchObject([{ folder, name: 'Northwind', present: true }]);
    expect(desk.device.setting(`joining:${id}`)).toBeNull();
    await client.workspace.open({ folder });
  });

  it('is listed and taken away on the command line, which asks first', async () => {
    leftBehind(true, noted);
    vi.stubEnv('PROOFDESK_STATE', join(root, 'state'));
    vi.stubEnv('PROOFDESK_DATA', join(root, 'data'));
    const type = (line: string[], answers?: string[]) => typeLine(line, { folder: root, ...(answers && { answers }) });
    const listed = await type(['workspace', 'list']);
    expect(listed.out).toContain(`Only a part of Northwind is in ${folder}: fetching it was broken off.`);
    expect(listed.out).toContain(`proofdesk sync join https://desk.example --id ${id}`);
    expect((await type(['workspace', 'list', '--json'])).json()).toMatchObject({ brokenOff: [{ workspace: id }] });
    expect(await type(['sync', 'take-off', 'Northwind'])).toMatchObject({ code: 2 });
    expect(await type(['sync', 'take-off', 'Corvane', '--yes'])).toMatchObject({ code: 66 });
    const kept = await type(['sync', 'take-off', 'northwind'], ['no']);
    expect([kept.code, kept.asked, existsSync(folder)]).toEqual([
      1,
      [`Take what is here of Northwind off this device (${folder})? (yes/no) `],
      true,
    ]);
    expect(await type(['sync', 'take-off', 'northwind'], ['yes'])).toMatchObject({ code: 0 });
    expect(existsSync(folder)).toBe(false);
    vi.unstubAllEnvs();
  });
});
