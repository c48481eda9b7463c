import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Journal } from '../ledger/journal';
import { openDatabase, quickCheck } from '../store/database';
import { tablesDigest } from '../store/tables';
import { unfinished } from './leftovers';
import { removeDatabase } from './rebuild';
import { refold } from './refold';

/** Says that a checked backup is about to take the place of the store. Whoever finds it finishes what it says. */
const MARKER = 'restore.json';
/** Bytes copied between two looks at whether the copying was cancelled. */
const PIECE = 1 << 20;

interface Watch {
  progress(fraction: number, message: string): void;
  /** Throws when it was cancelled. */
  check(): void;
}

/** Throws `not-found` or `bad-input` for a file that is no sound backup of a workspace. */
export function checkBackup(backup: string): void {
  if (!existsSync(backup))
    throw new ProofdeskError({ code: 'not-found', message: 'There is no such backup.', where: { file: backup } });
  const connection = openDatabase(backup, { readonly: true });
  try {
    const complaint = quickCheck(connection);
    if (complaint)
      throw new ProofdeskError({
        code: 'bad-input',
        message: `This backup is damaged itself: ${complaint}.`,
        where: { file: backup },
      });
    const tables = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as {
      name: string;
    }[];
    if (!['receipts', 'meta'].every((wanted) => tables.some(({ name }) => name === wanted))) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'This file is not a backup of a workspace.',
        where: { file: backup },
      });
    }
  } finally {
    connection.close();
  }
}

/**
 * Checks a backup and copies it whole to `incoming`, its tables already as this version has them, so that the switch is short. Nothing
 * stays when it fails or is cancelled.
 */
export async function stageBackup(
  backup: string,
  incoming: string,
  entities: readonly EntityDefinition[],
  watch: Watch,
): Promise<void> {
  watch.progress(0.05, 'Checking every page of the backup');
  checkBackup(backup);
  watch.check();
  try {
    await copyInPieces(backup, incoming, (fraction) => {
      watch.check();
      watch.progress(0.3 + fraction * 0.4, 'Copying the backup');
    });
    prepareTables(incoming, entities, (fraction) => {
      watch.check();
      watch.progress(0.7 + fraction * 0.3, 'Making its tables ready');
    });
    watch.check();
  } catch (error) {
    removeDatabase(incoming);
    throw error;
  }
}

async function copyInPieces(from: string, to: string, onProgress: (fraction: number) => void): Promise<void> {
  const { size } = await stat(from);
  const source = await open(from, 'r');
  try {
    const target = await open(to, 'wx', 0o600);
    try {
      const piece = Buffer.alloc(PIECE);
      for (let copied = 0; copied < size; ) {
        const { bytesRead } = await source.read(piece, 0, PIECE, copied);
        if (bytesRead === 0) break;
        await target.write(piece, 0, bytesRead);
        copied += bytesRead;
        onProgress(copied / size);
      }
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function prepareTables(
  file: string,
  entities: readonly EntityDefinition[],
  onProgress: (fraction: number) => void,
): void {
  const digest = tablesDigest(entities);
  const connection = openDatabase(file);
  try {
    const { value } = (connection.prepare("SELECT value FROM meta WHERE key = 'tables'").get() ?? {}) as {
      value?: string;
    };
    if (value !== digest) {
      connection
        .transaction(() => {
          refold({ journal: new Journal(connection), domain: { entities } }, connection, onProgress);
          connection.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('tables', ?)").run(digest);
        })
        .immediate();
    }
    connection.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    connection.close();
  }
}

/**
 * Puts a staged backup in the place of a closed workspace's database; what was there is kept aside as `replaced-<time>.db`. From the
 * moment the marker has its name the switch is made, by this process or by the next one that opens the workspace. The next commit starts
 * new chains, because the store is then behind what this device has committed. `now` in milliseconds since 1970.
 */
export function switchStores(
  folder: string,
  database: string,
  incoming: string,
  now: number,
): { keptAside: string | null } {
  if (!existsSync(incoming)) {
    throw new ProofdeskError({
      code: 'stale',
      message:
        'Somebody was erased from this workspace meanwhile, and the copy of the backup went with it. Nothing was changed.',
      hint: 'Choose a backup again.',
    });
  }
  const had = existsSync(join(folder, database));
  const aside = `replaced-${new Date(now).toISOString().replaceAll(':', '-')}.db`;
  const marker = join(folder, MARKER);
  // Named so that the next one who opens the workspace sweeps it away when this process is killed before the renaming.
  const written = unfinished(marker, 'restoring');
  writeFileSync(written, JSON.stringify({ incoming: basename(incoming), aside }), { mode: 0o600 });
  syncFile(written);
  renameSync(written, marker);
  finishRestore(folder, database);
  return { keptAside: had ? join(folder, aside) : null };
}

/** Finishes a restore that was decided but not carried out, after a crash. Each step may be done already. */
export function finishRestore(folder: string, database: string): void {
  const marker = join(folder, MARKER);
  if (!existsSync(marker)) return;
  const { incoming, aside } = JSON.parse(readFileSync(marker, 'utf8')) as { incoming: string; aside: string };
  const [from, kept, target] = [incoming, aside, database].map((name) => join(folder, basename(name))) as [
    string,
    string,
    string,
  ];
  if (existsSync(from)) {
    if (existsSync(target) && !existsSync(kept)) {
      renameSync(target, kept);
      chmodSync(kept, 0o600);
    }
    // The log belongs to the store that goes; a store beside another's log would be damaged.
    if (existsSync(`${target}-wal`)) renameSync(`${target}-wal`, `${kept}-wal`);
    rmSync(`${target}-shm`, { force: true });
    renameSync(from, target);
  }
  rmSync(marker, { force: true });
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
