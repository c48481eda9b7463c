import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { ProofdeskError } from '../../src-shared/kernel/errors';

export type Connection = Database.Database;

/** Version of the fixed tables (receipts, parts, drafts, …). Business tables derive from the entities and are rebuilt from receipts. */
export const STORE_VERSION = 2;

/** Fixed tables; entity tables are made by `tables.ts`. */
const FIXED_TABLES = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS receipts (
  ordinal INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  chain TEXT NOT NULL,
  number INTEGER NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  command TEXT NOT NULL,
  group_id TEXT,
  origin TEXT NOT NULL,
  header TEXT NOT NULL,
  signature TEXT NOT NULL,
  place INTEGER,
  standing TEXT,
  merge_clock TEXT,
  UNIQUE (chain, number)
);
CREATE INDEX IF NOT EXISTS receipts_group ON receipts (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS receipts_command ON receipts (command, ordinal);
CREATE INDEX IF NOT EXISTS receipts_actor ON receipts (actor, ordinal);
CREATE INDEX IF NOT EXISTS receipts_at ON receipts (at);
CREATE UNIQUE INDEX IF NOT EXISTS receipts_place ON receipts (place) WHERE place IS NOT NULL;
CREATE INDEX IF NOT EXISTS receipts_pending ON receipts (ordinal) WHERE standing IN ('pending', 'aside', 'waiting');
CREATE TABLE IF NOT EXISTS parts (
  ordinal INTEGER NOT NULL,
  readers TEXT NOT NULL,
  digest TEXT NOT NULL,
  body TEXT,
  PRIMARY KEY (ordinal, readers)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS parts_personal ON parts (digest) WHERE readers GLOB 'personal:*';
CREATE TABLE IF NOT EXISTS touched (
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (entity, id, ordinal)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS touched_ordinal ON touched (ordinal);
CREATE INDEX IF NOT EXISTS touched_entity ON touched (entity, ordinal);
CREATE TABLE IF NOT EXISTS contested (ordinal INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS unknown_changes (ordinal INTEGER NOT NULL, entity TEXT NOT NULL, id TEXT NOT NULL, change TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS erased_digests (digest TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blob_references (
  digest TEXT NOT NULL, entity TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL,
  PRIMARY KEY (digest, entity, id, field)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS blob_references_row ON blob_references (entity, id, field);
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(
  entity UNINDEXED, id UNINDEXED, readers UNINDEXED, title, body,
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);
CREATE TABLE IF NOT EXISTS search_rows (
  entity TEXT NOT NULL, id TEXT NOT NULL, readers TEXT NOT NULL, search_rowid INTEGER NOT NULL,
  PRIMARY KEY (entity, id, readers)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS drafts (key TEXT NOT NULL, person TEXT NOT NULL, body TEXT NOT NULL, updated INTEGER NOT NULL, PRIMARY KEY (key, person)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counters (series TEXT PRIMARY KEY, letters TEXT NOT NULL, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blobs (digest TEXT PRIMARY KEY, size INTEGER NOT NULL, media_type TEXT NOT NULL, name TEXT NOT NULL, added INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS decisions (
  number INTEGER PRIMARY KEY, hash TEXT NOT NULL, receipt TEXT NOT NULL, text TEXT NOT NULL, signature TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS refusals (hash TEXT PRIMARY KEY, refusal TEXT NOT NULL, settled TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS conflicts (
  id INTEGER PRIMARY KEY, entity TEXT NOT NULL, row TEXT NOT NULL, field TEXT NOT NULL, ours TEXT NOT NULL, theirs TEXT NOT NULL,
  our_value TEXT NOT NULL, their_value TEXT NOT NULL, place INTEGER NOT NULL, settled INTEGER NOT NULL DEFAULT 0,
  UNIQUE (ours, theirs, entity, row, field)
);
CREATE TABLE IF NOT EXISTS push_notes (hash TEXT PRIMARY KEY, status TEXT NOT NULL, note TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS replaced_receipts (
  hash TEXT PRIMARY KEY, replaced_by TEXT, chain TEXT NOT NULL, number INTEGER NOT NULL, receipt TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS snapshot_leaves (
  entity TEXT NOT NULL, id TEXT NOT NULL, readers TEXT NOT NULL, digest TEXT NOT NULL, body TEXT, PRIMARY KEY (entity, id, readers)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rows_to_fold (entity TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (entity, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sync_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

/** Tables of this device alone: not folded from receipts, not compared by `receipt rebuild --check`. */
export const DEVICE_TABLES = [
  'drafts',
  'counters',
  'settings',
  'blobs',
  'search',
  'search_rows',
  'refusals',
  'conflicts',
  'push_notes',
  'replaced_receipts',
  'snapshot_leaves',
  'rows_to_fold',
  'sync_state',
] as const;

/** From the version before to this one. Business tables are not concerned. */
const MIGRATIONS: Record<number, string> = {
  1: `ALTER TABLE receipts ADD COLUMN place INTEGER;
      ALTER TABLE receipts ADD COLUMN standing TEXT;
      ALTER TABLE receipts ADD COLUMN merge_clock TEXT;`,
};

/** The version of a store's fixed tables; null for a file that is not there, is empty, or cannot be read. */
export function storeVersion(file: string): number | null {
  if (!existsSync(file) || statSync(file).size === 0) return null;
  try {
    const db = new Database(file, { readonly: true, timeout: 10_000 });
    try {
      return Number(db.pragma('user_version', { simple: true }));
    } finally {
      db.close();
    }
  } catch {
    // Opening it says what is wrong with it.
    return null;
  }
}

/**
 * Refuses a file that is too short for a database. It is looked at without being opened: a process that closes any descriptor of a file
 * loses the locks that SQLite holds on it for another connection. All else that its first page says is checked by SQLite's first read.
 */
function checkSize(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 0 && size < 100) throw corrupt(file, 'its first bytes are not those of a database');
}

/** The error for a damaged store, with what a person can do. */
export function corrupt(file: string, what: string): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message: `The workspace's database is damaged: ${what}.`,
    where: { file },
    hint: 'The damaged file is kept as it is. Restore the last good backup from the start screen or with `proofdesk workspace restore`.',
    details: { kind: 'corrupt-store' },
  });
}

/** The error as `corrupt` names it where SQLite says that the file is damaged; any other error as it is. */
export function damageOf(error: unknown, file: string): unknown {
  const code = error instanceof Database.SqliteError ? error.code : '';
  const damaged = code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB');
  return damaged ? corrupt(file, (error as Error).message) : error;
}

/**
 * Opens (or makes) the store in WAL mode with every commit on disk (`synchronous=FULL`), deleted content overwritten and owner-only
 * rights. A store of a newer Proofdesk is refused before anything is written; one that is damaged raises `bad-input`.
 */
export function openDatabase(file: string, options: { readonly?: boolean } = {}): Connection {
  checkSize(file);
  let db: Connection;
  try {
    db = new Database(file, { readonly: options.readonly ?? false, timeout: 10_000 });
  } catch (cause) {
    throw corrupt(file, cause instanceof Error ? cause.message : String(cause));
  }
  try {
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version > STORE_VERSION) {
      throw new ProofdeskError({
        code: 'unavailable',
        message: `This workspace was made by a newer Proofdesk (store version ${version}; this one knows ${STORE_VERSION}). Nothing was changed.`,
        where: { file },
        hint: 'Update Proofdesk on this device, then open the workspace again.',
      });
    }
    if (options.readonly) return db;
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    db.pragma('foreign_keys = ON');
    db.pragma('cache_size = -32000');
    db.pragma('mmap_size = 268435456');
    if (version < STORE_VERSION) {
      db.transaction(() => {
        // Another process may have brought it up to date meanwhile.
        const found = Number(db.pragma('user_version', { simple: true }));
        for (let from = found; from > 0 && from < STORE_VERSION; from += 1) db.exec(MIGRATIONS[from]!);
        db.exec(FIXED_TABLES);
        db.pragma(`user_version = ${STORE_VERSION}`);
      }).immediate();
    }
    return db;
  } catch (cause) {
    db.close();
    if (cause instanceof ProofdeskError) throw cause;
    throw corrupt(file, cause instanceof Error ? cause.message : String(cause));
  }
}

/** Makes the fixed tables in an empty database, such as the second one of a rebuild. */
export function createFixedTables(db: Connection): void {
  db.exec(FIXED_TABLES);
}

/** SQLite's own check of every page. Null when sound, else the first complaint. Takes a second per few hundred megabytes. */
export function quickCheck(db: Connection): string | null {
  const answer = String(db.pragma('quick_check(1)', { simple: true }));
  return answer === 'ok' ? null : answer;
}
