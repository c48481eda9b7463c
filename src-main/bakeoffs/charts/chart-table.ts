import type { ChartTable } from '../../../src-shared/bakeoffs';
import { formatCsv } from '../../../src-shared/kernel/csv-text';

/** A number without an exponent, which not every spreadsheet reads, with the digits that tell it from every other number. */
export function decimalText(value: number): string {
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value));
  if (!parts) return String(value);
  const [, sign = '', whole = '', fraction = '', power = ''] = parts;
  const [digits, exponent] = [whole + fraction, Number(power)];
  return exponent < 0 ? `${sign}0.${'0'.repeat(-exponent - 1)}${digits}` : sign + digits.padEnd(exponent + 1, '0');
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
