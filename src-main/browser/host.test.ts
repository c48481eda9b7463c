import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { deskForTests } from '../../test/desk';
import { type BrowserHost, startBrowserHost } from './host';

let root: string;
let host: BrowserHost;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'page-'));
  writeFileSync(join(root, 'index.html'), '<p>the desk</p>');
  host = await startBrowserHost({ desk: deskForTests(), root });
});
afterAll(async () => {
  await host.close();
  rmSync(root, { recursive: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A raw request, with whatever headers a hostile page or program might send. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port: host.port, path, method, headers }, (answer) => {
      let text = '';
      answer.on('data', (piece) => (text += piece));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const own = () => ({ origin: `http://127.0.0.1:${host.port}` });
const token = () => new URL(host.newAddress()).hash.slice('#token='.length);

async function signIn(): Promise<string> {
  const answer = await ask('/session', own(), 'POST', token());
  expect(answer.status).toBe(204);
  return answer.headers['set-cookie']![0]!;
}

/** Opens a socket and says how it ended: `open` or the HTTP status of the refusal. */
function upgrade(path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
    socket.on('open', () => {
      resolve('open');
      socket.terminate();
    });
    socket.on('unexpected-response', (_request, answer) => resolve(String(answer.statusCode)));
    socket.on('error', () => {});
  });
}

describe('without a cookie', () => {
  it('serves only the page that signs in, which holds nothing of the application', async () => {
    const page = await ask('/deals/1', { accept: 'text/html' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('/session');
    expect(page.body).not.toContain('the desk');
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'sha256-[\w+/=]+'/);
  });

  it.each(['/', '/index.html', '/assets/a.js', `/blob/${'a'.repeat(64)}`, '/session', '/favicon.ico'])(
    'refuses %s',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(401);
      expect(answer.body).not.toContain('the desk');
    },
  );

  it('refuses uploads and calls', async () => {
    expect((await ask('/upload', own(), 'POST', 'x')).status).toBe(401);
    expect(await upgrade('/rpc', own())).toBe('401');
    expect(await upgrade('/rpc', { ...own(), cookie: `proofdesk-${host.port}=guess` })).toBe('401');
  });

  it('refuses a wrong, a used and an overlong token', async () => {
    const once = token();
    expect((await ask('/session', own(), 'POST', once)).status).toBe(204);
    for (const bad of [once, 'guess', 'x'.repeat(100_000)]) {
      expect((await ask('/session', own(), 'POST', bad)).status).toBe(403);
    }
  });
});

describe('with the cookie', () => {
  it('serves the page, again after a reload, and lets the socket open', async () => {
    const setCookie = await signIn();
    expect(setCookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    const cookie = setCookie.split(';')[0]!;
    for (let load = 0; load < 2; load += 1) {
      const page = await ask('/', { accept: 'text/html', cookie });
      expect(page.body).toBe('<p>the desk</p>');
      expect(page.headers['content-security-policy']).toContain(`ws://127.0.0.1:${host.port}`);
    }
    expect(await upgrade('/rpc', { ...own(), cookie })).toBe('open');
  });

  it('refuses another name in Host, so that a rebound name reaches nothing', async () => {
    const cookie = (await signIn()).split(';')[0]!;
    for (const name of ['evil.example', `evil.example:${host.port}`, '127.0.0.1', `[::1]:${host.port}`]) {
      expect((await ask('/', { host: name, accept: 'text/html', cookie })).status).toBe(403);
      expect(await upgrade('/rpc', { ...own(), host: name, cookie })).toBe('403');
    }
  });

  it('refuses requests of other origins', async () => {
    const cookie = (await signIn()).split(';')[0]!;
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1', `http://localhost:${host.port}`]) {
      expect((await ask('/', { origin, accept: 'text/html', cookie })).status).toBe(403);
      expect((await ask('/upload', { origin, cookie }, 'POST', 'x')).status).toBe(403);
      expect(await upgrade('/rpc', { origin, cookie })).toBe('403');
    }
    expect((await ask('/upload', { cookie }, 'POST', 'x')).status).toBe(403);
    expect(await upgrade('/rpc', { cookie })).toBe('403');
    expect((await ask('/', { 'sec-fetch-site': 'cross-site', accept: 'text/html', cookie })).status).toBe(403);
  });

  it('keeps the other addresses closed to sockets', async () => {
    const cookie = (await signIn()).split(';')[0]!;
    expect(await upgrade('/other', { ...own(), cookie })).toBe('403');
  });
});

it('says in a sentence that a port is taken', async () => {
  await expect(startBrowserHost({ desk: deskForTests(), root, port: host.port })).rejects.toMatchObject({
    code: 'unavailable',
    message: `Port ${host.port} of this computer cannot be used: another program has it.`,
  });
});
