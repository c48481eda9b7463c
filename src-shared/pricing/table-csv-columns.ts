import type { ModelTable } from './diff-models';

/** How a cell is read: a percentage becomes basis points, a list is parted by `|`. */
export type CellKind = 'text' | 'decimal' | 'percent' | 'integer' | 'yes-no' | 'list';

export interface TableColumnSpec {
  column: string;
  /** Field of the row in the model that it fills. */
  field: string;
  kind: CellKind;
  needed?: boolean;
}

/** The tables of a model that have a CSV of their own, besides its items. */
export type CsvTable = Exclude<ModelTable, 'model' | 'terms' | 'skus'>;

const text = (column: string, needed = false, field = column): TableColumnSpec => ({
  column,
  field,
  kind: 'text',
  needed,
});
const of = (kind: CellKind, column: string, field: string, needed = false): TableColumnSpec => ({
  column,
  field,
  kind,
  needed,
});

/** Columns of each table, in the order in which they are written. A table is known by its header. */
export const tableColumns: Record<CsvTable, readonly TableColumnSpec[]> = {
  bundles: [
    text('bundle', true, 'code'),
    text('name'),
    text('family'),
    text('unit'),
    of('percent', 'discount', 'discountBasisPoints'),
    text('from'),
    text('until'),
    text('description'),
    text('option'),
    of('integer', 'least', 'least'),
    of('integer', 'most', 'most'),
    text('part', true, 'sku'),
    of('decimal', 'quantity', 'quantity', true),
    text('counts'),
    of('percent', 'partDiscount', 'partDiscountBasisPoints'),
    of('yes-no', 'standard', 'standard'),
  ],
  pairs: [text('kind', true), text('sku', true), of('list', 'others', 'others', true), text('reason')],
  discountLimits: [text('role', true), of('percent', 'discountLimit', 'basisPoints', true)],
  marginFloors: [text('family'), of('percent', 'marginFloor', 'basisPoints', true)],
  multiYearDiscounts: [
    of('integer', 'months', 'months', true),
    of('percent', 'multiYearDiscount', 'basisPoints', true),
  ],
  partnerTiers: [
    text('tier', true),
    of('percent', 'resellDiscount', 'resellDiscountBasisPoints'),
    of('percent', 'registrationBonus', 'registrationBonusBasisPoints'),
    text('royaltySku', false, 'sku'),
    of('percent', 'royalty', 'basisPoints'),
  ],
  exchangeRates: [text('from', true), text('to', true), of('decimal', 'rate', 'rate', true), text('date', true)],
  taxes: [
    text('jurisdiction', true),
    text('category', true),
    of('decimal', 'percent', 'percent', true),
    text('from', true),
  ],
};

export const csvTables = Object.keys(tableColumns) as CsvTable[];
