import { type CsvRow, parseCsv, unguardFormula } from '../kernel/csv-text';
import { ProofdeskError } from '../kernel/errors';
import { type PricingModel, pricingModelSchema } from './model';
import {
  allRateColumns,
  listSeparator,
  type ModelCells,
  type ModelColumn,
  modelColumns,
  neededColumns,
  rateColumns,
  tierColumns,
} from './model-csv-columns';
import type { TableProblem } from './table-problem';
import { validateModel } from './validate-model';

export { modelToCsv } from './model-csv-write';
export type { TableProblem } from './table-problem';

export interface ReadModel {
  /** Null when the text does not make a model; a model that is given may still have errors that forbid publishing. */
  model: PricingModel | null;
  problems: TableProblem[];
}

/** A SKU's rows: the first one and those of its further tiers. */
interface SkuRows {
  line: number;
  cells: ModelCells;
  tiers: { line: number; cells: ModelCells }[];
}

/**
 * Reads a catalogue from CSV and puts it into a model with the given name, currency, terms and limits. Nothing is guessed: every cell
 * that cannot be read is named by line and column, blank lines are said to be skipped. Decimals are written with a point.
 */
export function modelFromCsv(text: string, rest: Omit<PricingModel, 'skus'>): ReadModel {
  const problems: TableProblem[] = [];
  let rows: CsvRow[];
  try {
    rows = parseCsv(text);
  } catch (error) {
    if (!(error instanceof ProofdeskError)) throw error;
    return { model: null, problems: [problem(error.where?.line ?? null, null, error.message)] };
  }
  const header = readHeader(rows[0], problems);
  if (!header) return { model: null, problems };
  const skus = groupRows(readCells(rows.slice(1), header, problems), problems);
  const values = skus.map((sku) => skuValue(sku, problems));
  if (problems.some((own) => own.severity === 'error')) return { model: null, problems };
  const parsed = pricingModelSchema.safeParse({ ...rest, skus: values });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const sku = issue.path[0] === 'skus' ? skus[Number(issue.path[1])] : undefined;
      const { line, column } = sku ? placeOf(sku, issue.path.slice(2).map(String)) : { line: null, column: null };
      problems.push(
        problem(line, column, sku ? issue.message : `${issue.path.map(String).join('.')}: ${issue.message}`),
      );
    }
    return { model: null, problems };
  }
  for (const found of validateModel(parsed.data)) {
    const sku = found.row === null ? undefined : skus[found.row - 1];
    const place = sku ? placeOf(sku, found.field.split('.').slice(2)) : { line: null, column: null };
    problems.push({ severity: found.severity, ...place, message: found.message });
  }
  return { model: parsed.data, problems };
}

function problem(line: number | null, column: string | null, message: string, hint?: string): TableProblem {
  return { severity: 'error', line, column, message, ...(hint && { hint }) };
}

function readHeader(row: CsvRow | undefined, problems: TableProblem[]): (ModelColumn | null)[] | null {
  if (!row) {
    problems.push(problem(null, null, 'The file is empty'));
    return null;
  }
  const known = new Map<string, ModelColumn>(modelColumns.map((column) => [column.toLowerCase(), column]));
  const seen = new Set<ModelColumn>();
  const header = row.cells.map((cell) => {
    const column = known.get(cell.trim().toLowerCase()) ?? null;
    if (!column)
      problems.push(problem(row.line, cell, `There is no column ${JSON.stringify(cell)} in a pricing model`));
    else if (seen.has(column)) problems.push(problem(row.line, column, `The column ${column} is there twice`));
    if (column) seen.add(column);
    return column;
  });
  for (const column of neededColumns) {
    if (!seen.has(column)) problems.push(problem(row.line, column, `The column ${column} is missing`));
  }
  return problems.length > 0 ? null : header;
}

interface ReadRow {
  line: number;
  cells: ModelCells;
}

