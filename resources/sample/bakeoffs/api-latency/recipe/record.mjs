// Records the bakeoff: starts one of the two servers on 127.0.0.1, warms it up, runs the JMeter plan against it, stops it; in the
// order ABBA. Needs Node 24, and either Debian's packages jmeter, jmeter-http
// and default-jdk-headless or another JMeter named in the variable JMETER (its start script).
//   node record.mjs [RUNS_A_SIDE]
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { abba, machine, operatingSystem, secondsOf, sha256, takePrecedence, useOf, writeRun } from '../../recording.mjs';
import { articleCount, catalogue, seed } from './shop.mjs';

const recipe = dirname(fileURLToPath(import.meta.url));
const runs = join(recipe, '..', 'runs');
const perSide = Number(process.argv[2] ?? 8);
const port = 18201;
const secondsAtMost = 120;
const warmUpSeconds = 4;
const listed = { currency: 'EUR', per: 'server and year', date: '2026-10-01' };
const sides = {
  a: {
    script: 'northwind-catalog.mjs',
    facts: {
      product: 'Northwind Catalog',
      version: '4.2.1',
      versionReleased: '2026-09-14',
      newestVersionReleased: '2026-09-14',
      edition: 'Standard',
      licenceTier: 'per server',
      listPrice: { amount: '14400.00', ...listed },
    },
  },
  b: {
    script: 'ostrane-catalog.mjs',
    facts: {
      product: 'Ostrane Catalog',
      version: '7.0.3',
      versionReleased: '2026-08-27',
      newestVersionReleased: '2026-08-27',
      edition: 'Business',
      licenceTier: 'per server',
      listPrice: { amount: '12900.00', ...listed },
    },
  },
};

const work = mkdtempSync(join(os.tmpdir(), 'api-latency-'));

/** How JMeter is started, and its version. */
function jmeter() {
  if (process.env.JMETER) return { command: process.env.JMETER, leading: [], version: process.env.JMETER_VERSION ?? 'unknown' };
  const home = '/usr/share/jmeter';
  const jars = [`${home}/bin/ApacheJMeter.jar`, `${home}/lib/*`, `${home}/lib/ext/*`, '/usr/share/java/*'].join(':');
  execFileSync('javac', ['-cp', jars, '-d', work, join(recipe, 'StartJMeter.java')]);
  return { command: 'java', leading: ['-cp', `${work}:${jars}`, `-Djmeter.home=${home}`, 'StartJMeter'], version: '2.13' };
}
const harness = jmeter();

/** Starts a server and waits until it answers. It ends by itself after `secondsAtMost`. */
async function started(script) {
  const server = spawn('node', [script, String(port), String(secondsAtMost)], { cwd: recipe, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    server.stdout.once('data', resolve);
    server.once('exit', () => reject(new Error(`${script} ended before it was ready`)));
  });
  return server;
}

async function stopped(server) {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await ended;
}

const answer = async (path, n) => (await fetch(`http://127.0.0.1:${port}/${path}?n=${n}`)).text();

/** What both servers answer to the same searches must be the same. */
async function answersOf(script) {
  const server = await started(script);
  const hash = createHash('sha256');
  for (let n = 0; n < 20; n += 1) hash.update(await answer('search', n));
  await stopped(server);
  return hash.digest('hex');
}

takePrecedence();
rmSync(runs, { recursive: true, force: true });
mkdirSync(runs, { recursive: true });
if ((await answersOf(sides.a.script)) !== (await answersOf(sides.b.script))) throw new Error('the servers find different articles');
const articles = JSON.stringify(catalogue(seed, articleCount));

const settings = {
  'jmeter.save.saveservice.output_format': 'csv',
  'jmeter.save.saveservice.print_field_names': 'true',
  'jmeter.save.saveservice.timestamp_format': 'ms',
  'jmeter.save.saveservice.thread_counts': 'true',
  'jmeter.save.saveservice.connect_time': 'true',
};
const properties = Object.entries(settings).map(([name, value]) => `-J${name}=${value}`);

/** One execution of the plan; gives the processor seconds that JMeter took. */
async function jmeterRun(results) {
  const process = spawn(
    harness.command,
    [...harness.leading, '-n', '-t', 'plan.jmx', '-l', results, '-j', join(work, 'jmeter.txt'), `-Jport=${port}`, ...properties],
    { cwd: recipe, stdio: 'ignore', timeout: secondsAtMost * 1000 },
  );
  let used = 0;
  const watch = setInterval(() => {
    used = secondsOf(process.pid) ?? used;
  }, 100);
  const code = await new Promise((resolve) => process.once('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`JMeter ended with ${code}`);
  return used;
}

const order = abba(perSide);
for (const [index, side] of order.entries()) {
  const { script, facts } = sides[side];
  const name = `${String(index + 1).padStart(2, '0')}-${side}`;
  const results = join(work, `${name}.jtl`);
  const server = await started(script);
  for (let n = 100000, end = Date.now() + warmUpSeconds * 1000; Date.now() < end; n += 1) {
    for (const path of ['search', 'sign-in', 'order']) await answer(path, n);
  }
  const before = secondsOf(server.pid) ?? 0;
  const begin = new Date();
  const harnessSeconds = await jmeterRun(results);
  const seconds = Math.round((Date.now() - begin.getTime()) / 100) / 10;
  const serverSeconds = (secondsOf(server.pid) ?? before) - before;
  await stopped(server);
  const bytes = readFileSync(results);
  const rows = bytes.toString('utf8').trim().split('\n').slice(1).map((line) => line.split(','));
  const failed = rows.filter((row) => row[7] === 'false').length;
  writeRun(runs, name, 'jtl', bytes, {
    ...facts,
    settings: [],
    ranBy: 'Rafael Brandt',
    place: 'Northwind laboratory',
    startedAt: begin.toISOString(),
    order: index + 1,
    harness: { name: 'JMeter', version: harness.version },
    command: `jmeter -n -t plan.jmx -l ${name}.jtl -Jport=${port} ${properties.join(' ')}`,
    scriptSha256: sha256(readFileSync(join(recipe, 'plan.jmx'))),
    workload: { name: 'Shop: search, sign in, place order', version: '1', size: '250 searches, 250 sign-ins, 300 orders' },
    dataSet: { name: 'Generated catalogue', version: '1', size: `${articleCount} articles`, sha256: sha256(articles) },
    seed,
    warmUpSeconds,
    durationSeconds: seconds,
    load: { model: 'closed', users: 4, achievedRate: Math.round((rows.length / seconds) * 10) / 10 },
    client: { ...machine, cpuUse: useOf(harnessSeconds, seconds) },
    server: { ...machine, network: 'loopback', cpuUse: useOf(serverSeconds, seconds) },
    sameMachine: true,
    operatingSystem,
    build: 'release',
    percentiles: 'exact',
    requests: { total: rows.length, failed },
    complete: rows.length === 800,
  });
  const median = (label) => {
    const times = rows.filter((row) => row[2] === label).map((row) => Number(row[1])).sort((x, y) => x - y);
    return times[times.length >> 1];
  };
  console.log(`${name}  ${['Search', 'Sign in', 'Place order'].map((label) => `${label} ${median(label)} ms`).join('  ')}  failed ${failed}`);
}
rmSync(work, { recursive: true });
