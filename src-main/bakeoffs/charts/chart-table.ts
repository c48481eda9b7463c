import type { ChartTable } from '../../../src-shared/bakeoffs';
import { formatCsv } from '../../../src-shared/kernel/csv-text';

/** A number without an exponent, which not every spreadsheet reads, with all digits that it has. */
export function decimalText(value: number): string {
  const short = String(value);
  if (!short.includes('e')) return short;
  if (Math.abs(value) >= 1e15) return BigInt(value).toString();
  const digits = Math.min(100, 16 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(digits).replace(/\.?0+$/, '');
}

/**
 * A picture's table as CSV. Units stand in the heads; no cell becomes a formula. A mark stands in a column of its own in every row, so
 * that it stays with each of them.
 */
export function chartCsv({ columns, rows }: ChartTable, mark: string | null): string {
  const marked = (row: string[], cell: string) => (mark === null ? row : [...row, cell]);
  return formatCsv([
    marked(
      columns.map(({ label, unit }) => (unit ? `${label} (${unit})` : label)),
      'Use',
    ),
    ...rows.map((row) =>
      marked(
        row.map((cell) => (cell === null ? '' : typeof cell === 'number' ? decimalText(cell) : cell)),
        mark ?? '',
      ),
    ),
  ]);
}
