import { isUtf8 } from 'node:buffer';
import type { HarnessFile, ParseContext } from '../interface';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const windows1252 = new TextDecoder('windows-1252');

/**
 * Turns bytes of one file into text: UTF-8, and Windows-1252 for what is not UTF-8 (said once, as a warning). Each piece is
 * judged on its own, so that one stray byte does not garble the other labels. U+FFFD never comes out of it.
 */
export class TextReader {
  #warned = false;

  constructor(
    private readonly file: HarnessFile,
    private readonly context: ParseContext,
  ) {}

  /** The text of `bytes`, which stand at `line` of the file. */
  decode(bytes: Uint8Array, line?: number): string {
    try {
      return strict.decode(bytes);
    } catch {
      if (!this.#warned) {
        this.#warned = true;
        this.context.warn({
          code: 'encoding',
          message: 'The text is not UTF-8; it was read as Windows-1252. Check that the labels look right.',
          where: { file: this.file.name, ...(line !== undefined && { line }) },
        });
      }
      return windows1252.decode(bytes);
    }
  }
}

/** Whole lines as one text; where they are not all UTF-8, line by line. `first` is the number of the first line. */
export function decodeLines(reader: TextReader, bytes: Uint8Array, first: number): string {
  if (isUtf8(bytes)) return strict.decode(bytes);
  const lines: string[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    lines.push(reader.decode(bytes.subarray(start, end), first + lines.length));
    start = end + 1;
  }
  return lines.join('\n');
}

/** The first bytes of a file as text for recognising a format: never fails, replaces what is not UTF-8. */
export function headText(head: Uint8Array): string {
  return new TextDecoder('utf-8').decode(head);
}

/** Whether there is nothing but white space and NUL. */
export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0);
}

/** A value from a file, short enough for a sentence: line breaks shown as spaces, at most 40 characters. */
export function quoted(value: string): string {
  const oneLine = value.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return `“${oneLine.length > 40 ? `${oneLine.slice(0, 39)}…` : oneLine}”`;
}
