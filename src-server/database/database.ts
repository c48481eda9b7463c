import { hash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import pg, { type PoolClient } from 'pg';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { stopAtPanic } from './full-disk';

/** Something that answers SQL with `$1` parameters. Rows come as plain objects, bigints as numbers, JSON as the text it is kept as. */
export interface Sql {
  query<T extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /**
   * The same for a statement that is asked with every request: PostgreSQL reads and plans its text once for each connection. Only for texts
   * of which there are few, and whose columns are named: a kept plan does not follow a table that changes.
   */
  often<T extends object = Record<string, unknown>>(text: string, values: readonly unknown[]): Promise<T[]>;
}

/** What a transaction asks with. */
export interface TransactionSql extends Sql {
  /** As `often`, with nobody waiting for its answer: what follows is sent behind it at once. Where it fails, the transaction does. */
  later(text: string, values: readonly unknown[]): void;
}

/**
 * The server's database: PostgreSQL, or PGlite in a folder with the same SQL. What people and machines sign in with lies here beside the
 * workspaces.
 */
export interface Database extends Sql {
  /**
   * All of it kept or nothing. `often`: of statements that are asked with every request, of which the first only reads. It goes out together
   * with the beginning, and no statement is planned anew.
   */
  transaction<T>(work: (sql: TransactionSql) => Promise<T>, options?: { often?: boolean }): Promise<T>;
  /** The one open PGlite, or the pool: storage stands on the same. */
  readonly engine: { kind: 'pglite'; pglite: PGlite } | { kind: 'postgres'; pool: pg.Pool; url: string };
  close(): Promise<void>;
}

/** PostgreSQL's number for its type int8. */
const INT8 = 20;

/** PGlite in `folder`; one process may have it open. `ended` hears that it cannot go on, as on a full disk: only a new process can. */
export async function openEmbedded(folder: string | null, ended: (error: Error) => void = () => {}): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pglite = await PGlite.create({
    ...(folder && { dataDir: join(folder, 'database') }),
    parsers: { [INT8]: Number },
  });
  stopAtPanic(pglite, ended);
  const asking = (on: Pick<PGlite, 'query'>): Sql => {
    const query = async <T>(text: string, values: readonly unknown[] = []) =>
      (await on.query<T>(text, [...values])).rows;
    return { query, often: query };
  };
  return {
    ...asking(pglite),
    engine: { kind: 'pglite', pglite },
    transaction: (work) =>
      pglite.transaction(async (transaction) => {
        const sql = asking(transaction);
        const sent: Promise<unknown>[] = [];
        const later: TransactionSql['later'] = (text, values) => void sent.push(heard(sql.often(text, values)));
        try {
          const result = await work({ ...sql, later });
          await Promise.all(sent);
          return result;
        } finally {
          await Promise.allSettled(sent);
        }
      }),
    close: () => pglite.close(),
  };
}

