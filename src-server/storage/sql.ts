import type { PoolClient } from 'pg';
import type { Database, TransactionSql } from '../database/database';
import { lockedGlance, sqlGlance } from './sql-glance';
import { sqlReader } from './sql-reader';
import { writeSequence } from './sql-records';
import { sqlStore } from './sql-store';
import { migrateStorage } from './sql-tables';
import type { Glance, SequenceRecord, Storage, StoreReader, Wanted, WorkspaceStore } from './storage';

/** Where the newest numbers are told. */
const CHANNEL = 'proofdesk_numbers';

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
  /** Newest numbers that nobody was told of yet, and the telling that is under way. */
  readonly #news = new Map<string, number>();
  #telling: Promise<void> | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  found(sequence: SequenceRecord, work: (store: WorkspaceStore) => Promise<void>): Promise<boolean> {
    const row = writeSequence(sequence);
    return this.#deciding(sequence.workspace, async (sql, news) => {
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
      await work(sqlStore(sql, sequence.workspace, news));
      return true;
    });
  }

  transaction<T>(
    workspace: string,
    wanted: Wanted,
    work: (store: WorkspaceStore, found: Glance) => Promise<T>,
  ): Promise<T> {
    return this.#deciding(
      workspace,
      async (sql, news) => {
        const store = sqlStore(sql, workspace, news);
        const found = await lockedGlance(sql, workspace, wanted);
        // It is held: nobody changes it meanwhile.
        return work({ ...store, sequence: async () => found.sequence }, found);
      },
      { often: true },
    );
  }

  reading<T>(workspace: string, work: (store: StoreReader) => Promise<T>): Promise<T> {
    return this.#database.transaction(async (sql) => {
      await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const store = sqlReader(sql, workspace);
      const sequence = await store.sequence();
      return work({ ...store, sequence: async () => sequence });
    });
  }

  /** A transaction after which others are told of the newest number. */
  async #deciding<T>(
    workspace: string,
    work: (sql: TransactionSql, news: (number: number) => void) => Promise<T>,
    options?: { often: boolean },
  ): Promise<T> {
    let newest: number | null = null;
    const result = await this.#database.transaction(
      (sql) =>
        work(sql, (number) => {
          newest = number;
        }),
      options,
    );
    if (newest !== null) this.#tell(workspace, newest);
    return result;
  }

  /**
   * Tells others, after the commit and not as a part of it: commits that tell something stand in one line in PostgreSQL, across all
   * workspaces (measured with eight at once: a third to a half fewer transactions). What comes while something is told is told together.
   * Where telling fails, or the process ends before it, the others read the number a little later; devices that listened at this process hear it
   * from the next.
   */
  #tell(workspace: string, number: number): void {
    this.#news.set(workspace, Math.max(number, this.#news.get(workspace) ?? 0));
    this.#telling ??= this.#tellAll()
      .catch(() => this.#news.clear())
      .finally(() => {
        this.#telling = null;
      });
  }

  async #tellAll(): Promise<void> {
    while (this.#news.size > 0) {
      const news = [...this.#news].map(([workspace, number]) => `${workspace} ${number}`);
      this.#news.clear();
      await this.#database.often('SELECT pg_notify($1, news) FROM unnest($2::text[]) AS news', [CHANNEL, news]);
    }
  }

  glance(workspace: string, wanted: Wanted): Promise<Glance> {
    // One statement sees one state by itself.
    return sqlGlance(this.#database, workspace, wanted);
  }

  async workspaces(after: string | null, limit: number): Promise<string[]> {
    const rows = await this.#database.query<{ workspace: string }>(
      'SELECT workspace FROM sync_sequences WHERE workspace > $1 ORDER BY workspace LIMIT $2',
      [after ?? '', limit],
    );
    return rows.map(({ workspace }) => workspace);
  }

  async numbers(workspaces: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.#database.often<{ workspace: string; number: number }>(
      'SELECT workspace, number FROM sync_sequences WHERE workspace = ANY($1::text[])',
      [workspaces],
    );
    return new Map(rows.map(({ workspace, number }) => [workspace, number]));
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
    await this.#telling;
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
