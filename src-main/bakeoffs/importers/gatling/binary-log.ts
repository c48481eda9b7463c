import type { HarnessFile, ParseContext, ParsedRun } from '../interface';
import { LoggedRun, logFormat } from './results';

/** What each record begins with. */
const kinds = { run: 0, request: 1, user: 2, group: 3, error: 4 } as const;
/** Longer texts, and more of them, are not written by Gatling. */
const longestText = 4 * 1024 * 1024;
const mostEntries = 1_000_000;
const version = /^\d{1,3}\.\d{1,3}(?:\.[\w.-]{1,40})?$/;

/** The version in the first record of a binary log; null for anything else. */
export function binaryLogVersion(head: Uint8Array): string | null {
  if (head.length < 12 || head[0] !== kinds.run) return null;
  const length = new DataView(head.buffer, head.byteOffset, head.length).getInt32(1);
  if (length < 3 || length > 60 || head.length < 6 + length || head[5 + length] !== 0) return null;
  const text = String.fromCharCode(...head.subarray(5, 5 + length));
  return version.test(text) ? text : null;
}

/** The bytes are not there yet: thrown inside and caught where more can be had. */
class EndOfPiece extends Error {}
/** The bytes cannot be a record. */
class NoRecord extends Error {}

/** Values as Java's data streams write them: big-endian numbers, and texts as Java holds them in memory. */
class Cursor {
  at = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #view = new DataView(new ArrayBuffer(0));

  get length(): number {
    return this.#bytes.length;
  }

  /** Lets go of what was read and adds more. */
  extend(piece: Uint8Array): void {
    const rest = this.#bytes.subarray(this.at);
    const joined = new Uint8Array(rest.length + piece.length);
    joined.set(rest);
    joined.set(piece, rest.length);
    this.#bytes = joined;
    this.#view = new DataView(joined.buffer);
    this.at = 0;
  }

  #take(length: number): number {
    const start = this.at;
    if (start + length > this.#bytes.length) throw new EndOfPiece();
    this.at = start + length;
    return start;
  }

  byte(): number {
    return this.#bytes[this.#take(1)]!;
  }

  truth(): boolean {
    const value = this.byte();
    if (value > 1) throw new NoRecord('a truth value is neither 0 nor 1');
    return value === 1;
  }

  int(): number {
    return this.#view.getInt32(this.#take(4));
  }

