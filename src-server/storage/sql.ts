import type { PoolClient } from 'pg';
import type { Database } from '../database/database';
import { readSequence, type SequenceRow, writeSequence } from './sql-records';
import { CHANNEL, LOCKED_SEQUENCE, sqlStore } from './sql-store';
import { migrateStorage } from './sql-tables';
import type { Glance, SequenceRecord, Storage, StoreReader, Wanted, WorkspaceStore } from './storage';
import { unknownWorkspace } from './unknown-workspace';

/** How long to wait before listening again on another connection, milliseconds. */
const LISTEN_AGAIN = 1_000;

/** Workspaces in a PostgreSQL database, or in PGlite: the same tables, the same SQL. Brings the tables up to date first. */
export async function openSqlStorage(database: Database): Promise<Storage> {
  await migrateStorage(database);
  return new SqlStorage(database);
}

class SqlStorage implements Storage {
  readonly #database: Database;
  readonly #stops = new Set<() => Promise<void>>();

  constructor(database: Database) {
    this.#database = database;
  }

  found(sequence: SequenceRecord, work: (store: WorkspaceStore) => Promise<void>): Promise<boolean> {
    const row = writeSequence(sequence);
    return this.#database.transaction(async (sql) => {
      const made = await sql.query(
        `INSERT INTO sync_sequences (workspace, number, hash, clock, chain, public_key, founder, account, appointed, policies, created)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING RETURNING workspace`,
        [
          row.workspace,
          row.number,
          row.hash,
          row.clock,
          row.chain,
          row.public_key,
          row.founder,
          row.account,
          row.appointed,
          row.policies,
          row.created,
        ],
      );
      if (made.length === 0) return false;
      await work(sqlStore(sql, sequence.workspace));
      return true;
    });
  }

  transaction<T>(workspace: string, work: (store: WorkspaceStore) => Promise<T>): Promise<T> {
    return this.#database.transaction(async (sql) => {
      const [row] = await sql.often<SequenceRow>(LOCKED_SEQUENCE, [workspace]);
      if (!row) throw unknownWorkspace();
      const sequence = readSequence(row);
      // It is held: nobody changes it meanwhile.
      return work({ ...sqlStore(sql, workspace), sequence: async () => sequence });
    });
  }

  reading<T>(workspace: string, work: (store: StoreReader) => Promise<T>): Promise<T> {
    return this.#database.transaction(async (sql) => {
      await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const store = sqlStore(sql, workspace);
      const sequence = await store.sequence();
      return work({ ...store, sequence: async () => sequence });
    });
  }

  glance(workspace: string, wanted: Wanted): Promise<Glance> {
    // One statement sees one state by itself.
    return sqlStore(this.#database, workspace).glance(wanted);
  }

  async workspaces(after: string | null, limit: number): Promise<string[]> {
    const rows = await this.#database.query<{ workspace: string }>(
      'SELECT workspace FROM sync_sequences WHERE workspace > $1 ORDER BY workspace LIMIT $2',
      [after ?? '', limit],
    );
    return rows.map(({ workspace }) => workspace);
  }

  async listen(heard: (workspace: string, number: number) => void): Promise<() => Promise<void>> {
    const take = (payload: string | undefined): void => {
      const [workspace, number] = (payload ?? '').split(' ');
      if (workspace && number) heard(workspace, Number(number));
    };
    const stop = await listenOn(this.#database, take);
    this.#stops.add(stop);
    return async () => {
      this.#stops.delete(stop);
      await stop();
    };
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) await stop();
    this.#stops.clear();
  }
}

/** Listens on a connection of its own; where that breaks, on another one. */
async function listenOn(
  { engine }: Database,
  take: (payload: string | undefined) => void,
): Promise<() => Promise<void>> {
  if (engine.kind === 'pglite') return engine.pglite.listen(CHANNEL, take);
  let client: PoolClient | null = null;
  let again: NodeJS.Timeout | null = null;
  let stopped = false;
  const retry = (): void => {
    if (stopped || again) return;
    again = setTimeout(() => {
      again = null;
      begin().catch(retry);
    }, LISTEN_AGAIN);
    again.unref();
  };
  const begin = async (): Promise<void> => {
    const own = await engine.pool.connect();
    const lost = (error?: Error): void => {
      if (client !== own) return;
      client = null;
      own.release(error ?? true);
      retry();
    };
    client = own;
    own.on('notification', ({ payload }) => take(payload));
    own.on('error', lost);
    own.on('end', () => lost());
    await own.query(`LISTEN ${CHANNEL}`).catch((error: Error) => {
      if (client === own) {
        client = null;
        own.release(error);
      }
      throw error;
    });
    if (stopped) await end();
  };
  const end = async (): Promise<void> => {
    const own = client;
    client = null;
    // Thrown away: whoever gets it next would hear what it does not listen to.
    own?.release(true);
  };
  await begin();
  return async () => {
    stopped = true;
    if (again) clearTimeout(again);
    await end();
  };
}
