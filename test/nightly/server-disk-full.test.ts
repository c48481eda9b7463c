import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { systemContext } from '../../src-core/context';
import { decisionHead, verifyDecisions } from '../../src-core/sync';
import { DeskProcess } from '../../src-main/desk-process';
import { type Seat, sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { Account } from '../../src-shared/deals';
import type { SyncTask } from '../../src-shared/sync/contract';
import { startTriedServer, type TriedServer } from '../e2e/sync-server';
import { signInByHand } from '../server/provider-visit';

/** Times 512 bytes: the database's log reaches it after some hundred larger receipts. */
const BLOCKS = 20_000;

const root = mkdtempSync(join(tmpdir(), 'proofdesk-full-'));
const folder = join(root, 'server');
let server: TriedServer;
let desk: DeskProcess;

afterAll(async () => {
  await desk?.close();
  await server?.stop();
  rmSync(root, { recursive: true, force: true });
  delete process.env['PROOFDESK_NO_BROWSER'];
});

it('a server whose disk is full refuses what it cannot keep, and has all that it acknowledged when there is room again', async () => {
  process.env['PROOFDESK_NO_BROWSER'] = '1';
  server = await startTriedServer({ folder, blocks: BLOCKS });
  const { address } = server;
  desk = new DeskProcess({
    context: systemContext(),
    stateFolder: join(root, 'state'),
    dataFolder: join(root, 'data'),
    deviceName: 'ada',
    jobsInThisThread: true,
    watchEvery: 0,
    automaticSync: false,
  });
  const seat: Seat = { actor: null };
  const client = clientInProcess(sessionAt(seat, { desk, face: 'test' }));
  const ended = async (task: SyncTask): Promise<void> => {
    let now = task;
    while (now.state === 'running') now = await client.sync.task({ id: task.id, wait: 5_000 });
    expect(now.problem).toBeNull();
    expect(now.state).toBe('done');
  };
  await client.workspace.create({
    name: 'Full',
    company: 'Full Ltd',
    currency: 'EUR',
    owner: { name: 'Ada', email: 'ada@example.com' },
  });
  seat.actor = desk.lastActor();
  const signingIn = await client.sync.signIn({ address });
  let { url } = signingIn;
  while (url === null) ({ url } = await client.sync.task({ id: signingIn.id, wait: 1_000 }));
  await signInByHand(url, 'ada');
  await ended(await client.sync.task({ id: signingIn.id, wait: 5_000 }));
  await ended(await client.sync.upload({ address }));

  // Its pieces fit, the whole of it does not.
  const bytes = Buffer.alloc(BLOCKS * 512 + 100_000, 'larger than the largest file ');
  const { digest } = desk.workspace().blobs.put(bytes, { mediaType: 'image/png', name: 'large.png' });
  await client.workspace.revise({ input: { brand: { accent: '#1f4fd8', logo: digest, footer: '' } } });
  await desk.sync.round();
  expect(desk.sync.status()).toMatchObject({ state: 'synced', pending: 0, attention: 1, problem: null });
  expect(await client.sync.inbox()).toMatchObject([
    { kind: 'file', name: 'large.png', says: expect.stringContaining('disk is full') },
  ]);

  // The database's log comes to its end: nothing is acknowledged any more, and the process ends instead of hanging.
  let acknowledged = decisionHead(desk.workspace());
  let refused: unknown = null;
  let made = 0;
  for (; refused === null && made < 400; made += 1) {
    await client.deals.createAccount({
      input: { name: `Account ${made}`, notes: randomBytes(14_900).toString('base64') },
    });
    if (made % 10 < 9) continue;
    refused = await desk.sync.round().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (refused === null) acknowledged = decisionHead(desk.workspace());
  }
  expect(refused).toMatchObject({ code: 'unavailable' });
  expect(desk.sync.status()).toMatchObject({ state: 'offline', problem: expect.any(String) });
  expect(desk.sync.status().pending).toBeGreaterThan(0);
  expect(await server.ended).toBe(69);

  server = await startTriedServer({ folder, port: Number(new URL(address).port) });
  await desk.sync.round();
  const workspace = desk.workspace();
  expect(desk.sync.status()).toMatchObject({ state: 'synced', pending: 0, uploads: 0, attention: 0 });
  expect(decisionHead(workspace).number).toBeGreaterThan(acknowledged.number);
  const kept = workspace.runner.statement('SELECT hash FROM decisions WHERE number = ?').get(acknowledged.number);
  expect(kept).toEqual({ hash: acknowledged.hash });
  expect((await verifyDecisions(workspace, { deep: true }))?.fault).toBeNull();
  const names = workspace.reader.where(Account, {}).map(({ name }) => name);
  expect(names).toHaveLength(made);
  expect(new Set(names).size).toBe(made);
  const shelf = join(folder, 'blobs', workspace.id);
  expect(existsSync(join(shelf, digest.slice(0, 2), digest.slice(2)))).toBe(true);
  expect(readdirSync(join(shelf, 'incoming'))).toEqual([]);
}, 180_000);
