/** Something to repair in a table: the line of the file (from 1; the header is usually 1) and the column's name. */
export interface TableProblem {
  severity: 'error' | 'warning';
  line: number | null;
  column: string | null;
  message: string;
  hint?: string;
}
