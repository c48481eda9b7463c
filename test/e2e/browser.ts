import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { type RunningProgram, runningProgram } from './running-program';

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

/** The processes of a worker, in which the hosts of its tests and their commands run one after the other. */
interface Programs {
  host: RunningProgram;
  /** Never the process of the host, so that commands change its workspace from outside, as they do for a person. */
  command: RunningProgram;
}

const newPrograms = (): Programs => ({ host: runningProgram(), command: runningProgram() });
const closePrograms = ({ host, command }: Programs) => Promise.all([host.close(), command.close()]);

/** Serves a workspace folder, else a fresh one, to a browser; without `programs` by a process that is started for it. */
export async function startHost(given: { workspace?: string; programs?: Programs } = {}): Promise<RunningHost> {
  const programs = given.programs ?? newPrograms();
  const home = mkdtempSync(join(tmpdir(), 'proofdesk-e2e-'));
  const workspace = given.workspace ?? join(home, 'workspace');
  const env = {
    PROOFDESK_WORKSPACE: workspace,
    PROOFDESK_STATE: join(home, 'state'),
    PROOFDESK_DATA: join(home, 'data'),
  };
  const serving = programs.host.run(['serve', '--json', '--no-open'], { folder: home, env });
  const answer = await new Promise<{ address: string; port: number }>((found, failed) => {
    serving.onOutput(() => {
      if (serving.out.trimEnd().endsWith('}')) found(JSON.parse(serving.out));
    });
    void serving.ended.then((code) => failed(new Error(`The browser host ended with ${code}: ${serving.err}`)));
  });
  return {
    origin: `http://127.0.0.1:${answer.port}`,
    address: answer.address,
    home,
    workspace,
    async command(...line) {
      const typed = programs.command.run([...line, '--json'], { folder: home, env });
      const code = await typed.ended;
      if (code !== 0) throw new Error(`proofdesk ${line.join(' ')} ended with ${code}: ${typed.err}`);
      return JSON.parse(typed.out);
    },
    async stop() {
      await serving.stop();
      if (!given.programs) await closePrograms(programs);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

interface OfTest {
  host: RunningHost;
  desk: Page;
  /** Whether the page fetches the code of every screen ahead while nothing else happens, as a person's does; else that of the screens it goes to. */
  asByAPerson: boolean;
  /** Whether the host of a test is started for it alone, as a person starts it. */
  freshProcess: boolean;
}

/**
 * The test of every end-to-end file. `host` is a browser host on a fresh workspace; `desk` is a page that is signed in to it. Both are
 * closed afterwards, and a page that reported an error or broke its content policy fails its test.
 */
export const test = base.extend<OfTest, { programs: Programs }>({
  programs: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      const programs = newPrograms();
      await use(programs);
      await closePrograms(programs);
    },
    { scope: 'worker' },
  ],
  asByAPerson: [false, { option: true }],
  freshProcess: [false, { option: true }],
  host: async ({ programs, freshProcess }, use) => {
    const host = await startHost(freshProcess ? {} : { programs });
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
