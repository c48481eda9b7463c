import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { incomingIn } from '../blobs/blob-store';
import { type Connection, quickCheck, STORE_VERSION, storeVersion } from '../store/database';
import { DATABASE_FILE } from './database-file';
import { sweepUnfinished, unfinished } from './leftovers';
import { removeDatabase } from './rebuild';
import type { Workspace } from './workspace';

/** Backups that are kept; the oldest goes first. */
export const BACKUPS_KEPT = 7;
const DAY = 86_400_000;

export interface Backup {
  file: string;
  /** Name without folder: `2026-11-21T08-30-00Z.db`. */
  name: string;
  /** Milliseconds since 1970. */
  made: number;
  size: number;
}

export function backupsFolder(folder: string): string {
  return join(folder, 'backups');
}

/** A workspace's backups, the newest first. */
export function listBackups(folder: string): Backup[] {
  const place = backupsFolder(folder);
  if (!existsSync(place)) return [];
  return readdirSync(place)
    .filter((name) => name.endsWith('.db'))
    .flatMap((name) => {
      const file = join(place, name);
      const made = Date.parse(name.slice(0, -3).replace(/T(\d\d)-(\d\d)-(\d\d)/, 'T$1:$2:$3'));
      // Another process may have removed it as the oldest one since the folder was read.
      const size = Number.isFinite(made) ? statSync(file, { throwIfNoEntry: false })?.size : undefined;
      return size === undefined ? [] : [{ file, name, made, size }];
    })
    .sort((a, b) => b.made - a.made);
}

/** A backup that lies whole beside the others and has no name yet. */
export interface WrittenBackup {
  aside: string;
  name: string;
}

/** Checks the store page by page, then copies it whole beside (`VACUUM INTO`). A damaged store is never backed up over good ones. */
export function backUp(workspace: Workspace): Backup {
  const complaint = quickCheck(workspace.connection);
  if (complaint) throw notBackedUp(workspace.folder, complaint);
  return keepBackup(workspace.folder, writeBackup(workspace.connection, workspace.folder, workspace.context.now()));
}

/** The error for a store that is too damaged to be backed up. */
export function notBackedUp(folder: string, complaint: string): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message: `The workspace's database is damaged (${complaint}), so it was not backed up; the earlier backups are untouched.`,
    where: { file: join(folder, DATABASE_FILE) },
    hint: 'Restore the last good backup.',
    details: { kind: 'corrupt-store' },
  });
}

/**
 * Copies a store that was found sound into the folder of backups, under a name that no list shows. Any connection will do, one that
 * only reads too. `now` in milliseconds since 1970 becomes its name.
 */
export function writeBackup(connection: Connection, folder: string, now: number): WrittenBackup {
  const place = backupsFolder(folder);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const name = `${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`;
  // Another process may back up in the same second.
  const aside = unfinished(join(place, name), 'backup');
  // SQLite writes into the empty file that is there: nobody else may read it, from its first byte on.
  writeFileSync(aside, '', { mode: 0o600, flag: 'wx' });
  try {
    connection.prepare('VACUUM INTO ?').run(aside);
  } catch (error) {
    removeDatabase(aside);
    throw error;
  }
  return { aside, name };
}

/** Lets a written backup count; the oldest beyond seven go. Throws `unavailable` where an erasure has removed it meanwhile. */
export function keepBackup(folder: string, { aside, name }: WrittenBackup): Backup {
  try {
    renameSync(aside, join(backupsFolder(folder), name));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new ProofdeskError(
      {
        code: 'unavailable',
        message: 'While the backup was written a person was erased, so it was removed before it was complete.',
        where: { file: join(backupsFolder(folder), name) },
        hint: 'Back the workspace up again.',
      },
      { cause },
    );
  }
  for (const old of listBackups(folder).slice(BACKUPS_KEPT)) rmSync(old.file, { force: true });
  return listBackups(folder).find((backup) => backup.name === name)!;
}

/**
 * Copies a store of an earlier version whole, as it is, before its fixed tables are changed. A damaged one is left for the opening to name.
 * `now` in milliseconds since 1970 becomes the copy's name. Throws `unavailable` where it cannot be copied.
 */
export function backUpBeforeMigration(folder: string, now: number): void {
  const file = join(folder, DATABASE_FILE);
  const version = storeVersion(file);
  if (version === null || version === 0 || version >= STORE_VERSION) return;
  const connection = new Database(file, { readonly: true, timeout: 10_000 });
  try {
    if (quickCheck(connection) === null) keepBackup(folder, writeBackup(connection, folder, now));
  } catch (cause) {
    throw new ProofdeskError({
      code: 'unavailable',
      message: `This workspace is of an earlier Proofdesk and has to be copied before it is brought up to date, and that failed: ${
        cause instanceof Error ? cause.message : String(cause)
      }. Nothing was changed.`,
      where: { file: backupsFolder(folder) },
      hint: 'Make room on the disk and see that this folder can be written to, then open the workspace again.',
    });
  } finally {
    connection.close();
  }
}

/** Removes a written backup that is not to count. */
export function dropBackup({ aside }: WrittenBackup): void {
  removeDatabase(aside);
}

/**
 * Lets a written backup count and removes every other copy of the store in the workspace's folder: earlier backups, stores that were kept
 * aside by a restore, whole exports, and files that a killed process left half-written. For after an erasure, which must hold in them too.
 */
export function keepOnlyBackup(folder: string, written: WrittenBackup): Backup {
  const kept = keepBackup(folder, written);
  for (const name of readdirSync(backupsFolder(folder))) {
    if (name !== kept.name) rmSync(join(backupsFolder(folder), name), { force: true });
  }
  for (const name of readdirSync(folder)) {
    if (/^(replaced-|rebuild-check-|\.proofdesk-|exporting\.db|restoring\.db)/.test(name))
      rmSync(join(folder, name), { force: true });
  }
  const exports = join(folder, 'exports');
  for (const name of existsSync(exports) ? readdirSync(exports) : []) {
    if (/^\.?proofdesk-.*\.zip/.test(name)) rmSync(join(exports, name), { force: true });
  }
  sweepUnfinished([incomingIn(join(folder, 'blobs'))]);
  return kept;
}

/** Whether the last backup is a day old or older. `now` in milliseconds since 1970. */
export function backupDue(folder: string, now: number): boolean {
  const last = listBackups(folder)[0];
  return !last || now - last.made >= DAY;
}

/** The newest backup that opens and is sound; undefined when there is none. */
export function lastGoodBackup(folder: string): Backup | undefined {
  return listBackups(folder).find(({ file }) => isSound(file));
}

/** Whether a database file opens and is sound; for choosing the last good backup. */
export function isSound(file: string): boolean {
  try {
    const db = new Database(file, { readonly: true });
    try {
      return quickCheck(db) === null;
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}
