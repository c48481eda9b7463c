import type { Readable } from 'node:stream';
import { mayRead } from '../../src-core/workspace/readable';
import type { Context } from '../../src-shared/kernel/context';
import { BLOB_PIECE_BYTES } from '../../src-shared/sync/protocol';
import type { Database } from '../database/database';
import { badRequest, conflict, overQuota, Refusal } from '../http/refusals';
import type { Storage } from '../storage/storage';
import { type BlobShelf, fileNotThere } from './shelf';

/** No file is larger. */
const LARGEST_BYTES = 5_000_000_000;
/** Uploads that nobody went on with go after this long. */
const ABANDONED_MILLISECONDS = 7 * 86_400_000;
/** Files that no field names go after this long. */
const UNREFERENCED_MILLISECONDS = 30 * 86_400_000;

/** A class of locks of this server's own, one for each workspace. */
const QUOTA_LOCK = 5_117;

/** Who asks for a file: what they may read, and which uploads are theirs. */
export interface BlobReader {
  workspace: string;
  readers: readonly string[];
  /** The account; null for a service token. */
  account: string | null;
}

export interface UploadState {
  /** Where the next piece begins. */
  offset: number;
  complete: boolean;
}

/** Files of workspaces: uploaded in pieces, verified before they count, served only to who may read a field that names them. */
export class Blobs {
  readonly #shelf: BlobShelf;
  readonly #database: Database;
  readonly #storage: Storage;
  readonly #context: Context;
  readonly #quotaBytes: number;

  constructor(parts: { shelf: BlobShelf; database: Database; storage: Storage; context: Context; quotaBytes: number }) {
    this.#shelf = parts.shelf;
    this.#database = parts.database;
    this.#storage = parts.storage;
    this.#context = parts.context;
    this.#quotaBytes = parts.quotaBytes;
  }

