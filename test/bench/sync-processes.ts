import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { systemContext } from '../../src-core/context';
import { signingKey } from '../../src-core/ledger/keys';
import { openPostgres } from '../../src-server/database/database';
import { openSqlStorage } from '../../src-server/storage/sql';
import { createSync } from '../../src-server/sync';
import { ownPostgres } from '../server/postgres';
import { definitions, serverWorldOn, smallRules } from '../server/server-world';
import type { BenchFigure } from './figures';
import { PUSH, pushAll, WARM, writePushes } from './sync-pushes';

const PUSHES = 28;
const PROCESSES = [1, 2];

/** What several server processes on one PostgreSQL take in together, each for a workspace of its own: how it grows with cores. */
export async function measureServerProcesses(say: (line: string) => void): Promise<BenchFigure[]> {
  const postgres = await ownPostgres(['shared_buffers=256MB', 'max_wal_size=4GB']);
  try {
    const rates: number[] = [];
    for (const count of PROCESSES) {
      say(`${count} server ${count === 1 ? 'process' : 'processes'}`);
      rates.push(await together(postgres.url, count));
    }
    return [
      {
        name: 'server: receipts taken in by two processes, beside one',
        value: rates[1]! / rates[0]!,
        unit: 'x',
        target: null,
        runs: 1,
        note: `${rates.map((rate, index) => `${rate.toFixed(0)}/s by ${PROCESSES[index]}`).join(', ')}; PostgreSQL on the same cores, so not twice`,
      },
    ];
  } finally {
    await postgres.stop();
  }
}

async function together(url: string, count: number): Promise<number> {
  const children = Array.from({ length: count }, () => {
    const child = spawn(process.execPath, [process.argv[1]!, 'one-server', url], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<string> => {
      const { value, done } = await lines.next();
      if (done) throw new Error('A server process ended early.');
      return value;
    };
    return { child, next };
  });
  try {
    await Promise.all(children.map(({ next }) => next()));
    const started = performance.now();
    for (const { child } of children) child.stdin.end('go\n');
    const done = await Promise.all(children.map(({ next }) => next()));
    const seconds = (performance.now() - started) / 1_000;
    return done.reduce((sum, line) => sum + Number(line), 0) / seconds;
  } finally {
    for (const { child } of children) child.kill('SIGKILL');
  }
}

/** One such process: says that it is ready, pushes when it is told to, says how many receipts that were. */
export async function runOneServer(url: string): Promise<void> {
  const database = openPostgres(url, 5, (error) => process.stderr.write(`${error}\n`));
  const storage = await openSqlStorage(database);
  const context = systemContext();
  const key = signingKey(context.randomBytes(32));
  const domain = { entities: [...definitions.values()], rules: smallRules() };
  const sync = createSync({ storage, context, domain, keyOf: async () => key });
  const world = await serverWorldOn(sync, storage, context);
  const devices = [await world.join(['rep']), await world.join(['rep'])];
  const prepared = writePushes(devices, PUSHES);
  await pushAll(world, devices, prepared.slice(0, WARM), null);
  process.stdout.write('ready\n');
  await new Promise((go) => process.stdin.once('data', go));
  await pushAll(world, devices, prepared.slice(WARM), null);
  process.stdout.write(`${(PUSHES - WARM) * PUSH}\n`);
  await storage.close();
  await database.close();
  process.exit(0);
}
