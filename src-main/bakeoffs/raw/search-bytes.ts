import { open } from 'node:fs/promises';
import { defineJob } from '../../../src-core/jobs';

export interface SearchBytesInput {
  path: string;
  name: string;
  /** Looked for as its bytes in UTF-8, capital letters apart from small ones. */
  text: string;
  /** The first byte at which it may begin; where there is none up to the end, the search goes on from the file's first. */
  from: number;
}

export interface FoundBytes {
  /** Where the text begins; null where it is nowhere in the file. */
  at: number | null;
  /** Found above `from`, after the file's end was reached. */
  around: boolean;
}

const pieceLength = 4 * 1024 * 1024;

/** Looks for a text in a raw file, from a byte on and then from the beginning. */
export const searchBytesJob = defineJob<SearchBytesInput, FoundBytes>({
  kind: 'bakeoff.search',
  async run({ path, name, text, from }, work) {
    const needle = Buffer.from(text, 'utf8');
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      const buffer = Buffer.alloc(pieceLength + needle.length - 1);
      let looked = 0;
      /** The first place from `start` on that begins before `end`. */
      const within = async (start: number, end: number): Promise<number | null> => {
        for (let at = start; at < end; at += pieceLength) {
          work.check();
          const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
          const found = buffer.subarray(0, bytesRead).indexOf(needle);
          if (found >= 0 && at + found < end) return at + found;
          looked += Math.min(pieceLength, end - at);
          work.progress(size === 0 ? 1 : Math.min(1, looked / size), `Looking through ${name}`);
        }
        return null;
      };
      const below = await within(Math.min(from, size), size);
      if (below !== null) return { at: below, around: false };
      const above = await within(0, Math.min(from, size));
      return { at: above, around: above !== null };
    } finally {
      await handle.close();
    }
  },
});
