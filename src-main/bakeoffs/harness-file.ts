import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { readingProblem } from '../../src-core/files/named-file';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type HarnessFile, headLength } from './importers/interface';

/** Where the bytes of a harness file come from: a path, or bytes that are already there (out of a bundle). */
export type HarnessSource = { name: string; path: string } | { name: string; bytes: Uint8Array };

export interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** Called with the number of bytes of the file that were just read. */
  onRead?: (bytes: number) => void;
}

const pieceLength = 1024 * 1024;
/** A compressed file that grows beyond this is not read on. */
const longestExpanded = 4 * 1024 ** 3;

type Bytes = AsyncGenerator<Uint8Array>;

/**
 * Opens a harness file for a reader: finds out its encoding (UTF-8 with or without byte-order mark, UTF-16, gzip around either)
 * and gives its text as UTF-8. Throws `not-found` for a path that is not there, `cancelled` when the signal says so while reading.
 */
export async function openHarnessFile(source: HarnessSource, options: ReadOptions = {}): Promise<HarnessFile> {
  const size = 'bytes' in source ? source.bytes.length : await sizeOf(source.path);
  const raw = (counted: boolean): Bytes => rawBytes(source, counted ? options : { signal: options.signal });
  const start = await firstBytes(raw(false));
  const compressed = start[0] === 0x1f && start[1] === 0x8b;
  const plain = (counted: boolean): Bytes => (compressed ? expanded(raw(counted), source) : raw(counted));
  const plainStart = compressed ? await firstBytes(plain(false)) : start;
  const encoding = encodingOf(plainStart);
  const text = (counted: boolean): Bytes => asUtf8(plain(counted), encoding);
  return {
    name: source.name,
    size,
    encoding,
    head: encoding === 'utf-8' ? plainStart : await firstBytes(text(false)),
    byteOffset: compressed || encoding.startsWith('utf-16') ? null : encoding === 'utf-8-bom' ? 3 : 0,
    chunks: () => text(true),
  };
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isFile()) return found.size;
  } catch (error) {
    throw fileError(error, path);
  }
  throw new ProofdeskError({ code: 'bad-input', message: 'This is no file that can be read.', where: { file: path } });
}

/** What the operating system said about a path, as an error of ours. */
export function fileError(error: unknown, path: string): ProofdeskError {
  const reason = (error as NodeJS.ErrnoException).code;
  if (reason !== 'ENOENT' && reason !== 'ENOTDIR') return readingProblem(error, path);
  const message = `There is no file or folder “${path}”.`;
  return new ProofdeskError({ code: 'not-found', message, where: { file: path } }, { cause: error });
}

async function* rawBytes(source: HarnessSource, { signal, onRead }: ReadOptions): Bytes {
  if ('bytes' in source) {
    for (let at = 0; at < source.bytes.length; at += pieceLength) {
      stopIfCancelled(signal);
      const piece = source.bytes.subarray(at, at + pieceLength);
      onRead?.(piece.length);
      yield piece;
    }
    return;
  }
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(source.path);
  } catch (error) {
    throw fileError(error, source.path);
  }
  try {
    const buffer = new Uint8Array(pieceLength);
    for (;;) {
      stopIfCancelled(signal);
      const { bytesRead } = await handle.read(buffer, 0, pieceLength);
      if (bytesRead === 0) return;
      onRead?.(bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ProofdeskError({ code: 'cancelled', message: 'Reading was cancelled.' });
}

/** The first `headLength` bytes, in memory of their own. */
async function firstBytes(bytes: Bytes): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    pieces.push(piece.slice(0, headLength - length));
    length += pieces.at(-1)!.length;
    if (length >= headLength) break;
  }
  return new Uint8Array(Buffer.concat(pieces));
}

async function* expanded(bytes: Bytes, source: HarnessSource): Bytes {
  const copies = async function* (): Bytes {
    for await (const piece of bytes) yield piece.slice();
  };
  const input = Readable.from(copies(), { objectMode: false });
  const output = createGunzip({ chunkSize: pieceLength });
  input.on('error', (error) => output.destroy(error));
  input.pipe(output);
  let length = 0;
  try {
    for await (const piece of output as AsyncIterable<Uint8Array>) {
      length += piece.length;
      if (length > longestExpanded) throw damaged(source, 'The compressed file expands to more than 4 GiB.');
      yield piece;
    }
  } catch (error) {
    if (error instanceof ProofdeskError) throw error;
    throw damaged(source, 'The compressed file is damaged or was cut off.', error);
  } finally {
    input.destroy();
    output.destroy();
  }
}

function damaged(source: HarnessSource, message: string, cause?: unknown): ProofdeskError {
  const file = 'path' in source ? source.path : source.name;
  return new ProofdeskError({ code: 'bad-input', message, where: { file } }, { cause });
}

/** By the byte-order mark, else by the zeros that every second byte of Latin text in UTF-16 is. */
function encodingOf(start: Uint8Array): 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' {
  const [a, b, c] = start;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8-bom';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const looked = Math.min(start.length, 1024) & ~1;
  let [even, odd] = [0, 0];
  for (let at = 0; at < looked; at += 2) {
    if (start[at] === 0) even += 1;
    if (start[at + 1] === 0) odd += 1;
  }
  if (odd > looked * 0.4 && even < looked * 0.05) return 'utf-16le';
  if (even > looked * 0.4 && odd < looked * 0.05) return 'utf-16be';
  return 'utf-8';
}

async function* asUtf8(bytes: Bytes, encoding: ReturnType<typeof encodingOf>): Bytes {
  if (encoding === 'utf-8') {
    yield* bytes;
  } else if (encoding === 'utf-8-bom') {
    let first = true;
    for await (const piece of bytes) {
      yield first ? piece.subarray(3) : piece;
      first = false;
    }
  } else {
    const decoder = new TextDecoder(encoding);
    for await (const piece of bytes) yield Buffer.from(decoder.decode(piece, { stream: true }), 'utf8');
    yield Buffer.from(decoder.decode(), 'utf8');
  }
}
