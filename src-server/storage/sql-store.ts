import type { Sql, TransactionSql } from '../database/database';
import { CHAIN, EFFECT, names, RECEIPT, ROW } from './sql-columns';
import { sqlReader } from './sql-reader';
import { writeChain, writeReceipt, writeRow, writeSequence } from './sql-records';
import type { WorkspaceStore, Writes } from './storage';

/** An insert of many records at once, given as one JSON list. `update` names the columns that a known key gets anew. */
function upsert(table: string, columns: string, key: string, update: readonly string[]): string {
  const list = names(columns).join(', ');
  const action =
    update.length === 0 ? 'NOTHING' : `UPDATE SET ${update.map((name) => `${name} = excluded.${name}`).join(', ')}`;
  return `INSERT INTO ${table} (workspace, ${list}) SELECT $1, ${list} FROM json_to_recordset($2::json) AS given(${columns})
    ON CONFLICT (workspace, ${key}) DO ${action}`;
}

const PUT_CHAINS = upsert('sync_chains', CHAIN, 'chain', names(CHAIN).slice(1));
const PUT_RECEIPTS = upsert('sync_receipts', RECEIPT, 'hash', names(RECEIPT).slice(names(RECEIPT).indexOf('state')));
const PUT_ROWS = upsert('sync_rows', ROW, 'entity, id', names(ROW).slice(2));
const INDEX = 'entity text, field text, value text, id text';
const ADD_INDEX = upsert('sync_row_index', INDEX, 'entity, field, value, id', []);
const BLOB = 'digest text, entity text, id text, field text, readers text';
const ADD_BLOBS = upsert('sync_blob_references', BLOB, 'digest, entity, id, field', ['readers']);
const ADD_EFFECTS = upsert('sync_refused_effects', EFFECT, 'entity, id, effect, hash', []);
const WAIT = 'key text, chain text';
const ADD_WAITS = upsert('sync_waits', WAIT, 'key, chain', []);
const PERSONAL = 'digest text, hash text, readers text';
const ADD_PERSONAL = upsert('sync_personal_parts', PERSONAL, 'digest, hash, readers', []);

/** A delete of many records, given as one JSON list of their keys. */
function remove(table: string, columns: string): string {
  const same = names(columns).map((name) => `${table}.${name} = given.${name}`);
  return `DELETE FROM ${table} USING json_to_recordset($2::json) AS given(${columns}) WHERE ${table}.workspace = $1 AND ${same.join(' AND ')}`;
}

const REMOVE_INDEX = remove('sync_row_index', INDEX);
const REMOVE_BLOBS = remove('sync_blob_references', 'digest text, entity text, id text, field text');
const REMOVE_WAITS = remove('sync_waits', WAIT);

/** One workspace in the database, within one transaction. `news` is told a number that others are to hear of once it is kept. */
export function sqlStore(sql: TransactionSql, workspace: string, news: (number: number) => void): WorkspaceStore {
  const all = <T extends object>(text: string, ...values: unknown[]): Promise<T[]> =>
    sql.query<T>(text, [workspace, ...values]);
  return {
    ...sqlReader(sql, workspace),
    async write(writes: Writes) {
      const { number, hash, clock, appointed, policies } = writeSequence(writes.sequence);
      const values: unknown[] = [workspace, number, hash, clock, appointed, policies];
      const lists: string[] = [];
      // Each list is written by a part of one statement: one exchange, whatever there is to write. No two parts write the same key.
      for (const [text, records] of [
        [PUT_CHAINS, writes.chains.map(writeChain)],
        [PUT_RECEIPTS, writes.receipts.map(writeReceipt)],
        [ADD_PERSONAL, personalParts(writes)],
        [PUT_ROWS, writes.rows.map(writeRow)],
        [REMOVE_INDEX, writes.indexRemoved],
        [ADD_INDEX, writes.indexAdded],
        [REMOVE_BLOBS, writes.blobsRemoved],
        [ADD_BLOBS, writes.blobsAdded],
        [ADD_EFFECTS, writes.refusedEffects],
        [REMOVE_WAITS, writes.waitsRemoved],
        [ADD_WAITS, writes.waitsAdded],
      ] as const) {
        if (records.length === 0) continue;
        values.push(JSON.stringify(records));
        lists.push(`list_${lists.length} AS (${text.replace('$2', () => `$${values.length}`)})`);
      }
      sql.later(
        `${lists.length > 0 ? `WITH ${lists.join(', ')} ` : ''}UPDATE sync_sequences
         SET number = $2, hash = $3, clock = $4, appointed = $5, policies = $6 WHERE workspace = $1`,
        values,
      );
      if (writes.erased.length > 0) await erase(sql, workspace, writes.erased);
      if (writes.notify) news(writes.sequence.number);
    },
    async keepSnapshot({ number, manifest, pages }) {
      await all(
        'INSERT INTO sync_snapshots (workspace, number, manifest) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        number,
        manifest,
      );
      for (const [page, body] of pages.entries()) {
        await all(
          'INSERT INTO sync_snapshot_pages (workspace, number, page, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
          number,
          page,
          body,
        );
      }
      const old = `number < coalesce((SELECT number FROM sync_snapshots WHERE workspace = $1 ORDER BY number DESC OFFSET 1 LIMIT 1), 0)`;
      await all(`DELETE FROM sync_snapshot_pages WHERE workspace = $1 AND ${old}`);
      await all(`DELETE FROM sync_snapshots WHERE workspace = $1 AND ${old}`);
    },
  };
}

/** New receipts' parts about natural persons, by digest, so that an erasure finds them. */
function personalParts({ receipts }: Writes): { digest: string; hash: string; readers: string }[] {
  return receipts.flatMap(({ hash, header, parts }) => {
    const readers = Object.keys(parts).filter((name) => name.startsWith('personal:'));
    if (readers.length === 0) return [];
    const declared = (JSON.parse(header) as { parts: Record<string, string> }).parts;
    return readers.map((name) => ({ digest: declared[name]!, hash, readers: name }));
  });
}

async function erase(sql: Sql, workspace: string, digests: readonly string[]): Promise<void> {
  for (const table of ['sync_snapshot_pages', 'sync_snapshots']) {
    await sql.query(`DELETE FROM ${table} WHERE workspace = $1`, [workspace]);
  }
  await sql.query('INSERT INTO sync_erased (workspace, digest) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING', [
    workspace,
    digests,
  ]);
  const found = await sql.query<{ hash: string; readers: string; parts: string }>(
    `SELECT personal.hash, readers, parts FROM sync_personal_parts AS personal
     JOIN sync_receipts AS receipts ON receipts.workspace = personal.workspace AND receipts.hash = personal.hash
     WHERE personal.workspace = $1 AND digest = ANY($2::text[])`,
    [workspace, digests],
  );
  const left = new Map<string, Record<string, string>>();
  for (const { hash, readers, parts } of found) {
    const kept = left.get(hash) ?? (JSON.parse(parts) as Record<string, string>);
    delete kept[readers];
    left.set(hash, kept);
  }
  const changed = [...left].map(([hash, parts]) => ({ hash, parts: JSON.stringify(parts) }));
  await sql.query(
    `UPDATE sync_receipts SET parts = given.parts FROM json_to_recordset($2::json) AS given(hash text, parts text)
     WHERE workspace = $1 AND sync_receipts.hash = given.hash`,
    [workspace, JSON.stringify(changed)],
  );
}
