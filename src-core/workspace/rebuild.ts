import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Journal } from '../ledger/journal';
import { type Connection, createFixedTables } from '../store/database';
import { quoteName } from '../store/tables';
import { type FoldSource, refold } from './refold';
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
  try {
    return foldBeside(workspace, file, onProgress).report;
  } finally {
    removeDatabase(file);
  }
}

/** What came of folding beside: the comparison, and what is needed to take the second database's tables over. */
export interface FoldedBeside {
  report: RebuildReport;
  /** How far receipts and a server's decisions had come. */
  upTo: string;
  /** Tables that differ. */
  differing: string[];
}

/**
 * Folds all receipts of one state of the source into a new database `file`, which stays, and compares. Needs no right to write to the
 * source. `onProgress` hears fractions from 0 to 1.
 */
export function foldBeside(
  source: FoldSource & { connection: Connection },
  file: string,
  onProgress: (fraction: number) => void = () => {},
): FoldedBeside {
  removeDatabase(file);
  const second = new Database(file);
  try {
    second.pragma('journal_mode = OFF');
    second.pragma('synchronous = OFF');
    createFixedTables(second);
    // One snapshot for both, so that a commit in between is no difference.
    return source.connection
      .transaction(() => {
        second.transaction(() => refold(source, second, (fraction) => onProgress(fraction * 0.8)))();
        const { report, differing } = compare(source, second, onProgress);
        if (searchDigest(source.connection) !== searchDigest(second)) differing.push('search_rows');
        return { report, differing, upTo: foldedUpTo(source.journal) };
      })
      .deferred();
  } finally {
    second.close();
  }
}

/**
 * Takes over the differing tables of a database that `foldBeside` made, in one transaction. False, with nothing changed, when receipts
 * have come since: then it has to be folded again.
 */
export function adoptTables(workspace: Workspace, file: string, { upTo, differing }: FoldedBeside): boolean {
  const { connection } = workspace;
  connection.prepare('ATTACH ? AS rebuilt').run(file);
  try {
    return connection
      .transaction(() => {
        if (foldedUpTo(workspace.journal) !== upTo) return false;
        for (const table of differing) adopt(connection, table);
        if (differing.includes('search_rows')) adopt(connection, 'search', ['rowid', ...SEARCH_COLUMNS]);
        return true;
      })
      .immediate();
  } finally {
    connection.exec('DETACH rebuilt');
  }
}

const SEARCH_COLUMNS = ['entity', 'id', 'readers', 'title', 'body'];

function adopt(connection: Connection, table: string, columns?: string[]): void {
  const names =
    columns ??
    (connection.pragma(`rebuilt.table_info(${quoteName(table)})`) as { name: string }[]).map(({ name }) => name);
  const list = names.map(quoteName).join(', ');
  connection.exec(`DELETE FROM main.${quoteName(table)}`);
  connection.exec(`INSERT INTO main.${quoteName(table)} (${list}) SELECT ${list} FROM rebuilt.${quoteName(table)}`);
}

/** Another one after every receipt, and after every word of a server that changes what counts: that may take receipts out as well. */
function foldedUpTo(journal: Journal): string {
  return `${journal.lastOrdinal()} ${journal.revision()}`;
}

/** Digest of what the search index says of each row, whatever its row numbers. */
function searchDigest(connection: Connection): string {
  const digesting = createHash('sha256');
  const entries = connection
    .prepare(
      `SELECT search_rows.entity, search_rows.id, search_rows.readers, title, body FROM search_rows
       LEFT JOIN search ON search.rowid = search_rowid ORDER BY 1, 2, 3`,
    )
    .raw()
    .iterate();
  for (const entry of entries) digesting.update(JSON.stringify(entry));
  return digesting.digest('hex');
}

/** Makes the business tables anew from the receipts, in one transaction: they are all new or all as before. */
export function rebuild(workspace: Workspace, onProgress: (fraction: number) => void = () => {}): void {
  workspace.connection.transaction(() => refold(workspace, workspace.connection, onProgress)).immediate();
}

function compare(
  source: FoldSource & { connection: Connection },
  second: Connection,
  onProgress: (fraction: number) => void,
): { report: RebuildReport; differing: string[] } {
  const report: RebuildReport = { ok: true, tables: 0, rows: 0, differences: [] };
  const differing = new Set<string>();
  const push = (difference: RebuildDifference): void => {
    report.ok = false;
    differing.add(difference.table);
    if (report.differences.length < 100) report.differences.push(difference);
  };
  const compareTable = (table: string, key: string): void => {
    report.tables += 1;
    const ours = source.connection.prepare(`SELECT * FROM ${quoteName(table)} ORDER BY ${key}`).all() as Row[];
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
      if (columns.length > 0) push({ table, id: keyOf(row), columns });
    }
    for (const id of expected.keys()) push({ table, id, columns: ['(row)'] });
  };
  for (const { name } of source.domain.entities) {
    compareTable(name, 'id');
    onProgress(0.8 + 0.15 * (report.tables / source.domain.entities.length));
  }
  compareTable('touched', 'entity, id, ordinal');
  compareTable('contested', 'ordinal');
  // One receipt may say something of a row in several parts.
  compareTable('unknown_changes', 'ordinal, entity, id, change');
  compareTable('blob_references', 'digest, entity, id, field');
  return { report, differing: [...differing] };
}

type Row = Record<string, unknown>;

/** Deletes a database with its side files. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
}
