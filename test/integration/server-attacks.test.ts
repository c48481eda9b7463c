import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { procedures } from '../../src-server/http/routes';
import { openLog } from '../../src-server/operations/logs';
import type { RunningServer } from '../../src-server/server';
import { archive } from '../../src-shared/kernel/change';
import { fixedContext } from '../../src-shared/kernel/context';
import { errorRecordSchema } from '../../src-shared/kernel/wire';
import { BLOB_PIECE_BYTES } from '../../src-shared/sync/protocol';
import { serverContract } from '../../src-shared/sync/server-contract';
import { Person } from '../../src-shared/workspace';
import { crafted, HOSTILE } from '../server/crafted';
import { malformed, operationsOf } from '../server/fuzz';
import {
  claimOf,
  type HttpWorld,
  httpWorld,
  type OwnServerParts,
  ownServerParts,
  refused,
  serverClient,
  startTestServer,
} from '../server/http-world';
import { thing } from '../server/server-world';
import { slowClients } from '../server/slow-clients';
import { TestDevice } from '../server/test-device';

const folder = mkdtempSync(join(tmpdir(), 'proofdesk-attacks-'));
const context = fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed: 6, stepMilliseconds: 2 });
const logged: string[] = [];
let parts: OwnServerParts;
let server: RunningServer;
let ours: HttpWorld;
let theirs: HttpWorld;

beforeAll(async () => {
  parts = await ownServerParts(context);
  const log = openLog('debug', { write: (line: string) => void logged.push(line) });
  server = await startTestServer({ ...parts, folder, log });
  ours = await httpWorld(server, parts, 'ada');
  theirs = await httpWorld(server, parts, 'mallory');
});
afterAll(async () => {
  await server?.close();
  await parts?.close();
  rmSync(folder, { recursive: true, force: true });
});

