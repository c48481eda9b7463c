import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteRow, longestPiece, lookBack, rowStart, rowsFrom } from './byte-rows';

/** All rows of a file that is wholly in the window. */
const allRows = (bytes: Uint8Array): ByteRow[] =>
  rowsFrom({ from: 0, bytes }, 0, bytes.length, Number.POSITIVE_INFINITY);

/** The row of a byte with no more of the file in sight than is promised to be enough. */
function startFrom(bytes: Uint8Array, offset: number): number {
  const from = Math.max(0, offset - lookBack);
  return rowStart({ from, bytes: bytes.subarray(from, offset + longestPiece + 4) }, offset);
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('rows of a raw file', () => {
  it('are its lines; a last line needs no end', () => {
    const rows = allRows(text('one\ntwo\r\n\nlast'));
    expect(rows.map(({ at, end }) => [at, end])).toEqual([
      [0, 4],
      [4, 9],
      [9, 10],
      [10, 14],
    ]);
    expect(rows.every(({ starts, ends }) => starts && ends)).toBe(true);
  });

  it('are pieces of a long line, never broken inside a character, and say that they go on', () => {
    const rows = allRows(text(`${'ä'.repeat(4000)}\nend`));
    expect(rows.map(({ at }) => at)).toEqual([0, 2048, 4096, 6144, 8001]);
    const odd = allRows(text(`x${'ä'.repeat(4000)}\n`));
    expect(odd.map(({ at }) => at)).toEqual([0, 2047, 4095, 6143]);
    expect(odd.map(({ starts, ends }) => [starts, ends])).toEqual([
      [true, false],
      [false, false],
      [false, false],
      [false, true],
    ]);
  });

  it('are the same from wherever one comes', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.integer({ min: 1500, max: 9000 }).map((length) => new Uint8Array(length).fill(120)),
      fc.integer({ min: 500, max: 3000 }).map((length) => text('ä€😀'.repeat(length / 3))),
      fc.constant(Uint8Array.of(10)),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.nat(), (pieces, seed) => {
        const bytes = Uint8Array.from(pieces.flatMap((one) => [...one]));
        if (bytes.length === 0) return;
        const rows = allRows(bytes);
        expect(rows.map(({ end }) => end)).toEqual([...rows.slice(1).map(({ at }) => at), bytes.length]);
        for (let step = 0; step < 40; step += 1) {
          const offset = (seed + step * 997) % bytes.length;
          expect(startFrom(bytes, offset)).toBe(rows.findLast(({ at }) => at <= offset)!.at);
        }
        for (const { at, end } of rows) {
          expect(end - at).toBeLessThanOrEqual(2 * longestPiece);
          expect(startFrom(bytes, at)).toBe(at);
        }
      }),
      { numRuns: 60 },
    );
  });
});
