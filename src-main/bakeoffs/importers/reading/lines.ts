import type { HarnessFile, ParseContext } from '../interface';
import { decodeLines, TextReader } from './text';

/** Longer lines than this are no line of any harness; reading on would only fill the memory. */
const longestLine = 16 * 1024 * 1024;

/** A few hundred lines at a time: `first` is the line number of `lines[0]`, `ended` whether the last one has its line break. */
export interface LineBatch {
  first: number;
  lines: string[];
  ended: boolean;
}

/**
 * The lines of a text file in batches, without their line breaks (LF or CRLF). Memory stays at one piece of the file plus
 * one line. Throws the context's refusal for a line of more than 16 MiB.
 */
export async function* textLines(file: HarnessFile, context: ParseContext): AsyncGenerator<LineBatch> {
  const text = new TextReader(file, context);
  let carry: Uint8Array = new Uint8Array(0);
  let first = 1;
  for await (const chunk of file.chunks()) {
    const cut = chunk.lastIndexOf(10);
    if (carry.length + (cut < 0 ? chunk.length : chunk.indexOf(10)) > longestLine) {
      throw context.refusal(file, {
        message: `Line ${first} is longer than 16 MiB; this is not a line-by-line result file.`,
        where: { line: first },
      });
    }
    if (cut < 0) {
      carry = joined(carry, chunk);
      continue;
    }
    const lines = split(decodeLines(text, joined(carry, chunk.subarray(0, cut)), first));
    carry = chunk.slice(cut + 1);
    yield { first, lines, ended: true };
    first += lines.length;
  }
  if (carry.length > 0) yield { first, lines: split(text.decode(carry, first)), ended: false };
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const all = new Uint8Array(head.length + tail.length);
  all.set(head);
  all.set(tail, head.length);
  return all;
}

function split(text: string): string[] {
  return text.includes('\r') ? text.split(/\r?\n/) : text.split('\n');
}

/** The whole file as text, refused above `limit` bytes. For formats that are one document. */
export async function wholeText(file: HarnessFile, context: ParseContext, limit = 128 * 1024 * 1024): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of file.chunks()) {
    length += chunk.length;
    if (length > limit) {
      throw context.refusal(file, {
        message: `The document is larger than ${Math.round(limit / 1024 / 1024)} MiB, more than can be read in one piece.`,
        where: { byte: limit },
        hint: 'Export the single measurements line by line, or split the run.',
      });
    }
    pieces.push(chunk.slice());
  }
  return decodeLines(new TextReader(file, context), Buffer.concat(pieces, length), 1);
}
