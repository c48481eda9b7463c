// `npm run nightly`: what takes too long for every `npm test`. Seeds are printed, so that what failed can be run again.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const vitest = join(project, 'node_modules', 'vitest', 'vitest.mjs');
const seed = process.env.PROOFDESK_FUZZ_SEED ?? String(randomInt(1, 2 ** 31));

/** Schedules of simulated devices, from a seed on: told with a failing one, so that it can be run again alone. */
const simulation = Number(process.env.PROOFDESK_SEED ?? randomInt(1, 2 ** 30));
const schedules = Number(process.env.PROOFDESK_SCHEDULES ?? 10_000);

/** Kills of commits, imports and documents at random moments, of uploads and joinings a share of it; `npm test` does fifty, and three. */
const kills = process.env.PROOFDESK_KILLS ?? '300';

const parts = [
  ['long tests', [vitest, 'run', '-c', 'test/nightly/vitest.config.ts'], { PROOFDESK_KILLS: kills }],
  [
    `malformed requests, PROOFDESK_FUZZ_SEED=${seed}`,
    [vitest, 'run', 'test/integration/server-attacks.test.ts', '-t', 'one shape', '--testTimeout', '600000'],
    { PROOFDESK_FUZZ_SEED: seed, PROOFDESK_FUZZ_ROUNDS: '200' },
  ],
  [
    `${schedules} schedules of devices and a server over a bad network, from seed ${simulation} on`,
    [vitest, 'run', 'test/properties/sync-simulation.test.ts'],
    { PROOFDESK_SEED: String(simulation), PROOFDESK_SCHEDULES: String(schedules) },
  ],
  [
    `${kills} kills of commits, imports and documents, and some of exports and restores`,
    [vitest, 'run', 'test/faults/kill.test.ts', 'test/faults/kill-long-work.test.ts'],
    { PROOFDESK_KILLS: kills },
  ],
  [
    'a file of receipts of 400 MB',
    [vitest, 'run', 'test/faults/enormous-receipts.test.ts', '--testTimeout', '600000'],
    { PROOFDESK_ENORMOUS: '400000000' },
  ],
  ['two minutes of load', ['test/bench/run.mjs', 'server'], { PROOFDESK_BENCH_FULL: '1' }],
];

const failed = [];
for (const [name, line, environment] of parts) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, line, {
    cwd: project,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  if (status !== 0) failed.push(name);
}
console.log(failed.length > 0 ? `\nFailed: ${failed.join('; ')}` : '\nAll of it held.');
process.exitCode = failed.length > 0 ? 1 : 0;
