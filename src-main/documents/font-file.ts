import { ProofdeskError } from '../../src-shared/kernel/errors';

/** One entry of an OpenType font's table directory (OpenType 1.9, "Font file"). */
interface Table {
  offset: number;
  length: number;
}

/** Name table entries that hold a family: family, full name, typographic family. */
const FAMILY_NAME_IDS = new Set([1, 4, 16]);

/** A typesetting font: its bytes and which characters it can show. */
export interface FontFile {
  bytes: Buffer;
  family: string;
  /** Whether the font has a glyph for a Unicode code point. */
  has(codePoint: number): boolean;
}

/**
 * Reads a TrueType or OpenType font.
 *
 * @param renamed Gives the family a name of exactly as many characters in memory, so that no font of the same name that happens
 * to be installed on the machine can ever be picked in its place: a page must come out the same everywhere.
 */
export function readFont(bytes: Uint8Array, name: string, renamed?: string): FontFile {
  const font = Buffer.from(bytes);
  try {
    const tables = tableDirectory(font);
    const family = familyName(font, need(tables, 'name'));
    if (renamed) renameFamily(font, need(tables, 'name'), family, renamed);
    return { bytes: font, family: renamed ?? family, has: coverage(font, need(tables, 'cmap')) };
  } catch (cause) {
    throw new ProofdeskError(
      {
        code: 'bad-input',
        message: `${name} is not a font that documents can be set in: ${cause instanceof Error ? cause.message : cause}.`,
        where: { file: name },
        hint: 'Give a static TrueType or OpenType font (.ttf or .otf).',
      },
      { cause },
    );
  }
}

function tableDirectory(font: Buffer): Map<string, Table> {
  const tables = new Map<string, Table>();
  const signature = font.readUInt32BE(0);
  if (signature !== 0x00010000 && signature !== 0x4f54544f) throw new Error('it does not start as one');
  const count = font.readUInt16BE(4);
  for (let index = 0; index < count; index += 1) {
    const at = 12 + 16 * index;
    const table = { offset: font.readUInt32BE(at + 8), length: font.readUInt32BE(at + 12) };
    if (table.offset + table.length > font.length) throw new Error('a table lies outside the file');
    tables.set(font.toString('latin1', at, at + 4), table);
  }
  return tables;
}

function need(tables: Map<string, Table>, tag: string): Table {
  const table = tables.get(tag);
  if (!table) throw new Error(`it has no ${tag} table`);
  return table;
}

/** Calls `visit` with each record of the name table: its id, where its text lies, and whether that is UTF-16. */
function eachName(
  font: Buffer,
  { offset }: Table,
  visit: (id: number, from: number, to: number, wide: boolean) => void,
) {
  const count = font.readUInt16BE(offset + 2);
  const texts = offset + font.readUInt16BE(offset + 4);
  for (let index = 0; index < count; index += 1) {
    const record = offset + 6 + 12 * index;
    const from = texts + font.readUInt16BE(record + 10);
    visit(font.readUInt16BE(record + 6), from, from + font.readUInt16BE(record + 8), font.readUInt16BE(record) !== 1);
  }
}

const decodeName = (font: Buffer, from: number, to: number, wide: boolean): string => {
  if (!wide) return font.toString('latin1', from, to);
  return Buffer.from(font.subarray(from, to)).swap16().toString('utf16le');
};

function familyName(font: Buffer, table: Table): string {
  const found = new Map<number, string>();
  eachName(font, table, (id, from, to, wide) => {
    if (wide && !found.has(id)) found.set(id, decodeName(font, from, to, wide));
  });
  const family = found.get(16) ?? found.get(1);
  if (!family) throw new Error('it names no family');
  return family;
}

function renameFamily(font: Buffer, table: Table, family: string, renamed: string): void {
  if (renamed.length !== family.length) throw new Error(`“${renamed}” is not as long as “${family}”`);
  eachName(font, table, (id, from, to, wide) => {
    if (!FAMILY_NAME_IDS.has(id) || !decodeName(font, from, to, wide).startsWith(family)) return;
    const text = wide ? Buffer.from(renamed, 'utf16le').swap16() : Buffer.from(renamed, 'latin1');
    text.copy(font, from);
  });
}

/** The characters of the font's best Unicode subtable, format 12 (all planes) or 4 (the first). */
function coverage(font: Buffer, { offset }: Table): (codePoint: number) => boolean {
  const subtables: { format: number; at: number }[] = [];
  const count = font.readUInt16BE(offset + 2);
  for (let index = 0; index < count; index += 1) {
    const platform = font.readUInt16BE(offset + 4 + 8 * index);
    const at = offset + font.readUInt32BE(offset + 8 + 8 * index);
    if (platform === 0 || platform === 3) subtables.push({ format: font.readUInt16BE(at), at });
  }
  const full = subtables.find((subtable) => subtable.format === 12);
  const basic = subtables.find((subtable) => subtable.format === 4);
  const ranges = full ? rangesOfFormat12(font, full.at) : basic ? rangesOfFormat4(font, basic.at) : null;
  if (!ranges) throw new Error('it has no Unicode character map');
  return (codePoint) => {
    let low = 0;
    let high = ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [from, to] = ranges[middle]!;
      if (codePoint < from) high = middle - 1;
      else if (codePoint > to) low = middle + 1;
      else return true;
    }
    return false;
  };
}

function rangesOfFormat12(font: Buffer, at: number): [number, number][] {
  const groups = font.readUInt32BE(at + 12);
  return Array.from({ length: groups }, (_, index) => {
    const group = at + 16 + 12 * index;
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)];
  });
}

function rangesOfFormat4(font: Buffer, at: number): [number, number][] {
  const segments = font.readUInt16BE(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + 2 * segments + 2;
  return Array.from({ length: segments }, (_, index): [number, number] => [
    font.readUInt16BE(starts + 2 * index),
    font.readUInt16BE(ends + 2 * index),
  ]).filter(([from]) => from !== 0xffff);
}
