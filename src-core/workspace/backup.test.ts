import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Connection, openDatabase } from '../store/database';
import { backupsFolder, isSound, keepBackup, listBackups, writeBackup } from './backup';
import { sweepUnfinished } from './leftovers';

let folder: string;
const open: Connection[] = [];
const connection = (): Connection => {
  const one = openDatabase(join(folder, 'workspace.db'), {});
  open.push(one);
  return one;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proofdesk-backup-'));
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('two processes that back the same workspace up in the same second', () => {
  it('keep one whole backup of that second, and neither fails', () => {
    const now = Date.UTC(2026, 0, 5, 9);
    const first = writeBackup(connection(), folder, now);
    const second = writeBackup(connection(), folder, now);
    expect(isSound(first.aside)).toBe(true);
    expect(keepBackup(folder, first).name).toBe('2026-01-05T09-00-00Z.db');
    expect(keepBackup(folder, second).name).toBe('2026-01-05T09-00-00Z.db');
    expect(readdirSync(backupsFolder(folder))).toEqual(['2026-01-05T09-00-00Z.db']);
    expect(isSound(listBackups(folder)[0]!.file)).toBe(true);
  });
});

describe('a backup that was half written when its process was killed', () => {
  it('is in no list, and goes when the workspace is opened', () => {
    const { aside } = writeBackup(connection(), folder, 0);
    const place = backupsFolder(folder);
    expect(listBackups(folder)).toEqual([]);
    sweepUnfinished([place]);
    expect(readdirSync(place)).toHaveLength(1);
    // No process has such a number.
    const left = aside.replace(`-${process.pid}-`, '-999999999-');
    mkdirSync(place, { recursive: true });
    for (const name of [left, `${left}-journal`]) writeFileSync(name, 'half');
    sweepUnfinished([place]);
    expect(readdirSync(place)).toHaveLength(1);
  });
});