  long(): number {
    return Number(this.#view.getBigInt64(this.#take(8)));
  }

  length32(most: number): number {
    const value = this.int();
    if (value < 0 || value > most) throw new NoRecord(`a length of ${value} is impossible`);
    return value;
  }

  skip(length: number): void {
    this.#take(length);
  }

  /** A text: its length in bytes, the bytes, and how they are coded (0 Latin-1, 1 UTF-16 of the machine, which is little-endian). */
  text(): string {
    const length = this.length32(longestText);
    if (length === 0) return '';
    const start = this.#take(length);
    const coder = this.byte();
    if (coder > 1) throw new NoRecord('a text is in an unknown coding');
    return Buffer.from(this.#bytes.buffer, start, length)
      .toString(coder === 0 ? 'latin1' : 'utf16le')
      .replace(/[\t\r\n]/g, ' ');
  }
}

/**
 * Reads Gatling's binary log. After the record of the run, times are milliseconds since its start, and a text is written out with a
 * number the first time and by the number's negative from then on (`LogFileDataWriter` and `LogFileParser` in Gatling's source).
 */
export async function readBinaryLog(file: HarnessFile, context: ParseContext): Promise<ParsedRun> {
  const log = new BinaryLog(file, context);
  for await (const piece of file.chunks()) log.take(piece);
  return log.finished();
}

class BinaryLog {
  readonly #cursor = new Cursor();
  readonly #run: LoggedRun;
  readonly #texts = new Map<number, string>();
  #header: { version: string; simulation: string; start: number; description: string; scenarios: string[] } | undefined;
  /** How many bytes of the file lie before what the cursor holds. */
  #before = 0;

  constructor(
    private readonly file: HarnessFile,
    private readonly context: ParseContext,
  ) {
    this.#run = new LoggedRun(file, context);
  }

  /** Reads the records that are whole; the rest waits for the next piece. */
  take(piece: Uint8Array): void {
    this.#before += this.#cursor.at;
    this.#cursor.extend(piece);
    while (this.#cursor.at < this.#cursor.length) {
      const begin = this.#cursor.at;
      const added: number[] = [];
      try {
        this.#record(added);
      } catch (error) {
        if (error instanceof NoRecord) throw this.#damaged(error.message, begin);
        if (!(error instanceof EndOfPiece)) throw error;
        // The record is read again from its beginning; what it brought must not count as known.
        for (const number of added) this.#texts.delete(number);
        this.#cursor.at = begin;
        if (this.#cursor.length - begin > 4 * longestText) throw this.#damaged('a record does not end', begin);
        return;
      }
    }
  }

  #damaged(reason: string, at: number): Error {
    const written = this.#header ? ` Gatling ${this.#header.version} wrote it.` : '';
    return this.context.refusal(this.file, {
      message: `The binary log cannot be read on: ${reason}.${written}`,
      where: { byte: this.#before + at, line: 1 },
      hint: 'If the file is whole, its version of Gatling has another layout: import js/stats.json from the report of the same run.',
    });
  }

  #record(added: number[]): void {
    const cursor = this.#cursor;
    const kind = cursor.byte();
    if (!this.#header) {
      if (kind !== kinds.run) throw new NoRecord('it does not begin with the record of the run');
      this.#readHeader();
      return;
    }
    const { start } = this.#header;
    const place = { byte: this.#before + cursor.at - 1 };
    switch (kind) {
      case kinds.request: {
        const groups = this.#groups(added);
        const name = this.#shared(added);
        const [from, to] = [cursor.int(), cursor.int()];
        const ok = cursor.truth();
        const message = this.#shared(added).trim();
        const request = { groups, name, start: start + from, end: start + to, ok, message };
        const unusable = this.#run.request(request, place);
        if (unusable) this.#run.skipped.add(unusable, place);
        return;
      }
      case kinds.user: {
        const scenario = cursor.int();
        const starts = cursor.truth();
        cursor.int();
        this.#run.user(this.#header.scenarios[scenario] ?? `scenario ${scenario}`, starts);
        return;
      }
      case kinds.group: {
        const groups = this.#groups(added);
        const [from, to, sum] = [cursor.int(), cursor.int(), cursor.int()];
        const unusable = this.#run.group(groups, start + from, start + to, sum, cursor.truth(), place);
        if (unusable) this.#run.skipped.add(unusable, place);
        return;
      }
      case kinds.error:
        this.#shared(added);
        cursor.int();
        this.#run.error();
        return;
      default:
        throw new NoRecord(`no record begins with ${kind}`);
    }
  }

  #readHeader(): void {
    const cursor = this.#cursor;
    const [written, simulation] = [cursor.text(), cursor.text()];
    const start = cursor.long();
    if (start < 0 || start > 8.64e15) throw new NoRecord('the start of the run is no time');
    const description = cursor.text().trim();
    const scenarios: string[] = [];
    for (let left = cursor.length32(mostEntries); left > 0; left -= 1) scenarios.push(cursor.text());
    for (let left = cursor.length32(mostEntries); left > 0; left -= 1) cursor.skip(cursor.length32(longestText));
    this.#header = { version: written, simulation, start, description, scenarios };
  }

  #groups(added: number[]): string[] {
    return Array.from({ length: this.#cursor.length32(1000) }, () => this.#shared(added));
  }

  #shared(added: number[]): string {
    const number = this.#cursor.int();
    if (number >= 0) {
      const text = this.#cursor.text();
      this.#texts.set(number, text);
      added.push(number);
      return text;
    }
    const known = this.#texts.get(-number);
    if (known === undefined) throw new NoRecord(`text ${-number} was never written`);
    return known;
  }

  finished(): ParsedRun {
    const header = this.#header;
    const left = this.#cursor.length - this.#cursor.at;
    if (!header) throw this.#damaged('the record of the run is cut off', this.#cursor.at);
    if (left > 0) {
      this.#run.skipped.add({ reason: 'the last record is cut off' }, { byte: this.#before + this.#cursor.at });
    }
    return this.#run.finished(logFormat(header.version), 'row', {
      toolVersion: header.version,
      simulation: header.simulation,
      ...(header.description !== '' && { description: header.description }),
      layout: 'binary',
    });
  }
}
