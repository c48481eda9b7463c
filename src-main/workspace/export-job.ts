import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { defineJob, type JobWork } from '../../src-core/jobs';
import { Journal } from '../../src-core/ledger/journal';
import { receiptLines } from '../../src-core/ledger/receipt-file';
import { type Connection, damageOf, openDatabase } from '../../src-core/store/database';
import { removeDatabase } from '../../src-core/workspace/rebuild';
import { DATABASE_FILE } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** Earliest time a zip entry can carry: the archive does not depend on when it was written. */
const NO_TIME = new Date('1980-01-01T12:00:00Z');
/** Bytes read at once. */
const PIECE = 256 * 1024;
/** Pages of the database copied between two looks at whether the export was cancelled. */
const PAGES = 1_000;
/** A zip archive without the 64-bit extension holds no more. */
const LIMIT_BYTES = 4 * 1024 ** 3 - 64 * 1024 ** 2;

/** Writes the archive of a workspace under a passing name, from one state of the store. Nothing stays when it fails or is cancelled. */
export const exportJob = defineJob<{ folder: string; partial: string; copy: string }, { size: number; digest: string }>(
  {
    kind: 'workspace.export',
    async run({ folder, partial, copy }, work) {
      work.progress(0.01, 'Copying the database');
      const file = join(folder, DATABASE_FILE);
      const connection = openDatabase(file, { readonly: true });
      let made: { size: number; digest: string } | null = null;
      try {
        // One state for the copy of the database and the receipts, whatever is committed meanwhile.
        connection.exec('BEGIN');
        const journal = new Journal(connection);
        const workspace = workspaceId(connection, file);
        await copyStore(connection, copy, work);
        const archive = await Archive.begin(partial, work);
        try {
          await archive.file('workspace.db', copy, { pack: true, share: [0.2, 0.5], message: 'Packing the database' });
          const total = Math.max(1, journal.count());
          await archive.text('receipts.ndjson', receiptLines(journal, workspace), (line) =>
            work.progress(0.5 + 0.2 * Math.min(1, line / total), 'Packing the receipts'),
          );
          const blobs = blobFiles(join(folder, 'blobs'));
          for (const [index, { name, path }] of blobs.entries()) {
            const share: [number, number] = [
              0.7 + (0.29 * index) / blobs.length,
              0.7 + (0.29 * (index + 1)) / blobs.length,
            ];
            await archive.file(`blobs/${name}`, path, { pack: false, share, message: 'Packing the files' });
          }
          made = await archive.end();
        } finally {
          await archive.close();
        }
        work.check();
        return made;
      } catch (error) {
        removeDatabase(partial);
        throw damageOf(error, file);
      } finally {
        connection.close();
        removeDatabase(copy);
      }
    },
  },
);

function workspaceId(connection: Connection, file: string): string {
  const row = connection.prepare("SELECT value FROM meta WHERE key = 'workspace'").get() as
    | { value: string }
    | undefined;
  if (row) return row.value;
  throw new ProofdeskError({
    code: 'not-found',
    message: 'There is no workspace in this folder yet.',
    where: { file },
  });
}

async function copyStore(connection: Connection, copy: string, work: JobWork): Promise<void> {
  // Owner-only from its first byte on.
  closeSync(openSync(copy, 'wx', 0o600));
  await connection.backup(copy, {
    progress({ totalPages, remainingPages }) {
      work.check();
      work.progress(0.01 + 0.19 * (1 - remainingPages / Math.max(1, totalPages)), 'Copying the database');
      return PAGES;
    },
  });
  work.check();
  // A file of its own that needs no log beside it.
  const made = new Database(copy);
  try {
    made.pragma('journal_mode = DELETE');
  } finally {
    made.close();
  }
}

function blobFiles(folder: string): { name: string; path: string }[] {
  const prefixes = existsSync(folder) ? readdirSync(folder).filter((name) => name.length === 2) : [];
  return prefixes.sort().flatMap((prefix) =>
    readdirSync(join(folder, prefix))
      .sort()
      .map((rest) => ({ name: `${prefix}/${rest}`, path: join(folder, prefix, rest) })),
  );
}

/** A zip archive that is written piece by piece and never held. */
class Archive {
  readonly #target: FileHandle;
  readonly #work: JobWork;
  readonly #path: string;
  readonly #zip: Zip;
  readonly #digesting = createHash('sha256');
  #waiting: Uint8Array[] = [];
  #size = 0;
  #failure: Error | null = null;

  private constructor(path: string, target: FileHandle, work: JobWork) {
    this.#path = path;
    this.#target = target;
    this.#work = work;
    this.#zip = new Zip((error, piece) => {
      if (error) this.#failure = error;
      else this.#waiting.push(piece);
    });
  }

  static async begin(path: string, work: JobWork): Promise<Archive> {
    return new Archive(path, await open(path, 'wx', 0o600), work);
  }

  /** Adds a file; one that went meanwhile (nothing refers to it any more) is left out. */
  async file(
    name: string,
    path: string,
    { pack, share: [from, to], message }: { pack: boolean; share: [number, number]; message: string },
  ): Promise<void> {
    if (!existsSync(path)) return;
    const { size } = statSync(path);
    const entry = this.#entry(name, pack);
    const source = await open(path, 'r');
    try {
      for (let done = 0; ; ) {
        // A buffer of its own each time: pieces may wait inside of the packing.
        const piece = Buffer.alloc(PIECE);
        const { bytesRead } = await source.read(piece, 0, PIECE, done);
        done += bytesRead;
        entry.push(piece.subarray(0, bytesRead), bytesRead === 0);
        await this.#write();
        this.#work.progress(from + (to - from) * Math.min(1, done / Math.max(1, size)), message);
        if (bytesRead === 0) return;
      }
    } finally {
      await source.close();
    }
  }

  async text(name: string, lines: Iterable<string>, onLine: (line: number) => void): Promise<void> {
    const entry = this.#entry(name, true);
    let held: string[] = [];
    let length = 0;
    let line = 0;
    for (const text of lines) {
      line += 1;
      held.push(text);
      length += text.length;
      if (length < PIECE) continue;
      entry.push(Buffer.from(held.join('')));
      held = [];
      length = 0;
      await this.#write();
      onLine(line);
    }
    entry.push(Buffer.from(held.join('')), true);
    await this.#write();
  }

  async end(): Promise<{ size: number; digest: string }> {
    this.#zip.end();
    await this.#write();
    await this.#target.sync();
    return { size: this.#size, digest: this.#digesting.digest('hex') };
  }

  async close(): Promise<void> {
    await this.#target.close();
  }

  #entry(name: string, pack: boolean): ZipDeflate | ZipPassThrough {
    const entry = pack ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    entry.mtime = NO_TIME;
    this.#zip.add(entry);
    return entry;
  }

  async #write(): Promise<void> {
    this.#work.check();
    if (this.#failure) throw this.#failure;
    const pieces = this.#waiting;
    this.#waiting = [];
    for (const piece of pieces) {
      this.#digesting.update(piece);
      this.#size += piece.length;
      await this.#target.write(piece);
    }
    if (this.#size > LIMIT_BYTES) {
      throw new ProofdeskError({
        code: 'unavailable',
        message: 'The workspace is larger than the 4 GiB that one archive can hold.',
        where: { file: this.#path },
        hint: 'Copy its folder instead, with Proofdesk closed.',
      });
    }
  }
}