  /** The file's size where it is here and the asker may read it, else null and where their upload goes on. */
  async look(digest: string, reader: BlobReader): Promise<{ size: number | null; offset: number }> {
    if (await this.#mayRead(digest, reader)) {
      const [blob] = await this.#database.query<{ size: number }>(
        'SELECT size FROM blobs WHERE workspace = $1 AND digest = $2',
        [reader.workspace, digest],
      );
      if (blob) return { size: blob.size, offset: blob.size };
    }
    const upload = reader.account ? await this.#upload(reader.workspace, digest, reader.account) : null;
    return { size: null, offset: upload?.received ?? 0 };
  }

  /** The bytes from `from` on, and how many there are in all; throws `not-found`, also where the asker may not read it. */
  async read(digest: string, reader: BlobReader, from: number): Promise<{ size: number; stream: Readable }> {
    const { size } = await this.look(digest, reader);
    if (size === null) throw fileNotThere();
    if (from > size || (from === size && size > 0))
      throw new Refusal(416, { code: 'bad-input', message: 'The file ends before that byte.' });
    return { size, stream: await this.#shelf.read(reader.workspace, digest, from) };
  }

  /**
   * Takes one piece. The last one makes the file, if the whole of it has the digest; if not, all pieces go and the upload begins again.
   */
  async take(
    digest: string,
    reader: BlobReader & { account: string },
    piece: { offset: number; size: number; bytes: Uint8Array },
  ): Promise<UploadState> {
    const { offset, size, bytes } = piece;
    const { workspace, account } = reader;
    if (!Number.isSafeInteger(size) || size < 0 || size > LARGEST_BYTES)
      throw badRequest(`size: a file has at most ${LARGEST_BYTES} bytes.`);
    if (!Number.isSafeInteger(offset) || offset < 0 || offset + bytes.length > size)
      throw badRequest('offset: the piece lies outside the file.');
    if (bytes.length > BLOB_PIECE_BYTES || (bytes.length < BLOB_PIECE_BYTES && offset + bytes.length < size)) {
      throw badRequest(`Pieces have ${BLOB_PIECE_BYTES} bytes, all but the last.`);
    }
    const gone = await this.#storage.reading(workspace, (store) => store.erased([digest]));
    if (gone.length > 0)
      throw new Refusal(410, { code: 'forbidden', message: 'This file was erased and is not taken again.' });
    const seen = await this.look(digest, reader);
    if (seen.size !== null) return { offset: seen.size, complete: true };
    const upload =
      (await this.#upload(workspace, digest, account)) ?? (await this.#begin(workspace, digest, account, size));
    if (upload.size !== size)
      throw conflict('The upload was begun with another size.', 'Send the size it was begun with.');
    if (offset < upload.received) return { offset: upload.received, complete: false };
    if (offset > upload.received) {
      throw new Refusal(
        409,
        {
          code: 'stale',
          message: `The next piece begins at byte ${upload.received}.`,
          details: { offset: upload.received },
        },
        { 'upload-offset': String(upload.received) },
      );
    }
    const by = { workspace, digest, uploader: account };
    // All may be here already, where only laying it together failed: then nothing is sent but the wish that it is tried again.
    if (bytes.length > 0 || size === 0) await this.#shelf.keepPiece(by, offset, bytes);
    const next = offset + bytes.length;
    await this.#database.query(
      `UPDATE blob_uploads SET received = $4, touched = $5 WHERE workspace = $1 AND digest = $2 AND uploader = $3 AND received = $6`,
      [workspace, digest, account, next, this.#context.now(), offset],
    );
    if (next < size) return { offset: next, complete: false };
    const offsets = Array.from(
      { length: Math.max(1, Math.ceil(size / BLOB_PIECE_BYTES)) },
      (_, index) => index * BLOB_PIECE_BYTES,
    );
    const whole = await this.#shelf.join(by, offsets);
    if (whole) {
      await this.#database.query(
        `INSERT INTO blobs (workspace, digest, size, added, uploader) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
        [workspace, digest, size, this.#context.now(), account],
      );
    }
    await this.#forget(by, size);
    if (!whole)
      throw badRequest('The file’s SHA-256 is not the digest it was sent under.', 'Send it again from the first byte.');
    return { offset: size, complete: true };
  }

  /** Removes uploads nobody goes on with, files that nothing names since 30 days, and files that an erasure lists. */
  async sweep(): Promise<number> {
    const now = this.#context.now();
    const abandoned = await this.#database.query<UploadRow>(
      'SELECT workspace, digest, uploader, size, received FROM blob_uploads WHERE touched < $1 LIMIT 500',
      [now - ABANDONED_MILLISECONDS],
    );
    for (const { workspace, digest, uploader, size } of abandoned)
      await this.#forget({ workspace, digest, uploader }, size);
    let gone = abandoned.length;
    for (let after = { workspace: '', digest: '' }; ; ) {
      const page = await this.#database.query<{ workspace: string; digest: string; added: number }>(
        'SELECT workspace, digest, added FROM blobs WHERE (workspace, digest) > ($1, $2) ORDER BY workspace, digest LIMIT 500',
        [after.workspace, after.digest],
      );
      for (const blob of page) {
        if (!(await this.#superfluous(blob, now))) continue;
        await this.#shelf.drop(blob.workspace, blob.digest);
        await this.#database.query('DELETE FROM blobs WHERE workspace = $1 AND digest = $2', [
          blob.workspace,
          blob.digest,
        ]);
        gone += 1;
      }
      const last = page.at(-1);
      if (!last || page.length < 500) return gone;
      after = last;
    }
  }

  ready(): Promise<void> {
    return this.#shelf.ready();
  }

  #superfluous(
    { workspace, digest, added }: { workspace: string; digest: string; added: number },
    now: number,
  ): Promise<boolean> {
    return this.#storage.reading(workspace, async (store) => {
      if ((await store.erased([digest])).length > 0) return true;
      return added < now - UNREFERENCED_MILLISECONDS && (await store.blobReferences(digest)).length === 0;
    });
  }

  /** Who may read a field that names it, and, until one does, who uploaded it. */
  async #mayRead(digest: string, { workspace, readers, account }: BlobReader): Promise<boolean> {
    const { references, erased } = await this.#storage.reading(workspace, async (store) => ({
      references: await store.blobReferences(digest),
      erased: await store.erased([digest]),
    }));
    if (erased.length > 0) return false;
    if (references.some((reference) => mayRead(readers, reference.readers))) return true;
    if (references.length > 0 || account === null) return false;
    const own = await this.#database.query(
      'SELECT 1 AS one FROM blobs WHERE workspace = $1 AND digest = $2 AND uploader = $3',
      [workspace, digest, account],
    );
    return own.length > 0;
  }

  async #upload(workspace: string, digest: string, uploader: string): Promise<UploadRow | null> {
    const [row] = await this.#database.query<UploadRow>(
      'SELECT workspace, digest, uploader, size, received FROM blob_uploads WHERE workspace = $1 AND digest = $2 AND uploader = $3',
      [workspace, digest, uploader],
    );
    return row ?? null;
  }

  /** Counts what is here and what is on its way, so that many uploads at once cannot pass the quota together. */
  #begin(workspace: string, digest: string, uploader: string, size: number): Promise<UploadRow> {
    return this.#database.transaction(async (sql) => {
      // One after the other: what is not written yet is not counted.
      await sql.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [QUOTA_LOCK, workspace]);
      const [held] = await sql.query<{ bytes: number }>(
        `SELECT (coalesce((SELECT sum(size) FROM blobs WHERE workspace = $1), 0)
          + coalesce((SELECT sum(size) FROM blob_uploads WHERE workspace = $1), 0))::bigint AS bytes`,
        [workspace],
      );
      if ((held?.bytes ?? 0) + size > this.#quotaBytes) throw overQuota();
      await sql.query(
        `INSERT INTO blob_uploads (workspace, digest, uploader, size, received, touched) VALUES ($1, $2, $3, $4, 0, $5) ON CONFLICT DO NOTHING`,
        [workspace, digest, uploader, size, this.#context.now()],
      );
      return { workspace, digest, uploader, size, received: 0 };
    });
  }

  async #forget(by: { workspace: string; digest: string; uploader: string }, size: number): Promise<void> {
    const offsets = Array.from(
      { length: Math.max(1, Math.ceil(size / BLOB_PIECE_BYTES)) },
      (_, index) => index * BLOB_PIECE_BYTES,
    );
    await this.#shelf.dropPieces(by, offsets);
    await this.#database.query('DELETE FROM blob_uploads WHERE workspace = $1 AND digest = $2 AND uploader = $3', [
      by.workspace,
      by.digest,
      by.uploader,
    ]);
  }
}

interface UploadRow {
  workspace: string;
  digest: string;
  uploader: string;
  size: number;
  received: number;
}
