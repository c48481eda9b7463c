import type { Sql } from '../database/database';
import {
  type ChainRow,
  type ReceiptRow,
  readChain,
  readReceipt,
  readRow,
  readSequence,
  type SequenceRow,
  type StateRow,
  writeChain,
  writeReceipt,
  writeRow,
  writeSequence,
} from './sql-records';
import type {
  BlobReference,
  DecidedReceipt,
  KnownReceipt,
  RefusedEffect,
  RowKey,
  StoreReader,
  WorkspaceStore,
  Writes,
} from './storage';
import { unknownWorkspace } from './unknown-workspace';

const CHAIN = `chain text, person text, public_key text, standing text, account text, device text, registered bigint, revoked_after bigint,
  number bigint, hash text, at text, group_place text, decided bigint, clock text`;
const RECEIPT = `hash text, chain text, number bigint, actor text, command text, group_place text, header text, signature text, parts text,
  state text, waits_for text, place bigint, outcome text, decision_hash text, decision text, decision_signature text, refusal text`;
const ROW = `entity text, id text, schema int, archived boolean, created text, updated text, fields text, clocks text, unknown text,
  erased text, number bigint`;

/** Names of a list of columns with types. */
const names = (columns: string): string[] => columns.split(',').map((column) => column.trim().split(/\s/)[0]!);

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
const EFFECT = 'entity text, id text, effect text, hash text, chain text';
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

const SEQUENCE = 'workspace, number, hash, clock, chain, public_key, founder, account, appointed, policies, created';
/** The row that a decision holds alone. */
export const LOCKED_SEQUENCE = `SELECT ${SEQUENCE} FROM sync_sequences WHERE workspace = $1 FOR UPDATE`;

/** Rows of a table by their keys, in `$4` and `$5`. */
const wantedRows = (table: string, columns: readonly string[]): string =>
  `SELECT ${columns.map((name) => `found.${name}`).join(', ')} FROM unnest($4::text[], $5::text[]) AS wanted(entity, id)
   JOIN ${table} AS found ON found.workspace = $1 AND found.entity = wanted.entity AND found.id = wanted.id`;
const listed = (name: string, selection: string): string =>
  `(SELECT json_agg(row_to_json(list)) FROM (${selection}) AS list) AS ${name}`;

/** All that a push is judged by, as one row of JSON: one exchange instead of one for each table. */
const GLANCE = `SELECT
  (SELECT row_to_json(list) FROM (SELECT ${SEQUENCE} FROM sync_sequences WHERE workspace = $1) AS list) AS sequence,
  ${listed('chains', `SELECT ${names(CHAIN).join(', ')} FROM sync_chains WHERE workspace = $1 AND chain = ANY($2::text[])`)},
  ${listed('known', 'SELECT hash, command, outcome FROM sync_receipts WHERE workspace = $1 AND hash = ANY($3::text[])')},
  ${listed('rows', wantedRows('sync_rows', names(ROW)))},
  ${listed('effects', wantedRows('sync_refused_effects', names(EFFECT)))},
  ${listed('erased', 'SELECT digest FROM sync_erased WHERE workspace = $1 AND digest = ANY($6::text[])')},
  EXISTS (SELECT 1 FROM sync_waits WHERE workspace = $1) AS waits`;

interface GlanceRow {
  sequence: SequenceRow | null;
  chains: ChainRow[] | null;
  known: KnownReceipt[] | null;
  rows: StateRow[] | null;
  effects: RefusedEffect[] | null;
  erased: { digest: string }[] | null;
  waits: boolean;
}

/** One workspace in the database, within one transaction. `news` is told a number that others are to hear of once it is kept. */
export function sqlStore(sql: Sql, workspace: string, news: (number: number) => void = () => {}): WorkspaceStore {
  const all = <T extends object>(text: string, ...values: unknown[]): Promise<T[]> =>
    sql.query<T>(text, [workspace, ...values]);
  const reader: StoreReader = {
    async sequence() {
      const [row] = await all<SequenceRow>(`SELECT ${SEQUENCE} FROM sync_sequences WHERE workspace = $1`);
      if (!row) throw unknownWorkspace();
      return readSequence(row);
    },
    async glance({ chains = [], receipts = [], rows = [], digests = [] }) {
      const [found] = await sql.often<GlanceRow>(GLANCE, [workspace, chains, receipts, ...columnsOf(rows), digests]);
      if (!found?.sequence) throw unknownWorkspace();
      return {
        sequence: readSequence(found.sequence),
        chains: (found.chains ?? []).map(readChain),
        known: found.known ?? [],
        rows: (found.rows ?? []).map(readRow),
        refusedEffects: found.effects ?? [],
        erased: (found.erased ?? []).map(({ digest }) => digest),
        waits: found.waits,
      };
    },
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
      const rows = await all<StateRow>(
        `SELECT ${names(ROW).join(', ')} FROM sync_rows
         WHERE workspace = $1 AND (entity, id) > ($2, $3) AND ($4::text IS NULL OR entity = $4) ORDER BY entity, id LIMIT $5`,
        after?.entity ?? entity ?? '',
        after?.id ?? '',
        entity ?? null,
        limit,
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
  return {
    ...reader,
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
      await sql.often(
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

function columnsOf(keys: readonly RowKey[]): [string[], string[]] {
  return [keys.map(({ entity }) => entity), keys.map(({ id }) => id)];
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
