import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { QueriedRows } from '../importers/interface';

/** What a database for one file may take: measured so that a result of 10,000,000 rows is read in it. */
const memoryLimit = '160MB';
const threads = '2';
/** How often progress is asked for, in milliseconds. */
const progressEvery = 100;

export interface DatabaseOptions {
  /** The files that may be read; nothing else on the machine can be. */
  files: readonly string[];
  signal?: AbortSignal | undefined;
  /** Share of the running query that is done, from 0 to 1. */
  onProgress?: ((share: number) => void) | undefined;
}

/** A database in memory that can read the named files and nothing else, and its folder for what does not fit in memory. */
export interface FileDatabase extends QueriedRows {
  /** Runs a statement. Throws `cancelled` when the signal says so; DuckDB's own error for what it cannot do. */
  run(sql: string, values?: readonly string[]): Promise<void>;
  /** The rows of an answer in batches as they come, so that none need be held. */
  batches(sql: string): AsyncIterable<(number | string | boolean | null)[][]>;
  /** An owner-only folder that goes when the database is closed. */
  readonly folder: string;
}

/**
 * Opens a database over files, gives it to `use`, and takes it away again with everything that it wrote. Extensions, the network and
 * all other files are out of its reach. Throws `cancelled` within moments of the signal.
 */
export async function withFileDatabase<T>(
  options: DatabaseOptions,
  use: (database: FileDatabase) => Promise<T>,
): Promise<T> {
  const { signal } = options;
  stopIfCancelled(signal);
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const folder = await mkdtemp(join(tmpdir(), 'proofdesk-rows-'));
  const instance = await DuckDBInstance.create(':memory:', {
    threads,
    memory_limit: memoryLimit,
    temp_directory: join(folder, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  const watch = watching(connection, options.onProgress);
  const guarded = async <R>(work: () => Promise<R>): Promise<R> => {
    stopIfCancelled(signal);
    try {
      return await work();
    } catch (thrown) {
      stopIfCancelled(signal);
      throw thrown;
    }
  };
  try {
    await connection.run(
      `SET allowed_paths = ${list(options.files)}; SET allowed_directories = ${list([folder])};
       SET enable_external_access = false; SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET lock_configuration = true`,
    );
    return await use({
      folder,
      run: (sql, values) =>
        guarded(async () => {
          await connection.run(sql, values ? [...values] : undefined);
        }),
      all: (sql) =>
        guarded(
          async () => (await connection.runAndReadAll(sql)).getRowsJS() as (number | string | boolean | null)[][],
        ),
      async *batches(sql) {
        const result = await guarded(() => connection.stream(sql));
        const rows = result.yieldRowsJs()[Symbol.asyncIterator]();
        for (;;) {
          const next = await guarded(() => rows.next());
          if (next.done) return;
          yield next.value as (number | string | boolean | null)[][];
        }
      },
    });
  } finally {
    clearInterval(watch);
    signal?.removeEventListener('abort', interrupt);
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

function watching(
  connection: DuckDBConnection,
  tell: ((share: number) => void) | undefined,
): NodeJS.Timeout | undefined {
  if (!tell) return undefined;
  return setInterval(() => {
    const { percentage } = connection.progress;
    if (percentage > 0) tell(Math.min(1, percentage / 100));
  }, progressEvery);
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ProofdeskError({ code: 'cancelled', message: 'Reading was cancelled.' });
}

/** A text as SQL writes it. Settings take no parameters, so names of files are written out. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const list = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;
