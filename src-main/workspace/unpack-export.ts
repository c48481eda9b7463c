import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Entry, ZipFile } from 'yauzl';
import { incomingIn } from '../../src-core/blobs/blob-store';
import type { JobWork } from '../../src-core/jobs';
import { unfinished } from '../../src-core/workspace/leftovers';
import { DATABASE_FILE } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** `blobs/` and a SHA-256 as the store of files names it. */
const BLOB = /^blobs\/([0-9a-f]{2})\/([0-9a-f]{62})$/;
/** Entries of a full export that are not needed to go back to it: the receipts are in the database too. */
const KNOWN = new Set([DATABASE_FILE, 'receipts.ndjson']);

/** Files that lie whole beside their names; `keep` gives them their names, `drop` removes them. */
export interface UnpackedExport {
  /** The export's database. */
  database: string;
  keep(): void;
  drop(): void;
}

/** Whether a file begins like a zip archive, as a full export does. */
export async function isArchive(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => null);
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(4), length: 4 });
    return bytesRead === 4 && buffer.readUInt32LE(0) === 0x04034b50;
  } finally {
    await handle.close();
  }
}

/**
 * Takes a full export apart: its database into `database`, its files beside the names they get in `blobs`. Each file is checked against the
 * digest that is its name. Nothing stays when it fails or is cancelled.
 * @throws ProofdeskError `bad-input` for an archive that is no full export, or is damaged
 */
export async function unpackExport(
  archive: string,
  { database, blobs }: { database: string; blobs: string },
  work: Pick<JobWork, 'check' | 'progress' | 'signal'>,
): Promise<UnpackedExport> {
  const asides = new Map<string, string>();
  const drop = () => {
    rmSync(database, { force: true });
    for (const aside of asides.values()) rmSync(aside, { force: true });
  };
  try {
    const { openPromise } = await import('yauzl');
    const zip = await openPromise(archive, { autoClose: false, lazyEntries: true });
    try {
      const entries = await listed(zip, archive);
      const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
      let done = 0;
      const onBytes = (bytes: number) => {
        work.check();
        done += bytes;
        work.progress(done / Math.max(1, total), 'Unpacking the export');
      };
      for (const entry of entries) {
        work.check();
        const digest = BLOB.exec(entry.fileName)?.slice(1).join('');
        if (digest === undefined && entry.fileName !== DATABASE_FILE) {
          onBytes(entry.uncompressedSize);
          continue;
        }
        const target = digest === undefined ? database : join(blobs, digest.slice(0, 2), digest.slice(2));
        if (digest !== undefined && existsSync(target)) {
          onBytes(entry.uncompressedSize);
          continue;
        }
        const aside = digest === undefined ? database : unfinished(join(incomingIn(blobs), 'file'), 'writing');
        if (digest !== undefined) asides.set(target, aside);
        const found = await unpacked(zip, entry, aside, onBytes);
        if (digest !== undefined && found !== digest) throw damaged(archive, entry.fileName);
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    drop();
    throw error instanceof ProofdeskError || work.signal.aborted ? error : unreadable(error, archive);
  }
  return {
    database,
    drop,
    keep() {
      for (const [target, aside] of asides) {
        mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
        renameSync(aside, target);
      }
      asides.clear();
    },
  };
}

/** The archive's entries, where all are those of a full export. */
async function listed(zip: ZipFile, archive: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  await new Promise<void>((end, fail) => {
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', end);
    zip.on('error', fail);
    zip.readEntry();
  });
  const strange = entries.find(({ fileName }) => !KNOWN.has(fileName) && !BLOB.test(fileName));
  if (strange || !entries.some(({ fileName }) => fileName === DATABASE_FILE)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: strange
        ? `This archive is no full export of a workspace: it has a file “${strange.fileName.slice(0, 80)}”.`
        : 'This archive is no full export of a workspace: it has no database in it.',
      where: { file: basename(archive) },
      hint: 'Choose an archive that “Export everything” or `proofdesk workspace export` wrote.',
    });
  }
  return entries;
}

/** Writes one entry, owner-only, and returns its SHA-256. */
async function unpacked(zip: ZipFile, entry: Entry, target: string, onBytes: (bytes: number) => void): Promise<string> {
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const source = await new Promise<NodeJS.ReadableStream>((ready, fail) =>
    zip.openReadStream(entry, (error, stream) => (error ? fail(error) : ready(stream))),
  );
  const digesting = createHash('sha256');
  const looking = new Transform({
    transform(piece: Buffer, _encoding, done) {
      digesting.update(piece);
      try {
        onBytes(piece.length);
        done(null, piece);
      } catch (error) {
        done(error as Error);
      }
    },
  });
  await pipeline(source, looking, createWriteStream(target, { mode: 0o600, flags: 'wx', flush: true }));
  return digesting.digest('hex');
}

function damaged(archive: string, entry: string): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message: `This export is damaged: its file ${entry} is not what its name says.`,
    where: { file: basename(archive) },
    hint: 'Nothing was changed. Take another export or backup.',
  });
}

/** What the reader of archives or the operating system said. */
function unreadable(cause: unknown, archive: string): ProofdeskError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const ours = (cause as NodeJS.ErrnoException).code;
  return new ProofdeskError(
    {
      code: ours ? 'unavailable' : 'bad-input',
      message: ours ? `The export cannot be unpacked (${ours}).` : `This export is damaged: ${reason}.`,
      where: { file: basename(archive) },
      hint: 'Nothing was changed. Take another export or backup.',
    },
    { cause },
  );
}
