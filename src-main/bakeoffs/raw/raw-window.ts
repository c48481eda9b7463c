import { type FileHandle, open } from 'node:fs/promises';
import type { RawRow } from '../../../src-shared/bakeoffs';
import { fileError } from '../harness-file';
import { type ByteRow, longestPiece, lookBack, rowStart, rowsFrom } from './byte-rows';
import { shownText } from './shown-text';

/** Rows of a raw file around a byte. */
export interface RawWindow {
  size: number;
  rows: RawRow[];
  /** Place of the row that holds the byte that was asked for, among `rows`; -1 in an empty file. */
  at: number;
}

/** How much is read at a time while rows are still wanted. */
const pieceLength = 64 * 1024;
/** One answer never rests on more bytes than this. */
const mostBytes = 1024 * 1024;

/**
 * Up to `after` rows from the one that holds the byte `offset` on, and up to `before` rows above it. Reads only the bytes that it
 * shows, wherever in the file they lie. Throws `not-found` for a file that is not there.
 */
export async function rawWindow(
  path: string,
  { offset, before, after }: { offset: number; before: number; after: number },
): Promise<RawWindow> {
  let handle: FileHandle;
  try {
    handle = await open(path);
  } catch (error) {
    throw fileError(error, path);
  }
  try {
    const { size } = await handle.stat();
    if (size === 0) return { size, rows: [], at: -1 };
    const wanted = Math.min(Math.max(0, Math.floor(offset)), size - 1);
    const start = await startOf(handle, wanted, size);
    const below = await rowsBelow(handle, start, size, after);
    const above =
      before > 0 && start > 0
        ? await rowsAbove(handle, start, size, before)
        : { rows: [], bytes: below.bytes, from: below.from };
    return {
      size,
      rows: [...shown(above), ...shown(below)],
      at: above.rows.length,
    };
  } finally {
    await handle.close();
  }
}

interface Found {
  rows: ByteRow[];
  from: number;
  bytes: Uint8Array;
}

async function startOf(handle: FileHandle, offset: number, size: number): Promise<number> {
  const from = Math.max(0, offset - lookBack);
  // What follows tells whether a break just behind the offset moves back over it.
  const bytes = await read(handle, from, Math.min(size, offset + longestPiece + 4) - from);
  return rowStart({ from, bytes }, offset);
}

async function rowsBelow(handle: FileHandle, start: number, size: number, most: number): Promise<Found> {
  const from = Math.max(0, start - 1);
  let length = pieceLength;
  for (;;) {
    const bytes = await read(handle, from, Math.min(length, size - from));
    const rows = rowsFrom({ from, bytes }, start, size, most);
    if (rows.length >= most || length >= mostBytes || from + bytes.length >= size) return { rows, from, bytes };
    length *= 4;
  }
}

async function rowsAbove(handle: FileHandle, start: number, size: number, most: number): Promise<Found> {
  let length = pieceLength;
  for (;;) {
    const reached = Math.max(0, start - length);
    const from = Math.max(0, reached - lookBack);
    const bytes = await read(handle, from, Math.min(size, start + longestPiece + 4) - from);
    const first = rowStart({ from, bytes }, reached);
    const rows = rowsFrom({ from, bytes }, first, size, Number.POSITIVE_INFINITY).filter(({ at }) => at < start);
    if (rows.length >= most || reached === 0 || length >= mostBytes) return { rows: rows.slice(-most), from, bytes };
    length *= 4;
  }
}

const shown = ({ rows, from, bytes }: Found): RawRow[] =>
  rows.map(({ at, end, starts, ends }) => ({
    at,
    bytes: end - at,
    starts,
    ends,
    ...shownText(bytes.subarray(at - from, end - from)),
  }));

/** Bytes of a file from a position on; fewer where it ends. */
export async function read(handle: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(Math.max(0, length));
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
