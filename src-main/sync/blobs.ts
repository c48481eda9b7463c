import { createWriteStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { incomingIn } from '../../src-core/blobs/blob-store';
import { setSyncState } from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { BLOB_PIECE_BYTES } from '../../src-shared/sync/protocol';
import { describeFile } from './blob-names';
import { isOffline, recordOf } from './connection';
import type { FetchWatch } from './desk-sync';
import { goOn, type SyncPlace } from './exchange';
import { fileNote, untakenNote } from './notes';
import { dueFiles, noteUntaken } from './untaken-files';

/** A file that rows name, that is here, and that the server is not known to have or to have refused. */
export interface UnsentFile {
  digest: string;
  size: number;
}

const UNSENT = `FROM blobs WHERE digest IN (SELECT digest FROM blob_references)
  AND NOT EXISTS (SELECT 1 FROM sync_state WHERE key = '${fileNote('')}' || digest)
  AND NOT EXISTS (SELECT 1 FROM sync_state WHERE key = '${untakenNote('')}' || digest)`;

/** Files that are still to be uploaded. */
export function unsentFiles(workspace: Workspace, limit = -1): UnsentFile[] {
  return workspace.runner
    .statement(`SELECT digest, size ${UNSENT} ORDER BY size, digest LIMIT ?`)
    .all(limit) as UnsentFile[];
}

/** How many `unsentFiles` gives. */
export function unsentFileCount({ runner }: Workspace): number {
  const { n } = runner.statement(`SELECT count(*) AS n ${UNSENT}`).get() as { n: number };
  return n;
}

/** An upload for which other things are left when they are more urgent. */
type Sending = SyncPlace & { interrupted(): boolean };

/**
 * Uploads files until none is left, or something more urgent waits. One goes on where it was left, also after a crash. One that the server does
 * not take (too large, no room for it) keeps no other: why is noted, and it is sent again later, or when somebody `asked`.
 */
export async function sendFiles(place: Sending & { asked: boolean }): Promise<void> {
  const { workspace, asked } = place;
  for (;;) {
    const [next] = unsentFiles(workspace, 1);
    if (!next) break;
    if (!(await sendIfHere(place, next.digest))) return;
  }
  for (const digest of dueFiles(workspace, workspace.context.now(), asked)) {
    if (!(await sendIfHere(place, digest))) return;
  }
}

async function sendIfHere(place: Sending, digest: string): Promise<boolean> {
  if (place.workspace.blobs.has(digest)) return sendFile(place, digest);
  // Its row says that it was here; without its bytes nothing can be sent.
  noteFile(place.workspace, digest, 'missing');
  return true;
}

/** What says that the server has no use or no room for this one file, whatever it thinks of others. */
const NOT_TAKEN = [400, 413, 507];

/** Uploads one file. False when it was left before its end for something more urgent. */
async function sendFile(place: Sending, digest: string): Promise<boolean> {
  const { workspace, connection } = place;
  const path = pathOf(workspace, digest);
  const file = await open(workspace.blobs.path(digest), 'r');
  try {
    const { size } = await file.stat();
    const known = await connection.raw(path, { method: 'HEAD' }, [404]);
    if (known.ok) {
      noteFile(workspace, digest, 'there');
      return true;
    }
    for (let offset = Number(known.headers.get('upload-offset') ?? 0); ; ) {
      goOn(place);
      if (place.interrupted()) return false;
      const piece = await pieceAt(file, offset, size);
      const answer = await connection.raw(
        `${path}?offset=${offset}&size=${size}`,
        { method: 'PUT', body: piece, headers: { 'content-type': 'application/octet-stream' } },
        [409, 410, ...NOT_TAKEN],
      );
      goOn(place);
      if (NOT_TAKEN.includes(answer.status)) {
        noteUntaken(workspace, digest, await recordOf(answer));
        return true;
      }
      if (answer.status === 410) {
        noteFile(workspace, digest, 'erased');
        return true;
      }
      if (answer.status === 409) {
        const wanted = Number(answer.headers.get('upload-offset') ?? Number.NaN);
        if (!Number.isSafeInteger(wanted) || wanted === offset) throw disagreed(await answer.text());
        offset = wanted;
        continue;
      }
      const state = (await answer.json()) as { offset: number; complete: boolean };
      if (state.complete) {
        noteFile(workspace, digest, 'there');
        return true;
      }
      offset = state.offset;
    }
  } finally {
    await file.close();
  }
}

const disagreed = (says: string): ProofdeskError =>
  new ProofdeskError({
    code: 'unavailable',
    message: 'The server and this device do not agree on how far a file has got.',
    hint: 'It is tried again.',
    details: { says: says.slice(0, 500) },
  });

async function pieceAt(file: FileHandle, offset: number, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const piece = Buffer.alloc(Math.min(BLOB_PIECE_BYTES, size - offset));
  let filled = 0;
  while (filled < piece.length) {
    const { bytesRead } = await file.read(piece, filled, piece.length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return piece.subarray(0, filled);
}

/** A file that is fetched for somebody who may look on. */
type Fetching = SyncPlace & Partial<Pick<FetchWatch, 'came'>>;

/** How many bytes a file has at the server; null where it has none for this person. */
export async function sizeAtServer({ workspace, connection }: SyncPlace, digest: string): Promise<number | null> {
  const answer = await connection.raw(pathOf(workspace, digest), { method: 'HEAD' }, [404]);
  const length = answer.ok ? Number(answer.headers.get('content-length') ?? Number.NaN) : Number.NaN;
  return Number.isSafeInteger(length) ? length : null;
}

/** Files that are on their way here, by workspace: who wants one that is coming waits for it, and nobody writes into the same part of it. */
const coming = new WeakMap<Workspace, Map<string, Promise<void>>>();

/**
 * Brings a file here that rows name: its bytes are held against its digest before it counts. Goes on where an earlier attempt ended. Throws
 * `not-found` where the server has none or this person may not read it, `unavailable` with a sentence where the server cannot be reached; in
 * both the file has its name.
 */
export async function fetchFile(place: Fetching, digest: string, name = 'This file'): Promise<void> {
  const { workspace } = place;
  if (workspace.blobs.noteFound(digest, (path) => describeFile(workspace, digest, path))) return;
  const here = coming.get(workspace) ?? new Map<string, Promise<void>>();
  coming.set(workspace, here);
  const underWay = here.get(digest);
  if (underWay) {
    // What ends it there may be no reason to end it here: a round that was stopped, say.
    await endedOr(place.signal, underWay);
    goOn(place);
    return fetchFile(place, digest, name);
  }
  const fetching = fetchOnce(place, digest, name).finally(() => here.delete(digest));
  here.set(digest, fetching);
  return fetching;
}

/** Waits until something has ended, however it did, or nobody wants to wait any more. */
async function endedOr(signal: AbortSignal | undefined, work: Promise<unknown>): Promise<void> {
  let stop = (): void => {};
  const stopped = new Promise<void>((go) => {
    stop = go;
  });
  signal?.addEventListener('abort', stop, { once: true });
  await Promise.race([work.then(stop, stop), stopped]);
  signal?.removeEventListener('abort', stop);
}

async function fetchOnce(place: Fetching, digest: string, name: string): Promise<void> {
  const { workspace } = place;
  if (workspace.blobs.isErased(digest)) throw notThere(digest, name);
  const folder = incomingIn(join(workspace.folder, 'blobs'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `${digest}.part`);
  try {
    await download(place, digest, part);
  } catch (thrown) {
    if (!(thrown instanceof ProofdeskError)) throw thrown;
    const told = thrown.details?.['retryAfter'] !== undefined;
    if (isOffline(thrown) && !told) throw notReached(digest, name, thrown);
    if (thrown.code === 'not-found') throw notThere(digest, name);
    const { message, ...record } = thrown.toRecord();
    throw new ProofdeskError({ ...record, message: `${name} is not on this device. ${message}` }, { cause: thrown });
  }
  goOn(place);
  // Others write beside it under a name of their own; whoever comes last finds it there.
  const kept = await workspace.blobs.putFile(part, describeFile(workspace, digest, part), place.signal);
  rmSync(part, { force: true });
  if (kept.digest !== digest) {
    workspace.blobs.drop(kept.digest);
    throw new ProofdeskError({
      code: 'unavailable',
      message: `${name} arrived altered and was not kept.`,
      hint: 'Try again. If it stays, tell whoever runs the server.',
      details: { digest, kind: 'altered' },
    });
  }
  noteFile(workspace, digest, 'there');
}

async function download(place: Fetching, digest: string, part: string): Promise<void> {
  const { workspace, connection, signal, came } = place;
  const begun = existsSync(part) ? statSync(part).size : 0;
  const headers: Record<string, string> = begun > 0 ? { range: `bytes=${begun}-` } : {};
  const answer = await connection.raw(pathOf(workspace, digest), { headers, ...(signal && { signal }) }, [416]);
  if (answer.status === 416) {
    // Whole already, or more than whole: the digest tells.
    await answer.body?.cancel();
    return;
  }
  const flags = answer.status === 206 ? 'a' : 'w';
  if (!answer.body) throw notAnswered();
  try {
    let there = answer.status === 206 ? begun : 0;
    const whole = there + Number(answer.headers.get('content-length') ?? Number.NaN);
    const counted = async function* (body: AsyncIterable<Uint8Array>) {
      for await (const piece of body) {
        there += piece.length;
        if (whole > 0) came?.(there / whole);
        yield piece;
      }
    };
    await pipeline(Readable.fromWeb(answer.body as never), counted, createWriteStream(part, { flags, mode: 0o600 }), {
      ...(signal && { signal }),
    });
  } catch (error) {
    goOn(place);
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EACCES') throw error;
    throw notAnswered(error);
  }
}

const pathOf = ({ id }: Workspace, digest: string): string => `/v1/workspaces/${id}/blobs/${digest}`;

function noteFile(workspace: Workspace, digest: string, how: 'there' | 'erased' | 'missing'): void {
  if (workspace.journal.state(fileNote(digest)) === null) setSyncState(workspace, fileNote(digest), how);
  if (workspace.journal.state(untakenNote(digest)) !== null) setSyncState(workspace, untakenNote(digest), null);
}

/** As any call to a server that cannot be reached: what it means for the file is said where its name is known. */
const notAnswered = (cause?: unknown): ProofdeskError =>
  new ProofdeskError(
    { code: 'unavailable', message: 'The server broke off its answer.', details: { kind: 'offline' } },
    { cause },
  );

const notThere = (digest: string, name: string): ProofdeskError =>
  new ProofdeskError({
    code: 'not-found',
    message: `${name} is not on this device, and the server does not have it for you.`,
    hint: 'Whoever added it may not have sent it yet; it was erased; or it is not for your role.',
    details: { digest },
  });

const notReached = (digest: string, name: string, cause: unknown): ProofdeskError =>
  new ProofdeskError(
    {
      code: 'unavailable',
      message: `${name} is not on this device, and the server cannot be reached.`,
      hint: 'It comes when the connection is back. Make a deal available offline to have its files here (proofdesk sync pin DEAL).',
      details: { digest, kind: 'offline' },
    },
    { cause },
  );
