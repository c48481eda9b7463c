import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeviceState } from '../../src-core/ledger/device-state';
import { type FixedContext, fixedContext } from '../../src-shared/kernel/context';
import { type ErrorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import { isOffline, ServerConnection } from './connection';
import { SignIns } from './sessions';

interface Answer {
  status?: number;
  body?: unknown;
  text?: string;
  headers?: Record<string, string>;
  /** Never answered. */
  silent?: boolean;
}

const HOUR = 3_600_000;
const BEGIN = Date.UTC(2026, 10, 12, 8);
let folder: string;
let device: DeviceState;
let signIns: SignIns;
let context: FixedContext;
let server: Server;
let address: string;
let asked: { line: string; token: string | null; body: string }[];
let answer: (request: { path: string; token: string | null; body: string }) => Answer;

/** The server's tokens: which access token is good, and which refresh token comes next. */
let good: string;
let renewals: number;
const tokens = (count: number) => ({
  account: 'account',
  accessToken: `pda_${count}`,
  accessExpires: serverNow() + HOUR,
  refreshToken: `pdr_${count}`,
  refreshExpires: serverNow() + 60 * 24 * HOUR,
});
let serverNow: () => number;
const refused = (signIn: string): Answer => ({
  status: 401,
  body: { code: 'forbidden', message: 'This needs a sign-in.', details: { signIn } },
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'proofdesk-connection-'));
  device = new DeviceState(folder);
  signIns = new SignIns(device);
  context = fixedContext({ now: BEGIN, seed: 3 });
  serverNow = () => context.now();
  asked = [];
  renewals = 0;
  good = 'pda_0';
  answer = ({ path, token }) => {
    if (path === '/v1/about') return about();
    if (path === '/v1/sessions/refresh') {
      renewals += 1;
      good = `pda_${renewals}`;
      return { body: tokens(renewals) };
    }
    return token === good ? { body: [] } : refused('unknown');
  };
  server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const token = request.headers.authorization?.replace('Bearer ', '') ?? null;
    asked.push({ line: `${request.method} ${request.url}`, token, body });
    const { status = 200, body: said, text, headers = {}, silent } = answer({ path: request.url!, token, body });
    if (silent) return;
    response.writeHead(status, { 'content-type': text === undefined ? 'application/json' : 'text/html', ...headers });
    response.end(text ?? JSON.stringify(said));
  });
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((go) => server.close(go));
  device.close();
  rmSync(folder, { recursive: true, force: true });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}
const about = (): Answer => ({
  body: {
    product: 'proofdesk',
    version: '1.0.0',
    protocol: { oldest: 1, newest: 1 },
    now: serverNow(),
    identity: null,
  },
});
const connect = (options: { requestTime?: number } = {}) =>
  new ServerConnection({ address, signIns, context, ...options });
const signedIn = (ahead = 0) => signIns.keep(address, { ...tokens(0), id: 'sign-in', name: 'ada', ahead });
const said = async (call: Promise<unknown>): Promise<ErrorRecord> => {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof ProofdeskError) return thrown.toRecord();
  throw new Error('It was not refused.', { cause: thrown });
};