const operations = operationsOf(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const filled = (path: string, workspace: string) =>
  path
    .replace('{workspace}', workspace)
    .replace('{day}', '2026-11-11')
    .replace(/\{(hash|digest)\}/, 'a'.repeat(64))
    .replace('{number}', '1')
    .replace('{page}', '0')
    .replace(/\{\w+\}/g, 'x');

describe('somebody of another workspace', () => {
  it('gets the same answer in every route as for a workspace that is not there', async () => {
    const inWorkspace = operations.filter(({ path, method }) => path.includes('{workspace}') && method !== 'HEAD');
    expect(inWorkspace.length).toBeGreaterThan(20);
    for (const { method, path } of inWorkspace) {
      const answers = await Promise.all(
        [ours.workspace, 'not-there'].map(async (workspace) => {
          const answer = await fetch(`${server.address}${filled(path, workspace)}`, {
            method,
            headers: bearer(theirs.founder.token()),
          });
          return { status: answer.status, body: await answer.text() };
        }),
      );
      expect([method, path, answers[0]!.status]).toEqual([method, path, 404]);
      expect(answers[0]).toEqual(answers[1]);
    }
  });

  it('cannot take a workspace’s id, nor push another’s receipts as their own', async () => {
    const { chain, publicKey } = { chain: theirs.founder.device.chain, publicKey: theirs.founder.device.key.publicKey };
    const claim = {
      workspace: ours.workspace,
      person: ours.founder.person,
      chain,
      publicKey,
      name: 'x',
      proof: 'AAAA',
    };
    expect(await refused(theirs.founder.client.workspaces.register(claim))).toMatchObject({ code: 'bad-input' });
    const act = ours.founder.device.act('thing.add', [thing('stolen')]);
    const replayed = await theirs.push(theirs.founder, act);
    expect(replayed.results[0]!.status).toBe('invalid');
    const altered = { ...act[0]!, header: act[0]!.header.replace('thing.add', 'thing.spend') };
    expect((await ours.push(ours.founder, [altered])).results[0]!.status).toBe('invalid');
    const [taken] = (await ours.push(ours.founder, act)).results;
    expect((await ours.push(ours.founder, act)).results[0]).toEqual(taken);
  });
});

it('whoever names another workspace in a body or query has named their own', async () => {
  const act = ours.founder.device.act('thing.add', [thing('lent')]);
  const send = (path: string, body: object) =>
    fetch(`${server.address}/v1/workspaces/${theirs.workspace}${path}`, {
      method: 'POST',
      body: JSON.stringify({ workspace: ours.workspace, ...body }),
      headers: { 'content-type': 'application/json', ...bearer(theirs.founder.token()) },
    });
  const pushed = await (await send('/push', { protocol: 1, receipts: act })).json();
  expect(pushed.results).toMatchObject([{ status: 'invalid', says: 'It belongs to another workspace.' }]);
  expect((await send('/tokens', { name: 'x', scopes: ['pull'], roles: ['admin'] })).status).toBe(200);
  expect(await ours.founder.client.tokens.list({ workspace: ours.workspace })).toEqual([]);
  const pulled = await fetch(
    `${server.address}/v1/workspaces/${theirs.workspace}/pull?protocol=1&after=0&workspace=${ours.workspace}`,
    { headers: bearer(theirs.founder.token()) },
  );
  expect(await pulled.text()).not.toContain(ours.workspace);
  await ours.push(ours.founder, act);
});

describe('whoever registered a workspace', () => {
  it('does not come back by registering it again once they were removed', async () => {
    const gone = await httpWorld(server, parts, 'fay');
    const { workspace, founder } = gone;
    const claim = { workspace, person: founder.person, ...claimOf(founder.device, workspace, founder.session.account) };
    expect((await founder.client.workspaces.register(claim)).membership.workspace).toBe(workspace);
    await founder.client.members.leave({ workspace });
    const again = await gone.signIn('fay');
    const device = new TestDevice(founder.device.world, founder.person);
    const other = { workspace, person: founder.person, ...claimOf(device, workspace, again.session.account) };
    expect(await refused(again.client.workspaces.register(other))).toMatchObject({
      code: 'forbidden',
      details: { membership: 'ended' },
    });
    expect(await again.client.workspaces.mine()).toEqual([]);
  });
});

describe('somebody who was archived', () => {
  it('does not push any more, not once and not again', async () => {
    const ivo = await ours.join('ivo', ['rep']);
    const { workspace, founder } = ours;
    const late = ivo.device.act('thing.add', [thing('of-ivo')]);
    const sent = (): Promise<unknown> => ours.push(ivo, late);
    await ours.push(
      founder,
      founder.device.act('person.archive', [{ ...archive(Person, ivo.person), guards: { archived: false } }]),
    );
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await refused(sent())).toMatchObject({ code: 'forbidden', details: { membership: 'ended' } });
      expect(await refused(ivo.client.pull({ workspace, protocol: 1, after: 0 }))).toMatchObject({
        details: { membership: 'ended' },
      });
    }
    // The second time before anything of it is read.
    const unread = await fetch(`${server.address}/v1/workspaces/${workspace}/push`, {
      method: 'POST',
      body: 'no JSON at all',
      headers: { 'content-type': 'application/json', ...bearer(ivo.token()) },
    });
    expect(unread.status).toBe(403);
  });
});

describe('somebody with few rights', () => {
  it('cannot do what is for admins, nor make themselves one', async () => {
    const rep = await ours.join('rita', ['rep']);
    for (const [name, procedure] of procedures(serverContract)) {
      if ((procedure['~orpc'].meta as { needs: string }).needs !== 'admin') continue;
      const { method, path } = procedure['~orpc'].route;
      const answer = await fetch(`${server.address}${filled(path!, ours.workspace)}`, {
        method: method!,
        headers: bearer(rep.token()),
      });
      expect([name, answer.status]).toEqual([name, 403]);
      await answer.text();
    }
    const audit = await fetch(`${server.address}/v1/workspaces/${ours.workspace}/audit`, {
      headers: bearer(rep.token()),
    });
    expect([audit.status, await audit.text()]).toEqual([403, expect.stringContaining('Only an admin')]);
    const { Person } = await import('../../src-shared/workspace');
    const { patch } = await import('../../src-shared/kernel/change');
    const crown = rep.device.act('person.revise', [patch(Person, rep.person, { roles: { add: ['admin'] } } as never)]);
    expect((await ours.push(rep, crown)).results[0]).toMatchObject({
      status: 'decided',
      refusal: { kind: expect.any(String) },
    });
    expect((await rep.client.workspaces.mine())[0]!.roles).toEqual(['rep']);
    expect(
      await refused(rep.client.devices.revoke({ workspace: ours.workspace, chain: ours.founder.device.chain })),
    ).toMatchObject({ code: 'forbidden' });
  });

  it('gets no part that they may not read, by no route', async () => {
    const marker = 'MARKER-COST-4711';
    await ours.push(ours.founder, ours.founder.device.act('thing.add', [thing('m', { price: marker })]));
    const { secret } = await ours.founder.client.tokens.create({
      workspace: ours.workspace,
      name: 'e',
      scopes: ['pull', 'audit'],
      roles: ['engineer'],
    });
    const machine = serverClient(server.address, () => secret);
    const { workspace } = ours;
    const manifest = await machine.snapshot.manifest({ workspace, protocol: 1 });
    const seen = [
      await machine.pull({ workspace, protocol: 1, after: 0 }),
      await machine.parts({ workspace, protocol: 1, readers: 'cost', after: 0 }),
      await machine.snapshot.page({ workspace, number: manifest.number, page: 0 }),
      await (await fetch(`${server.address}/v1/workspaces/${workspace}/audit`, { headers: bearer(secret) })).text(),
    ];
    expect(JSON.stringify(seen)).not.toContain(marker);
    expect(JSON.stringify(await ours.founder.client.pull({ workspace, protocol: 1, after: 0 }))).toContain(marker);
  });
});

