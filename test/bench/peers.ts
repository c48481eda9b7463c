import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { z } from 'zod';
import type { BenchFigure } from './figures';

const PLACE = resolve('node_modules/.cache/proofdesk-peers');
const SOURCE = resolve('test/bench/peers');
/** The machine's own Node: native parts of the peers are built for it where there are none made. */
const environment = {
  ...process.env,
  PATH: (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter),
};

const pouchdb = z.object({ push: z.number(), pull: z.number() });
const actual = z.object({ added: z.number(), synced: z.number(), filled: z.number() });

/**
 * What other programs take for comparable work on the same machine in the same run. They are installed beside the product where the network
 * allows it; where it does not, that is said, and nothing is measured.
 */
export function measurePeers(say: (line: string) => void): BenchFigure[] {
  mkdirSync(PLACE, { recursive: true });
  cpSync(SOURCE, PLACE, { recursive: true });
  if (!existsSync(join(PLACE, 'node_modules', '@actual-app'))) {
    say('installing other programs to measure beside');
    const installed = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {
      cwd: PLACE,
      env: environment,
      encoding: 'utf8',
      timeout: 600_000,
      shell: process.platform === 'win32',
    });
    if (installed.status !== 0) {
      say(
        `The peers could not be installed here, so they were not measured: ${installed.stderr.trim().split('\n')[0]}`,
      );
      return [];
    }
  }
  const figures: BenchFigure[] = [];
  const add = (name: string, value: number, unit: BenchFigure['unit'], note: string): void => {
    figures.push({ name, value, unit, target: null, runs: 1, note });
  };
  const documents = run('pouchdb.mjs', pouchdb, say);
  if (documents) {
    const note = '10,000 small documents, batches of 1,000, in memory, nothing signed';
    add('peer PouchDB: documents pushed over HTTP', documents.push, '/s', note);
    add('peer PouchDB: documents pulled over HTTP', documents.pull, '/s', note);
  }
  const application = run('actual.mjs', actual, say);
  if (application) {
    const note = '5,000 transactions of some eight field changes, in batches of 500';
    add('peer Actual: transactions added on a device', application.added, '/s', note);
    add('peer Actual: transactions synchronised', application.synced, '/s', note);
    add('peer Actual: first filling of a second device', application.filled, 's', '5,000 transactions');
  }
  return figures;
}

function run<T>(script: string, answer: z.ZodType<T>, say: (line: string) => void): T | null {
  say(`measuring ${script.replace('.mjs', '')}`);
  const { stdout, stderr, status } = spawnSync('node', [join(PLACE, script)], {
    cwd: PLACE,
    env: environment,
    encoding: 'utf8',
    timeout: 180_000,
  });
  const line = stdout?.trim().split('\n').at(-1) ?? '';
  if (status === 0 && line.startsWith('{')) return answer.parse(JSON.parse(line));
  say(`${script} did not run here and is left out: ${stderr?.trim().split('\n').at(-1) ?? 'no answer'}`);
  return null;
}
