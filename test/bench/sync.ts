import { systemContext } from '../../src-core/context';
import { signingKey } from '../../src-core/ledger/keys';
import { type Database, openPostgres } from '../../src-server/database/database';
import { openSqlStorage } from '../../src-server/storage/sql';
import { createSync } from '../../src-server/sync';
import { ownPostgres } from '../server/postgres';
import { definitions, serverWorldOn, smallRules } from '../server/server-world';
import type { BenchFigure } from './figures';
import { PUSH, pushAll, WARM, writePushes } from './sync-pushes';

/** Pushes of the headline figure, and of each step of growth. */
const PUSHES = 40;
const GROWTH_PUSHES = 10;
/** How many receipts a workspace has when the cost of one more is taken. */
const HISTORIES = [10_000, 100_000, 1_000_000];

/** What one process takes in, PostgreSQL beside it on the same machine, and how that grows with a workspace's history. */
export async function measureSync(say: (line: string) => void): Promise<BenchFigure[]> {
  const postgres = await ownPostgres(['shared_buffers=256MB', 'max_wal_size=4GB']);
  const database = openPostgres(postgres.url, 5, (error) => say(String(error)));
  try {
    const storage = await openSqlStorage(database);
    const context = systemContext();
    const key = signingKey(context.randomBytes(32));
    const domain = { entities: [...definitions.values()], rules: smallRules() };
    const sync = createSync({ storage, context, domain, keyOf: async () => key });
    const world = await serverWorldOn(sync, storage, context);
    // Two devices push at once, as a busy workspace's do: one's signatures are checked while the other's receipts are written.
    const devices = [await world.join(['rep']), await world.join(['rep'])];
    say(`writing ${PUSH * PUSHES} receipts beforehand`);
    const prepared = writePushes(devices, PUSHES);
    await pushAll(world, devices, prepared.slice(0, WARM), postgres.pid);
    say('pushing');
    const { seconds, times, own, theirs } = await pushAll(world, devices, prepared.slice(WARM), postgres.pid);
    const figures: BenchFigure[] = [
      {
        name: `server: receipts taken in, pushes of ${PUSH}, every signature checked`,
        value: ((PUSHES - WARM) * PUSH) / seconds,
        unit: '/s',
        target: 3_000,
        runs: times.length,
        note: `PostgreSQL beside it; median push ${times[Math.floor(times.length / 2)]!.toFixed(0)} ms; of a core each takes ${own.toFixed(0)} µs of the server and ${theirs.toFixed(0)} µs of PostgreSQL`,
      },
    ];
    const costs: { own: number; theirs: number }[] = [];
    for (const size of HISTORIES) {
      say(`a history of ${size} receipts`);
      await growTo(database, world.workspace, size);
      const cost = await pushAll(world, devices, writePushes(devices, GROWTH_PUSHES), postgres.pid);
      costs.push(cost);
    }
    figures.push({
      name: `server: cost of a receipt with ${HISTORIES.at(-1)} before it, beside ${HISTORIES[0]}`,
      value: bothOf(costs.at(-1)!) / bothOf(costs[0]!),
      unit: 'x',
      target: 1.3,
      runs: GROWTH_PUSHES,
      note: `µs of a core in the server and in PostgreSQL: ${HISTORIES.map((size, index) => `${costs[index]!.own.toFixed(0)} and ${costs[index]!.theirs.toFixed(0)} at ${size}`).join(', ')}`,
    });
    return figures;
  } finally {
    await database.close();
    await postgres.stop();
  }
}

/** Microseconds of both cores. */
const bothOf = ({ own, theirs }: { own: number; theirs: number }): number => own + theirs;

/** Gives a workspace a history of so many receipts, in bulk and past the server, with a row for every ten of them. */
async function growTo(database: Database, workspace: string, size: number): Promise<void> {
  const [sequence] = await database.query<{ number: number }>(
    'SELECT number FROM sync_sequences WHERE workspace = $1',
    [workspace],
  );
  const from = sequence!.number;
  if (from >= size) return;
  const hash = `encode(sha256(('receipt ' || n)::bytea), 'hex')`;
  await database.query(
    `INSERT INTO sync_receipts (workspace, hash, chain, number, actor, command, header, signature, parts, state, place, outcome,
       decision_hash, decision, decision_signature)
     SELECT $1, ${hash}, 'history', n, 'somebody', 'thing.revise', repeat(${hash}, 9), repeat('s', 86),
       '{"shared":"' || repeat(${hash}, 5) || '"}', 'decided', n, 'accepted', ${hash}, repeat(${hash}, 6), repeat('s', 86)
     FROM generate_series($2::bigint, $3::bigint) AS n`,
    [workspace, from + 1, size],
  );
  await database.query(
    `INSERT INTO sync_rows (workspace, entity, id, schema, archived, created, updated, fields, clocks, number)
     SELECT $1, 'deal', 'deal-' || n, 1, false, '', '', '{"title":"' || repeat('x', 300) || '"}', '{}', n
     FROM generate_series($2::bigint, $3::bigint, 10) AS n`,
    [workspace, from + 1, size],
  );
  await database.query('UPDATE sync_sequences SET number = $2 WHERE workspace = $1', [workspace, size]);
  // What PostgreSQL does about so many new records at once, such as its own vacuum a minute later, is no part of what the next receipts cost.
  await database.query('VACUUM ANALYZE');
  await database.query('CHECKPOINT');
}
