import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLOB_PIECE_BYTES } from '../../src-shared/sync/protocol';
import { s3Server } from '../../test/server/s3-server';
import { folderShelf } from './folder-shelf';
import { s3Shelf } from './s3-shelf';
import type { BlobShelf } from './shelf';

const folder = mkdtempSync(join(tmpdir(), 'proofdesk-shelf-'));
let bucket: Awaited<ReturnType<typeof s3Server>>;
const shelves: Record<string, () => BlobShelf> = {
  'in a folder': () => folderShelf(join(folder, 'files')),
  'in an S3-compatible store': () => s3Shelf(bucket.settings),
};

beforeAll(async () => {
  bucket = await s3Server(join(folder, 's3'));
});
afterAll(async () => {
  await bucket.close();
  rmSync(folder, { recursive: true, force: true });
});

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const offsetsOf = (bytes: Uint8Array) =>
  Array.from(
    { length: Math.max(1, Math.ceil(bytes.length / BLOB_PIECE_BYTES)) },
    (_, index) => index * BLOB_PIECE_BYTES,
  );

async function upload(shelf: BlobShelf, bytes: Uint8Array, digest: string, uploader = 'ada') {
  const by = { workspace: 'w1', digest, uploader };
  const offsets = offsetsOf(bytes);
  for (const offset of offsets) await shelf.keepPiece(by, offset, bytes.subarray(offset, offset + BLOB_PIECE_BYTES));
  return { joined: await shelf.join(by, offsets), by, offsets };
}

async function bytesOf(shelf: BlobShelf, workspace: string, digest: string, from?: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of await shelf.read(workspace, digest, from)) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces);
}

describe.each(Object.entries(shelves))('files %s', (_where, open) => {
  it.each([0, 5, BLOB_PIECE_BYTES * 2 + 1])('are joined from their pieces, %i bytes', async (size) => {
    const shelf = open();
    const bytes = randomBytes(size);
    const digest = digestOf(bytes);
    expect(await shelf.size('w1', digest)).toBeNull();
    const { joined, by, offsets } = await upload(shelf, bytes, digest);
    expect(joined).toBe(true);
    await shelf.dropPieces(by, offsets);
    expect(await shelf.size('w1', digest)).toBe(size);
    expect((await bytesOf(shelf, 'w1', digest)).equals(bytes)).toBe(true);
    if (size > 3) expect((await bytesOf(shelf, 'w1', digest, size - 3)).equals(bytes.subarray(size - 3))).toBe(true);
    expect(await shelf.size('w2', digest)).toBeNull();
    await shelf.drop('w1', digest);
    expect(await shelf.size('w1', digest)).toBeNull();
    await expect(shelf.read('w1', digest)).rejects.toThrow(/no such file/);
  });

  it.each([10, BLOB_PIECE_BYTES * 2])('are not there when the digest is not theirs, %i bytes', async (size) => {
    const shelf = open();
    const wrong = digestOf(Buffer.from(`another ${size}`));
    expect((await upload(shelf, randomBytes(size), wrong)).joined).toBe(false);
    expect(await shelf.size('w1', wrong)).toBeNull();
  });

  it('are not spoilt by what somebody else sends under the same digest', async () => {
    const shelf = open();
    const bytes = randomBytes(100);
    const digest = digestOf(bytes);
    await shelf.keepPiece({ workspace: 'w1', digest, uploader: 'mallory' }, 0, randomBytes(100));
    expect((await upload(shelf, bytes, digest)).joined).toBe(true);
  });

  it('have no names but digests', async () => {
    const shelf = open();
    for (const [workspace, digest] of [
      ['../w1', 'a'.repeat(64)],
      ['w1', '../../etc/passwd'],
      ['w1', `${'a'.repeat(63)}/`],
      ['', 'a'.repeat(64)],
    ] as const) {
      await expect(shelf.size(workspace, digest)).rejects.toThrow(/named by the SHA-256/);
    }
    await expect(
      shelf.keepPiece({ workspace: 'w1', digest: 'a'.repeat(64), uploader: '../x' }, 0, new Uint8Array()),
    ).rejects.toThrow(/named by/);
  });

  it('say whether they can be kept', async () => {
    await expect(open().ready()).resolves.toBeUndefined();
  });
});

it('leave nothing half-written behind', () => {
  const incoming = join(folder, 'files', 'w1', 'incoming');
  expect(existsSync(incoming)).toBe(true);
  // What is left are pieces by their names, of uploads that were never finished; no nameless file.
  for (const name of readdirSync(incoming)) expect(name).toMatch(/^[0-9a-f]{64}-\w+-\d+$/);
});

it('a piece that cannot be written to its place, as on a full disk, leaves nothing behind', async () => {
  const files = join(folder, 'full');
  const bytes = randomBytes(1_000);
  const digest = digestOf(bytes);
  const incoming = join(files, 'w1', 'incoming');
  // A folder stands where the piece would go.
  mkdirSync(join(incoming, `${digest}-ada-0`, 'in the way'), { recursive: true });
  await expect(folderShelf(files).keepPiece({ workspace: 'w1', digest, uploader: 'ada' }, 0, bytes)).rejects.toThrow();
  expect(readdirSync(incoming)).toEqual([`${digest}-ada-0`]);
});
