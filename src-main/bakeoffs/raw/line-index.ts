import { open } from 'node:fs/promises';
import { defineJob } from '../../../src-core/jobs';
import { read } from './raw-window';

/** Ends of lines are counted in blocks of this many bytes. */
export const blockLength = 1024 * 1024;

/** How many lines end before each block of a file: with it any line is found by reading one block. */
export interface LineIndex {
  size: number;
  lines: number;
  /** For each block, ends of lines in all blocks before it. */
  before: Float64Array;
}

const NEWLINE = 10;

/** Counts the lines of a raw file; a gigabyte takes about a second. */
export const lineIndexJob = defineJob<{ path: string; name: string }, LineIndex>({
  kind: 'bakeoff.lines',
  async run({ path, name }, work) {
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      const before = new Float64Array(Math.ceil(size / blockLength));
      const buffer = Buffer.alloc(blockLength);
      let ends = 0;
      let last = NEWLINE;
      for (let block = 0; block < before.length; block += 1) {
        work.check();
        before[block] = ends;
        const { bytesRead } = await handle.read(buffer, 0, blockLength, block * blockLength);
        const bytes = buffer.subarray(0, bytesRead);
        for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) ends += 1;
        if (bytesRead > 0) last = bytes[bytesRead - 1]!;
        if (block % 16 === 0) work.progress(block / before.length, `Counting the lines of ${name}`);
      }
      return { size, lines: ends + (last === NEWLINE ? 0 : 1), before };
    } finally {
      await handle.close();
    }
  },
});

/** Where a line begins, counted from 1; where the last one begins for a number beyond the end. */
export async function offsetOfLine(path: string, index: LineIndex, line: number): Promise<number> {
  const wanted = Math.min(Math.max(1, line), Math.max(1, index.lines));
  if (wanted === 1) return 0;
  // The line begins after the (wanted - 1)th end: in the last block that has fewer ends before it.
  let [low, high] = [0, index.before.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (index.before[middle]! < wanted - 1) low = middle;
    else high = middle - 1;
  }
  const bytes = await block(path, low);
  let at = -1;
  for (let left = wanted - 1 - index.before[low]!; left > 0; left -= 1) at = bytes.indexOf(NEWLINE, at + 1);
  return low * blockLength + at + 1;
}

/** The line that holds a byte, counted from 1. */
export async function lineOfOffset(path: string, index: LineIndex, offset: number): Promise<number> {
  const at = Math.min(Math.floor(offset / blockLength), index.before.length - 1);
  if (at < 0) return 1;
  const bytes = await block(path, at);
  const end = offset - at * blockLength;
  let line = index.before[at]! + 1;
  for (let found = bytes.indexOf(NEWLINE); found >= 0 && found < end; found = bytes.indexOf(NEWLINE, found + 1))
    line += 1;
  return line;
}

async function block(path: string, number: number): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    return await read(handle, number * blockLength, blockLength);
  } finally {
    await handle.close();
  }
}
