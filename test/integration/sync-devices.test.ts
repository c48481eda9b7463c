import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decisionHead, historyHead, verifyDecisions } from '../../src-core/sync';
import { backUp } from '../../src-core/workspace/backup';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { NOTES } from '../../src-main/sync/notes';
import { openSqlStorage } from '../../src-server/storage/sql';
import { LanguageSnippet } from '../../src-shared/claims';
import type { Role } from '../../src-shared/workspace';
import { killJoinings, killLeavings, killUploads } from '../faults/device-kills';
import { builtProgram } from '../jobs/built-programs';
import { type Desk, DesksOnServer, eventually } from '../server/desks';
import { SlowProxy } from '../server/slow-proxy';

let world: DesksOnServer;
let proxy: SlowProxy;
/** Beside the server. */
let ada: Desk;
/** Behind a network that can be cut. */
let mara: Desk;

beforeAll(async () => {
  world = await DesksOnServer.start({ storageOn: openSqlStorage });
  proxy = await SlowProxy.to(world.server.address);
  ada = await world.uploaded((client) => client.deals.createAccount({ input: { name: 'Acme' } }));
  mara = await world.joined(ada, 'mara', ['rep'], { address: proxy.address });
}, 120_000);
afterAll(async () => {
  await proxy.close();
  await world.close();
});

const status = ({ desk }: Desk) => desk.sync.status();
const accountNames = async (one: Desk) => (await one.client.deals.accountNames()).map(({ name }) => name).sort();
const atRest = (...desks: Desk[]) =>
  eventually(
    () => desks.every((one) => status(one).state === 'synced' && status(one).number === status(desks[0]!).number),
    20_000,
  );
/** What all hold is the same, holds, and follows from the receipts. */
async function converged(...desks: Desk[]) {
  for (const one of desks) await one.desk.sync.round();
  for (const one of desks) await one.desk.sync.round();
  expect(new Set(desks.map((one) => decisionHead(one.workspace()).hash)).size).toBe(1);
  for (const one of desks) {
    expect(one.workspace().journal.pendingCount()).toBe(0);
    expect((await verifyDecisions(one.workspace(), { deep: true }))?.fault).toBeNull();
    expect(checkRebuild(one.workspace()).differences).toEqual([]);
  }
}
async function newAccount(by: Desk, name: string): Promise<string> {
  const { result } = await by.client.deals.createAccount({ input: { name } });
  return result!.id;
}

it('an edit on one device is visible on another by itself', async () => {
  expect(await accountNames(mara)).toEqual(['Acme']);
  await atRest(ada, mara);
  await newAccount(ada, 'Globex');
  await eventually(async () => (await accountNames(mara)).includes('Globex'));
  await newAccount(mara, 'Initech');
  await eventually(async () => (await accountNames(ada)).includes('Initech'));
  await atRest(ada, mara);
  await converged(ada, mara);
});

it('work goes on without the server, is said to be pending, and goes there when it is back', async () => {
  await atRest(ada, mara);
  await world.server.close();
  await newAccount(mara, 'Made offline');
  await eventually(() => status(mara).state === 'offline');
  expect(status(mara)).toMatchObject({ pending: 1, offlineSince: expect.any(Number), problem: expect.any(String) });
  await expect(mara.desk.sync.round()).rejects.toMatchObject({ code: 'unavailable' });
  await world.startServer();
  await mara.desk.sync.round();
  expect(status(mara)).toMatchObject({ state: 'synced', pending: 0, offlineSince: null, problem: null });
  await ada.desk.sync.round();
  expect(await accountNames(ada)).toContain('Made offline');
});

