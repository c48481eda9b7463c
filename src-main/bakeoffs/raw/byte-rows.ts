/**
 * Where the rows of a raw file begin, so that a file of any size can be shown from any byte on. A row is a line; a line longer than
 * `longestPiece` is shown in pieces, so that no row needs more than a few kilobytes. Whether a row begins at a byte depends only on the
 * `lookBack` bytes before it: whoever comes from above, from below or from nowhere sees the same rows.
 */

/** Lines are broken at multiples of this many bytes, where the last such stretch holds no end of a line. */
export const longestPiece = 2048;

/** How many bytes before a position decide where its row begins. */
export const lookBack = 2 * longestPiece + 4;

const NEWLINE = 10;

/** One row: a line, or a piece of a long one. Offsets are bytes in the file. */
export interface ByteRow {
  at: number;
  /** First byte of the next row. */
  end: number;
  /** Whether a line begins here; else it goes on from the row before. */
  starts: boolean;
  /** Whether the line ends here, by its end or the file's. */
  ends: boolean;
}

/** Bytes of a file with where they stand in it. */
export interface ByteWindow {
  /** Offset of the first byte. */
  from: number;
  bytes: Uint8Array;
}

/** A break never stands inside a character of UTF-8: it moves to the character's first byte. */
function atCharacter({ from, bytes }: ByteWindow, offset: number): number {
  for (let back = 0; back < 4; back += 1) {
    const byte = bytes[offset - back - from];
    if (byte === undefined) break;
    if ((byte & 0xc0) !== 0x80) return offset - back;
  }
  return offset;
}

/** Where the row begins that holds `offset`. The window must hold the `lookBack` bytes before it, as far as the file has them. */
export function rowStart(window: ByteWindow, offset: number): number {
  const { from, bytes } = window;
  const newline = bytes.subarray(0, offset - from).lastIndexOf(NEWLINE);
  const line = newline < 0 ? (from === 0 ? 0 : -1) : from + newline + 1;
  // A break that moved back to its character may lie before the offset although its multiple does not.
  for (const multiple of [longestPiece, 0].map((more) => Math.floor(offset / longestPiece) * longestPiece + more)) {
    const stretch = multiple - longestPiece;
    if (stretch < Math.max(line, 0) || multiple > from + bytes.length) continue;
    const broken = atCharacter(window, multiple);
    if (broken <= offset && broken > line) return broken;
  }
  return Math.max(line, from);
}

/**
 * The rows from `start` (where a row begins) on, as far as they lie whole in the window, at most `most`. `size` is that of the file:
 * its end also ends a row.
 */
export function rowsFrom(window: ByteWindow, start: number, size: number, most: number): ByteRow[] {
  const { from, bytes } = window;
  const rows: ByteRow[] = [];
  const last = from + bytes.length;
  let at = start;
  let starts = start === 0 || bytes[start - 1 - from] === NEWLINE;
  while (at < last && rows.length < most) {
    const newline = bytes.indexOf(NEWLINE, at - from);
    const multiple = Math.ceil((at + longestPiece) / longestPiece) * longestPiece;
    const whole = newline >= 0 && newline + from < multiple;
    if (!whole && multiple < size && multiple >= last) break;
    if (!whole && multiple >= size && last < size) break;
    const end = whole ? newline + from + 1 : multiple >= size ? size : atCharacter(window, multiple);
    const ends = whole || end === size;
    rows.push({ at, end, starts, ends });
    starts = ends;
    at = end;
  }
  return rows;
}
