import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Intake } from '../../src-core/intake';
import { deskForTests } from '../../test/desk';
import { type BrowserHost, startBrowserHost } from './host';

/** Uploads up to so many bytes are taken in these tests. */
const LIMIT = 1_000;
const digest = 'a'.repeat(64);

let folder: string;
let host: BrowserHost;
let intake: Intake;
let cookie: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'requests-'));
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  writeFileSync(join(folder, 'page/index.html'), '<p>the desk</p>');
  writeFileSync(join(folder, 'page/assets/app-12345678.js'), 'run()');
  writeFileSync(join(folder, 'secret.js'), 'SECRET');
  writeFileSync(join(folder, 'page-other.js'), 'SECRET');
  const desk = deskForTests({
    async readBlob(_, wanted) {
      if (wanted !== digest) return null;
      return { content: new TextEncoder().encode('<script>run()</script>'), contentType: 'text/html', name: 'x.html' };
    },
  });
  intake = new Intake(desk.context, LIMIT);
  host = await startBrowserHost({ desk: { ...desk, intake }, root: join(folder, 'page') });
  const token = new URL(host.newAddress()).hash.slice('#token='.length);
  const signedIn = await ask('POST', '/session', { headers: { cookie: '' }, body: [token] });
  cookie = signedIn.headers['set-cookie']![0]!.split(';')[0]!;
});
afterAll(async () => {
  await host.close();
  await intake.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A raw request of a page that is signed in, unless its headers say otherwise; the path goes over the wire as it is written. */
function ask(
  method: string,
  path: string,
  { headers = {}, body = [] }: { headers?: Record<string, string>; body?: string[] } = {},
): Promise<Answer> {
  const own = { origin: `http://127.0.0.1:${host.port}`, cookie: cookie ?? '' };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { host: '127.0.0.1', port: host.port, path, method, headers: { ...own, ...headers } },
      (answer) => {
        let text = '';
        answer.on('data', (piece) => (text += piece));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    for (const piece of body) sent.write(piece);
    sent.end();
  });
}

describe('the policy of an answer', () => {
  const policyOf = ({ headers }: Answer) =>
    new Map(
      String(headers['content-security-policy'])
        .split('; ')
        .map((rule) => [rule.split(' ')[0]!, rule.split(' ').slice(1)]),
    );

  it('lets a page run no script but its own files, and connect to nothing but this host', async () => {
    const policy = policyOf(await ask('GET', '/'));
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('connect-src')).toEqual(["'self'", `ws://127.0.0.1:${host.port}`, `ws://localhost:${host.port}`]);
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(policy.get(name)).toEqual(["'none'"]);
  });

  it('lets the page that signs in run the one script that it brings', async () => {
    const policy = policyOf(await ask('GET', '/', { headers: { cookie: '', accept: 'text/html' } }));
    expect(policy.get('script-src')).toEqual([expect.stringMatching(/^'sha256-[\w+/]{43}='$/)]);
    expect(policy.get('style-src')).toEqual([expect.stringMatching(/^'sha256-[\w+/]{43}='$/)]);
  });

  it('lets nothing run in a file, nor in a refusal', async () => {
    for (const path of [`/blob/${digest}`, '/blob/none', '/missing.js']) {
      const policy = policyOf(await ask('GET', path));
      expect(policy.get('default-src'), path).toEqual(["'none'"]);
      expect(policy.has('script-src'), path).toBe(false);
      expect(policy.has('sandbox'), path).toBe(true);
    }
  });

  it.each(['/', '/assets/app-12345678.js', `/blob/${digest}`, '/missing.js'])(
    'comes with headers against guessing types, framing and telling where one was: %s',
    async (path) => {
      expect((await ask('GET', path)).headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      });
    },
  );
});

