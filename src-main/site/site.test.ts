import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Intake } from '../../src-core/intake';
import { deskForTests, sessionForTests } from '../../test/desk';
import { contentSecurityPolicy } from './headers';
import { site } from './site';

let folder: string;
let intake: Intake;
let answer: (request: Request) => Promise<Response>;
const digest = 'a'.repeat(64);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-'));
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  writeFileSync(join(folder, 'page/index.html'), '<p>desk</p>');
  writeFileSync(join(folder, 'page/assets/app-12345678.js'), 'run()');
  writeFileSync(join(folder, 'secret.js'), 'secret');
  const desk = deskForTests({
    async readBlob(session, wanted) {
      if (wanted !== digest || session.customerAccount === 'stranger') return null;
      return { content: new TextEncoder().encode('<script>'), contentType: 'text/html', name: 'page “1”.html' };
    },
  });
  intake = new Intake(desk.context, 8);
  const withIntake = { ...desk, intake };
  answer = site({
    root: join(folder, 'page'),
    policy: contentSecurityPolicy(['ws://127.0.0.1:1']),
    session: async (customerAccount) => sessionForTests(withIntake, customerAccount ? { customerAccount } : {}),
  });
});
afterAll(async () => {
  await intake.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string) => answer(new Request(`http://127.0.0.1${path}`));

it('serves the page for every screen of the application, under a policy without inline or foreign scripts', async () => {
  for (const path of ['/', '/deals/42']) {
    const page = await get(path);
    expect(await page.text()).toBe('<p>desk</p>');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("connect-src 'self' ws://127.0.0.1:1;");
  }
});

it('lets hashed files be kept', async () => {
  const script = await get('/assets/app-12345678.js');
  expect(script.headers.get('content-type')).toMatch('text/javascript');
  expect(script.headers.get('cache-control')).toMatch('immutable');
});

it.each(['/%2e%2e/secret.js', '/..%2fsecret.js', '/%00.js', '/%zz.js', '/missing.js', '/assets/app.exe'])(
  'answers 404 to %s',
  async (path) => {
    const refused = await get(path);
    expect(refused.status).toBe(404);
    expect(await refused.json()).toMatchObject({ error: { code: 'not-found' } });
  },
);

it('serves a blob as inert data, and only to who may read it', async () => {
  const blob = await get(`/blob/${digest}`);
  expect(blob.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''page%20%E2%80%9C1%E2%80%9D.html");
  expect(blob.headers.get('content-security-policy')).toMatch('sandbox');
  expect((await get(`/blob/${digest}?customer=stranger`)).status).toBe(404);
  expect((await get(`/blob/${'b'.repeat(64)}`)).status).toBe(404);
  expect((await get('/blob/index.html')).status).toBe(404);
});

it('takes an upload up to the limit', async () => {
  const send = (body: string, query = '') =>
    answer(new Request(`http://127.0.0.1/upload?name=a.csv${query}`, { method: 'POST', body }));
  const taken = await send('a,b');
  expect(await taken.json()).toMatchObject({ name: 'a.csv', bytes: 3 });
  const refused = await send('a,b,c,d,e,f');
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ error: { code: 'bad-input', where: { file: 'a.csv' } } });
  expect((await send('a', '&customer=a1')).status).toBe(403);
});
