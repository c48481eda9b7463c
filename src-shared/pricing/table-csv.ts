import { type CsvRow, formatCsv, parseCsv } from '../kernel/csv-text';
import { ProofdeskError } from '../kernel/errors';
import { type PricingModel, pricingModelSchema } from './model';
import { modelFromCsv, modelToCsv } from './model-csv';
import { readTableRows, writeCell } from './table-csv-cells';
import { type CsvTable, csvTables, tableColumns } from './table-csv-columns';
import { tableRows, tableValue } from './table-csv-rows';
import type { TableProblem } from './table-problem';
import { validateModel } from './validate-model';

/** A model with one of its tables read anew from a file; null where the file cannot be read. */
export interface ReadTable {
  /** Which table the header names; null where it names none. */
  table: CsvTable | 'skus' | null;
  model: PricingModel | null;
  problems: TableProblem[];
}

/**
 * Reads a table of a model from CSV: its items, bundles, pairs, limits, floors, multi-year discounts, partner tiers, exchange rates or
 * taxes, known by the header. The table takes the place of the model's own; the rest stays. Every cell that cannot be read, and every
 * row that makes the model impossible, is named by line and column.
 */
export function modelTableFromCsv(text: string, model: PricingModel): ReadTable {
  const problems: TableProblem[] = [];
  let rows: CsvRow[];
  try {
    rows = parseCsv(text);
  } catch (error) {
    if (!(error instanceof ProofdeskError)) throw error;
    const problem = {
      severity: 'error' as const,
      line: error.where?.line ?? null,
      column: null,
      message: error.message,
    };
    return { table: null, model: null, problems: [problem] };
  }
  const table = rows[0] ? tableOf(rows[0].cells) : null;
  if (table === 'skus') {
    const { skus: _skus, ...rest } = model;
    return { table, ...modelFromCsv(text, rest) };
  }
  if (table === null) {
    const message = rows[0] ? 'Its columns are those of no table of a pricing model' : 'The file is empty';
    const hint = `Items have ${skuMark.join(', ')}; ${csvTables.map((own) => `${own}: ${needed(own).join(', ')}`).join('; ')}.`;
    return {
      table: null,
      model: null,
      problems: [{ severity: 'error', line: rows[0]?.line ?? null, column: null, message, hint }],
    };
  }
  const read = readTableRows(rows, tableColumns[table], problems);
  const { value, lineOf } = tableValue(table, read, problems);
  if (problems.some(({ severity }) => severity === 'error')) return { table, model: null, problems };
  const whole = { ...model, [table]: value };
  const place = (path: readonly string[]): Pick<TableProblem, 'line' | 'column'> => ({
    line: lineOf(path),
    column: columnOf(table, path),
  });
  const parsed = pricingModelSchema.safeParse(whole);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const [first, ...path] = issue.path.map(String);
      const where = first === table ? place(path) : { line: null, column: null };
      problems.push({ severity: 'error', ...where, message: issue.message });
    }
    return { table, model: null, problems };
  }
  for (const { field, severity, message } of validateModel(parsed.data)) {
    const [first, ...path] = field.split('.');
    if (first === table) problems.push({ severity, ...place(path), message });
  }
  return { table, model: parsed.data, problems };
}

/** One table of a model as CSV; reading it back gives the same table. Cells that a spreadsheet takes for a formula are guarded. */
export function modelTableToCsv(model: PricingModel, table: CsvTable | 'skus'): string {
  if (table === 'skus') return modelToCsv(model);
  const columns = tableColumns[table];
  const rows = tableRows(model, table).map((row) => columns.map((spec) => writeCell(row[spec.field], spec)));
  return formatCsv([columns.map(({ column }) => column), ...rows]);
}

const skuMark = ['code', 'name', 'family', 'unit', 'billingPeriod', 'rate'];

function needed(table: CsvTable): string[] {
  return tableColumns[table].filter((spec) => spec.needed).map(({ column }) => column);
}

/** The table whose needed columns are all there, the one with the most of them first. */
function tableOf(cells: readonly string[]): CsvTable | 'skus' | null {
  const header = new Set(cells.map((cell) => cell.trim().toLowerCase()));
  if (header.has('code') && header.has('rate')) return 'skus';
  const has = (column: string): boolean => header.has(column.toLowerCase());
  const fitting = csvTables.filter((table) => needed(table).every(has));
  const known = (table: CsvTable): number => tableColumns[table].filter(({ column }) => has(column)).length;
  return fitting.sort((a, b) => known(b) - known(a))[0] ?? null;
}

function columnOf(table: CsvTable, path: readonly string[]): string | null {
  const last = path.findLast((part) => !/^\d+$/.test(part));
  if (last === undefined) return null;
  if (table === 'bundles' && last === 'discountBasisPoints') return path.length > 2 ? 'partDiscount' : 'discount';
  if (table === 'bundles' && (last === 'parts' || last === 'choices')) return 'part';
  if (last === 'royalties') return 'royaltySku';
  if (last === 'default') return 'marginFloor';
  return tableColumns[table].find(({ field }) => field === last)?.column ?? last;
}
