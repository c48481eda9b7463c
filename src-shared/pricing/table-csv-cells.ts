import type { CsvRow } from '../kernel/csv-text';
import { unguardFormula } from '../kernel/csv-text';
import { listSeparator } from './model-csv-columns';
import type { TableColumnSpec } from './table-csv-columns';
import type { TableProblem } from './table-problem';

/** A row of a table: its line in the file and what its cells say, by field. */
export interface TableRow {
  line: number;
  values: Record<string, unknown>;
}

const decimalPattern = /^-?\d{1,30}(?:\.\d{1,12})?$/;
const percentPattern = /^\d{1,3}(?:\.\d{1,2})?$/;

/** Reads the cells of a table by its columns. Every cell that cannot be read is named by line and column; nothing is guessed. */
export function readTableRows(
  rows: readonly CsvRow[],
  columns: readonly TableColumnSpec[],
  problems: TableProblem[],
): TableRow[] {
  const header = headerOf(rows[0]!, columns, problems);
  return rows.slice(1).flatMap((row): TableRow[] => {
    if (row.cells.every((cell) => cell.trim() === '')) {
      problems.push({ severity: 'warning', line: row.line, column: null, message: 'A blank line was skipped' });
      return [];
    }
    if (row.cells.length > header.length) {
      const message = `There are ${row.cells.length} cells, but ${header.length} columns`;
      const hint = 'A decimal comma, or a separator inside a text without quotation marks, does this.';
      problems.push({ severity: 'error', line: row.line, column: null, message, hint });
      return [];
    }
    const values: Record<string, unknown> = {};
    for (const [index, spec] of header.entries()) {
      if (!spec) continue;
      const cell = unguardFormula((row.cells[index] ?? '').trim());
      if (cell === '') {
        if (spec.needed) {
          const message = `${spec.column} is missing`;
          problems.push({ severity: 'error', line: row.line, column: spec.column, message });
        }
        continue;
      }
      const read = readCell(cell, spec);
      if ('value' in read) values[spec.field] = read.value;
      else problems.push({ severity: 'error', line: row.line, column: spec.column, ...read });
    }
    return [{ line: row.line, values }];
  });
}

function headerOf(
  row: CsvRow,
  columns: readonly TableColumnSpec[],
  problems: TableProblem[],
): (TableColumnSpec | null)[] {
  const seen = new Set<string>();
  const header = row.cells.map((cell) => {
    const spec = columns.find(({ column }) => column.toLowerCase() === cell.trim().toLowerCase()) ?? null;
    const message = !spec
      ? `There is no column ${JSON.stringify(cell)} in this table`
      : seen.has(spec.column)
        ? `The column ${spec.column} is there twice`
        : null;
    if (message) problems.push({ severity: 'error', line: row.line, column: spec?.column ?? cell, message });
    if (spec) seen.add(spec.column);
    return spec;
  });
  for (const { column, needed } of columns) {
    if (needed && !seen.has(column)) {
      problems.push({ severity: 'error', line: row.line, column, message: `The column ${column} is missing` });
    }
  }
  return header;
}

function readCell(cell: string, { kind }: TableColumnSpec): { value: unknown } | { message: string; hint?: string } {
  const comma = cell.includes(',') ? { hint: 'Write decimals with a point and without grouping, such as 12.50.' } : {};
  switch (kind) {
    case 'text':
      return { value: cell };
    case 'list':
      return {
        value: cell
          .split(listSeparator)
          .map((own) => own.trim())
          .filter(Boolean),
      };
    case 'decimal':
      return decimalPattern.test(cell)
        ? { value: cell }
        : { message: `${JSON.stringify(cell)} is not a decimal number`, ...comma };
    case 'percent': {
      const number = cell.replace(/\s*%$/, '');
      return percentPattern.test(number) && Number(number) <= 100
        ? { value: Math.round(Number(number) * 100) }
        : { message: `${JSON.stringify(cell)} is not a percentage from 0 to 100 with two places at most`, ...comma };
    }
    case 'integer':
      return /^\d{1,6}$/.test(cell)
        ? { value: Number(cell) }
        : { message: `${JSON.stringify(cell)} is not a whole number` };
    case 'yes-no': {
      const said = cell.toLowerCase();
      if (said === 'yes' || said === 'true') return { value: true };
      if (said === 'no' || said === 'false') return { value: false };
      return { message: `${JSON.stringify(cell)} is neither yes nor no` };
    }
  }
}

/** A value as its cell is written. */
export function writeCell(value: unknown, { kind }: TableColumnSpec): string {
  if (value === undefined || value === null) return '';
  if (kind === 'percent') return String(Number(value) / 100);
  if (kind === 'list') return (value as string[]).join(listSeparator);
  if (kind === 'yes-no') return value ? 'yes' : 'no';
  return String(value);
}