describe('requests that nobody should send', () => {
  it('with receipts that break who reads them are told what is wrong, and everybody else goes on', async () => {
    const eve = await ours.join('eve', ['rep']);
    for (const [what, rewrite] of Object.entries(HOSTILE)) {
      const [result] = (await ours.push(eve, [crafted(eve.device, rewrite)])).results;
      expect([what, result!.status]).toEqual([what, 'invalid']);
    }
    const { workspace } = ours;
    await ours.founder.client.snapshot.manifest({ workspace, protocol: 1 });
    const audit = await fetch(`${server.address}/v1/workspaces/${workspace}/audit`, {
      headers: bearer(ours.founder.token()),
    });
    expect((await audit.text()).split('\n').length).toBeGreaterThan(3);
    const token = { workspace, scopes: ['pull' as const], roles: ['engineer' as const] };
    for (const name of ['a\u0000b', 'a\u001b[2Jb', 'a\r\nb']) {
      expect(await refused(ours.founder.client.tokens.create({ ...token, name }))).toMatchObject({ code: 'bad-input' });
    }
    const claim = claimOf(eve.device, workspace, eve.session.account);
    expect(await refused(eve.client.devices.register({ workspace, ...claim, name: 'a\u0000b' }))).toMatchObject({
      code: 'bad-input',
    });
  });

  it('reserve no more room for files together than there is', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        fetch(
          `${server.address}/v1/workspaces/${theirs.workspace}/blobs/${String(index).repeat(64)}?offset=0&size=20000000`,
          { method: 'PUT', body: new Uint8Array(BLOB_PIECE_BYTES), headers: bearer(theirs.founder.token()) },
        ),
      ),
    );
    // The quota is 50 MB.
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 507, 507, 507, 507, 507, 507]);
  });

  it('are refused in the one shape of errors and break nothing', async () => {
    const random = fixedContext({ now: 0, seed: Number(process.env['PROOFDESK_FUZZ_SEED'] ?? 7) });
    const rounds = Number(process.env['PROOFDESK_FUZZ_ROUNDS'] ?? 4);
    for (let round = 0; round < rounds; round += 1) {
      for (const operation of operations.filter(({ path }) => !path.endsWith('/notify'))) {
        const { path, init } = malformed(operation, ours.workspace, random);
        const token = round % 2 === 0 ? ours.founder.token() : 'pda_forged';
        const answer = await fetch(`${server.address}${path}`, {
          ...init,
          headers: { ...init.headers, ...bearer(token) },
        });
        const body = await answer.text();
        const told = `round ${round}: ${init.method} ${path} ${String(init.body).slice(0, 200)}`;
        expect(answer.status, told).toBeLessThan(500);
        if (answer.status >= 400 && init.method !== 'HEAD') {
          expect(errorRecordSchema.safeParse(JSON.parse(body)).success, told).toBe(true);
        }
      }
      // One of them may have signed out or revoked; whoever goes on signs in again.
      const again = await ours.signIn('ada');
      Object.assign(ours.founder, { session: again.session, client: again.client, token: again.token });
    }
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
    expect(await parts.database.query('SELECT count(*) AS n FROM accounts')).toEqual([{ n: expect.any(Number) }]);
  });

  it('are not unpacked beyond their limit, nor read beyond it', async () => {
    const send = (body: Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
      fetch(`${server.address}/v1/sessions`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      });
    expect(
      (await send(new Uint8Array(gzipSync(Buffer.alloc(30_000_000, 32))), { 'content-encoding': 'gzip' })).status,
    ).toBe(413);
    expect((await send(new Uint8Array(70_000), {})).status).toBe(413);
    expect((await send(new Uint8Array(gzipSync('{}').subarray(0, 8)), { 'content-encoding': 'gzip' })).status).toBe(
      400,
    );
    const page = await fetch(`${server.address}/v1/about`, { headers: { origin: 'https://evil.example' } });
    expect([page.status, page.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    await page.text();
    // A page that turned its own host name to the server's address asks as if it were of the same origin.
    const rebound = (path: string, more: string) =>
      said(`GET ${path} HTTP/1.1\r\nHost: evil.example\r\n${more}Connection: close\r\n\r\n`);
    expect(await rebound('/v1/about', 'Sec-Fetch-Site: same-origin\r\n')).toMatch(/^HTTP\/1\.1 403/);
    expect(await rebound('/metrics', '')).toMatch(/^HTTP\/1\.1 403/);
  });

  it.each([
    ['a header without end', `GET /v1/about HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'two lengths',
      'POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['a climbing path', 'GET /v1/workspaces/../../etc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
    ['another host’s address', 'GET http://other/v1/about HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['a header with a space', 'GET /v1/about HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n', 400],
    ['no HTTP at all', 'nonsense\r\n\r\n', 400],
  ])('are answered and hung up on: %s', async (_what, text, status) => {
    expect(await said(text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`));
  });

  it('are limited by token and by address', async () => {
    const strict = await startTestServer({ ...parts, folder, ratePerToken: 3, ratePerAddress: 4 });
    try {
      const asked = async (headers: Record<string, string>) => {
        const answer = await fetch(`${strict.address}/v1/workspaces`, { headers });
        await answer.text();
        return answer;
      };
      const good = bearer(ours.founder.token());
      const statuses = [];
      for (let request = 0; request < 5; request += 1) statuses.push((await asked(good)).status);
      expect(statuses).toEqual([200, 200, 200, 429, 429]);
      const guesses = [];
      for (let guess = 0; guess < 4; guess += 1) guesses.push((await asked(bearer(`pda_guess${guess}`))).status);
      expect(guesses).toContain(429);
      // With nothing left, no further guess is looked up; a token that was good before is asked about all the same.
      const asking = vi.spyOn(parts.database, 'often');
      expect((await asked(bearer('pda_guess5'))).status).toBe(429);
      expect(asking).not.toHaveBeenCalled();
      asking.mockRestore();
      const limited = await asked({});
      expect([limited.status, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, true]);
      // A made-up token opens no limit of its own where no token is wanted.
      const signIn = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
      const tried = await fetch(`${strict.address}/v1/sessions`, {
        ...signIn,
        headers: { ...signIn.headers, ...bearer('pda_madeup') },
      });
      expect(tried.status).toBe(429);
      await tried.text();
    } finally {
      await strict.close();
    }
  });
});

