import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { procedures } from '../../src-server/http/routes';
import { openLog } from '../../src-server/operations/logs';
import type { RunningServer } from '../../src-server/server';
import { fixedContext } from '../../src-shared/kernel/context';
import { errorRecordSchema } from '../../src-shared/kernel/wire';
import { serverContract } from '../../src-shared/sync/server-contract';
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
    const said = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(server.address).port), '127.0.0.1', () => socket.write(text));
      let heard = '';
      socket.on('data', (piece) => {
        heard += piece.toString();
        if (heard.includes('\r\n\r\n')) socket.end();
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(heard));
    });
    expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`));
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

/** Long enough for a request on a busy machine, short enough to be waited for. */
const patience = { request: 1_500, headers: 1_000, stalled: 1_000, look: 50 };
let patient: RunningServer;

function dial(): Socket {
  const { hostname, port } = new URL(patient.address);
  const socket = connect(Number(port), hostname);
  // To be hung up on is what is tried.
  socket.on('error', () => {});
  return socket;
}

/** Sends a text one letter at a time, for as long as it is listened to; gives what was answered before the end. */
function dripping(first: string, letters: string): Promise<string> {
  const socket = dial();
  let heard = '';
  socket.on('data', (piece) => {
    heard += piece.toString('latin1');
  });
  socket.write(first);
  let at = 0;
  const drip = setInterval(() => {
    if (socket.writable) socket.write(letters[at++ % letters.length]!);
  }, 40);
  return new Promise((ended) => {
    socket.once('close', () => {
      clearInterval(drip);
      ended(heard);
    });
  });
}

const served = async () => (await fetch(`${patient.address}/v1/about`)).status;

describe.concurrent('clients that take their time', () => {
  beforeAll(async () => {
    patient = await startTestServer({ ...parts, folder, patience });
  });
  afterAll(() => patient?.close());

  it('with their headers are hung up on, and nobody else waits meanwhile', async () => {
    const slow = Array.from({ length: 40 }, () => dripping('GET /v1/about HTTP/1.1\r\nHost: x\r\nX-Slow: ', 'a'));
    expect(await served()).toBe(200);
    for (const heard of await Promise.all(slow)) expect(heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(await served()).toBe(200);
  });

  it('with their body are hung up on', async () => {
    const head =
      'POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n';
    const slow = Array.from({ length: 20 }, () => dripping(head, '{"idToken": "'));
    expect(await served()).toBe(200);
    for (const heard of await Promise.all(slow)) expect(heard).toMatch(/^(HTTP\/1\.1 408 |$)/);
    expect(await served()).toBe(200);
  });

  it('with reading what they asked for are hung up on, before all of it was made', async () => {
    const asked = 4_000;
    const one = Buffer.byteLength(await (await fetch(`${patient.address}/openapi.json`)).text());
    const socket = dial();
    socket.pause();
    socket.write('GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(asked));
    const ended = new Promise<void>((done) => {
      socket.once('close', () => done());
    });
    expect(await served()).toBe(200);
    // Reads again once the server can only have given up.
    const reading = setTimeout(() => socket.resume(), patience.stalled * 3);
    await ended;
    clearTimeout(reading);
    expect(socket.bytesRead).toBeLessThan((asked * one) / 2);
    expect(await served()).toBe(200);
  });
});
