import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decisionHead, historyHead, verifyDecisions } from '../../src-core/sync';
import { backUp } from '../../src-core/workspace/backup';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { type Desk, DesksOnServer } from '../server/desks';
import { SlowProxy } from '../server/slow-proxy';

let world: DesksOnServer;
let proxy: SlowProxy;
/** Beside the server. */
let ada: Desk;
/** Behind the network that can be cut. */
let mara: Desk;

beforeAll(async () => {
  world = await DesksOnServer.start();
  proxy = await SlowProxy.to(world.server.address);
  ada = await world.uploaded();
  mara = await world.joined(ada, 'mara', ['rep'], { address: proxy.address });
});
afterAll(async () => {
  await proxy.close();
  await world.close();
});

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
const accountNames = async (one: Desk) => (await one.client.deals.accountNames()).map(({ name }) => name).sort();

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
});
