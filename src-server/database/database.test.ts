import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownPostgres } from '../../test/server/postgres';
import { type Database, openEmbedded, openPostgres } from './database';

const onPostgres = async (): Promise<{ database: Database; close(): Promise<void> }> => {
  const postgres = await ownPostgres();
  const database = openPostgres(postgres.url, 1, () => {});
  return {
    database,
    async close() {
      await database.close();
      await postgres.stop();
    },
  };
};
const onPglite = async (): Promise<{ database: Database; close(): Promise<void> }> => {
  const database = await openEmbedded(null);
  return { database, close: () => database.close() };
};

const PUT = 'INSERT INTO kept (word) VALUES ($1)';

describe.each([
  ['PostgreSQL', onPostgres],
  ['PGlite', onPglite],
])('a transaction on %s', (_name, open) => {
  let opened: Awaited<ReturnType<typeof open>>;
  const words = async (): Promise<string[]> =>
    (await opened.database.query<{ word: string }>('SELECT word FROM kept ORDER BY word')).map(({ word }) => word);
  beforeAll(async () => {
    opened = await open();
    await opened.database.query('CREATE TABLE kept (word text PRIMARY KEY)');
  }, 60_000);
  afterAll(() => opened?.close());

  it.each([false, true])('keeps what nobody waited for before it answers (often: %s)', async (often) => {
    const word = `later ${often}`;
    const seen = await opened.database.transaction(
      async (sql) => {
        await sql.often('SELECT 1 AS one', []);
        sql.later(PUT, [word]);
        return sql.query<{ word: string }>('SELECT word FROM kept WHERE word = $1', [word]);
      },
      { often },
    );
    expect(seen).toEqual([{ word }]);
    expect(await words()).toContain(word);
  });

  it.each([false, true])('keeps nothing where what nobody waited for fails, and says so (often: %s)', async (often) => {
    const before = await words();
    const failing = opened.database.transaction(
      async (sql) => {
        await sql.often('SELECT 1 AS one', []);
        sql.later(PUT, ['good']);
        sql.later(PUT, [null]);
        return 'done';
      },
      { often },
    );
    await expect(failing).rejects.toThrow(/null value/);
    expect(await words()).toEqual(before);
    // The connection, of which there is one, goes on.
    await opened.database.transaction(async (sql) => sql.later(PUT, [`after ${often}`]), { often });
    expect(await words()).toContain(`after ${often}`);
  });

  it('takes back what was sent where the work fails after it', async () => {
    const before = await words();
    const failing = opened.database.transaction(
      async (sql) => {
        sql.later(PUT, ['never']);
        throw new Error('in the middle');
      },
      { often: true },
    );
    await expect(failing).rejects.toThrow('in the middle');
    expect(await words()).toEqual(before);
  });
});

describe('plans of statements that are asked with every request', () => {
  it('are kept within transactions of such statements, and not for others', async () => {
    const { database, close } = await onPostgres();
    try {
      const counted = async (): Promise<{ kept: number; anew: number }> => {
        const [row] = await database.query<{ kept: number; anew: number }>(
          `SELECT generic_plans AS kept, custom_plans AS anew FROM pg_prepared_statements WHERE statement LIKE '%my_own%'`,
        );
        return row!;
      };
      const ask = (often: boolean): Promise<unknown> =>
        database.transaction((sql) => sql.often('SELECT $1::text AS my_own', ['x']), { often });
      for (let turn = 0; turn < 3; turn += 1) await ask(true);
      expect(await counted()).toEqual({ kept: 3, anew: 0 });
      await ask(false);
      expect(await counted()).toEqual({ kept: 3, anew: 1 });
    } finally {
      await close();
    }
  }, 60_000);
});
