import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sweepUnfinished, unfinished } from '../../src-core/workspace/leftovers';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proofdesk-leftovers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process that has ended, so that its number is nobody's. */
const gone = () => spawnSync(process.execPath, ['-e', '']).pid;

it('removes what a process that is gone left half-written, and nothing else', () => {
  const kept = ['workspace.db', 'restore.json'];
  for (const name of kept) writeFileSync(join(folder, name), '');
  const mine = ['workspace.db', 'restore.json', 'export.zip'].map((name) =>
    unfinished(join(folder, name), 'restoring'),
  );
  for (const file of mine) {
    writeFileSync(file, '');
    const left = basename(file).replace(`-${process.pid}-`, `-${gone()}-`);
    writeFileSync(join(folder, left), '');
    writeFileSync(join(folder, `${left}-wal`), '');
  }
  sweepUnfinished([folder, join(folder, 'not-there')]);
  expect(readdirSync(folder).sort()).toEqual([...kept, ...mine.map((file) => basename(file))].sort());
});
