import { cpus } from 'node:os';
import { signingKey } from '../../src-core/ledger/keys';
import { systemContext } from '../../src-core/context';
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
    const device = await world.join(['rep']);
    say(`writing ${PUSH * PUSHES} receipts beforehand`);
    const pushes: SignedReceipt[][] = [];
    for (let push = 0; push < PUSHES; push += 1) {
      const receipts: SignedReceipt[] = [];
      for (let index = 0; index < PUSH; index += 1) {
        const at = push * PUSH + index;
        const id = `thing-${at % THINGS}`;
        const changes = at < THINGS ? [thing(id, { price: '12.50', tags: ['new'] })] : [revised(id, { note: `Step ${at}` })];
        receipts.push(...device.act(at < THINGS ? 'thing.add' : 'thing.revise', changes));
      }
      pushes.push(receipts);
    }
    const warm = PUSHES / 10;
    for (const receipts of pushes.slice(0, warm)) await world.push(receipts, device.person);
    say('pushing');
    const before = process.cpuUsage();
    const started = performance.now();
    const times: number[] = [];
    for (const receipts of pushes.slice(warm)) {
      const begun = performance.now();
      const results = await world.push(receipts, device.person);
      times.push(performance.now() - begun);
      const accepted = results.every((result) => result.status === 'decided' && result.refusal === null);
      if (!accepted) throw new Error(`A push was not accepted: ${JSON.stringify(results.find((r) => r.status !== 'decided' || r.refusal))}`);
    }
    const seconds = (performance.now() - started) / 1_000;
    const used = process.cpuUsage(before);
    const receipts = (PUSHES - warm) * PUSH;
    times.sort((a, b) => a - b);
    const own = (used.user + used.system) / receipts;
    return [
      {
        name: `server: receipts a second in pushes of ${PUSH}, every signature checked (PostgreSQL beside it)`,
        value: receipts / seconds,
        unit: '/s',
        target: 3_000,
        runs: times.length,
        note: `median push ${times[Math.floor(times.length / 2)]!.toFixed(0)} ms; the process itself used ${own.toFixed(0)} µs of a core per receipt, on ${cpus().length} cores`,
      },
    ];
  } finally {
    await database.close();
    await postgres.stop();
  }
}