describe('a sign-in', () => {
  it('is put to every call but those that begin one', async () => {
    signedIn();
    const connection = connect();
    await connection.api.about();
    expect(await connection.api.workspaces.mine()).toEqual([]);
    expect(asked).toMatchObject([
      { line: 'GET /v1/about', token: null },
      { line: 'GET /v1/workspaces', token: 'pda_0' },
    ]);
  });

  it('is renewed shortly before it ends, once for many calls, and keeps its name', async () => {
    signedIn();
    context.advance(HOUR - 10_000);
    const connection = connect();
    await Promise.all([1, 2, 3, 4].map(() => connection.api.workspaces.mine()));
    expect(renewals).toBe(1);
    expect(signIns.at(address)).toMatchObject({
      accessToken: 'pda_1',
      refreshToken: 'pdr_1',
      name: 'ada',
      id: 'sign-in',
    });
  });

  it('is renewed where the server says that it has expired, and the call is made again', async () => {
    signedIn();
    const usual = answer;
    answer = (request) => (request.token === 'pda_0' ? refused('expired') : usual(request));
    expect(await connect().api.workspaces.mine()).toEqual([]);
    expect(asked.map(({ line, token }) => `${line} ${token}`)).toEqual([
      'GET /v1/workspaces pda_0',
      'POST /v1/sessions/refresh null',
      'GET /v1/workspaces pda_1',
    ]);
  });

  it('survives an answer to a renewal that got lost: the same token is shown again', async () => {
    signedIn();
    let lost = true;
    answer = ({ path, token, body }) => {
      if (path !== '/v1/sessions/refresh') return token === good ? { body: [] } : refused('unknown');
      expect(JSON.parse(body)).toEqual({ refreshToken: 'pdr_0' });
      renewals += 1;
      good = `pda_${renewals}`;
      if (!lost) return { body: tokens(renewals) };
      lost = false;
      return { status: 502, text: '<h1>Bad gateway</h1>' };
    };
    context.advance(HOUR);
    expect(isOffline(new ProofdeskError(await said(connect().api.workspaces.mine())))).toBe(true);
    context.advance(-HOUR);
    // The old access token is good for nothing any more, though its time is not over.
    expect(await connect().api.workspaces.mine()).toEqual([]);
    expect(signIns.at(address)?.accessToken).toBe('pda_2');
  });

  it('that another process renewed meanwhile is taken over', async () => {
    signedIn();
    const other = connect();
    const mine = connect();
    context.advance(HOUR);
    await Promise.all([mine.api.workspaces.mine(), other.api.workspaces.mine()]);
    expect(renewals).toBe(1);
    // This one holds a token that the other process's renewal ended while its request was on the way.
    const usual = answer;
    answer = (request) => {
      if (request.token === 'pda_1' && good === 'pda_1') {
        good = 'pda_2';
        signIns.keep(address, { ...signIns.at(address)!, ...tokens(2) });
        return refused('unknown');
      }
      return usual(request);
    };
    expect(await mine.api.workspaces.mine()).toEqual([]);
    expect(renewals).toBe(1);
  });

  it('is renewed even if the process that was at it has died', async () => {
    signedIn();
    device.lease(`renewal:${address}`, 'a dead process', context.now(), context.now() + 20_000);
    context.advance(HOUR);
    expect(await connect().api.workspaces.mine()).toEqual([]);
    expect(renewals).toBe(1);
  });

  it.each([
    ['hours ahead', 5 * HOUR],
    ['days behind', -3 * 24 * HOUR],
  ])('is renewed no more often than need be on a computer whose clock is %s', async (_, ahead) => {
    serverNow = () => context.now() - ahead;
    signedIn(0);
    const connection = connect();
    for (let call = 0; call < 4; call += 1) await connection.api.workspaces.mine();
    expect(renewals).toBeLessThanOrEqual(1);
    const first = renewals;
    for (let call = 0; call < 4; call += 1) await connection.api.workspaces.mine();
    expect(renewals).toBe(first);
  });

  it('that the server knows no more is forgotten, and says that a new one is wanted', async () => {
    signedIn();
    answer = ({ path }) => (path === '/v1/sessions/refresh' ? refused('revoked') : refused('expired'));
    const connection = connect();
    expect(await said(connection.api.workspaces.mine())).toMatchObject({
      code: 'forbidden',
      details: { signIn: 'revoked' },
    });
    expect(connection.signedIn).toBe(false);
    expect(await said(connection.api.workspaces.mine())).toMatchObject({ code: 'forbidden' });
    expect(asked.at(-1)?.token).toBeNull();
  });

  it('that is revoked in one workspace only stays for the others', async () => {
    signedIn();
    answer = () => refused('revoked');
    const connection = connect();
    expect(await said(connection.api.workspaces.mine())).toMatchObject({ details: { signIn: 'revoked' } });
    expect(connection.signedIn).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it('is in no error', async () => {
    signedIn();
    for (const given of [
      { status: 500, text: 'x' },
      { body: 'strange' },
      refused('revoked'),
      { status: 302, headers: { location: '/' } },
    ]) {
      answer = () => given;
      expect(JSON.stringify(await said(connect().api.workspaces.mine()))).not.toMatch(/pd[ar]_/);
    }
  });
});

describe('a server that', () => {
  it('cannot be reached, or does not answer in time, is offline', async () => {
    answer = () => ({ silent: true });
    const late = await said(connect({ requestTime: 50 }).api.about());
    expect(late).toMatchObject({ code: 'unavailable', details: { kind: 'offline' } });
    expect(late.message).toContain('did not answer in time');
    server.closeAllConnections();
    await new Promise((go) => server.close(go));
    expect(await said(connect().api.about())).toMatchObject({ code: 'unavailable', details: { kind: 'offline' } });
    server.listen(0);
  });

  it('speaks another protocol says which side to update', async () => {
    answer = () => ({
      status: 426,
      body: {
        code: 'unavailable',
        message: 'This version of Proofdesk is too old.',
        details: { protocol: { oldest: 2, newest: 3 } },
      },
    });
    expect(await said(connect().api.about())).toMatchObject({
      code: 'unavailable',
      details: { protocol: { oldest: 2 } },
    });
  });

  it('wants to be left alone says for how long', async () => {
    answer = () => ({
      status: 429,
      body: { code: 'unavailable', message: 'Too many.' },
      headers: { 'retry-after': '7' },
    });
    expect(await said(connect().api.about())).toMatchObject({ details: { retryAfter: 7 } });
    expect(await said(connect().raw('/v1/about'))).toMatchObject({ details: { retryAfter: 7 } });
    // What asks only whether something is there is refused without a body.
    expect(await said(connect().raw('/v1/about', { method: 'HEAD' }))).toMatchObject({ details: { retryAfter: 7 } });
  });

  it.each([
    ['a page', { text: '<h1>Sign in to the hotel</h1>' }],
    ['something of another shape', { body: { product: 'proofdesk' } }],
    [
      'another product',
      { body: { product: 'other', version: '1', protocol: { oldest: 1, newest: 1 }, now: 0, identity: null } },
    ],
  ])('answers with %s is not taken for one of ours', async (_, given) => {
    answer = () => given;
    expect(await said(connect().api.about())).toMatchObject({
      code: 'unavailable',
      details: { kind: 'strange-answer' },
    });
  });

  it('is behind something that answers for it is tried again', async () => {
    answer = () => ({ status: 503, text: '<h1>Service unavailable</h1>' });
    expect(await said(connect().api.about())).toMatchObject({ code: 'unavailable', details: { status: 503 } });
  });

  it('is not followed elsewhere', async () => {
    answer = () => ({ status: 307, headers: { location: 'http://127.0.0.1:9/elsewhere' }, body: {} });
    expect(await said(connect().api.about())).toMatchObject({ code: 'unavailable' });
  });
});

it('signs in only where nobody can read along', () => {
  const at = (given: string) => new ServerConnection({ address: given, signIns, context });
  for (const given of [
    'http://desk.example.com',
    'ftp://desk.example.com',
    'desk',
    'https://a:b@desk.example.com',
    'https://desk.example.com?x=1',
  ])
    expect(() => at(given), given).toThrow(ProofdeskError);
  for (const given of [
    'https://desk.example.com/',
    'http://localhost:8420',
    'http://[::1]:8420',
    'http://127.0.0.1:8420',
  ])
    expect(at(given).address).toBe(given.replace(/\/$/, ''));
});
