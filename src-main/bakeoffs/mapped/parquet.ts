import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columnsOf, type MappingContent } from '../../../src-shared/bakeoffs';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { HarnessSource } from '../harness-file';
import type { ParsedRun } from '../importers/interface';
import { type FileDatabase, literal, withFileDatabase } from '../tables/database';
import type { Cell } from './cells';
import { GatheredRun } from './gathered-run';
import { rowReader } from './row-reader';
import { listed, type MappedSource } from './source';
import { isElapsed } from './times';

type ParquetMapping = Extract<MappingContent, { kind: 'parquet' }>;

/** The four bytes with which a Parquet file begins and ends. */
export const parquetMark = 'PAR1';

export const isParquet = (head: Uint8Array): boolean =>
  Buffer.from(head.subarray(0, 4)).toString('latin1') === parquetMark;

export interface ParquetOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((share: number) => void) | undefined;
  /** Read no more rows than this. */
  rows?: number | undefined;
}

/** Reads a Parquet file through its mapping, in batches of rows. */
export async function readParquet(
  { file, context, content }: MappedSource<ParquetMapping>,
  source: HarnessSource,
  options: ParquetOptions = {},
): Promise<ParsedRun> {
  if (!isParquet(file.head)) {
    throw context.refusal(file, {
      message: 'This is no Parquet file: it does not begin with PAR1.',
      where: { byte: 0 },
    });
  }
  const columns = columnsOf(content);
  const gathered = new GatheredRun(file, context, { times: content.time !== null, outcomes: content.outcome !== null });
  const read = rowReader(content, columns, gathered);
  await withParquet(source, options, async (database, table) => {
    const known = await typesOf(database, table);
    const chosen = columns.map((column) => {
      const type = known.get(column);
      const expression = type === undefined ? undefined : cellExpression(column, type);
      if (expression !== undefined) return expression;
      throw context.refusal(file, {
        message:
          type === undefined
            ? `There is no column “${column}” in this file.`
            : `The column “${column}” holds ${type}, no single values.`,
        hint: `Its columns are ${listed([...known.keys()])}.`,
      });
    });
    const limit = options.rows === undefined ? '' : ` LIMIT ${options.rows}`;
    let number = 0;
    for await (const batch of database.batches(`SELECT ${chosen.join(', ')} FROM ${table}${limit}`)) {
      for (const cells of batch) {
        number += 1;
        const unusable = read((place) => cells[place] as Cell);
        // Rows are the lines of such a file.
        if (unusable) gathered.skipped.add(unusable, { line: number });
      }
    }
  }).catch((thrown: unknown) => {
    if (thrown instanceof ProofdeskError) throw thrown;
    throw context.refusal(file, {
      message: 'The Parquet file is damaged or was cut off.',
      where: { byte: file.size },
      hint: `What reads it says: ${String((thrown as Error).message)
        .split('\n', 1)[0]!
        .slice(0, 300)
        .replaceAll(tmpdir(), '')}`,
    });
  });
  return gathered.finish({
    format: 'mapped-parquet',
    noun: 'row',
    repetitions: content.repetitions,
    elapsed: content.time !== null && isElapsed(content.time),
    metadata: {},
  });
}

/** Opens a database over one Parquet file and nothing else; `table` is what to select from. Bytes are put into a file of their own for it. */
export async function withParquet<T>(
  source: HarnessSource,
  options: ParquetOptions,
  use: (database: FileDatabase, table: string) => Promise<T>,
): Promise<T> {
  const { signal, onProgress } = options;
  if ('path' in source) {
    return withFileDatabase({ files: [source.path], signal, onProgress }, (database) =>
      use(database, `read_parquet(${literal(source.path)})`),
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'proofdesk-parquet-'));
  try {
    const path = join(folder, 'rows.parquet');
    await writeFile(path, source.bytes, { mode: 0o600 });
    return await withFileDatabase({ files: [path], signal, onProgress }, (database) =>
      use(database, `read_parquet(${literal(path)})`),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The types of the columns by name; fields of structures by their path with points. */
export async function typesOf(database: FileDatabase, table: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [name, type] of await database.all(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${table})`,
  )) {
    found.set(String(name), String(type));
  }
  return found;
}

const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A column as a cell: numbers and truth values as they are, times as ISO 8601, all else as text; undefined for lists and structures. */
export function cellExpression(column: string, type: string): string | undefined {
  const name = quotedName(column);
  if (/[[(]|STRUCT|MAP|UNION|BLOB/.test(type) && !type.startsWith('DECIMAL') && !type.startsWith('ENUM'))
    return undefined;
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/.test(type)) return `${name}::DOUBLE`;
  if (type === 'BOOLEAN') return name;
  if (type.startsWith('TIMESTAMP')) {
    const zone = type === 'TIMESTAMP WITH TIME ZONE' ? " || 'Z'" : '';
    return `strftime(make_timestamp(epoch_us(${name})), '%Y-%m-%dT%H:%M:%S.%f')${zone}`;
  }
  return `${name}::VARCHAR`;
}
