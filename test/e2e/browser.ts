import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, type Page } from '@playwright/test';

/** A browser host of a test: the built program, serving a workspace folder of its own. */
export interface RunningHost {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** The address that signs one browser in, once. */
  address: string;
  /** The workspace's folder; empty at first. */
  workspace: string;
  /** Where this test's device keeps its keys and settings. */
  home: string;
  /** Runs another command of Proofdesk on the same workspace and returns what it printed with `--json`. */
  command(...line: string[]): Promise<unknown>;
  stop(): Promise<void>;
}

const program = resolve(import.meta.dirname, '../../out/main/cli.js');
const entry = `import(${JSON.stringify(`file://${program}`)}).then(({ main }) => main(process.argv.slice(1)))`;

function start(line: readonly string[], place: { workspace: string; home: string }): ChildProcess {
  const env = {
    ...process.env,
    PROOFDESK_WORKSPACE: place.workspace,
    PROOFDESK_STATE: join(place.home, 'state'),
    PROOFDESK_DATA: join(place.home, 'data'),
  };
  return spawn(process.execPath, ['-e', entry, '--', ...line], {
    env,
    cwd: place.home,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function output(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (piece) => (out += piece));
  child.stderr?.on('data', (piece) => (err += piece));
  const [code] = await once(child, 'close');
  return { code, out, err };
}

/** Starts the built browser host on a fresh workspace folder. Needs a build (`npm run build`), which `npm test` makes before. */
export async function startHost(options: { workspace?: string; line?: readonly string[] } = {}): Promise<RunningHost> {
  const home = mkdtempSync(join(tmpdir(), 'proofdesk-e2e-'));
  const place = { home, workspace: options.workspace ?? join(home, 'workspace') };
  const child = start(['serve', '--json', '--no-open', ...(options.line ?? [])], place);
  const answer = await new Promise<{ address: string; port: number }>((found, failed) => {
    let out = '';
    let err = '';
    child.stderr?.on('data', (piece) => (err += piece));
    child.stdout?.on('data', (piece) => {
      out += piece;
      if (out.trimEnd().endsWith('}')) found(JSON.parse(out));
    });
    child.once('close', (code) => failed(new Error(`The browser host ended with ${code}: ${err}`)));
  });
  return {
    origin: `http://127.0.0.1:${answer.port}`,
    address: answer.address,
    ...place,
    async command(...line) {
      const done = await output(start([...line, '--json'], place));
      if (done.code !== 0) throw new Error(`proofdesk ${line.join(' ')} ended with ${done.code}: ${done.err}`);
      return JSON.parse(done.out);
    },
    async stop() {
      if (child.exitCode === null) {
        const closed = once(child, 'close');
        child.kill('SIGTERM');
        const forced = setTimeout(() => child.kill('SIGKILL'), 5_000);
        await closed;
        clearTimeout(forced);
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}

interface OfTest {
  host: RunningHost;
  desk: Page;
  /** Whether the page fetches the code of every screen ahead while nothing else happens, as a person's does; else that of the screens it goes to. */
  asByAPerson: boolean;
}

/**
 * The test of every end-to-end file. `host` is a browser host on a fresh workspace; `desk` is a page that is signed in to it. Both are
 * closed afterwards, and a page that reported an error or broke its content policy fails its test.
 */
export const test = base.extend<OfTest>({
  asByAPerson: [false, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  host: async ({}, use) => {
    const host = await startHost();
    await use(host);
    await host.stop();
  },
  desk: async ({ page, host, asByAPerson }, use) => {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    if (!asByAPerson) await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
    await page.goto(host.address);
    // Signing in loads the page a second time; what follows is about the application.
    await page.locator('#root').filter({ hasText: /\S/ }).waitFor();
    await use(page);
    if (problems.length > 0) throw new Error(`The page reported: ${problems.join('; ')}`);
  },
});

export { expect } from './expect';
