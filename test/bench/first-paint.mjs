// How long a person waits from starting the browser host to the first content on the page. Run by itself it prints each run.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { ensureBuilt } from '../../bin/build.mjs';
import { findBrowser } from '../e2e/find-browser.ts';

/**
 * Milliseconds from the start of the host's process to the first contentful paint (Paint Timing, W3C), with a browser that is running
 * already. Null where there is no browser.
 * @param {{ runs?: number, line?: string[], env?: Record<string, string> }} options further arguments and environment of `proofdesk`
 * @returns {Promise<number[] | null>} one figure a run
 */
export async function measureFirstPaint({ runs = 5, line = [], env = {} } = {}) {
  await ensureBuilt();
  const found = await findBrowser();
  if (!found) return null;
  const browser = await chromium.launch({ executablePath: found.executablePath, args: found.args, env: found.env });
  const home = mkdtempSync(join(tmpdir(), 'proofdesk-paint-'));
  const place = { PROOFDESK_STATE: join(home, 'state'), PROOFDESK_DATA: join(home, 'data'), ...env };
  const figures = [];
  const hosts = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const started = Date.now();
      const host = spawn(process.execPath, [resolve('bin/proofdesk.mjs'), 'serve', '--no-open', '--json', ...line], {
        env: { ...process.env, ...place },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      hosts.push(host);
      await page.goto(await addressOf(host));
      await page.locator('#root').filter({ hasText: /\S/ }).waitFor();
      const painted = await page.evaluate(
        () =>
          new Promise((found) => {
            new PerformanceObserver((list) => {
              for (const entry of list.getEntriesByName('first-contentful-paint')) {
                found(performance.timeOrigin + entry.startTime);
              }
            }).observe({ type: 'paint', buffered: true });
          }),
      );
      figures.push(painted - started);
      await context.close();
      const ended = new Promise((done) => host.once('close', done));
      host.kill();
      await ended;
    }
  } finally {
    for (const host of hosts) host.kill();
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  }
  return figures;
}

function addressOf(host) {
  return new Promise((found, failed) => {
    let said = '';
    host.stdout.on('data', (piece) => {
      said += piece;
      if (said.trimEnd().endsWith('}')) found(JSON.parse(said).address);
    });
    host.once('close', (code) => failed(new Error(`The browser host ended with ${code}.`)));
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const figures = await measureFirstPaint();
  console.log(figures ? figures.map((figure) => `${Math.round(figure)} ms`).join(', ') : 'There is no browser here.');
}
