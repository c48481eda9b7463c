import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Database } from '../database/database';

/** Held while tables change, so that processes that start together change them once. Any number that nobody else here uses. */
const LOCK = 7_202_611_212;

/** Ids and clocks sort by their bytes, as everywhere in Proofdesk, not as the database's language has it. */
const ID = 'text COLLATE "C" NOT NULL';

/** How closely PostgreSQL's statistics look at each of these columns; its own measure is 100. */
const statistics = (table: string, target: number, columns: string): string =>
  `ALTER TABLE ${table} ${columns
    .split(', ')
    .map((column) => `ALTER COLUMN ${column} SET STATISTICS ${target}`)
    .join(', ')}`;

/**
 * Tables of workspaces, step by step. A step that was released is never changed. Every key is led by the workspace's id, so that they
 * spread over shards. JSON is kept as text: it is read whole, and compared by nobody but us.
 */
const STEPS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE sync_sequences (workspace ${ID} PRIMARY KEY, number bigint NOT NULL, hash text, clock text, chain text NOT NULL,
       public_key text NOT NULL, founder text NOT NULL, account text NOT NULL, appointed bigint, policies text, created bigint NOT NULL)`,
    `CREATE TABLE sync_chains (workspace ${ID}, chain ${ID}, person ${ID}, public_key text NOT NULL, standing text NOT NULL, account text,
       device text NOT NULL, registered bigint, revoked_after bigint, number bigint NOT NULL, hash text, at text, group_place text,
       decided bigint NOT NULL, clock text, PRIMARY KEY (workspace, chain))`,
    `CREATE INDEX sync_chains_of_person ON sync_chains (workspace, person, chain)`,
    // Fresh receipts come to the end of the table; their decision is written with them unless they have to wait.
    `CREATE TABLE sync_receipts (workspace ${ID}, hash ${ID}, chain ${ID}, number bigint NOT NULL, actor text NOT NULL,
       command text NOT NULL, group_place text, header text NOT NULL, signature text NOT NULL, parts text NOT NULL, state text NOT NULL,
       waits_for text, place bigint, outcome text, decision_hash text, decision text, decision_signature text, refusal text,
       PRIMARY KEY (workspace, hash))`,
    `CREATE UNIQUE INDEX sync_receipts_in_chain ON sync_receipts (workspace, chain, number)`,
    `CREATE UNIQUE INDEX sync_receipts_in_order ON sync_receipts (workspace, place) WHERE place IS NOT NULL`,
    // Only what can be erased: parts about a natural person.
    `CREATE TABLE sync_personal_parts (workspace ${ID}, digest ${ID}, hash ${ID}, readers ${ID}, PRIMARY KEY (workspace, digest, hash, readers))`,
    `CREATE TABLE sync_erased (workspace ${ID}, digest ${ID}, PRIMARY KEY (workspace, digest))`,
    `CREATE TABLE sync_rows (workspace ${ID}, entity ${ID}, id ${ID}, schema int NOT NULL, archived boolean NOT NULL, created text NOT NULL,
       updated text NOT NULL, fields text NOT NULL, clocks text NOT NULL, unknown text, erased text, number bigint NOT NULL,
       PRIMARY KEY (workspace, entity, id)) WITH (fillfactor = 85)`,
    `CREATE TABLE sync_row_index (workspace ${ID}, entity ${ID}, field ${ID}, value ${ID}, id ${ID},
       PRIMARY KEY (workspace, entity, field, value, id))`,
    `CREATE TABLE sync_blob_references (workspace ${ID}, digest ${ID}, entity ${ID}, id ${ID}, field ${ID}, readers text NOT NULL,
       PRIMARY KEY (workspace, digest, entity, id, field))`,
    `CREATE TABLE sync_refused_effects (workspace ${ID}, entity ${ID}, id ${ID}, effect ${ID}, hash ${ID}, chain ${ID},
       PRIMARY KEY (workspace, entity, id, effect, hash))`,
    `CREATE TABLE sync_waits (workspace ${ID}, key ${ID}, chain ${ID}, PRIMARY KEY (workspace, key, chain))`,
    `CREATE TABLE sync_snapshots (workspace ${ID}, number bigint NOT NULL, manifest text NOT NULL, PRIMARY KEY (workspace, number))`,
    `CREATE TABLE sync_snapshot_pages (workspace ${ID}, number bigint NOT NULL, page int NOT NULL, body text NOT NULL,
       PRIMARY KEY (workspace, number, page))`,
  ],
  [
    // Statistics of a table that grows fast are taken again and again. Whole texts, which no condition names, made that so costly that
    // pushes waited for a second; all is found by its keys, of which a small sample tells enough.
    statistics('sync_receipts', 20, 'workspace, hash, chain, number, actor, command, waits_for, place, outcome'),
    statistics(
      'sync_receipts',
      0,
      'group_place, header, signature, parts, state, decision_hash, decision, decision_signature, refusal',
    ),
    statistics('sync_rows', 20, 'workspace, entity, id, schema, archived, number'),
    statistics('sync_rows', 0, 'created, updated, fields, clocks, unknown, erased'),
    statistics('sync_row_index', 20, 'workspace, entity, field, value, id'),
  ],
];

/** Brings the tables of workspaces up to this version's; throws `unavailable` where a newer version has been here. */
export async function migrateStorage(database: Database): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await sql.query('CREATE TABLE IF NOT EXISTS sync_steps (step int PRIMARY KEY)');
    const [at] = await sql.query<{ step: number }>('SELECT coalesce(max(step), 0) AS step FROM sync_steps');
    const done = at?.step ?? 0;
    if (done > STEPS.length) {
      throw new ProofdeskError({
        code: 'unavailable',
        message: 'This database was made by a newer version of the server.',
        hint: 'Start the version that made it, or restore the backup from before the upgrade.',
      });
    }
    for (let step = done; step < STEPS.length; step += 1) {
      for (const statement of STEPS[step]!) await sql.query(statement);
      await sql.query('INSERT INTO sync_steps (step) VALUES ($1)', [step + 1]);
    }
  });
}
