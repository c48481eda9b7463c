// Builds the gallery, opens each of its screens in light and dark at two sizes, writes pictures to out/gallery, and checks
// them with axe. `node test/gallery/look.mjs [screen …]`. Ends with 1 where axe or the console has something to say.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import axe from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { findBrowser } from '../e2e/find-browser.ts';

const AxeBuilder = axe.default ?? axe;
const root = resolve(import.meta.dirname, '../..');
const site = join(root, 'out/gallery/site');
const pictures = join(root, 'out/gallery');
const screens = ['quote', 'bakeoff', 'deals', 'board', 'form', 'parts', 'charts'];
/** Moments that no screen shows by itself: on which screen, at which width, and what a person does there. */
const moments = {
  explained: { screen: 'quote', act: (page) => page.getByRole('button', { name: '57,794.40' }).focus() },
  editing: {
    screen: 'quote',
    act: async (page) => {
      await page.getByRole('button', { name: /Quantity of Inference tokens/ }).click();
      await page.keyboard.type('4,30x');
      await page.keyboard.press('Enter');
    },
  },
  palette: {
    screen: 'quote',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('re');
    },
  },
  customer: { screen: 'quote', act: (page) => page.getByText('Customer view').click() },
  narrow: { screen: 'quote', width: 1024, act: (page) => page.getByRole('button', { name: '57,794.40' }).click() },
  'narrow-board': { screen: 'board', width: 1024, act: async () => {} },
  choosing: { screen: 'form', act: (page) => page.getByRole('combobox', { name: 'Stage' }).click() },
  menu: {
    screen: 'deals',
    act: (page) => page.getByRole('button', { name: 'More for Halden Energy 101', exact: true }).click(),
  },
  person: { screen: 'deals', act: (page) => page.getByRole('button', { name: /Switch person/ }).click() },
  dialog: { screen: 'parts', act: (page) => page.getByRole('button', { name: 'Withdraw quote' }).click() },
  reason: { screen: 'parts', act: (page) => page.getByRole('button', { name: 'Send' }).hover() },
  scrolled: {
    screen: 'deals',
    act: (page) =>
      page
        .getByRole('grid')
        .locator('..')
        .evaluate((element) => element.scrollTo(0, 170_000)),
  },
};
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };

const server = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://gallery').pathname);
  const file = join(site, path === '/' ? 'index.html' : path);
  if (!file.startsWith(site) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response
    .writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    .end(readFileSync(file));
});

const wanted = process.argv.length > 2 ? process.argv.slice(2) : [...screens, ...Object.keys(moments)];
await build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' });
mkdirSync(pictures, { recursive: true });
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const address = `http://127.0.0.1:${server.address().port}/`;
const found = await findBrowser();
if (!found) {
  console.log('gallery: skipped, no browser can run here');
  process.exit(0);
}
const { executablePath, args, env } = found;
const open = await chromium.launch({ executablePath, args, env });
let complaints = 0;
const complain = (text) => {
  complaints += 1;
  console.log(text);
};
try {
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of sizes) {
      const context = await open.newContext({ colorScheme, viewport, reducedMotion: 'reduce' });
      for (const entry of wanted) {
        const { screen, width, act } = moments[entry] ?? { screen: entry };
        // A moment is looked at once in each colour: at its own width or the smaller size.
        if (act && viewport !== sizes[0]) continue;
        const name = act ? `${entry}-${colorScheme}` : `${entry}-${colorScheme}-${viewport.width}`;
        const page = await context.newPage();
        if (width) await page.setViewportSize({ width, height: 768 });
        page.on('console', (message) => message.type() === 'error' && complain(`${name}: console: ${message.text()}`));
        page.on('pageerror', (error) => complain(`${name}: ${error.stack}`));
        await page.goto(`${address}#/${screen}`);
        await page.waitForSelector('main h1');
        await page.evaluate(() => document.fonts.ready);
        await act?.(page);
        await page.waitForTimeout(200);
        await page.screenshot({ path: join(pictures, `${name}.png`) });
        // What opens over the page lies outside of its landmarks; that rule is for pages at rest.
        const { violations } = await new AxeBuilder({ page }).disableRules(act ? ['region'] : []).analyze();
        for (const violation of violations) {
          complain(`${name}: ${violation.id} (${violation.impact}): ${violation.help}`);
          for (const node of violation.nodes.slice(0, 3)) {
            console.log(`    ${node.html.slice(0, 160)}\n      ${node.failureSummary?.replaceAll('\n', ' ')}`);
          }
        }
        await page.close();
      }
      await context.close();
    }
  }
} finally {
  await open.close();
  server.close();
}
console.log(
  complaints === 0
    ? `gallery: ${wanted.length} screens in light and dark, nothing to complain about`
    : `gallery: ${complaints} complaints`,
);
process.exit(complaints === 0 ? 0 : 1);
