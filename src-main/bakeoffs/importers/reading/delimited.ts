import type { HarnessFile, ParseContext } from '../interface';

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** A longer row is no row: a quotation mark was never closed. */
const longestRow = 16 * 1024 * 1024;
const mostColumns = 4096;

/**
 * Rows of a delimited text (RFC 4180: fields may be in quotation marks, quotation marks inside are doubled, line breaks inside
 * are kept), found in the bytes without making a string of each field. One row at a time is visible: its fields lie at
 * `starts[i] … ends[i]` of `bytes`, without their outer quotation marks.
 */
export class DelimitedRows {
  bytes: Uint8Array = new Uint8Array(0);
  readonly starts = new Int32Array(mostColumns);
  readonly ends = new Int32Array(mostColumns);
  /** How many fields the row has; `mostColumns + 1` when it has more. */
  columns = 0;
  /** Line on which the row begins. */
  line = 1;
  /** Whether the row ends inside a quoted field, at the end of the file. */
  unclosed = false;
  /** Whether the row's line break was there. */
  ended = true;
  readonly #decoder: (bytes: Uint8Array, line: number) => string;
  readonly #delimiter: number;

  constructor(delimiter: string, decode: (bytes: Uint8Array, line: number) => string) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#decoder = decode;
  }

  /** The text of a field, quotation marks undoubled; empty when the row has no such field. */
  field(index: number): string {
    if (index < 0 || index >= this.columns || index >= mostColumns) return '';
    const text = this.#decoder(this.bytes.subarray(this.starts[index], this.ends[index]), this.line);
    return text.includes('""') && this.#isQuoted(index) ? text.replaceAll('""', '"') : text;
  }

  #isQuoted(index: number): boolean {
    const start = this.starts[index]!;
    return start > 0 && this.bytes[start - 1] === quote;
  }

  /** All fields of the row as texts. */
  fields(): string[] {
    return Array.from({ length: Math.min(this.columns, mostColumns) }, (_, index) => this.field(index));
  }

  /** Goes through a file and calls `row` for each row that is not an empty line. */
  async read(file: HarnessFile, context: ParseContext, row: () => void): Promise<void> {
    let carry: Uint8Array = new Uint8Array(0);
    for await (const chunk of file.chunks()) {
      if (carry.length === 0) this.bytes = chunk;
      else {
        this.bytes = new Uint8Array(carry.length + chunk.length);
        this.bytes.set(carry);
        this.bytes.set(chunk, carry.length);
      }
      const used = this.#scan(row, false);
      carry = this.bytes.slice(used);
      if (carry.length > longestRow) {
        throw context.refusal(file, {
          message: `The row that begins on line ${this.line} does not end within 16 MiB.`,
          where: { line: this.line },
          hint: 'A quotation mark that is never closed is the usual reason.',
        });
      }
    }
    this.bytes = carry;
    if (carry.length > 0) this.#scan(row, true);
  }

  /** Visits the whole rows in `bytes` and returns how many bytes they take. With `last`, what remains is a row as well. */
  #scan(row: () => void, last: boolean): number {
    const { bytes, starts, ends } = this;
    const delimiter = this.#delimiter;
    const length = bytes.length;
    let at = 0;
    for (;;) {
      const begin = at;
      if (begin >= length) return begin;
      let columns = 0;
      let breaks = 0;
      let done = false;
      this.unclosed = false;
      while (!done) {
        let start = at;
        let end: number;
        if (at < length && bytes[at] === quote) {
          start = at + 1;
          at = start;
          for (;;) {
            while (at < length && bytes[at] !== quote) {
              if (bytes[at] === lineFeed) breaks += 1;
              at += 1;
            }
            if (at >= length) {
              if (!last) return begin;
              this.unclosed = true;
              break;
            }
            if (at + 1 >= length && !last) return begin;
            if (bytes[at + 1] !== quote) break;
            at += 2;
          }
          end = Math.min(at, length);
          at += 1;
          // Text after a closing quotation mark belongs to no field; it is passed over.
          while (at < length && bytes[at] !== delimiter && bytes[at] !== lineFeed) at += 1;
        } else {
          while (at < length) {
            const byte = bytes[at]!;
            if (byte === delimiter || byte === lineFeed) break;
            at += 1;
          }
          end = at;
        }
        if (at >= length && !last) return begin;
        const endOfRow = at >= length || bytes[at] === lineFeed;
        if (endOfRow && end === at && end > start && bytes[end - 1] === carriageReturn) end -= 1;
        if (columns < mostColumns) {
          starts[columns] = start;
          ends[columns] = end;
        }
        columns = Math.min(columns + 1, mostColumns + 1);
        this.ended = at < length;
        at += 1;
        done = endOfRow;
      }
      this.columns = columns;
      if (columns > 1 || ends[0]! > starts[0]!) row();
      this.line += 1 + breaks;
      at = Math.min(at, length);
    }
  }
}
