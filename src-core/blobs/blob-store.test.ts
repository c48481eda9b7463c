import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fixedContext } from '../../src-shared/kernel/context';
import { type Connection, openDatabase } from '../store/database';
import { QueryRunner } from '../store/query';
import { backupsFolder, keepOnlyBackup } from '../workspace/backup';
import { BlobStore } from './blob-store';

let folder: string;
let connection: Connection;
let blobs: BlobStore;
const about = { mediaType: 'text/plain', name: 'a.log' };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proofdesk-blobs-'));
  connection = openDatabase(join(folder, 'workspace.db'));
  const context = fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed: 1 });
  blobs = new BlobStore(join(folder, 'blobs'), new QueryRunner(connection), context);
});
afterEach(() => {
  connection.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A process that has ended, so that its number is nobody's. */
const gone = () => spawnSync(process.execPath, ['-e', '']).pid;
const incoming = () => join(folder, 'blobs', 'incoming');

it('a file that is dropped takes with it what has come of it so far', () => {
  const { digest } = blobs.put(Buffer.from('secret'), about);
  writeFileSync(join(incoming(), `${digest}.part`), 'secr');
  writeFileSync(join(incoming(), `${'ab'.repeat(32)}.part`), 'other');
  blobs.drop(digest);
  expect(blobs.has(digest)).toBe(false);
  expect(readdirSync(incoming())).toEqual([`${'ab'.repeat(32)}.part`]);
});

it('what a killed process left of a file goes with every other copy, and what one is writing stays', () => {
  mkdirSync(incoming(), { recursive: true });
  const left = [1, 2].map((one) => `.proofdesk-writing-${gone()}-0${one}.part`);
  const kept = [`.proofdesk-writing-${process.pid}-03.part`, `${'ab'.repeat(32)}.part`];
  for (const name of [...left, ...kept]) writeFileSync(join(incoming(), name), 'secret');
  mkdirSync(backupsFolder(folder), { recursive: true });
  const written = { aside: join(backupsFolder(folder), '.written'), name: '2026-11-12T08-00-00Z.db' };
  writeFileSync(written.aside, '');
  keepOnlyBackup(folder, written);
  expect(readdirSync(incoming()).sort()).toEqual(kept.sort());
  for (const name of left) writeFileSync(join(incoming(), name), 'secret');
  expect(blobs.sweep()).toBe(2);
  expect(readdirSync(incoming()).sort()).toEqual(kept.sort());
});

it('a file whose process was killed before it was noted is noted by who finds it', () => {
  const { digest, size } = blobs.put(Buffer.from('whole'), about);
  connection.prepare('DELETE FROM blobs').run();
  expect(blobs.noteFound('ab'.repeat(32), () => about)).toBe(false);
  expect(blobs.noteFound(digest, () => about)).toBe(true);
  expect(blobs.info(digest)).toEqual({ digest, size, ...about });
  expect(blobs.noteFound(digest, () => expect.unreachable())).toBe(true);
  expect(existsSync(blobs.path(digest))).toBe(true);
});
