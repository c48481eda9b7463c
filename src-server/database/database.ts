import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** Something that answers SQL with `$1` parameters. Rows come as plain objects, bigints as numbers, JSON as the text it is kept as. */
export interface Sql {
  query<T extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<T[]>;
}

/**
 * The server's database: PostgreSQL, or PGlite in a folder with the same SQL. What people and machines sign in with lies here beside the
 * workspaces.
 */
export interface Database extends Sql {
  /** All of it kept or nothing. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** The one open PGlite, or the pool: storage stands on the same. */
  readonly engine: { kind: 'pglite'; pglite: PGlite } | { kind: 'postgres'; pool: pg.Pool; url: string };
  close(): Promise<void>;
}

/** PostgreSQL's number for its type int8. */
const INT8 = 20;

/** PGlite in `folder`; one process may have it open. */
export async function openEmbedded(folder: string | null): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pglite = await PGlite.create({
    ...(folder && { dataDir: join(folder, 'database') }),
    parsers: { [INT8]: Number },
  });
  return {
    engine: { kind: 'pglite', pglite },
    query: async <T>(text: string, values: readonly unknown[] = []) => (await pglite.query<T>(text, [...values])).rows,
    transaction: (work) =>
      pglite.transaction((transaction) =>
        work({
          query: async <T>(text: string, values: readonly unknown[] = []) =>
            (await transaction.query<T>(text, [...values])).rows,
        }),
      ),
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
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  pool.on('error', broken);
  return {
    engine: { kind: 'postgres', pool, url },
    query: async <T extends object>(text: string, values: readonly unknown[] = []) => {
      try {
        return (await pool.query(text, [...values])).rows as T[];
      } catch (error) {
        throw awayOr(error);
      }
    },
    async transaction(work) {
      const client = await pool.connect().catch((error: unknown) => {
        throw awayOr(error);
      });
      let failed: Error | undefined;
      // Lent out, a connection's end is nobody's else: unheard, it would end the process. What is under way on it fails by itself.
      client.on('error', broken);
      try {
        await client.query('BEGIN');
        const result = await work({
          query: async <T extends object>(text: string, values: readonly unknown[] = []) =>
            (await client.query(text, [...values])).rows as T[],
        });
        await client.query('COMMIT');
        return result;
      } catch (error) {
        failed = error instanceof Error ? error : new Error(String(error));
        await client.query('ROLLBACK').then(
          () => {
            failed = undefined;
          },
          () => {},
        );
        throw awayOr(error);
      } finally {
        client.removeListener('error', broken);
        // A connection on which even the rollback failed is not given to anybody else.
        client.release(failed);
      }
    },
    close: () => pool.end(),
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
