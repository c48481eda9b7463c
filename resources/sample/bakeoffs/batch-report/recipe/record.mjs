// Records the bakeoff: generates the orders, checks that both engines give the same reports, and runs hyperfine once for each
// run in the order ABBA. Needs hyperfine and Node 24 on the PATH.
//   node record.mjs [RUNS_A_SIDE]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { abba, machine, operatingSystem, sha256, takePrecedence, toolVersion, useOf, writeRun } from '../../recording.mjs';

const recipe = dirname(fileURLToPath(import.meta.url));
const runs = join(recipe, '..', 'runs');
const perSide = Number(process.argv[2] ?? 8);
const rows = 300000;
const seed = 20261;
const warmUpSeconds = 2;
const jobs = ['regional-totals', 'top-customers', 'archive'];
const listed = { currency: 'EUR', per: 'server and year', date: '2026-10-01' };
const sides = {
  a: {
    script: 'northwind-report.mjs',
    facts: {
      product: 'Northwind Report Engine',
      version: '4.2.1',
      versionReleased: '2026-09-14',
      newestVersionReleased: '2026-09-14',
      edition: 'Standard',
      licenceTier: 'per server',
      listPrice: { amount: '9600.00', ...listed },
    },
  },
  b: {
    script: 'ostrane-reporter.mjs',
    facts: {
      product: 'Ostrane Reporter',
      version: '7.0.3',
      versionReleased: '2026-08-27',
      newestVersionReleased: '2026-08-27',
      edition: 'Business',
      licenceTier: 'per server',
      listPrice: { amount: '8400.00', ...listed },
    },
  },
};

takePrecedence();
rmSync(runs, { recursive: true, force: true });
mkdirSync(runs, { recursive: true });
const work = mkdtempSync(join(os.tmpdir(), 'batch-report-'));
const orders = join(work, 'orders.csv');
const generator = ['generate-orders.mjs', orders, String(rows), String(seed)];
const dataDigest = execFileSync('node', generator, { cwd: recipe, encoding: 'utf8' }).trim();
const report = (script, job) => execFileSync('node', [script, job, orders], { cwd: recipe, maxBuffer: 1 << 26 });
for (const job of jobs) {
  const [a, b] = [sides.a, sides.b].map(({ script }) => sha256(report(script, job)));
  if (a !== b) throw new Error(`the engines give different reports for ${job}`);
}

const order = abba(perSide);
for (const [index, side] of order.entries()) {
  const { script, facts } = sides[side];
  const name = `${String(index + 1).padStart(2, '0')}-${side}`;
  const exported = join(work, `${name}.json`);
  const commands = jobs.flatMap((job) => ['-n', job]).concat(jobs.map((job) => `node ${script} ${job} ${orders}`));
  for (const end = Date.now() + warmUpSeconds * 1000; Date.now() < end; ) for (const job of jobs) report(script, job);
  const started = new Date();
  execFileSync('hyperfine', ['-N', '-w', '1', '-r', '5', '--style', 'none', '--export-json', exported, ...commands], {
    cwd: recipe,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const seconds = Math.round((Date.now() - started.getTime()) / 100) / 10;
  const bytes = readFileSync(exported);
  const { results } = JSON.parse(bytes);
  // Five executions are measured and one goes before them.
  const cpuUse = useOf(results.reduce((sum, { user, system }) => sum + 6 * (user + system), 0), seconds);
  const shown = commands.map((part) => (part.includes(' ') ? `'${part.replace(orders, 'orders.csv')}'` : part)).join(' ');
  writeRun(runs, name, 'json', bytes, {
    ...facts,
    settings: [],
    ranBy: 'Rafael Brandt',
    place: 'Northwind laboratory',
    startedAt: started.toISOString(),
    order: index + 1,
    harness: { name: 'hyperfine', version: toolVersion('hyperfine') },
    command: `hyperfine -N -w 1 -r 5 --export-json ${name}.json ${shown}`,
    scriptSha256: sha256(readFileSync(join(recipe, script))),
    workload: { name: 'Reports over two years of orders', version: '1', size: `${rows} orders` },
    dataSet: { name: 'Generated orders 2024 and 2025', version: '1', size: `${statSync(orders).size} bytes`, sha256: dataDigest },
    seed,
    warmUpSeconds,
    durationSeconds: seconds,
    load: { model: 'closed', users: 1 },
    client: { ...machine, cpuUse },
    server: { ...machine, network: 'none used', cpuUse },
    sameMachine: true,
    operatingSystem,
    build: 'release',
    percentiles: 'exact',
    requests: {
      total: results.reduce((sum, { times }) => sum + times.length, 0),
      failed: results.reduce((sum, { exit_codes: codes }) => sum + codes.filter((code) => code !== 0).length, 0),
    },
    complete: true,
  });
  console.log(`${name}  ${results.map(({ command, median }) => `${command} ${(median * 1000).toFixed(1)} ms`).join('  ')}`);
}
rmSync(work, { recursive: true });
