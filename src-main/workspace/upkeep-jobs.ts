import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineJob } from '../../src-core/jobs';
import { scrubDatabase } from '../../src-core/ledger/erasure';
import { Journal } from '../../src-core/ledger/journal';
import { type Connection, damageOf, openDatabase, quickCheck } from '../../src-core/store/database';
import { lastGoodBackup, type WrittenBackup, writeBackup } from '../../src-core/workspace/backup';
import { type FoldedBeside, foldBeside } from '../../src-core/workspace/rebuild';
import { DATABASE_FILE } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';

export interface StoreCheck {
  /** What SQLite says is wrong; null when the store is sound. */
  complaint: string | null;
  /** Name of the newest sound backup, looked for only when the store is damaged. */
  lastGood: string | null;
  /** The backup that was asked for; null when the store is damaged or none was. */
  written: WrittenBackup | null;
}

/** Checks every page of a workspace's store over a connection of its own, and then copies it as a backup if `backUpAt` says so. */
export const checkStoreJob = defineJob<{ folder: string; backUpAt: number | null }, StoreCheck>({
  kind: 'workspace.check',
  async run({ folder, backUpAt }, work) {
    work.progress(0.05, 'Checking every page');
    try {
      return withStore(folder, { readonly: true }, (connection) => {
        const complaint = quickCheck(connection);
        if (complaint) return damaged(folder, complaint);
        if (backUpAt === null || work.signal.aborted) return { complaint: null, lastGood: null, written: null };
        work.progress(0.5, 'Copying the database');
        return { complaint: null, lastGood: null, written: writeBackup(connection, folder, backUpAt) };
      });
    } catch (error) {
      if (error instanceof ProofdeskError && error.details?.['kind'] === 'corrupt-store') {
        return damaged(folder, error.message);
      }
      throw error;
    }
  },
});

/**
 * After an erasure: overwrites what was taken in free pages, the index and the log, and writes a backup without it. Content that counts is
 * not changed.
 */
export const forgetJob = defineJob<{ folder: string; now: number }, WrittenBackup>({
  kind: 'workspace.forget',
  async run({ folder, now }, work) {
    return withStore(folder, {}, (connection) => {
      work.progress(0.1, 'Overwriting what was erased');
      scrubDatabase(connection);
      work.progress(0.6, 'Writing the backup anew');
      return writeBackup(connection, folder, now);
    });
  },
});

/** Folds every receipt into a second database and compares it with the tables of the workspace. */
export const foldBesideJob = defineJob<{ folder: string }, FoldedBeside & { file: string }>({
  kind: 'receipt.rebuild',
  async run({ folder }, work) {
    const { entities } = await import('../../src-shared/contract');
    const file = join(await work.scratch(), 'rebuilt.db');
    return withStore(folder, { readonly: true }, (connection) => {
      const source = { connection, journal: new Journal(connection), domain: { entities } };
      const folded = foldBeside(source, file, (fraction) => work.progress(fraction, 'Folding receipts'));
      return { ...folded, file };
    });
  },
});

function damaged(folder: string, complaint: string): StoreCheck {
  return { complaint, lastGood: lastGoodBackup(folder)?.name ?? null, written: null };
}

function withStore<T>(folder: string, options: { readonly?: boolean }, work: (connection: Connection) => T): T {
  const file = join(folder, DATABASE_FILE);
  if (!existsSync(file)) {
    throw new ProofdeskError({ code: 'not-found', message: 'The workspace is not there any more.', where: { file } });
  }
  const connection = openDatabase(file, options);
  try {
    return work(connection);
  } catch (error) {
    throw damageOf(error, file);
  } finally {
    connection.close();
  }
}
