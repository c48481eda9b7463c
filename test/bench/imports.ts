import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse';
import { readRun } from '../../src-main/bakeoffs/read-run';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { BenchFigure } from './figures';

/** What one process found out about reading one file. */
interface Reading {
  milliseconds: number;
  firstProgress: number;
  /** Resident memory above idle, at its highest, in megabytes. */
  megabytes: number;
  figures: string;
}

const megabytes = (): number => process.memoryUsage().rss / 1e6;

/** Measures one reading in this process, which has done nothing else. `how`: as an import reads it, or with a plain streaming parser. */
export async function measureOneReading(how: 'import' | 'plain' | 'cancel', path: string): Promise<Reading> {
  await readRun({ name: 'warm', path: resolve('test/fixtures/harness/jmeter/a.jtl') }, []);
  globalThis.gc?.();
  const idle = megabytes();
  let peak = idle;
  const watch = setInterval(() => {
    peak = Math.max(peak, megabytes());
  }, 20);
  const started = performance.now();
  let firstProgress = 0;
  const onProgress = (): void => {
    firstProgress ||= performance.now() - started;
  };
  let figures = '';
  let milliseconds = 0;
  if (how === 'cancel') milliseconds = await cancelled(path);
  else {
    figures = how === 'import' ? await imported(path, onProgress) : await plain(path);
    milliseconds = performance.now() - started;
  }
  clearInterval(watch);
  return { milliseconds, firstProgress, megabytes: Math.max(peak, megabytes()) - idle, figures };
}

async function imported(path: string, onProgress: () => void): Promise<string> {
  const { series } = await readRun({ name: 'results.jtl', path }, [], { onProgress });
  return series
    .map(({ key, n, errors, percentiles }) =>
      [key, n, errors, percentiles?.['linear7']?.['p95'], percentiles?.['linear7']?.['p99']].join(),
    )
    .sort()
    .join('\n');
}

/** The same figures with a plain streaming CSV parser: every row made into an object, times kept by label and sorted. */
async function plain(path: string): Promise<string> {
  const times = new Map<string, { values: number[]; errors: number }>();
  const rows = createReadStream(path).pipe(parse({ columns: true })) as AsyncIterable<Record<string, string>>;
  for await (const { label, elapsed, success } of rows) {
    const own = times.get(label!) ?? { values: [], errors: 0 };
    times.set(label!, own);
    own.values.push(Number(elapsed));
    if (success === 'false') own.errors += 1;
  }
  return [...times]
    .map(([label, { values, errors }]) => {
      const sorted = Float64Array.from(values).sort();
      const at = (p: number): number => {
        const place = (sorted.length - 1) * p;
        const low = sorted[Math.floor(place)]!;
        return low + (sorted[Math.ceil(place)]! - low) * (place - Math.floor(place));
      };
      return [label, sorted.length, errors, at(0.95), at(0.99)].join();
    })
    .sort()
    .join('\n');
}

/** Milliseconds from cancelling in the middle of reading until reading has stopped. */
async function cancelled(path: string): Promise<number> {
  const cancel = new AbortController();
  let asked = 0;
  setTimeout(() => {
    asked = performance.now();
    cancel.abort();
  }, 400);
  try {
    await readRun({ name: 'results.jtl', path }, [], { signal: cancel.signal });
  } catch (thrown) {
    if (thrown instanceof ProofdeskError && thrown.code === 'cancelled') return performance.now() - asked;
    throw thrown;
  }
  throw new Error('Reading ended before it was cancelled.');
}

/** Reading results of 1,000,000 and 10,000,000 rows, each in a process of its own. */
export function measureImports(root: string, say: (line: string) => void): BenchFigure[] {
  const script = process.argv[1]!;
  const made = (rows: number): string => {
    const path = join(root, `${rows}.jtl`);
    say(`writing ${rows} rows`);
    const written = spawnSync(
      process.execPath,
      [resolve('test/bench/generate-jtl.mjs'), '--rows', String(rows), '--out', path],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    if (written.status !== 0) throw new Error('The results could not be written.');
    return path;
  };
  const one = (how: string, path: string): Reading => {
    say(`reading (${how})`);
    const { stdout, status } = spawnSync(process.execPath, ['--expose-gc', script, 'one-reading', how, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`Reading (${how}) failed.`);
    return JSON.parse(stdout) as Reading;
  };
  const million = made(1_000_000);
  const readings = [1, 2, 3].map(() => one('import', million)).sort((a, b) => a.milliseconds - b.milliseconds);
  const middle = readings[1]!;
  const plainly = one('plain', million);
  if (plainly.figures !== middle.figures) throw new Error('The two readers found different figures.');
  const ten = made(10_000_000);
  const large = one('import', ten);
  const stopped = one('cancel', ten);
  const figure = (
    name: string,
    value: number,
    unit: BenchFigure['unit'],
    target: number | null,
    runs = 1,
  ): BenchFigure => ({
    name,
    value,
    unit,
    target,
    runs,
  });
  return [
    figure('1,000,000-row JTL read, with digest', middle.milliseconds, 'ms', 1_500, 3),
    figure('1,000,000-row JTL, memory above idle', Math.max(...readings.map((one) => one.megabytes)), 'MB', 300, 3),
    figure('1,000,000-row JTL, plain streaming parser', plainly.milliseconds, 'ms', null),
    figure('1,000,000-row JTL, plain parser, memory', plainly.megabytes, 'MB', null),
    figure('10,000,000-row JTL read, with digest', large.milliseconds, 'ms', 20_000),
    figure('10,000,000-row JTL, memory above idle', large.megabytes, 'MB', null),
    figure('first progress of the 10,000,000 rows', large.firstProgress, 'ms', 300),
    figure('reading stops when cancelled', stopped.milliseconds, 'ms', 500),
  ];
}
