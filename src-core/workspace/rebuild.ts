import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createFixedTables } from '../store/database';
import { quoteName } from '../store/tables';
import { refold } from './refold';
import type { Workspace } from './workspace';

export interface RebuildDifference {
  table: string;
  id: string;
  /** Columns whose value differs; `(row)` where one side lacks the row. */
  columns: string[];
}

export interface RebuildReport {
  ok: boolean;
  tables: number;
  rows: number;
  /** The first differences, at most 100. */
  differences: RebuildDifference[];
}

/** Folds all receipts into a second database beside the workspace and compares every business table with it, row by row. */
export function checkRebuild(workspace: Workspace, onProgress: (fraction: number) => void = () => {}): RebuildReport {
  const file = join(workspace.folder, `rebuild-check-${process.pid}.db`);
  removeDatabase(file);
  const second = new Database(file);
  try {
    second.pragma('journal_mode = OFF');
    second.pragma('synchronous = OFF');
    createFixedTables(second);
    second.transaction(() => refold(workspace, second, onProgress))();
    return workspace.reading(() => compare(workspace, second));
  } finally {
    second.close();
    removeDatabase(file);
  }
}

/** Makes the business tables anew from the receipts, in one transaction: they are all new or all as before. */
export function rebuild(workspace: Workspace, onProgress: (fraction: number) => void = () => {}): void {
  workspace.connection.transaction(() => refold(workspace, workspace.connection, onProgress)).immediate();
}

function compare(workspace: Workspace, second: Database.Database): RebuildReport {
  const report: RebuildReport = { ok: true, tables: 0, rows: 0, differences: [] };
  const compareTable = (table: string, key: string): void => {
    report.tables += 1;
    const ours = workspace.connection.prepare(`SELECT * FROM ${quoteName(table)} ORDER BY ${key}`).all() as Row[];
    const theirs = second.prepare(`SELECT * FROM ${quoteName(table)} ORDER BY ${key}`).all() as Row[];
    const keyOf = (row: Row): string =>
      key
        .split(', ')
        .map((column) => String(row[column]))
        .join(' ');
    const expected = new Map(theirs.map((row) => [keyOf(row), row]));
    for (const row of ours) {
      report.rows += 1;
      const other = expected.get(keyOf(row));
      expected.delete(keyOf(row));
      const columns = other ? Object.keys(row).filter((column) => row[column] !== other[column]) : ['(row)'];
      if (columns.length > 0) push(report, { table, id: keyOf(row), columns });
    }
    for (const id of expected.keys()) push(report, { table, id, columns: ['(row)'] });
  };
  for (const { name } of workspace.domain.entities) compareTable(name, 'id');
  compareTable('touched', 'entity, id, ordinal');
  compareTable('contested', 'ordinal');
  compareTable('unknown_changes', 'ordinal, entity, id');
  compareTable('blob_references', 'digest, entity, id, field');
  return report;
}

type Row = Record<string, unknown>;

function push(report: RebuildReport, difference: RebuildDifference): void {
  report.ok = false;
  if (report.differences.length < 100) report.differences.push(difference);
}

/** Deletes a database with its side files. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
}

/** Copies a database with its side files aside, as far as they are there. */
export function copyDatabase(from: string, to: string): void {
  for (const suffix of ['', '-wal']) if (existsSync(from + suffix)) copyFileSync(from + suffix, to + suffix);
}
