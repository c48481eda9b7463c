import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { sha256 } from '../ledger/digests';
import type { QueryRunner } from '../store/query';
import { sweepUnfinished, unfinished } from '../workspace/leftovers';
import { filesNotHere } from './missing-file';

/** Unreferenced blobs go after this long. */
export const UNREFERENCED_DAYS = 30;

export interface BlobInfo {
  digest: string;
  size: number;
  mediaType: string;
  name: string;
}

/** Where, in a folder of blobs, files lie that are being written or fetched. */
export const incomingIn = (blobs: string): string => join(blobs, 'incoming');

/** Files by their SHA-256, in one folder of the workspace. A file is there whole or not at all: it is written aside, synced, then named. */
export class BlobStore {
  readonly #folder: string;
  readonly #runner: QueryRunner;
  readonly #context: Context;

  constructor(folder: string, runner: QueryRunner, context: Context) {
    this.#folder = folder;
    this.#runner = runner;
    this.#context = context;
  }

  /** Where a digest's file lies (whether or not it is there). */
  path(digest: string): string {
    if (!/^[0-9a-f]{64}$/.test(digest))
      throw new ProofdeskError({ code: 'bad-input', message: 'That is not a SHA-256 digest.' });
    return join(this.#folder, digest.slice(0, 2), digest.slice(2));
  }

  /** Keeps bytes and returns their digest. */
  put(bytes: Uint8Array, about: { mediaType: string; name: string }): BlobInfo {
    const digest = sha256(bytes);
    const target = this.path(digest);
    if (!existsSync(target)) {
      const aside = this.#aside();
      writeFileSync(aside, bytes, { mode: 0o600 });
      this.#settle(aside, target);
    }
    return this.#note({ digest, size: bytes.length, ...about });
  }

  /** Keeps a file from elsewhere, read as a stream, and returns its digest. */
  async putFile(source: string, about: { mediaType: string; name: string }, signal?: AbortSignal): Promise<BlobInfo> {
    const aside = this.#aside();
    const digesting = createHash('sha256');
    try {
      await pipeline(
        createReadStream(source),
        async function* (chunks) {
          for await (const chunk of chunks as AsyncIterable<Buffer>) {
            digesting.update(chunk);
            yield chunk;
          }
        },
        createWriteStream(aside, { mode: 0o600 }),
        { signal },
      );
    } catch (error) {
      rmSync(aside, { force: true });
      throw error;
    }
    const digest = digesting.digest('hex');
    const size = statSync(aside).size;
    if (existsSync(this.path(digest))) rmSync(aside);
    else this.#settle(aside, this.path(digest));
    return this.#note({ digest, size, ...about });
  }

  /** A blob's bytes; throws `not-found` when it is not on this device, `bad-input` when it was altered on disk. */
  read(digest: string): Buffer {
    const path = this.path(digest);
    if (!existsSync(path)) {
      throw filesNotHere([{ name: this.info(digest)?.name ?? 'This file', sha256: digest }], {
        hint: 'It was erased, or belongs to receipts that came without their files.',
      });
    }
    const bytes = readFileSync(path);
    if (sha256(bytes) !== digest) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'This file was altered on disk: its digest no longer fits.',
        details: { digest },
      });
    }
    return bytes;
  }

  has(digest: string): boolean {
    return existsSync(this.path(digest));
  }

  info(digest: string): BlobInfo | undefined {
    return this.#runner
      .statement('SELECT digest, size, media_type AS mediaType, name FROM blobs WHERE digest = ?')
      .get(digest) as BlobInfo | undefined;
  }

  /** Whether an erasure took this file, here or on another device: it does not come back. */
  isErased(digest: string): boolean {
    return this.#runner.statement('SELECT 1 FROM erased_digests WHERE digest = ?').get(digest) !== undefined;
  }

  /**
   * Notes a file that lies here whole and is not noted: whoever brought it ended in between. Only then `about` is asked. False where it does not
   * lie here.
   */
  noteFound(digest: string, about: (path: string) => { mediaType: string; name: string }): boolean {
    const path = this.path(digest);
    if (!existsSync(path)) return false;
    if (!this.info(digest)) this.#note({ digest, size: statSync(path).size, ...about(path) });
    return true;
  }

  /** Takes a file away, and what has come of it so far where it is being fetched. */
  drop(digest: string): void {
    rmSync(this.path(digest), { force: true });
    rmSync(join(incomingIn(this.#folder), `${digest}.part`), { force: true });
    this.#runner.statement('DELETE FROM blobs WHERE digest = ?').run(digest);
  }

  /** Rows that refer to a blob: who may read one of them may read it. */
  references(digest: string): { entity: string; id: string; field: string }[] {
    return this.#runner.statement('SELECT entity, id, field FROM blob_references WHERE digest = ?').all(digest) as {
      entity: string;
      id: string;
      field: string;
    }[];
  }

  /** Removes what nothing refers to since 30 days, and what an interrupted write left aside. Returns how many files went. */
  sweep(now = this.#context.now()): number {
    const before = now - UNREFERENCED_DAYS * 86_400_000;
    const orphans = this.#runner
      .statement('SELECT digest FROM blobs WHERE added < ? AND digest NOT IN (SELECT digest FROM blob_references)')
      .all(before) as { digest: string }[];
    for (const { digest } of orphans) this.drop(digest);
    let gone = orphans.length + sweepUnfinished([incomingIn(this.#folder)]);
    const aside = incomingIn(this.#folder);
    if (!existsSync(aside)) return gone;
    for (const name of readdirSync(aside)) {
      const path = join(aside, name);
      if (statSync(path).mtimeMs < Date.now() - 86_400_000) {
        rmSync(path, { force: true });
        gone += 1;
      }
    }
    return gone;
  }

  #aside(): string {
    const folder = incomingIn(this.#folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return unfinished(join(folder, 'file'), 'writing');
  }

  #settle(aside: string, target: string): void {
    const handle = openSync(aside, 'r+');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    renameSync(aside, target);
  }

  #note(info: BlobInfo): BlobInfo {
    this.#runner
      .statement('INSERT OR IGNORE INTO blobs (digest, size, media_type, name, added) VALUES (?, ?, ?, ?, ?)')
      .run(info.digest, info.size, info.mediaType, info.name, this.#context.now());
    return info;
  }
}
