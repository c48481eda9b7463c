import { expect, test } from './browser';

test.describe('as it is started by a person', () => {
  test.use({ asByAPerson: true, freshProcess: true });

  test('the printed address signs the browser in and disappears from its history', async ({ desk, host }) => {
    await expect(desk.locator('#root')).toContainText(/\S/);
    expect(desk.url()).toBe(`${host.origin}/`);
    await desk.reload();
    await expect(desk.locator('#root')).toContainText(/\S/);
  });
});

test('an address of a screen can be opened by itself', async ({ desk, host }) => {
  await desk.goto(`${host.origin}/deals/1`);
  await expect(desk.locator('#root')).toContainText(/\S/);
});

test('an address that was used already signs nobody in', async ({ desk: _desk, host, browser }) => {
  const stranger = await browser.newPage();
  await stranger.goto(host.address);
  await expect(stranger.getByText('This address has been used already')).toBeVisible();
  expect((await stranger.request.get(`${host.origin}/index.html`)).status()).toBe(401);
  await stranger.close();
});

test('nothing but the page that signs in is served without the cookie', async ({ desk, host, playwright }) => {
  const assets = await desk.evaluate(() =>
    [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map((script) => script.src),
  );
  expect(assets.length).toBeGreaterThan(0);
  const stranger = await playwright.request.newContext();
  for (const address of [...assets, `${host.origin}/index.html`, `${host.origin}/blob/${'0'.repeat(64)}`]) {
    expect((await stranger.get(address)).status(), address).toBe(401);
  }
  const entry = await stranger.get(host.origin, { headers: { accept: 'text/html' } });
  expect(await entry.text()).not.toContain('<script type="module"');
  expect((await stranger.post(`${host.origin}/upload?name=a`, { data: 'x' })).status()).toBe(403);
  await stranger.dispose();
});

test('another name in Host and another Origin are refused even with the cookie', async ({ desk, host }) => {
  const headers = (more: Record<string, string>) => ({ headers: { accept: 'text/html', ...more } });
  expect((await desk.request.get(`${host.origin}/`, headers({}))).status()).toBe(200);
  const strangers: Record<string, string>[] = [
    { host: 'rebound.example' },
    { origin: 'http://rebound.example' },
    { origin: 'null' },
  ];
  for (const strange of strangers) {
    expect((await desk.request.get(`${host.origin}/`, headers(strange))).status()).toBe(403);
  }
});

test('the page may run no inline script and reach no other host', async ({ desk }) => {
  const policy = (await desk.request.get(desk.url())).headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self';/);
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
});

test('the page calls the desk over one socket of its own host', async ({ page, host }) => {
  const opening = page.waitForEvent('websocket');
  await page.goto(host.address);
  const socket = await opening;
  expect(socket.url()).toBe(`${host.origin.replace('http', 'ws')}/rpc`);
  await socket.waitForEvent('framereceived');
});