it('what the server refuses is in the inbox with its content, and is done again on what stands now', async () => {
  const account = await newAccount(ada, 'Umbrella');
  const { result } = await ada.client.deals.create({ input: { account, title: 'Pilot' } });
  const deal = result!.id;
  await converged(ada, mara);
  await world.server.close();
  // Both move it on from the same stage: whoever comes second builds on what is no more.
  await ada.client.deals.move({ input: { deal, to: 'discovery' } });
  await mara.client.deals.move({ input: { deal, from: 'qualification', to: 'lost', lostReason: 'No budget' } });
  await world.startServer();
  await ada.desk.sync.round();
  await mara.desk.sync.round();
  const entries = await mara.client.sync.inbox();
  const refused = entries.find(({ kind }) => kind === 'refused');
  expect(refused).toMatchObject({
    command: 'deal.move',
    mine: true,
    sentence: expect.stringContaining('Pilot'),
    refusal: { kind: 'stale', fields: [{ entity: 'deal', field: 'stage', present: 'discovery' }] },
    // Without the stage that she saw: it is done again on the one that stands.
    input: { deal, to: 'lost', lostReason: 'No budget' },
    record: { entity: 'deal', id: deal, title: expect.stringContaining('Pilot') },
    changes: [{ entity: 'deal', fields: expect.arrayContaining([expect.objectContaining({ after: 'lost' })]) }],
  });
  expect(status(mara).attention).toBe(entries.length);
  await mara.client.sync.resend({ id: refused!.id });
  await expect(mara.client.sync.resend({ id: refused!.id })).rejects.toMatchObject({ code: 'not-found' });
  await converged(mara, ada);
  expect((await ada.client.deals.room({ deal })).deal.stage).toBe('lost');
  expect((await mara.client.sync.inbox()).filter(({ kind }) => kind === 'refused')).toEqual([]);
});

it('two people who wrote the same notable field get a card with both values', async () => {
  const account = await newAccount(ada, 'Hooli');
  await converged(ada, mara);
  await world.server.close();
  await ada.client.deals.reviseAccount({ input: { account, name: 'Hooli by Ada' } });
  await mara.client.deals.reviseAccount({ input: { account, name: 'Hooli by Mara' } });
  await world.startServer();
  await ada.desk.sync.round();
  await mara.desk.sync.round();
  const [card] = (await mara.client.sync.inbox()).filter(({ kind }) => kind === 'conflict');
  expect(card).toMatchObject({
    label: 'Name',
    mine: { value: 'Hooli by Mara', actor: mara.person },
    theirs: { value: 'Hooli by Ada', actor: ada.person },
    stands: 'mine',
  });
  await mara.client.sync.discard({ id: card!.id });
  expect(await mara.client.sync.inbox()).toEqual([]);
  await converged(mara, ada);
});

it('who is not in the workspace any more is told so, and nothing is asked again', async () => {
  const gone = await world.joined(ada, 'gustav', ['rep']);
  await gone.desk.sync.round();
  await ada.desk.sync.connection(ada.address).api.members.remove({ workspace: world.workspaceId, person: gone.person });
  await expect(gone.desk.sync.round()).rejects.toMatchObject({ code: 'forbidden' });
  expect(status(gone)).toMatchObject({ state: 'removed', problem: expect.any(String) });
  expect(JSON.parse(gone.workspace().journal.state(NOTES.removed)!)).toMatchObject({ why: expect.any(String) });
});

it('a role that is taken away takes its parts from the files of the device, and one that is given brings them', async () => {
  const secret = 'Grenzenlos schnelle Anlage';
  const lena = await world.joined(ada, 'lena', ['legal']);
  const eli = await world.joined(ada, 'eli', ['rep', 'engineer']);
  await lena.client.claims.saveSnippet({ input: { title: 'A phrase', text: secret } });
  await converged(lena, eli);
  const texts = () =>
    eli
      .workspace()
      .reader.where(LanguageSnippet, {})
      .map(({ text }) => text);
  expect(texts()).toEqual([secret]);
  const give = (roles: Role[]) => ada.client.workspace.revisePerson({ input: { person: eli.person, roles } });
  await give(['rep']);
  await ada.desk.sync.round();
  await eli.desk.sync.round();
  expect(texts()).toEqual([null]);
  expect(filesWith(eli.folder, secret)).toEqual([]);
  await give(['rep', 'engineer']);
  await ada.desk.sync.round();
  await eli.desk.sync.round();
  expect(texts()).toEqual([secret]);
  await converged(eli, lena);
});

it('a connection that is cut in the middle of pushes loses nothing and brings nothing twice', async () => {
  for (let index = 0; index < 12; index += 1)
    await mara.client.deals.createAccount({ input: { name: `Cut ${index}`, notes: 'x'.repeat(1_500 * index) } });
  for (const bytes of [200, 900, 2_000, 5_000]) {
    proxy.cut();
    proxy.mend();
    proxy.bytesLeft = bytes;
    await mara.desk.sync.round().catch(() => {});
  }
  proxy.mend();
  proxy.delay = 20;
  await converged(mara, ada);
  proxy.delay = 0;
  expect(await accountNames(ada)).toEqual(await accountNames(mara));
  expect((await accountNames(ada)).filter((name) => name.startsWith('Cut'))).toHaveLength(12);
});

