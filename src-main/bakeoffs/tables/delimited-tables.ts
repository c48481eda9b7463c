import { join } from 'node:path';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { HarnessFile, TableReader } from '../importers/interface';
import { literal, withFileDatabase } from './database';

/** Longer rows are not taken for rows. */
const longestRow = 1024 * 1024;
/** What is read of a file at once, in bytes; each thread holds some such pieces, so that much more would take memory and save no time. */
const pieceLength = 8 * longestRow;

/** Smaller files are read row by row sooner than a database is open. */
export const smallestQueried = 24 * 1024 * 1024;

export interface TableOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((share: number) => void) | undefined;
  /** For tests, which query small files too. */
  smallest?: number;
}

/** Queries over the delimited files among `paths`, the files of one run with where they lie. */
export function delimitedTables(paths: ReadonlyMap<HarnessFile, string>, options: TableOptions = {}): TableReader {
  return {
    async delimited(file, layout, use) {
      const path = paths.get(file);
      const plain = file.byteOffset !== null && file.size >= (options.smallest ?? smallestQueried);
      if (path === undefined || !plain) return null;
      return withFileDatabase({ ...options, files: [path] }, async (database) => {
        const kept = join(database.folder, 'measurements.parquet');
        const columns = Array.from({ length: layout.columns }, (_, index) => `c${index}: 'VARCHAR'`).join(', ');
        try {
          // Rows that do not fit are an error here: the reader then goes through the file with care and says what is wrong where.
          await database.run(
            `COPY (SELECT ${layout.select} FROM read_csv(${literal(path)}, auto_detect = false, header = ${layout.header},
               delim = ${literal(layout.delimiter)}, quote = '"', escape = '"', columns = {${columns}}, strict_mode = true,
               max_line_size = ${longestRow}, buffer_size = ${pieceLength})) TO ${literal(kept)} (FORMAT parquet, COMPRESSION snappy)`,
          );
        } catch (thrown) {
          if (thrown instanceof ProofdeskError) throw thrown;
          return null;
        }
        await database.run(
          `CREATE VIEW measurements AS SELECT *, file_row_number AS "row" FROM read_parquet(${literal(kept)}, file_row_number = true)`,
        );
        return use(database);
      });
    },
  };
}
