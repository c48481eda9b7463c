import type { MappingKind } from './content';

/** What the beginning of a file shows: what it seems to be, its columns, and some rows or lines. */
export interface FilePeek {
  kind: MappingKind;
  /** Of CSV, with a guess of whether the first row names the columns. */
  delimiter?: string;
  header?: boolean;
  /** Lines before the first row with all columns. */
  skipLines?: number;
  /** Names of the columns or fields, or their places; empty for text. */
  columns: string[];
  /** Some rows as texts, in the order of the columns; null where there is nothing. */
  rows: (string | null)[][];
  /** The first lines as they stand; none for Parquet. */
  lines: string[];
  /** The numbers seem to have a comma before their fraction. */
  decimalComma?: boolean;
}