it('a file goes on where it was cut off, both ways, and is held against its digest', async () => {
  const logo = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    Buffer.alloc(5_000_000, 'a file of more than two pieces '),
  ]);
  const { digest } = ada.workspace().blobs.put(logo, { mediaType: 'image/png', name: 'logo.png' });
  await ada.client.workspace.revise({ input: { brand: { accent: '#1f4fd8', logo: digest, footer: '' } } });
  await ada.desk.sync.round();
  expect(ada.desk.sync.status().uploads).toBe(0);
  await mara.desk.sync.round();
  expect(mara.workspace().blobs.has(digest)).toBe(false);
  // A small one is here without being opened: its deal can be shown with no network.
  const { digest: small } = ada
    .workspace()
    .blobs.put(logo.subarray(0, 100_000), { mediaType: 'image/png', name: 's.png' });
  await ada.client.workspace.revise({ input: { brand: { accent: '#1f4fd8', logo: small, footer: '' } } });
  await ada.desk.sync.round();
  await mara.desk.sync.round();
  expect(mara.workspace().blobs.read(small)).toHaveLength(100_000);
  await ada.client.workspace.revise({ input: { brand: { accent: '#1f4fd8', logo: digest, footer: '' } } });
  await ada.desk.sync.round();
  await mara.desk.sync.round();
  expect(mara.workspace().blobs.has(digest)).toBe(false);
  proxy.cut();
  const session = { desk: mara.desk, actor: mara.person, customerAccount: null } as never;
  await expect(mara.desk.readBlob(session, digest)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('not on this device'),
  });
  proxy.mend();
  // Some of it came before: it goes on from there.
  const part = join(mara.folder, 'blobs', 'incoming', `${digest}.part`);
  writeFileSync(part, logo.subarray(0, 3_000_000));
  const blob = await mara.desk.readBlob(session, digest);
  expect(blob).toMatchObject({ contentType: 'image/png' });
  expect(mara.workspace().blobs.read(digest).equals(logo)).toBe(true);
  expect(existsSync(part)).toBe(false);

  const other = Buffer.concat([logo, Buffer.from('another')]);
  const { digest: second } = mara.workspace().blobs.put(other, { mediaType: 'image/png', name: 'other.png' });
  mara
    .workspace()
    .runner.statement("INSERT INTO blob_references (digest, entity, id, field) VALUES (?, 'workspace', 'x', 'brand')")
    .run(second);
  proxy.bytesLeft = 4_600_000;
  await expect(mara.desk.sync.round()).rejects.toMatchObject({ code: 'unavailable' });
  expect(mara.desk.sync.status()).toMatchObject({ uploads: 1, state: 'offline' });
  proxy.mend();
  proxy.sent = 0;
  await mara.desk.sync.round();
  expect(proxy.sent).toBeLessThan(2_000_000);
  expect(mara.desk.sync.status()).toMatchObject({ uploads: 0, state: 'synced' });
  mara.workspace().runner.statement("DELETE FROM blob_references WHERE id = 'x'").run();
});

it('a backup that is restored on a device, and a folder that is copied to another one, come together again', async () => {
  await mara.client.deals.createAccount({ input: { name: 'Before the backup' } });
  await mara.desk.sync.round();
  const { file } = backUp(mara.workspace());
  const copied = join(world.root, 'copied', 'data', 'copy');
  cpSync(mara.folder, copied, { recursive: true });
  await mara.client.deals.createAccount({ input: { name: 'After the backup' } });
  await mara.desk.sync.round();
  await mara.client.deals.createAccount({ input: { name: 'Never sent, in no backup' } });
  await mara.desk.restore(mara.folder, file);
  await mara.client.deals.createAccount({ input: { name: 'After the restore' } });
  await converged(mara, ada);
  expect(await accountNames(ada)).toEqual(expect.arrayContaining(['After the backup', 'After the restore']));

  // The copy is another device: it has no keys, and signs in as the same person.
  const other = world.open('copied', copied, mara.person, mara.address);
  await expect(other.desk.sync.round()).rejects.toMatchObject({ code: 'forbidden' });
  expect(other.desk.sync.status().state).toBe('signed-out');
  await world.signIn(other.desk.device, 'mara', mara.address);
  await other.client.deals.createAccount({ input: { name: 'On the copy' } });
  await converged(other, mara, ada);
  expect(await accountNames(ada)).toContain('On the copy');
  expect(await accountNames(mara)).toEqual(await accountNames(other));
});