it('a listener that was told to go and does not keeps no server from stopping', async () => {
  const stopping = await startTestServer({ ...parts, folder });
  const socket = connect(Number(new URL(stopping.address).port), '127.0.0.1', () =>
    socket.write(
      `GET /v1/workspaces/${ours.workspace}/notify HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ours.founder.token()}\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    ),
  );
  const ended = new Promise((done) => socket.once('close', done));
  await new Promise<void>((open) => socket.on('data', (piece) => piece.includes('{"number"') && open()));
  const begun = performance.now();
  await stopping.close();
  expect(performance.now() - begun).toBeLessThan(10_000);
  await ended;
});

it('logs and measures nothing of people, secrets or content', async () => {
  const metrics = await (await fetch(`${server.address}/metrics`)).text();
  expect(metrics).toContain('proofdesk_requests_total');
  const all = logged.join('\n') + metrics;
  expect(logged.length).toBeGreaterThan(50);
  for (const marker of [
    'MARKER-COST',
    'ada@example.com',
    'rita',
    'mallory',
    'pda_',
    'pdr_',
    'pds_',
    'pdi_',
    'thing.add',
    ours.workspace,
    ours.founder.person,
  ]) {
    expect(all.includes(marker), marker).toBe(false);
  }
});

slowClients(() => ({ ...parts, folder }));

/** What is answered to a text that is sent as it is. */
function said(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(server.address).port), '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.on('data', (piece) => {
      heard += piece.toString();
      if (heard.includes('\r\n\r\n')) socket.end();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(heard));
  });
}
