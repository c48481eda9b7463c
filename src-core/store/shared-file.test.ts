import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from './database';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proofdesk-shared-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');

/** Runs statements in a process of its own, which closes the store afterwards as a command does; answers the rows of the last one. */
function elsewhere(file: string, ...statements: string[]): unknown[] {
  const program = `
    const db = new (require(${JSON.stringify(sqlite)}))(${JSON.stringify(file)});
    const rows = ${JSON.stringify(statements)}.map((text) => { const s = db.prepare(text); return s.reader ? s.all() : s.run(); });
    db.close();
    console.log(JSON.stringify(rows.at(-1)));`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** A process loses all its locks on a file as soon as it closes any descriptor of it, unless it is SQLite that opens and closes. */
it('keeps what is written after a second look at the store in this process and a command in another one', () => {
  const file = join(folder, 'store.sqlite');
  const long = openDatabase(file);
  openDatabase(file).close();
  openDatabase(file, { readonly: true }).close();
  elsewhere(file, `INSERT INTO meta VALUES ('from', 'elsewhere')`);
  long.prepare(`INSERT INTO meta VALUES ('from here', 'too')`).run();
  expect(elsewhere(file, 'SELECT key FROM meta ORDER BY 1')).toEqual([{ key: 'from' }, { key: 'from here' }]);
  long.close();
  expect(elsewhere(file, 'SELECT key FROM meta ORDER BY 1')).toEqual([{ key: 'from' }, { key: 'from here' }]);
});

it.runIf(process.platform === 'linux')('keeps the locks on a store that is looked at a second time', () => {
  const file = join(folder, 'store.sqlite');
  const long = openDatabase(file);
  long.prepare('SELECT count(*) FROM meta').get();
  const locks = () =>
    readFileSync('/proc/locks', 'utf8')
      .split('\n')
      .filter((line) => line.includes(` ${process.pid} `) && line.includes(`:${statSync(file).ino} `)).length;
  expect(locks()).toBeGreaterThan(0);
  openDatabase(file, { readonly: true }).close();
  expect(locks()).toBeGreaterThan(0);
  long.close();
});