it('a disk that is full stops nothing for good', async () => {
  const { connection } = mara.workspace();
  for (let index = 0; index < 30; index += 1)
    await ada.client.deals.createAccount({ input: { name: `Much ${index}`, notes: 'y'.repeat(20_000) } });
  await ada.desk.sync.round();
  const pages = Number(connection.pragma('page_count', { simple: true }));
  connection.pragma(`max_page_count = ${pages + 5}`);
  await expect(mara.desk.sync.round()).rejects.toThrow(/full/);
  expect(mara.desk.sync.status().problem).toMatch(/full/);
  connection.pragma('max_page_count = 1073741823');
  await converged(mara, ada);
  expect(await accountNames(mara)).toEqual(await accountNames(ada));
});

it('a long workspace is usable from a snapshot at once, and its history follows and is checked', async () => {
  await ada.desk.sync.round();
  const late = await world.device('late', mara.person, { account: 'mara', short: 5, automaticSync: false });
  expect(late.workspace().journal.base()).not.toBeNull();
  expect(await accountNames(late)).toEqual(await accountNames(ada));
  await late.client.deals.createAccount({ input: { name: 'On the late device' } });
  await late.desk.sync.round();
  expect(historyHead(late.workspace())).toBeNull();
  expect(late.desk.sync.status()).toMatchObject({ state: 'synced', history: null });
  await converged(late, ada);
  expect(await accountNames(ada)).toContain('On the late device');

  // A pinned deal has its files here, and what every document shows.
  const [account] = await late.client.deals.accountNames();
  const { result } = await late.client.deals.create({ input: { account: account!.id, title: 'Far away' } });
  const deal = result!.id;
  expect(await late.client.sync.pinned({ deal })).toEqual({ pinned: false, files: 1, here: 0 });
  await late.client.sync.pin({ deal, pinned: true });
  await late.desk.sync.round();
  expect(await late.client.sync.pinned({ deal })).toEqual({ pinned: true, files: 1, here: 1 });
});

it('a command sends what it committed before it ends, and two processes of one device take turns', async () => {
  const command = world.open('mara', mara.folder, mara.person, mara.address, { automaticSync: false });
  await newAccount(command, 'Typed');
  await command.desk.close();
  await ada.desk.sync.round();
  expect(await accountNames(ada)).toContain('Typed');

  const beside = world.open('mara', mara.folder, mara.person, mara.address);
  await Promise.all([newAccount(mara, 'By one'), newAccount(beside, 'By the other')]);
  await Promise.all([mara.desk.sync.round(), beside.desk.sync.round()]);
  await converged(beside, mara, ada);
  expect(await accountNames(ada)).toEqual(expect.arrayContaining(['By one', 'By the other']));
  await beside.desk.close();
});

it('a process that is killed in the middle of its rounds loses nothing that it committed', async () => {
  await mara.desk.close();
  const victim = await builtProgram('sync-victim');
  const committed: string[] = [];
  for (const [turn, acts] of [2, 9].entries()) {
    const line = [victim, mara.folder, mara.desk.device.folder, mara.person, `Killed ${turn}`];
    const child = spawn(process.execPath, line, { stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = new Promise((over) => child.once('exit', over));
    let said = '';
    await new Promise<void>((go, failed) => {
      child.once('exit', () => failed(new Error(`It ended by itself: ${said}`)));
      child.stdout.on('data', (text) => {
        said += text;
        if (said.split('committed').length > acts) go();
      });
    });
    child.kill('SIGKILL');
    await gone;
    committed.push(...[...said.matchAll(/^committed (.*)$/gm)].map(([, name]) => name!));
  }
  mara = world.open('mara', mara.folder, mara.person, mara.address);
  await converged(mara, ada);
  const names = (await accountNames(ada)).filter((name) => name.startsWith('Killed'));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(committed));
  expect(committed.length).toBeGreaterThanOrEqual(11);
}, 90_000);

it('commands that upload, join and leave are killed at some step, and what they were for comes to its end afterwards', async () => {
  await killUploads(world, 1);
  const joined = await killJoinings(world, { account: 'mara', person: mara.person, address: proxy.address }, 1);
  await killLeavings(joined, () => proxy.cut());
  proxy.mend();
}, 90_000);

/** Files below a folder whose bytes hold a text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(text));
}