describe('a path that leads outside of the page', () => {
  it.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '/%2e%2e%2fsecret.js',
    '/..%2fsecret.js',
    '/..%5csecret.js',
    '/..\\secret.js',
    '//../secret.js',
    '/../page-other.js',
    '/%2e%2e%2fpage-other.js',
    '/%252e%252e/secret.js',
    '/secret.js%00.js',
    '/%c0%ae%c0%ae/secret.js',
    '/blob/../secret.js',
    '/blob/..%2f..%2fsecret.js',
  ])('%s reaches nothing', async (path) => {
    const answer = await ask('GET', path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('SECRET');
  });
});

describe('a method that an address does not take', () => {
  it.each([
    ['POST', '/', 'GET, HEAD'],
    ['PUT', '/index.html', 'GET, HEAD'],
    ['DELETE', '/assets/app-12345678.js', 'GET, HEAD'],
    ['PATCH', '/deals/1', 'GET, HEAD'],
    ['OPTIONS', '/', 'GET, HEAD'],
    ['GET', '/upload', 'POST'],
    ['PUT', '/upload', 'POST'],
    ['DELETE', `/blob/${digest}`, 'GET'],
    ['POST', `/blob/${digest}`, 'GET'],
  ])('%s %s is refused with those that it takes', async (method, path, allow) => {
    const answer = await ask(method, path);
    expect([answer.status, answer.headers.allow]).toEqual([405, allow]);
    expect(JSON.parse(answer.body).error.message).toMatch(/\.$/);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('is refused without a cookie before anything else is looked at', async () => {
    expect((await ask('DELETE', `/blob/${digest}`, { headers: { cookie: '' } })).status).toBe(401);
  });

  it('HEAD is answered as GET without content', async () => {
    const [head, get] = [await ask('HEAD', '/'), await ask('GET', '/')];
    expect([head.status, head.body]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });
});

describe('an upload', () => {
  const upload = (body: string[], headers: Record<string, string> = {}) =>
    ask('POST', '/upload?name=run.jtl', { body, headers });

  it('is taken up to the limit, to the byte', async () => {
    const answer = await upload(['x'.repeat(LIMIT)]);
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([200, { name: 'run.jtl', bytes: LIMIT }]);
  });

  it('announced as larger is refused before it is read', async () => {
    const answer = await upload(['x'.repeat(LIMIT + 1)], { 'content-length': String(LIMIT + 1) });
    expect([answer.status, JSON.parse(answer.body).error]).toMatchObject([
      422,
      { code: 'bad-input', where: { file: 'run.jtl' } },
    ]);
  });

  it('that grows beyond the limit unannounced is refused, and nothing of it stays', async () => {
    const answer = await upload(Array.from({ length: 3 }, () => 'x'.repeat(LIMIT / 2)));
    expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([422, 'bad-input']);
  });

  it('keeps no folder of the name that it was given', async () => {
    const answer = await ask('POST', `/upload?name=${encodeURIComponent('../../etc/passwd')}`, { body: ['x'] });
    expect(JSON.parse(answer.body).name).toBe('passwd');
  });

  it('is refused in customer view, without a cookie, and from another origin', async () => {
    expect((await ask('POST', '/upload?name=a&customer=c1', { body: ['x'] })).status).toBe(403);
    expect((await upload(['x'], { cookie: '' })).status).toBe(401);
    expect((await upload(['x'], { origin: 'http://evil.example' })).status).toBe(403);
  });
});

describe('a browser that is signed in', () => {
  it('keeps its seat when it opens another address, and its token is used up', async () => {
    const token = new URL(host.newAddress()).hash.slice('#token='.length);
    const again = await ask('POST', '/session', { body: [token] });
    expect([again.status, again.headers['set-cookie']]).toEqual([204, undefined]);
    expect((await ask('POST', '/session', { body: [token] })).status).toBe(403);
    expect((await ask('GET', '/')).body).toBe('<p>the desk</p>');
  });

  it('is told in no answer what its cookie is', async () => {
    const secret = cookie.split('=')[1]!;
    for (const path of ['/', '/session', '/missing.js']) {
      const { headers, body } = await ask('GET', path);
      expect(JSON.stringify(headers) + body, path).not.toContain(secret);
    }
  });
});
