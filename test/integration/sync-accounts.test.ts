import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '../../src-core/context';
import { commands } from '../../src-main/cli/commands';
import { runCommandLine } from '../../src-main/cli/run';
import { DeskProcess } from '../../src-main/desk-process';
import { openDesk } from '../../src-main/opening';
import { type Seat, sessionAt } from '../../src-main/session';
import { signIn } from '../../src-main/sync/sign-in';
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
import { typedDesk } from '../core/command-line';
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

describe('signing in', () => {
  const device = deviceOf('signing');
  const { client } = device;

  it('comes back to a page without scripts that repeats nothing, and takes no other sign-in for its own', async () => {
    const task = await client.sync.signIn({ address: `${server.address}/` });
    const begin = await device.shown(task);
    const redirect = new URL(begin).searchParams.get('redirect_uri')!;
    expect(new URL(begin).searchParams.get('code_challenge_method')).toBe('S256');
    const strange = await fetch(`${redirect}?code=stolen&state=%3Cscript%3E`);
    expect(strange.status).toBe(400);
    expect(strange.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await strange.text()).not.toMatch(/stolen|script/);
    expect((await fetch(redirect.replace('/callback', '/other'))).status).toBe(404);
    const { page, status, address } = await signInByHand(begin, 'sam');
    expect(status).toBe(200);
    expect(page).not.toContain(new URL(address).searchParams.get('code'));
    expect(await device.ended(task)).toMatchObject({ state: 'done', account: 'sam', url: null });
    expect(await client.sync.signedIn()).toEqual([{ address: server.address, account: 'sam' }]);
    await expect(fetch(redirect)).rejects.toThrow();
  });

  it('says what the provider said when it refuses, and is called off by the person or by time', async () => {
    const task = await client.sync.signIn({ address: server.address });
    const query = new URL(await device.shown(task)).searchParams;
    await fetch(`${query.get('redirect_uri')}?error=access_denied&state=${query.get('state')}&iss=${provider.issuer}`);
    expect(await device.ended(task)).toMatchObject({
      state: 'failed',
      problem: { code: 'forbidden', message: expect.stringContaining('refused there, or called off') },
    });
    const off = await client.sync.signIn({ address: server.address });
    await device.shown(off);
    await client.sync.cancelTask({ id: off.id });
    expect(await device.ended(off)).toMatchObject({ state: 'cancelled', problem: null });
    const late = signIn(device.desk, server.address, { timeLimit: 300 });
    expect(await device.ended(late)).toMatchObject({
      state: 'failed',
      problem: { message: expect.stringContaining('in time') },
    });
    // Whoever was signed in stays so.
    expect(await client.sync.signedIn()).toHaveLength(1);
  });

  it('is told apart from what is no server, and not done where others could read along', async () => {
    const task = await device.ended(await client.sync.signIn({ address: provider.issuer }));
    expect(task).toMatchObject({
      state: 'failed',
      problem: { code: 'unavailable', message: `What answers at ${provider.issuer} is no Proofdesk server.` },
    });
    const nowhere = await device.ended(await client.sync.signIn({ address: 'http://127.0.0.1:9' }));
    expect(nowhere.problem).toMatchObject({
      message: 'http://127.0.0.1:9 cannot be reached.',
      hint: expect.stringContaining('Check the address'),
    });
    const noTls = await device.ended(await client.sync.signIn({ address: server.address.replace('http:', 'https:') }));
    expect(noTls.problem).toMatchObject({ message: expect.stringMatching(/does not speak https\.$/) });
    expect(await refusal(client.sync.signIn({ address: 'http://desk.example.com' }))).toMatchObject({
      code: 'bad-input',
      where: { field: 'address' },
    });
  });

  it('ends at the server and here, and tokens are told to nobody', async () => {
    const kept = device.desk.sync.signIns.at(server.address)!;
    const tasks = JSON.stringify(await client.sync.signedIn());
    expect(tasks).not.toContain(kept.accessToken);
    expect(await client.sync.signOut({ address: server.address })).toEqual({ signedOut: true });
    expect(await client.sync.signOut({ address: server.address })).toEqual({ signedOut: false });
    const answer = await fetch(`${server.address}/v1/workspaces`, {
      headers: { authorization: `Bearer ${kept.accessToken}` },
    });
    expect(answer.status).toBe(401);
    expect(await refusal(client.sync.workspaces({ address: server.address }))).toMatchObject({
      code: 'forbidden',
      hint: expect.stringContaining('sync sign-in'),
    });
  });
});

