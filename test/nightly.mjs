// `npm run nightly`: what takes too long for every `npm test`. Seeds are printed, so that what failed can be run again.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const vitest = join(project, 'node_modules', 'vitest', 'vitest.mjs');
const seed = process.env.PROOFDESK_FUZZ_SEED ?? String(randomInt(1, 2 ** 31));

const parts = [
  ['long tests', [vitest, 'run', '-c', 'test/nightly/vitest.config.ts'], {}],
  [
    `malformed requests, PROOFDESK_FUZZ_SEED=${seed}`,
    [vitest, 'run', 'test/integration/server-attacks.test.ts', '-t', 'one shape', '--testTimeout', '600000'],
    { PROOFDESK_FUZZ_SEED: seed, PROOFDESK_FUZZ_ROUNDS: '200' },
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
