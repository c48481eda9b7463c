import { readdirSync, readFileSync } from 'node:fs';
import { systemContext } from '../../src-core/context';
import { signingKey } from '../../src-core/ledger/keys';
import { type Database, openPostgres } from '../../src-server/database/database';
import { openSqlStorage } from '../../src-server/storage/sql';
import { createSync } from '../../src-server/sync';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { ownPostgres } from '../server/postgres';
import { definitions, revised, type ServerWorld, serverWorldOn, smallRules, thing } from '../server/server-world';
import type { TestDevice } from '../server/test-device';
import type { BenchFigure } from './figures';

const PUSH = 500;
/** Pushes of the headline figure, the first of which do not count, and of each step of growth. */
const PUSHES = 40;
const WARM = 8;
const GROWTH_PUSHES = 10;
/** Rows of each device that the receipts are about. */
const THINGS = 2_000;
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
    const costs: number[] = [];
    for (const size of HISTORIES) {
      say(`a history of ${size} receipts`);
      await growTo(database, world.workspace, size);
      const cost = await pushAll(world, devices, writePushes(devices, GROWTH_PUSHES), postgres.pid);
      costs.push(cost.own + cost.theirs);
    }
    figures.push({
      name: `server: cost of a receipt with ${HISTORIES.at(-1)} before it, beside ${HISTORIES[0]}`,
      value: costs.at(-1)! / costs[0]!,
      unit: 'x',
      target: 1.3,
      runs: GROWTH_PUSHES,
      note: `µs of both cores: ${HISTORIES.map((size, index) => `${costs[index]!.toFixed(0)} at ${size}`).join(', ')}`,
    });
    return figures;
  } finally {
    await database.close();
    await postgres.stop();
  }
}

/** Pushes of both devices in turn: first new rows, then changes of them. */
function writePushes(devices: readonly TestDevice[], count: number): SignedReceipt[][] {
  return Array.from({ length: count }, (_, push) => {
    const device = devices[push % devices.length]!;
    const from = device.written.length;
    for (let index = 0; index < PUSH; index += 1) {
      const turn = device.number;
      const id = `thing-${device.person}-${turn % THINGS}`;
      if (turn <= THINGS) device.act('thing.add', [thing(id, { price: '12.50', tags: ['new'] })]);
      else device.act('thing.revise', [revised(id, { note: `Step ${turn}` })]);
    }
    return device.written.slice(from);
  });
}

interface Taken {
  seconds: number;
  /** Milliseconds of each push, sorted. */
  times: number[];
  /** Microseconds of a core per receipt: of this process, and of PostgreSQL's. */
  own: number;
  theirs: number;
}

async function pushAll(
  world: ServerWorld,
  devices: readonly TestDevice[],
  pushes: readonly SignedReceipt[][],
  database: number,
): Promise<Taken> {
  const before = process.cpuUsage();
  const databaseBefore = processorTime(database);
  const started = performance.now();
  const times: number[] = [];
  const pushOwn = async (device: TestDevice, index: number): Promise<void> => {
    for (let push = index; push < pushes.length; push += devices.length) {
      const begun = performance.now();
      const results = await world.push(pushes[push]!, device.person);
      times.push(performance.now() - begun);
      const other = results.find((result) => result.status !== 'decided' || result.refusal !== null);
      if (other) throw new Error(`A receipt was not accepted: ${JSON.stringify(other)}`);
    }
  };
  await Promise.all(devices.map(pushOwn));
  const seconds = (performance.now() - started) / 1_000;
  const used = process.cpuUsage(before);
  const receipts = pushes.length * PUSH;
  return {
    seconds,
    times: times.sort((a, b) => a - b),
    own: (used.user + used.system) / receipts,
    theirs: (processorTime(database) - databaseBefore) / receipts,
  };
}

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
  await database.query('ANALYZE');
}

/** Microseconds that a process and its children have used of a core; 0 where the system does not tell. */
function processorTime(parent: number): number {
  if (process.platform !== 'linux') return 0;
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      if (Number(name) === parent || Number(fields[1]) === parent) ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It has ended meanwhile.
    }
  }
  return ticks * 10_000;
}
