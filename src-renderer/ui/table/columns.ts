import type { ReactNode } from 'react';

/** What a column sorts by, and shows where it has no `cell`. */
export type ColumnValue = string | number | bigint | null | undefined;

/** A column of a `DataTable`. Keep the list of columns stable (module scope or `useMemo`). */
export interface DataColumn<Row> {
  id: string;
  /** Its name, also to screen readers. */
  header: string;
  /** Shown in place of the name: a contender with its mark, an axis. */
  heading?: ReactNode;
  /** The value to sort by. A decimal in a `figure` column may be an exact string; it is compared as a number. */
  value?(row: Row): ColumnValue;
  /** What the cell shows; left out, the value as it is. */
  cell?(row: Row): ReactNode;
  /** `figure`: right-aligned with equal digits. `actions`: small buttons at the end, no sorting. */
  kind?: 'text' | 'figure' | 'actions';
  /** Pixels; the least it takes where it grows. 140 if left out. */
  width?: number;
  /** Share of the width that is left. Where no column says so all grow: the first most, figures least. */
  grow?: number;
  /** False where a sort would mean nothing. By itself a column with a `value` sorts. */
  sortable?: boolean;
  /** Names the row to screen readers; the first column does by itself. */
  rowHeader?: boolean;
  /** Never shown to a customer: violet, and absent in customer view. */
  internal?: boolean;
  /** Cells may take several lines (with `rowHeight="auto"`). */
  wrap?: boolean;
}

/** Widths of what figures are written with at 13 px, rounded up, and of the cell's padding. */
const DIGIT = 8.4;
const SIGN = 4.4;
const CELL_PADDING = 25;

/**
 * A width in pixels at which the longest of these figures is written out: a number that is cut off is another number.
 *
 * @example { id: 'amount', kind: 'figure', width: figureWidth(lines.map(({ amount }) => amount), 100), … }
 */
export function figureWidth(texts: readonly string[], least: number): number {
  let widest = 0;
  for (const text of texts) {
    const signs = text.replace(/[^.,\s'’]/gu, '').length;
    widest = Math.max(widest, (text.length - signs) * DIGIT + signs * SIGN);
  }
  return Math.max(least, Math.ceil(widest) + CELL_PADDING);
}

/**
 * One of each shape of figure (as many digits before and after the point), for `figureWidth` of a long list: figures of one shape are
 * equally wide, so only these have to be written out.
 */
export function figureShapes<T extends string | number>(figures: readonly T[]): T[] {
  const shapes = new Map<string, T>();
  for (const figure of figures) {
    const text = String(figure);
    const point = text.indexOf('.');
    const shape = `${text.charCodeAt(0) === 45 ? '-' : ''}${text.length} ${point}`;
    if (!shapes.has(shape)) shapes.set(shape, figure);
  }
  return [...shapes.values()];
}

export interface TableSort {
  column: string;
  descending: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Order of two values that are both there: figures by size, texts as a person would look them up. */
export function compareValues(a: ColumnValue, b: ColumnValue, figures: boolean): number {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0;
  if (figures || (typeof a === 'number' && typeof b === 'number')) {
    const difference = Number(a) - Number(b);
    if (!Number.isNaN(difference)) return difference;
  }
  return collator.compare(String(a), String(b));
}

/** `grid-template-columns` for the columns, and the width below which the table scrolls sideways. */
export function columnTracks<Row>(
  columns: readonly DataColumn<Row>[],
  chosen: Readonly<Record<string, number>>,
): { template: string; least: number } {
  const growing = columns.some((column) => column.grow !== undefined);
  let least = 0;
  const tracks = columns.map((column, index) => {
    const own = chosen[column.id];
    const width = own ?? column.width ?? 140;
    least += width;
    const grow = own === undefined ? (column.grow ?? (growing ? undefined : defaultGrowth(column, index))) : undefined;
    return grow === undefined ? `${width}px` : `minmax(${width}px, ${grow}fr)`;
  });
  // Where every width was chosen by hand the last column takes what is left, so that the lines reach the edge.
  if (tracks.every((track) => track.endsWith('px')) && tracks.length > 0) {
    const last = tracks.length - 1;
    tracks[last] = `minmax(${tracks[last]}, 1fr)`;
  }
  return { template: tracks.join(' '), least };
}

/** On a wide screen every column gets something, so that figures do not drift away from the names they belong to. */
function defaultGrowth<Row>(column: DataColumn<Row>, index: number): number | undefined {
  if (column.kind === 'actions' || (column.width !== undefined && column.width <= 48)) return undefined;
  return index === 0 ? 3 : column.kind === 'figure' ? 0.6 : 1;
}
