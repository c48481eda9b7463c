import type { Sql } from '../database/database';
import { CHAIN, columnsOf, names, ROW, SEQUENCE } from './sql-columns';
import { sqlGlance } from './sql-glance';
import {
  type ChainRow,
  type ReceiptRow,
  readChain,
  readReceipt,
  readRow,
  readSequence,
  type SequenceRow,
  type StateRow,
} from './sql-records';
import type { BlobReference, DecidedReceipt, KnownReceipt, RefusedEffect, StoreReader } from './storage';
import { unknownWorkspace } from './unknown-workspace';

/** One workspace in the database, for reading. */
export function sqlReader(sql: Sql, workspace: string): StoreReader {
  const all = <T extends object>(text: string, ...values: unknown[]): Promise<T[]> =>
    sql.query<T>(text, [workspace, ...values]);
  return {
    async sequence() {
      const [row] = await all<SequenceRow>(`SELECT ${SEQUENCE} FROM sync_sequences WHERE workspace = $1`);
      if (!row) throw unknownWorkspace();
      return readSequence(row);
    },
    glance: (wanted) => sqlGlance(sql, workspace, wanted),
    async chains(ids) {
      if (ids.length === 0) return [];
      const rows = await all<ChainRow>(
        `SELECT ${names(CHAIN).join(', ')} FROM sync_chains WHERE workspace = $1 AND chain = ANY($2::text[])`,
        ids,
      );
      return rows.map(readChain);
    },
    async chainsOf(person, after, limit) {
      const rows = await all<ChainRow>(
        `SELECT ${names(CHAIN).join(', ')} FROM sync_chains
         WHERE workspace = $1 AND ($2::text IS NULL OR person = $2) AND chain > $3 ORDER BY chain LIMIT $4`,
        person,
        after ?? '',
        limit,
      );
      return rows.map(readChain);
    },
    async receipts(hashes) {
      if (hashes.length === 0) return [];
      const rows = await all<ReceiptRow>(
        'SELECT * FROM sync_receipts WHERE workspace = $1 AND hash = ANY($2::text[])',
        hashes,
      );
      return rows.map(readReceipt);
    },
    async known(hashes) {
      if (hashes.length === 0) return [];
      return all<KnownReceipt>(
        'SELECT hash, command, outcome FROM sync_receipts WHERE workspace = $1 AND hash = ANY($2::text[])',
        hashes,
      );
    },
    async receiptAt(chain, number) {
      const [row] = await all<ReceiptRow>(
        'SELECT * FROM sync_receipts WHERE workspace = $1 AND chain = $2 AND number = $3',
        chain,
        number,
      );
      return row ? readReceipt(row) : null;
    },
    async undecided(chain, after, limit) {
      const rows = await all<ReceiptRow>(
        `SELECT * FROM sync_receipts WHERE workspace = $1 AND chain = $2 AND number > $3 AND place IS NULL ORDER BY number LIMIT $4`,
        chain,
        after,
        limit,
      );
      return rows.map(readReceipt);
    },
    async decided(after, limit) {
      const rows = await all<ReceiptRow>(
        'SELECT * FROM sync_receipts WHERE workspace = $1 AND place > $2 ORDER BY place LIMIT $3',
        after,
        limit,
      );
      return rows.map((row) => readReceipt(row) as DecidedReceipt);
    },
    async rows(keys) {
      if (keys.length === 0) return [];
      const rows = await all<StateRow>(
        `SELECT ${names(ROW)
          .map((name) => `sync_rows.${name}`)
          .join(', ')}
         FROM unnest($2::text[], $3::text[]) AS wanted(entity, id) JOIN sync_rows
         ON sync_rows.workspace = $1 AND sync_rows.entity = wanted.entity AND sync_rows.id = wanted.id`,
        ...columnsOf(keys),
      );
      return rows.map(readRow);
    },
    async rowsWhere(entity, field, value) {
      const rows = await all<StateRow>(
        `SELECT ${names(ROW)
          .map((name) => `sync_rows.${name}`)
          .join(', ')} FROM sync_row_index AS found JOIN sync_rows
         ON sync_rows.workspace = found.workspace AND sync_rows.entity = found.entity AND sync_rows.id = found.id
         WHERE found.workspace = $1 AND found.entity = $2 AND found.field = $3 AND found.value = $4 ORDER BY sync_rows.id`,
        entity,
        field,
        value,
      );
      return rows.map(readRow);
    },
    async rowsAfter(after, limit, entity) {
      // Two texts, so that a plan that is kept reads one entity by the key alone.
      const rows = await all<StateRow>(
        `SELECT ${names(ROW).join(', ')} FROM sync_rows
         WHERE workspace = $1 AND (entity, id) > ($2, $3) ${entity === undefined ? '' : 'AND entity = $5'} ORDER BY entity, id LIMIT $4`,
        after?.entity ?? entity ?? '',
        after?.id ?? '',
        limit,
        ...(entity === undefined ? [] : [entity]),
      );
      return rows.map(readRow);
    },
    async refusedEffects(keys) {
      if (keys.length === 0) return [];
      return all<RefusedEffect>(
        `SELECT effects.entity, effects.id, effect, hash, chain FROM unnest($2::text[], $3::text[]) AS wanted(entity, id)
         JOIN sync_refused_effects AS effects
         ON effects.workspace = $1 AND effects.entity = wanted.entity AND effects.id = wanted.id`,
        ...columnsOf(keys),
      );
    },
    async waiting(keys) {
      if (keys.length === 0) return [];
      return all<{ key: string; chain: string }>(
        'SELECT key, chain FROM sync_waits WHERE workspace = $1 AND key = ANY($2::text[])',
        keys,
      );
    },
    async erased(digests) {
      if (digests.length === 0) return [];
      const rows = await all<{ digest: string }>(
        'SELECT digest FROM sync_erased WHERE workspace = $1 AND digest = ANY($2::text[])',
        digests,
      );
      return rows.map(({ digest }) => digest);
    },
    async erasedCount() {
      const [row] = await all<{ count: number }>('SELECT count(*) AS count FROM sync_erased WHERE workspace = $1');
      return row?.count ?? 0;
    },
    blobReferences: (digest) =>
      all<BlobReference>(
        'SELECT digest, entity, id, field, readers FROM sync_blob_references WHERE workspace = $1 AND digest = $2',
        digest,
      ),
    async snapshotNumber() {
      const [row] = await all<{ number: number | null }>(
        'SELECT max(number) AS number FROM sync_snapshots WHERE workspace = $1',
      );
      return row?.number ?? null;
    },
    async snapshotManifest(number) {
      const [row] = await all<{ manifest: string }>(
        'SELECT manifest FROM sync_snapshots WHERE workspace = $1 AND number = $2',
        number,
      );
      return row?.manifest ?? null;
    },
    async snapshotPage(number, page) {
      const [row] = await all<{ body: string }>(
        'SELECT body FROM sync_snapshot_pages WHERE workspace = $1 AND number = $2 AND page = $3',
        number,
        page,
      );
      return row?.body ?? null;
    },
  };
}
