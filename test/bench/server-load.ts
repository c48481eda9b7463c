import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgres } from '../../src-server/database/database';
import { openSqlStorage } from '../../src-server/storage/sql';
import { fixedContext } from '../../src-shared/kernel/context';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { type HttpWorld, httpWorld, type SignedInPerson, startTestServer } from '../server/http-world';
import { ownPostgres } from '../server/postgres';
import { thing } from '../server/server-world';
import type { TestDevice } from '../server/test-device';
import type { BenchFigure } from './figures';

const WORKSPACES = 20;
const DEVICES = 200;
const RECEIPTS = 10;
/** Two minutes in full; the short form shows the same within noise, but for the memory. */
const SECONDS = process.env['PROOFDESK_BENCH_FULL'] ? 120 : 8;
const TARGET_MILLISECONDS = 500;

/**
 * 200 devices in 20 workspaces that each push 10 receipts a second in one push, over HTTP, PostgreSQL beside it: the slowest hundredth of the
 * pushes. Server and devices are one process here, so the time that devices take for their own requests is in the figure too.
 */
export async function measureServerLoad(say: (line: string) => void): Promise<BenchFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'proofdesk-load-'));
  const postgres = await ownPostgres(['shared_buffers=256MB', 'max_wal_size=2GB']);
  let closing = false;
  const database = openPostgres(postgres.url, 20, (error) => {
    if (!closing) say(String(error));
  });
  const storage = await openSqlStorage(database);
  const context = { ...fixedContext({ now: 0, seed: 9 }), now: () => Date.now() };
  const server = await startTestServer({ database, storage, context, folder });
  try {
    say(`bringing ${WORKSPACES} workspaces with ${DEVICES} devices to the server`);
    const devices: { world: HttpWorld; by: SignedInPerson; pushes: SignedReceipt[][] }[] = [];
    await Promise.all(
      Array.from({ length: WORKSPACES }, async (_, index) => {
        const world = await httpWorld(server, { database, storage, context }, `founder${index}`);
        const people: (SignedInPerson & { device: TestDevice })[] = [world.founder];
        while (people.length < DEVICES / WORKSPACES) {
          people.push(await world.join(`p${index}x${people.length}`, ['rep']));
        }
        for (const by of people) {
          const pushes = Array.from({ length: SECONDS }, (_none, second) =>
            Array.from(
              { length: RECEIPTS },
              (_nothing, at) => by.device.act('thing.add', [thing(`${by.device.chain}-${second}-${at}`)])[0]!,
            ),
          );
          devices.push({ world, by, pushes });
        }
      }),
    );
    say(`pushing for ${SECONDS} s`);
    globalThis.gc?.();
    const memory = process.memoryUsage().rss;
    const times: number[] = [];
    const started = performance.now();
    await Promise.all(
      devices.map(async ({ world, by, pushes }, index) => {
        for (const [second, receipts] of pushes.entries()) {
          const due = started + second * 1_000 + (index * 1_000) / DEVICES;
          await sleep(Math.max(0, due - performance.now()));
          const begun = performance.now();
          const { results } = await world.push(by, receipts);
          times.push(performance.now() - begun);
          if (results.some((result) => result.status !== 'decided')) throw new Error('A receipt was not decided.');
        }
      }),
    );
    times.sort((one, other) => one - other);
    const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
    const grown = (process.memoryUsage().rss - memory) / 2 ** 20;
    say(
      `median ${at(0.5).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms, memory ${grown >= 0 ? '+' : ''}${grown.toFixed(0)} MiB`,
    );
    return [
      {
        name: `push of ${RECEIPTS}, p99 (${DEVICES} devices, ${WORKSPACES} workspaces, ${SECONDS} s)`,
        value: at(0.99),
        unit: 'ms',
        target: TARGET_MILLISECONDS,
        runs: times.length,
        note: `median ${at(0.5).toFixed(0)} ms; ${times.length} pushes; resident memory ${grown >= 0 ? '+' : ''}${grown.toFixed(0)} MiB`,
      },
    ];
  } finally {
    closing = true;
    await server.close();
    await storage.close();
    await database.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
