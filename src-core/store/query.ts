import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Connection } from './database';

/** Anything Kysely can compile. */
export interface Compilable<Output> {
  compile(): CompiledQuery<Output>;
}

/** A Kysely that only writes SQL; statements run on our own connection, at once, inside the transaction that is open. */
export function queryBuilder<Tables>(): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}

const STATEMENTS_KEPT = 500;

/** Runs Kysely's queries on a better-sqlite3 connection, keeping prepared statements. */
export class QueryRunner {
  readonly #statements = new Map<string, import('better-sqlite3').Statement>();

  constructor(readonly connection: Connection) {}

  /** Every row of a query. */
  all<Output>(query: Compilable<Output>): Output[] {
    const { sql, parameters } = query.compile();
    return this.statement(sql).all(...parameters.map(bindable)) as Output[];
  }

  /** The first row of a query, if any. */
  first<Output>(query: Compilable<Output>): Output | undefined {
    const { sql, parameters } = query.compile();
    return this.statement(sql).get(...parameters.map(bindable)) as Output | undefined;
  }

  /** A prepared statement, kept for the next time. */
  statement(sql: string): import('better-sqlite3').Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      if (this.#statements.size >= STATEMENTS_KEPT) this.#statements.clear();
      statement = this.connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** What better-sqlite3 can bind: booleans become 0 and 1. */
function bindable(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}
