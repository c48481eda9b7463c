// `npm test`: every check of the project, with the counts at the end. Types are checked while the product is built. `npm test -- types unit` runs only those.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../bin/build.mjs';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const results = join(project, 'test-results');
const tool = (name) => join(project, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
const started = performance.now();

/** Runs a program and returns its exit code and what it said, which is also shown as it comes unless `held` holds it back. */
function run(program, line, { environment = {}, held = false } = {}) {
  return new Promise((finished) => {
    const child = spawn(program, line, {
      cwd: project,
      env: {
        ...process.env,
        ...environment,
        PATH: `${join(project, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let said = '';
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      from.on('data', (piece) => {
        said += piece;
        if (!held) to.write(piece);
      });
    }
    child.on('error', (error) => finished({ code: 1, said: error.message }));
    child.on('close', (code) => finished({ code: code ?? 1, said }));
  });
}

/** A check that holds or does not. It runs beside others, so what it says is shown at its end. */
const single = async (program, line) => {
  const { code, said } = await run(program, line, { held: true });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [], said };
};

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

async function unit() {
  const file = join(results, 'unit.json');
  rmSync(file, { force: true });
  const { code } = await run(tool('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1, skipped: [] };
  const skipped = report.testResults.flatMap((suite) =>
    suite.assertionResults
      .filter((test) => ['pending', 'skipped', 'todo'].includes(test.status))
      .map((test) => `${test.fullName}${test.meta?.reason ? `: ${test.meta.reason}` : ''}`),
  );
  // A file that cannot be loaded has no failed test in it, and is a failure all the same.
  const failed = Math.max(report.numFailedTests, report.numFailedTestSuites > 0 || code !== 0 ? 1 : 0);
  return { passed: report.numPassedTests, failed, skipped };
}

async function endToEnd() {
  if (!built) return { passed: 0, failed: 0, skipped: ['all of it: the build failed'] };
  const file = join(results, 'e2e.json');
  rmSync(file, { force: true });
  // A hundred processes load the same program: what one of them compiled, the others need not.
  const compiled = mkdtempSync(join(tmpdir(), 'proofdesk-compiled-'));
  const { code } = await run(tool('playwright'), ['test', '-c', 'test/e2e/playwright.config.ts'], {
    environment: { NODE_COMPILE_CACHE: compiled },
  });
  rmSync(compiled, { recursive: true, force: true });
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1, skipped: [] };
  const tests = (suite) => [
    ...(suite.suites ?? []).flatMap(tests),
    ...(suite.specs ?? []).flatMap((spec) => spec.tests.map((test) => ({ title: spec.title, ...test }))),
  ];
  const skipped = report.suites
    .flatMap(tests)
    .filter((test) => test.status === 'skipped')
    .map((test) => {
      const reason = test.annotations.find((note) => ['skip', 'fixme'].includes(note.type))?.description;
      return `${test.title}${reason ? `: ${reason}` : ''}`;
    });
  const failed = Math.max(report.stats.unexpected, report.stats.expected === 0 && code !== 0 ? 1 : 0);
  return { passed: report.stats.expected + report.stats.flaky, failed, skipped };
}

let built = false;
async function build() {
  try {
    await ensureBuilt({ parts: ['main', 'preload', 'renderer', 'page', 'server'] });
    built = true;
    return { passed: 1, failed: 0, skipped: [] };
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: [] };
  }
}

const parts = {
  types: () => single(tool('tsc'), ['--noEmit']),
  lint: () => single(tool('biome'), ['check', '.']),
  imports: () => single(process.execPath, ['test/imports/check.mjs']),
  build,
  unit,
  e2e: endToEnd,
};
/** The compiler works on one core: the others are done beside it, one after the other. */
const lanes = [['types'], ['lint', 'imports', 'build']];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; the parts are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
// What runs in a browser runs on the build.
const chosen = Object.keys(parts).filter(
  (name) => wanted.length === 0 || wanted.includes(name) || (name === 'build' && wanted.includes('e2e')),
);

mkdirSync(results, { recursive: true });
const rows = [];
const title = (name) => console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`);
async function carryOut(name, aside) {
  if (!aside) title(name);
  const begun = performance.now();
  const { said = '', ...counts } = await parts[name]();
  if (aside) {
    title(name);
    process.stdout.write(said);
  }
  rows.push({ name, ...counts, seconds: (performance.now() - begun) / 1000 });
}
await Promise.all(
  lanes.map(async (lane) => {
    for (const name of lane) if (chosen.includes(name)) await carryOut(name, true);
  }),
);
for (const name of chosen) if (!lanes.flat().includes(name)) await carryOut(name, false);

const sum = (pick) => rows.reduce((total, row) => total + pick(row), 0);
const cell = (value, width) => String(value).padStart(width);
console.log(`\n${'Part'.padEnd(10)}${cell('passed', 8)}${cell('failed', 8)}${cell('skipped', 9)}${cell('seconds', 9)}`);
for (const row of rows) {
  const counts = `${cell(row.passed, 8)}${cell(row.failed, 8)}${cell(row.skipped.length, 9)}`;
  console.log(`${row.name.padEnd(10)}${counts}${cell(row.seconds.toFixed(1), 9)}`);
}
const skipped = rows.flatMap((row) => row.skipped);
if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((line) => `  ${line}`).join('\n')}`);
const failed = sum((row) => row.failed);
console.log(`\nTook ${((performance.now() - started) / 1000).toFixed(0)} s.`);
console.log(`${sum((row) => row.passed)} passed, ${failed} failed, ${skipped.length} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
