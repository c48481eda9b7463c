import { readdirSync, readFileSync } from 'node:fs';
import { systemContext } from '../../src-core/context';
import { signingKey } from '../../src-core/ledger/keys';
import { openPostgres } from '../../src-server/database/database';
import { openSqlStorage } from '../../src-server/storage/sql';
import { createSync } from '../../src-server/sync';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { ownPostgres } from '../server/postgres';
import { definitions, revised, serverWorldOn, smallRules, thing } from '../server/server-world';
import type { BenchFigure } from './figures';

const PUSH = 500;
const PUSHES = 40;
/** Rows that the receipts are about. */
const THINGS = 2_000;

/** Receipts a second that one server process takes in, PostgreSQL beside it on the same machine. */
export async function measureSync(say: (line: string) => void): Promise<BenchFigure[]> {
  const postgres = await ownPostgres(['shared_buffers=256MB', 'max_wal_size=2GB']);
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
    const pushes: SignedReceipt[][] = [];
    for (let push = 0; push < PUSHES; push += 1) {
      const receipts: SignedReceipt[] = [];
      const device = devices[push % devices.length]!;
      for (let index = 0; index < PUSH; index += 1) {
        const at = push * PUSH + index;
        const turn = Math.floor(push / devices.length) * PUSH + index;
        const id = `thing-${device.person}-${turn % THINGS}`;
        const fresh = turn < THINGS;
        const changes = fresh ? [thing(id, { price: '12.50', tags: ['new'] })] : [revised(id, { note: `Step ${at}` })];
        receipts.push(...device.act(fresh ? 'thing.add' : 'thing.revise', changes));
      }
      pushes.push(receipts);
    }
    const warm = 8;
    for (const [push, receipts] of pushes.slice(0, warm).entries())
      await world.push(receipts, devices[push % 2]!.person);
    say('pushing');
    const before = process.cpuUsage();
    const databaseBefore = processorTime(postgres.pid);
    const started = performance.now();
    const times: number[] = [];
    const pushAll = async (own: number): Promise<void> => {
      for (let push = warm + own; push < PUSHES; push += devices.length) {
        const begun = performance.now();
        const results = await world.push(pushes[push]!, devices[own]!.person);
        times.push(performance.now() - begun);
        const other = results.find((result) => result.status !== 'decided' || result.refusal !== null);
        if (other) throw new Error(`A receipt was not accepted: ${JSON.stringify(other)}`);
      }
    };
    await Promise.all(devices.map((_, own) => pushAll(own)));
    const seconds = (performance.now() - started) / 1_000;
    const used = process.cpuUsage(before);
    const receipts = (PUSHES - warm) * PUSH;
    times.sort((a, b) => a - b);
    const own = (used.user + used.system) / receipts;
    const theirs = (processorTime(postgres.pid) - databaseBefore) / receipts;
    return [
      {
        name: `server: receipts a second in pushes of ${PUSH}, every signature checked (PostgreSQL beside it)`,
        value: receipts / seconds,
        unit: '/s',
        target: 3_000,
        runs: times.length,
        note: `median push ${times[Math.floor(times.length / 2)]!.toFixed(0)} ms; of a core, each receipt takes ${own.toFixed(0)} µs of the server and ${theirs.toFixed(0)} µs of PostgreSQL`,
      },
    ];
  } finally {
    await database.close();
    await postgres.stop();
  }
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