function readCells(
  rows: readonly CsvRow[],
  header: readonly (ModelColumn | null)[],
  problems: TableProblem[],
): ReadRow[] {
  return rows.flatMap((row) => {
    if (row.cells.every((cell) => cell.trim() === '')) {
      problems.push({ severity: 'warning', line: row.line, column: null, message: 'A blank line was skipped' });
      return [];
    }
    if (row.cells.length > header.length) {
      const hint = 'A decimal comma, or a separator inside a text without quotation marks, does this.';
      problems.push(problem(row.line, null, `There are ${row.cells.length} cells, but ${header.length} columns`, hint));
      return [];
    }
    const cells: ModelCells = {};
    for (const [index, column] of header.entries()) {
      const cell = unguardFormula((row.cells[index] ?? '').trim());
      if (column && cell !== '') cells[column] = cell;
    }
    return [{ line: row.line, cells }];
  });
}

function groupRows(rows: readonly ReadRow[], problems: TableProblem[]): SkuRows[] {
  const skus: SkuRows[] = [];
  for (const row of rows) {
    const tier = row.cells.tier;
    const last = skus.at(-1);
    if (tier === undefined || tier === '1') {
      skus.push({ ...row, tiers: [row] });
      continue;
    }
    const expected = String((last?.tiers.length ?? 0) + 1);
    if (!last || last.cells.code !== row.cells.code || last.cells.tier === undefined) {
      problems.push(problem(row.line, 'tier', `Tier ${tier} does not follow the tiers of the same code`));
    } else if (tier !== expected) {
      problems.push(problem(row.line, 'tier', `After tier ${Number(expected) - 1} comes ${expected}, not ${tier}`));
    } else {
      for (const column of modelColumns) {
        if (row.cells[column] === undefined || column === 'code' || tierColumns.includes(column)) continue;
        problems.push(problem(row.line, column, `${column} belongs to the first tier's row`));
      }
      last.tiers.push(row);
    }
  }
  return skus;
}

const decimalPattern = /^-?\d{1,30}(?:\.\d{1,12})?$/;

/** Reads cells of a row, noting what is missing or cannot be read. */
function cellReader(row: ReadRow, problems: TableProblem[]) {
  const decimal = (column: ModelColumn): string | undefined => {
    const cell = row.cells[column];
    if (cell === undefined || decimalPattern.test(cell)) return cell;
    const hint = cell.includes(',') ? 'Write decimals with a point and without grouping, such as 1250.75.' : undefined;
    problems.push(problem(row.line, column, `${JSON.stringify(cell)} is not a decimal number`, hint));
    return undefined;
  };
  return {
    decimal,
    needed(column: ModelColumn): string {
      if (row.cells[column] === undefined) problems.push(problem(row.line, column, `${column} is missing`));
      return decimal(column) ?? '0';
    },
    yesNo(column: ModelColumn): boolean | undefined {
      const cell = row.cells[column]?.toLowerCase();
      if (cell === undefined) return undefined;
      if (cell === 'yes' || cell === 'true') return true;
      if (cell === 'no' || cell === 'false') return false;
      problems.push(problem(row.line, column, `${JSON.stringify(row.cells[column])} is neither yes nor no`));
      return undefined;
    },
  };
}

function skuValue(sku: SkuRows, problems: TableProblem[]): unknown {
  const { cells } = sku;
  const read = cellReader(sku, problems);
  for (const column of neededColumns) {
    if (cells[column] === undefined) problems.push(problem(sku.line, column, `${column} is missing`));
  }
  const delivery = {
    service: read.yesNo('service'),
    dedicatedCapacity: read.yesNo('dedicatedCapacity'),
    leadTimeDays: read.decimal('leadTimeDays'),
  };
  const cost = { fixed: read.decimal('costFixed'), perUnit: read.decimal('costPerUnit') };
  return without({
    code: cells.code,
    name: cells.name,
    family: cells.family,
    unit: cells.unit,
    metered: read.yesNo('metered'),
    description: cells.description,
    region: cells.region,
    from: cells.from,
    until: cells.until,
    billingPeriod: cells.billingPeriod,
    rate: rateValue(sku, problems),
    freeAllowance: read.decimal('freeAllowance'),
    minimum: read.decimal('minimum'),
    maximum: read.decimal('maximum'),
    discountable: read.yesNo('discountable'),
    escalates: read.yesNo('escalates'),
    taxCategory: cells.taxCategory,
    delivery: Object.values(delivery).some((value) => value !== undefined)
      ? without({
          ...delivery,
          leadTimeDays: delivery.leadTimeDays === undefined ? undefined : Number(delivery.leadTimeDays),
        })
      : undefined,
    cost:
      cost.fixed === undefined && cost.perUnit === undefined
        ? undefined
        : { fixed: cost.fixed ?? '0', perUnit: cost.perUnit ?? '0' },
  });
}