describe('a workspace that was begun alone', () => {
  const first = deviceOf('first');
  const second = deviceOf('second');
  let mara: string;
  let halden: string;

  it('is uploaded by an admin who signed in', async () => {
    await first.client.workspace.create({
      name: 'Northwind',
      company: 'Northwind Ltd',
      currency: 'EUR',
      owner: { name: 'Ada Admin', email: 'ada@example.com', roles: ['admin', 'rep'] },
    });
    mara = (await first.client.workspace.addPerson({ input: { name: 'Mara Osei', roles: ['finance', 'rep'] } })).result!
      .id;
    halden = (await first.client.deals.createAccount({ input: { name: 'Halden Energy' } })).result!.id;
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
    await second.client.deals.createAccount({ input: { name: 'Corvane' } });
    await second.client.sync.now();
    expect(await second.client.sync.status()).toMatchObject({ state: 'synced', pending: 0 });
    const devices = await first.client.sync.devices();
    expect(devices.map(({ name, here }) => ({ name, here }))).toEqual(
      expect.arrayContaining([
        { name: 'first', here: true },
        { name: 'second', here: false },
      ]),
    );
  });

  it('lets only the person of the account act on a device', async () => {
    expect(await refusal(first.client.workspace.actAs({ person: mara }))).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('only Ada Admin acts'),
    });
    const asMara = clientInProcess(sessionAt({ actor: mara }, { desk: first.desk, face: 'test' }));
    expect(await refusal(asMara.deals.accounts({}))).toMatchObject({ code: 'forbidden' });
    expect(await refusal(asMara.deals.createAccount({ input: { name: 'Not hers' } }))).toMatchObject({
      code: 'forbidden',
    });
    expect((await asMara.workspace.state()).person).toBeNull();
    expect(first.desk.lastActor()).not.toBe(mara);
  });

  it('is opened where it lies when it is joined again, and never fetched over something else', async () => {
    const [mine] = await second.client.sync.workspaces({ address: server.address });
    expect(mine).toMatchObject({ name: 'Northwind', person: mara, folder: second.desk.workspace().folder });
    const again = await second.ended(
      await second.client.sync.join({ address: server.address, workspace: mine!.workspace }),
    );
    expect(again).toMatchObject({ state: 'done', joined: { folder: mine!.folder } });
    const full = join(root, 'second', 'state');
    expect(await refusal(second.client.sync.join({ address: server.address, folder: full }))).toMatchObject({
      code: 'bad-input',
      where: { file: full },
    });
    const wrong = await second.ended(
      await second.client.sync.join({ address: server.address, code: 'pdi_nothing_here' }),
    );
    expect(wrong).toMatchObject({ state: 'failed', problem: { code: 'not-found' } });
    expect(await refusal(second.client.sync.upload({ address: server.address }))).toMatchObject({ code: 'forbidden' });
  });

  it('leaves nothing of a joining that was called off', async () => {
    const third = deviceOf('third');
    await third.signIn('mara');
    const folder = join(root, 'third', 'here');
    const task = await third.client.sync.join({ address: server.address, folder });
    await third.client.sync.cancelTask({ id: task.id });
    expect(await third.ended(task)).toMatchObject({ state: 'cancelled', joined: null });
    expect(existsSync(folder)).toBe(false);
    expect(third.desk.openWorkspace()).toBeNull();
    const done = await third.ended(await third.client.sync.join({ address: server.address, folder }));
    expect(done).toMatchObject({ state: 'done', joined: { folder, person: mara } });
    expect(third.seat.actor).toBe(mara);
    await third.client.sync.leave({});
  });

  it('is left: what was never sent goes to a file first, then nothing of it is on the device', async () => {
    const workspace = second.desk.workspace();
    const { folder, id } = workspace;
    await second.client.sync.signOut({ address: server.address });
    await second.client.deals.createContact({ input: { account: halden, name: 'Jo Contact' } });
    const unsent = workspace.journal.pendingCount();
    expect(unsent).toBeGreaterThan(0);
    expect(await refusal(second.client.sync.leave({}))).toMatchObject({ code: 'stale', details: { unsent } });
    expect(await refusal(second.client.sync.leave({ unsentTo: join(folder, 'unsent.ndjson') }))).toMatchObject({
      code: 'bad-input',
    });
    expect(await refusal(second.client.sync.leave({ unsentTo: join(root, 'no-folder', 'x') }))).toMatchObject({
      code: 'unavailable',
    });
    expect(await refusal(second.client.sync.leave({ unsentTo: 'unsent.ndjson' }))).toMatchObject({
      code: 'bad-input',
      where: { field: 'unsentTo' },
    });
    const file = join(root, 'unsent.ndjson');
    expect(await second.client.sync.leave({ unsentTo: file })).toEqual({ unsent, file });
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(unsent + 1);
    expect(existsSync(folder)).toBe(false);
    expect(second.desk.openWorkspace()).toBeNull();
    expect(second.desk.device.activeKey(id, mara)).toBeNull();
    expect((await second.client.workspace.recent()).map((one) => one.folder)).not.toContain(folder);
  });

  it('is gone for who was removed: they are told, and take it off their device', async () => {
    await second.signIn('mara');
    await second.ended(await second.client.sync.join({ address: server.address }));
    const { folder } = second.desk.workspace();
    await first.client.sync.removeMember({ person: mara });
    expect(await refusal(first.client.sync.removeMember({ person: first.seat.actor! }))).toMatchObject({
      code: 'bad-input',
    });
    expect(await refusal(second.client.sync.now())).toMatchObject({ code: 'forbidden' });
    expect(await second.client.sync.status()).toMatchObject({ state: 'removed' });
    // What is here is not theirs to read any more, in our own view or a customer's.
    const ended = { code: 'forbidden', details: { membership: 'ended' } };
    expect(await refusal(second.client.deals.accounts({}))).toMatchObject(ended);
    expect(await refusal(second.client.search.find({ text: 'Ada' }))).toMatchObject(ended);
    expect(await second.client.workspace.state()).toMatchObject({ person: { id: mara } });
    await second.client.sync.leave({ discardUnsent: true });
    expect(existsSync(folder)).toBe(false);
    expect(await first.client.sync.members()).toMatchObject([
      { name: 'Ada Admin' },
      { name: 'Mara Osei', joined: null },
    ]);
  });

  it('takes an invitation back, and revokes a device', async () => {
    const { id, code } = await first.client.sync.invite({ person: 'Mara Osei', days: 2 });
    await first.client.sync.withdrawInvitation({ id });
    await second.signIn('mara');
    const task = await second.ended(await second.client.sync.join({ address: server.address, code }));
    expect(task).toMatchObject({ state: 'failed', problem: { code: 'not-found' } });
    const devices = await first.client.sync.devices();
    const gone = devices.find(({ name }) => name === 'second')!;
    expect(gone.revoked).toBe(true);
    expect(await refusal(first.client.sync.revokeDevice({ chain: 'no-such-chain' }))).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('the command line', () => {
  const typed = typedDesk('sync-cli');
  const { type } = typed;
  afterAll(() => typed.close());
  /** Types a line that waits for a sign-in, and signs in where it says. */
  const signInTyped = async (account: string) => {
    let visited: Promise<unknown> | null = null;
    let err = '';
    const code = await runCommandLine(['sync', 'sign-in', server.address, '--json'], {
      io: {
        out: () => {},
        err(text) {
          err += text;
          const url = /http\S+\/auth\?\S+/.exec(err)?.[0];
          if (url) visited ??= signInByHand(url, account);
        },
        stdin: async () => '',
        terminal: false,
        columns: 80,
        env: {},
        folder: typed.root,
      },
      commands,
      openDesk,
      signal: new AbortController().signal,
    });
    await visited;
    return { code, err };
  };

  it('shares a workspace, invites, lists people and devices, and takes it off again', async () => {
    await type('workspace', 'create', 'Corvane', '--currency', 'EUR', '--owner', 'Ida Admin');
    await type('person', 'add', 'Lena Vogt', '--role', 'rep');
    expect((await type('sync', 'status')).out).toContain('on this device only');
    expect(await type('sync', 'now')).toMatchObject({ code: 65 });
    expect(await type('sync', 'upload', server.address)).toMatchObject({
      code: 77,
      err: expect.stringContaining('sync sign-in'),
    });
    expect(await type('sync', 'upload', 'http://desk.example.com')).toMatchObject({ code: 65 });
    expect(await signInTyped('ida')).toMatchObject({ code: 0, err: expect.stringContaining('Open this address') });
    expect(await type('sync', 'upload', server.address)).toMatchObject({
      code: 0,
      out: expect.stringContaining('synced'),
    });
    const status = (await type('sync', 'status', '--json')).json();
    expect(status).toMatchObject({ address: server.address, account: 'ida', pending: 0, attention: 0 });
    const invited = await type('sync', 'invite', 'Lena Vogt', '--days', '2');
    expect(invited.out).toMatch(/sync join http:\S+ --code pdi_/);
    expect((await type('sync', 'members')).out).toMatch(/Lena Vogt +rep +– +until 2/);
    expect((await type('sync', 'withdraw', 'Lena Vogt')).out).toBe('Withdrawn.\n');
    expect(await type('sync', 'withdraw', 'Lena Vogt')).toMatchObject({ code: 66 });
    expect(await type('sync', 'remove', 'Nobody')).toMatchObject({ code: 66 });
    const { devices } = (await type('sync', 'devices', '--json')).json();
    expect(devices).toMatchObject([{ here: true, revoked: false }]);
    expect(await type('sync', 'revoke', 'ffffffff')).toMatchObject({ code: 66 });
    expect((await type('sync', 'inbox')).out).toBe('Nothing needs attention.\n');
    expect(await type('sync', 'resend', 'abcdef1')).toMatchObject({ code: 66 });
    expect(await type('deal', 'list', '--as', 'Lena Vogt')).toMatchObject({
      code: 77,
      err: expect.stringContaining('only Ida Admin'),
    });
    const { workspaces } = (await type('sync', 'workspaces', server.address, '--json')).json();
    expect(workspaces).toMatchObject([{ name: 'Corvane', folder: expect.any(String) }]);
    expect((await type('sync', 'leave')).out).toContain('gone from this device');
    expect(await type('sync', 'status')).toMatchObject({ code: 66 });
    const joined = await type('sync', 'join', server.address, '--id', 'corvane', '--folder', 'again');
    expect(joined).toMatchObject({ code: 0, out: `${join(typed.root, 'again')}\n` });
    expect((await type('person', 'list')).out).toContain('Lena Vogt');
    expect(await type('sync', 'leave', '--everywhere', '--json')).toMatchObject({ code: 0 });
    expect(await type('sync', 'join', server.address)).toMatchObject({
      code: 65,
      err: expect.stringContaining('invitation'),
    });
    expect((await type('sync', 'sign-out', server.address)).out).toBe('Signed out.\n');
    expect((await type('sync', 'sign-out', server.address)).out).toBe('Nobody was signed in there.\n');
  });
});