/** PostgreSQL at `url` through a pool. A connection that breaks is thrown away; the next request gets another. */
export function openPostgres(url: string, connections: number, broken: (error: Error) => void): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'proofdesk-server',
    // What is asked together is sent together.
    pipeline: true,
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  pool.on('error', broken);
  const orAway = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked;
    } catch (error) {
      throw awayOr(error);
    }
  };
  /** Lends a connection out. One on which something failed is not given to anybody else, unless `work` says that it is well. */
  const lent = async <T>(work: (client: PoolClient, well: () => void) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let failed: Error | undefined;
    let isWell = false;
    // Lent out, a connection's end is nobody's else: unheard, it would end the process. What is under way on it fails by itself.
    client.on('error', broken);
    try {
      return await work(client, () => {
        isWell = true;
      });
    } catch (error) {
      if (!isWell) failed = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      client.removeListener('error', broken);
      client.release(failed);
    }
  };
  return {
    engine: { kind: 'postgres', pool, url },
    query: <T extends object>(text: string, values?: readonly unknown[]) =>
      orAway(askingOn(pool).query<T>(text, values)),
    often: <T extends object>(text: string, values: readonly unknown[]) =>
      orAway(
        lent(async (client) => {
          if (plansAreOld(client)) heard(client.query(FORGET_PLANS));
          return await askingOn(client).often<T>(text, values);
        }),
      ),
    transaction: (work, { often = false } = {}) =>
      orAway(
        lent(async (client, well) => {
          try {
            const sql = askingOn(client);
            const begun = heard(
              client.query(often ? `${plansAreOld(client) ? FORGET_PLANS : ''}${BEGIN_OFTEN}` : 'BEGIN'),
            );
            if (!often) await begun;
            const sent: Promise<unknown>[] = [begun];
            const result = await work({
              query: async <T extends object>(text: string, values?: readonly unknown[]) =>
                (await Promise.all([sql.query<T>(text, values), begun]))[0],
              often: async <T extends object>(text: string, values: readonly unknown[]) =>
                (await Promise.all([sql.often<T>(text, values), begun]))[0],
              later: (text, values) => void sent.push(heard(sql.often(text, values))),
            });
            // Where one of them failed, this takes everything back.
            sent.push(heard(client.query('COMMIT')));
            await Promise.all(sent);
            return result;
          } catch (error) {
            await client.query('ROLLBACK').then(well, () => {});
            throw error;
          }
        }),
      ),
    close: () => pool.end(),
  };
}

/** The beginning of a transaction whose statements keep their plans. */
const BEGIN_OFTEN = 'BEGIN; SET LOCAL plan_cache_mode = force_generic_plan';
const FORGET_PLANS = 'DISCARD PLANS;';
/**
 * Planning costs as much as doing, so plans are kept, but not for long: one from when a table was empty reads the whole table for each record
 * once there are thousands. Milliseconds at first, on a connection that was just made, and at most; each time twice as many.
 */
const PLANS_KEPT = { first: 10, most: 1_000 };
/** When the plans of a connection were forgotten last, and how long those since are kept. */
const planned = new WeakMap<PoolClient, { at: number; kept: number }>();

/** Whether a connection's plans are to be forgotten now; who asks sees to it. */
function plansAreOld(client: PoolClient): boolean {
  const now = performance.now();
  const last = planned.get(client);
  if (last && now - last.at < last.kept) return false;
  planned.set(client, { at: now, kept: last ? Math.min(last.kept * 2, PLANS_KEPT.most) : PLANS_KEPT.first });
  return true;
}

/** The same, whose failure may come before anybody waits for it. */
function heard<T>(asked: Promise<T>): Promise<T> {
  asked.catch(() => {});
  return asked;
}

/** Names of statements that connections keep, by their texts. */
const statementNames = new Map<string, string>();

function nameOf(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = `proofdesk_${hash('sha256', text).slice(0, 32)}`;
    statementNames.set(text, name);
  }
  return name;
}

function askingOn(on: Pick<PoolClient, 'query'>): Sql {
  return {
    query: async <T extends object>(text: string, values: readonly unknown[] = []) =>
      (await on.query(text, [...values])).rows as T[],
    often: async <T extends object>(text: string, values: readonly unknown[]) =>
      (await on.query({ name: nameOf(text), text, values: [...values] })).rows as T[],
  };
}

/** What PostgreSQL or the network says when the database is away or shutting down: a reason to try again, not a fault of the program. */
const AWAY_CODES = /^(08\w{3}|57P0[123]|53300|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/;
const AWAY_WORDS =
  /connection terminated|timeout exceeded when trying to connect|not queryable|client has encountered a connection error/i;

function awayOr(error: unknown): unknown {
  if (error instanceof ProofdeskError || !(error instanceof Error)) return error;
  const code = (error as { code?: unknown }).code;
  if (!(typeof code === 'string' && AWAY_CODES.test(code)) && !AWAY_WORDS.test(error.message)) return error;
  return new ProofdeskError(
    {
      code: 'unavailable',
      message: 'The server’s database cannot be reached just now.',
      hint: 'Try again in a moment; what is pending stays on the device.',
    },
    { cause: error },
  );
}
