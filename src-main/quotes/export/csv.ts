import { formatCsv } from '../../../src-shared/kernel/csv-text';
import type { Cell, ExportTable } from './tables';

/** One word for each table's rows, so that a script can tell them apart. */
const PART = { lines: 'line', bills: 'bill', totals: 'total' } as const;

const plain = (cell: Cell | undefined): string => (cell ? (Object.values(cell)[0] as string) : '');

/**
 * The tables as one CSV: a first column says what a row is (`line`, `bill`, `total`), the others are those of all tables. Headings are
 * fixed names, the same in every language; numbers are plain decimals with a point; no cell is read as a formula.
 */
export function exportCsv(tables: readonly ExportTable[]): string {
  const keys = [...new Set(tables.flatMap(({ columns }) => columns.map(({ key }) => key)))];
  return formatCsv([
    ['part', ...keys],
    ...tables.flatMap(({ name, columns, rows }) => {
      const own = new Set(columns.map(({ key }) => key));
      return rows.map((row) => [PART[name], ...keys.map((key) => (own.has(key) ? plain(row[key]) : ''))]);
    }),
  ]);
}
