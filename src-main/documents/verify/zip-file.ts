import { inflateRawSync } from 'node:zlib';
import { ProofdeskError } from '../../../src-shared/kernel/errors';

const LARGEST_FILE = 2 * 1024 ** 3;
const LARGEST_EXPANDED = 4 * 1024 ** 3;
/** One entry is held in memory as a whole. */
const LARGEST_ENTRY = 1024 ** 3;
const MOST_ENTRIES = 10_000;
/** Text that is compressed more than this is made to be a bomb; real logs stay under a fifth of it. */
const HIGHEST_RATIO = 400;
const RATIO_MATTERS_FROM = 16 * 1024 * 1024;

/** How much an archive may hold; what is left out is as for evidence bundles. */
export interface ZipLimits {
  /** Bytes of the archive, of one entry and of all of them expanded. */
  file?: number;
  entry?: number;
  expanded?: number;
  entries?: number;
}

interface Entry {
  name: string;
  method: number;
  compressed: number;
  expanded: number;
  offset: number;
}

/** Whether bytes begin as a zip archive does. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/**
 * Reads an archive from an unknown hand. Paths, number of entries and sizes are checked in its directory before anything is
 * expanded, and each entry is expanded no further than it said.
 *
 * @throws ProofdeskError `bad-input` naming what is wrong and the byte it is at.
 */
export function readZip(bytes: Uint8Array, file: string, limits: ZipLimits = {}): Map<string, Uint8Array> {
  const { file: largest = LARGEST_FILE } = limits;
  if (bytes.length > largest) throw refuse(file, `is larger than ${inWords(largest)}`);
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(archive, file, limits);
  checkEntries(entries, file, limits);
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (!entry.name.endsWith('/')) files.set(entry.name, expand(archive, entry, file));
  }
  return files;
}

function readDirectory(archive: Buffer, file: string, { entries: most = MOST_ENTRIES }: ZipLimits): Entry[] {
  // The end record stands in the last 64 KB, before a comment (APPNOTE 6.3.10, 4.3.16).
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > archive.length || archive.length - end > 65_557)
    throw refuse(file, 'is cut off: it has no directory', archive.length);
  const count = archive.readUInt16LE(end + 10);
  const size = archive.readUInt32LE(end + 12);
  const start = archive.readUInt32LE(end + 16);
  if (count > most) throw refuse(file, `has ${count} entries, more than ${most}`, end);
  if (start + size > end) throw refuse(file, 'has a directory that lies outside of it', end);
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || archive.readUInt32LE(at) !== 0x02014b50) throw refuse(file, 'has a damaged directory', at);
    const flags = archive.readUInt16LE(at + 8);
    const nameLength = archive.readUInt16LE(at + 28);
    if (flags & 1) throw refuse(file, 'is encrypted', at);
    entries.push({
      method: archive.readUInt16LE(at + 10),
      compressed: archive.readUInt32LE(at + 20),
      expanded: archive.readUInt32LE(at + 24),
      offset: archive.readUInt32LE(at + 42),
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function checkEntries(
  entries: readonly Entry[],
  file: string,
  { entry: largestEntry = LARGEST_ENTRY, expanded: largestExpanded = LARGEST_EXPANDED }: ZipLimits,
): void {
  const names = new Set<string>();
  let expanded = 0;
  for (const { name, compressed, expanded: size, offset, method } of entries) {
    const parts = name.replace(/\/$/, '').split('/');
    if (
      name === '' ||
      /[\\\0]/.test(name) ||
      /^([a-z]:|\/)/i.test(name) ||
      parts.some((part) => part === '' || part === '.' || part === '..')
    ) {
      throw refuse(file, `has an entry with a path that leads outside: ${JSON.stringify(name)}`, offset);
    }
    const folded = name.toLowerCase().normalize('NFC');
    if (names.has(folded)) throw refuse(file, `has two entries named ${JSON.stringify(name)}`, offset);
    names.add(folded);
    if (method !== 0 && method !== 8) throw refuse(file, `packs ${name} in a way that is not known`, offset);
    expanded += size;
    if (size > largestEntry || expanded > largestExpanded)
      throw refuse(file, `expands to more than ${inWords(largestExpanded)}`, offset);
    if (size > RATIO_MATTERS_FROM && size > compressed * HIGHEST_RATIO) {
      throw refuse(file, `holds ${name}, which expands ${Math.round(size / Math.max(1, compressed))}-fold`, offset);
    }
  }
}

const inWords = (bytes: number): string => (bytes >= 1024 ** 3 ? `${bytes / 1024 ** 3} GB` : `${bytes / 1024 ** 2} MB`);

function expand(archive: Buffer, entry: Entry, file: string): Uint8Array {
  const { offset, name } = entry;
  if (offset + 30 > archive.length || archive.readUInt32LE(offset) !== 0x04034b50)
    throw refuse(file, `has a damaged entry ${name}`, offset);
  const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  const localName = archive.toString('utf8', offset + 30, offset + 30 + archive.readUInt16LE(offset + 26));
  if (localName !== name) throw refuse(file, `names an entry ${name} in one place and ${localName} in another`, offset);
  const packed = archive.subarray(start, start + entry.compressed);
  if (packed.length !== entry.compressed) throw refuse(file, `is cut off inside ${name}`, start);
  try {
    const content =
      entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.expanded) });
    if (content.length === entry.expanded) return content;
  } catch (cause) {
    throw refuse(file, `has a damaged entry ${name}`, start, cause);
  }
  throw refuse(file, `has an entry ${name} of another length than it says`, start);
}

function refuse(file: string, why: string, byte?: number, cause?: unknown): ProofdeskError {
  return new ProofdeskError(
    { code: 'bad-input', message: `${file} ${why}.`, where: { file, ...(byte !== undefined && { byte }) } },
    { cause },
  );
}
