import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '../../src-core/context';
import { DeskProcess } from '../../src-main/desk-process';
import { type Seat, sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { type Database, openEmbedded } from '../../src-server/database/database';
import { type DevelopmentProvider, startDevelopmentProvider } from '../../src-server/identity/development-provider';
import { identityCheck } from '../../src-server/identity/id-token';
import type { RunningServer } from '../../src-server/server';
import { MemoryStorage } from '../../src-server/storage/memory';
import { entities } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { commandRules } from '../../src-shared/rules-of-commands';
import type { SyncTask } from '../../src-shared/sync/contract';
import { startTestServer } from '../server/http-world';
import { signInByHand } from '../server/provider-visit';

const root = mkdtempSync(join(tmpdir(), 'proofdesk-accounts-'));
const context = systemContext();
let database: Database;
let provider: DevelopmentProvider;
let server: RunningServer;
const desks: DeskProcess[] = [];

beforeAll(async () => {
  process.env['PROOFDESK_NO_BROWSER'] = '1';
  [database, provider] = await Promise.all([openEmbedded(null), startDevelopmentProvider()]);
  server = await startTestServer({
    database,
    storage: new MemoryStorage(),
    context: context as never,
    folder: join(root, 'shelf'),
    domain: { entities, rules: commandRules },
    identity: { provider, check: identityCheck(provider, () => context.now()) },
  });
});
afterAll(async () => {
  for (const desk of desks) await desk.close();
  await server?.close();
  await provider?.close();
  await database?.close();
  rmSync(root, { recursive: true, force: true });
  delete process.env['PROOFDESK_NO_BROWSER'];
});

function deviceOf(name: string) {
  const desk = new DeskProcess({
    context,
    stateFolder: join(root, name, 'state'),
    dataFolder: join(root, name, 'data'),
    deviceName: name,
    jobsInThisThread: true,
    watchEvery: 0,
  });
  desks.push(desk);
  const seat: Seat = { actor: null };
  const client = clientInProcess(sessionAt(seat, { desk, face: 'test' }));
  const ended = async (task: SyncTask): Promise<SyncTask> => {
    let now = task;
    while (now.state === 'running') now = await client.sync.task({ id: task.id, wait: 5_000 });
    return now;
  };
  const shown = async (task: SyncTask): Promise<string> => {
    let now = task;
    while (now.state === 'running' && now.url === null) now = await client.sync.task({ id: task.id, wait: 5_000 });
    if (now.url === null) throw new Error(JSON.stringify(now));
    return now.url;
  };
  return {
    desk,
    seat,
    client,
    ended,
    shown,
    async signIn(account: string) {
      const task = await client.sync.signIn({ address: server.address });
      const page = await signInByHand(await shown(task), account);
      return { task: await ended(task), page };
    },
  };
}

const refusal = async (call: Promise<unknown>) => {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof ProofdeskError) return thrown.toRecord();
  throw new Error('It was not refused.', { cause: thrown });
};

describe('a workspace that was begun alone', () => {
  const first = deviceOf('first');
  const second = deviceOf('second');
  let mara: string;

  it('is uploaded by an admin who signed in', async () => {
    await first.client.workspace.create({
      name: 'Northwind',
      company: 'Northwind Ltd',
      currency: 'EUR',
      owner: { name: 'Ada Admin', email: 'ada@example.com', roles: ['admin', 'rep'] },
    });
    mara = (await first.client.workspace.addPerson({ input: { name: 'Mara Osei', roles: ['finance'] } })).result!.id;
    await first.client.deals.createAccount({ input: { name: 'Halden Energy' } });
    expect(await refusal(first.client.sync.upload({ address: server.address }))).toMatchObject({
      code: 'forbidden',
      details: { signIn: 'missing' },
    });
    const { task, page } = await first.signIn('ada');
    expect(task).toMatchObject({ state: 'done', account: 'ada', opened: false });
    expect(page).toMatchObject({ status: 200 });
    expect(page.page).toContain('You are signed in');
    const upload = await first.ended(await first.client.sync.upload({ address: server.address }));
    expect(upload).toMatchObject({ state: 'done', problem: null });
    expect(await first.client.sync.status()).toMatchObject({ pending: 0, account: 'ada', signedIn: true });
  });

  it('is joined by an invited person on a device of their own, and both go on', async () => {
    const { code, address } = await first.client.sync.invite({ person: mara });
    expect(address).toBe(server.address);
    expect(await first.client.sync.members()).toMatchObject([
      { name: 'Ada Admin', joined: expect.any(Number) },
      { name: 'Mara Osei', joined: null, invited: { expires: expect.any(Number) } },
    ]);
    await second.signIn('mara');
    const joined = await second.ended(await second.client.sync.join({ address, code }));
    expect(joined).toMatchObject({ state: 'done', problem: null, joined: { person: mara } });
    const state = await second.client.workspace.state();
    expect(state).toMatchObject({ workspace: { name: 'Northwind' }, person: { id: mara } });
    await second.client.deals.createAccount({ input: { name: 'Corvane' } }).catch(() => {});
    await second.client.sync.now();
    expect(await second.client.sync.status()).toMatchObject({ state: 'synced', pending: 0 });
    const devices = await first.client.sync.devices();
    expect(devices.map(({ name, here }) => ({ name, here }))).toEqual(
      expect.arrayContaining([
        { name: 'first', here: true },
        { name: 'second', here: false },
      ]),
    );
    void existsSync;
    void readdirSync;
    void readFileSync;
  });
});