function without<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, own]) => own !== undefined)) as Partial<T>;
}

function rateValue(sku: SkuRows, problems: TableProblem[]): unknown {
  const kind = sku.cells.rate;
  if (kind === undefined) return undefined;
  if (!Object.hasOwn(rateColumns, kind)) {
    const hint = `The rates are ${Object.keys(rateColumns).join(', ')}.`;
    problems.push(problem(sku.line, 'rate', `There is no rate ${JSON.stringify(kind)}`, hint));
    return undefined;
  }
  const used = rateColumns[kind as keyof typeof rateColumns];
  for (const row of sku.tiers) {
    for (const column of allRateColumns) {
      if (row.cells[column] === undefined || used.includes(column)) continue;
      problems.push(problem(row.line, column, `A rate ${kind} has no ${column}`));
    }
  }
  const read = cellReader(sku, problems);
  const list = (column: ModelColumn): string[] =>
    (sku.cells[column] ?? '')
      .split(listSeparator)
      .map((own) => own.trim())
      .filter(Boolean);
  switch (kind as keyof typeof rateColumns) {
    case 'per-unit':
      return { kind, unitPrice: read.needed('unitPrice') };
    case 'flat':
      return { kind, price: read.needed('price') };
    case 'package':
      return { kind, packageSize: read.needed('packageSize'), packagePrice: read.needed('packagePrice') };
    case 'committed':
      return without({
        kind,
        commitment: read.needed('commitment'),
        committedUnitPrice: read.needed('committedUnitPrice'),
        overageUnitPrice: read.needed('overageUnitPrice'),
        trueUp: sku.cells.trueUp,
      });
    case 'percentage-of':
      return { kind, percent: read.needed('percent'), of: { skus: list('ofSkus'), families: list('ofFamilies') } };
    default:
      return { kind, tiers: sku.tiers.map((row) => tierValue(kind, row, problems)) };
  }
}

function tierValue(kind: string, row: ReadRow, problems: TableProblem[]): unknown {
  const read = cellReader(row, problems);
  const bounds = { from: read.decimal('tierFrom'), upTo: read.decimal('tierUpTo') ?? null };
  if (kind === 'volume-package') {
    return without({ ...bounds, packageSize: read.needed('packageSize'), packagePrice: read.needed('packagePrice') });
  }
  if (kind === 'stair-step') return without({ ...bounds, flatFee: read.needed('flatFee') });
  return without({ ...bounds, unitPrice: read.needed('unitPrice'), flatFee: read.decimal('flatFee') });
}

/** Line and column of a path inside a SKU. */
function placeOf(sku: SkuRows, path: readonly string[]): { line: number; column: string | null } {
  const [field, inner, at, last] = path;
  if (field === 'cost') return { line: sku.line, column: inner === 'perUnit' ? 'costPerUnit' : 'costFixed' };
  if (field === 'delivery') return { line: sku.line, column: inner ?? null };
  if (field !== 'rate') return { line: sku.line, column: field ?? null };
  if (inner === 'tiers') {
    const row = sku.tiers[Number(at ?? 0)] ?? sku.tiers[0]!;
    const column = last === 'upTo' ? 'tierUpTo' : last === 'from' ? 'tierFrom' : (last ?? 'tier');
    return { line: row.line, column };
  }
  if (inner === 'of') return { line: sku.line, column: at === 'families' ? 'ofFamilies' : 'ofSkus' };
  return { line: sku.line, column: inner ?? 'rate' };
}
