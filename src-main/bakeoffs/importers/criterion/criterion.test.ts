import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Inspection, inspectPath } from '../../inspect';
import { inspectText, refusalOf } from '../testing';
import { runsAmong } from './folders';

const estimate = (point: number): object => ({
  confidence_interval: { confidence_level: 0.95, lower_bound: point - 1, upper_bound: point + 1 },
  point_estimate: point,
  standard_error: 1,
});
const estimates = (point: number): string =>
  JSON.stringify({
    mean: estimate(point),
    median: estimate(point),
    median_abs_dev: estimate(1),
    slope: null,
    std_dev: estimate(1),
  });
const sample = (...times: number[]): string =>
  JSON.stringify({ sampling_mode: 'Flat', iters: times.map(() => 2), times });
const named = (id: string, throughput: unknown = null): string =>
  JSON.stringify({ group_id: id, full_id: id, throughput });

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function folderOf(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'criterion-'));
  made.push(root);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

describe('Criterion folders', () => {
  it('of several measurements the newest is read, the others are told', async () => {
    const root = folderOf({
      'x/new/estimates.json': estimates(5),
      'x/new/sample.json': sample(10, 12),
      'x/new/benchmark.json': named('x', { Bytes: 64 }),
      'x/base/estimates.json': estimates(9),
      'x/base/sample.json': sample(18),
      'x/change/estimates.json': estimates(-0.4),
      'x/report/index.html': '<html>',
    });
    const found = (await inspectPath(root)) as Inspection;
    expect(found).toMatchObject({
      format: 'criterion-directory',
      parse: 'ok',
      metadata: { otherMeasurements: ['base', 'change'] },
    });
    expect(found.file).toMatch(/^criterion-\w+\/$/);
    expect(found.series).toHaveLength(1);
    expect(found.series[0]).toMatchObject({ key: 'x', n: 2, mean: 5.5, workPerIteration: { bytes: 64 } });
  });

  it('without benchmark.json the folder names the benchmark; without samples the estimates are the figures', async () => {
    const root = folderOf({ 'sort/quick/new/estimates.json': estimates(5) });
    const found = (await inspectPath(root)) as Inspection;
    expect(found.series).toMatchObject([{ key: 'sort/quick', source: 'summary-only', mean: 5, stddev: 1 }]);
  });

  it('a file of a measurement is read with the files beside it', async () => {
    const root = folderOf({
      'x/new/estimates.json': estimates(5),
      'x/new/sample.json': sample(10),
      'x/new/benchmark.json': named('group/x'),
    });
    const found = (await inspectPath(join(root, 'x/new/sample.json'))) as Inspection;
    expect(found.series).toMatchObject([{ key: 'group/x', source: 'samples', n: 1 }]);
  });

  it('each of several runs in a folder has the name of its folder', async () => {
    const one = (run: string): Record<string, string> => ({
      [`${run}/criterion/x/new/estimates.json`]: estimates(5),
      [`${run}/criterion/y/new/estimates.json`]: estimates(6),
    });
    const found = (await inspectPath(folderOf({ ...one('a'), ...one('b') }))) as Inspection[];
    expect(found.map(({ file, series }) => [file, series.length])).toEqual([
      ['a/criterion/', 2],
      ['b/criterion/', 2],
    ]);
  });

  it('lists that do not fit are refused with their file', async () => {
    const root = folderOf({ 'x/new/estimates.json': estimates(5), 'x/new/sample.json': '{"iters":[1],"times":[1,2]}' });
    await expect(inspectPath(root)).rejects.toMatchObject({
      code: 'bad-input',
      where: { file: join(root, 'x/new/sample.json') },
    });
  });

  it('folders of several runs are several groups; groups of one run are one', () => {
    const files = (...folders: string[]): string[] =>
      folders.flatMap((folder) => [`${folder}/new/estimates.json`, `${folder}/new/sample.json`]);
    expect(runsAmong(files('a/criterion/x', 'b/criterion/x'))).toHaveLength(2);
    expect(runsAmong(files('a/x', 'a/sort/quick', 'b/x', 'b/sort/quick'))).toHaveLength(2);
    expect(runsAmong(files('encode/json', 'encode/cbor', 'decode/json', 'decode/cbor'))).toHaveLength(1);
    expect(runsAmong(['estimates.json', 'notes/estimates.json'])).toEqual([]);
  });
});

describe('Criterion files alone', () => {
  it('estimates of before 0.3.4 have other names', async () => {
    const old = JSON.stringify({
      Mean: estimate(4),
      Median: estimate(3),
      MedianAbsDev: estimate(1),
      StdDev: estimate(2),
    });
    const found = await inspectText('estimates.json', old);
    expect(found.series).toMatchObject([{ key: 'unknown', mean: 4, median: 3, stddev: 2 }]);
  });

  it('samples alone are read', async () => {
    expect(await inspectText('sample.json', sample(10, 30))).toMatchObject({
      format: 'criterion-sample',
      series: [{ n: 2, mean: 10 }],
    });
  });

  it('changes are no times', async () => {
    const change = JSON.stringify({ mean: estimate(-0.4), median: estimate(-0.3) });
    expect(await refusalOf('estimates.json', change)).toMatchObject({ code: 'bad-input' });
  });
});

describe('Criterion messages, raw samples and text', () => {
  it('messages of cargo-criterion have samples; other messages are passed over', async () => {
    const message = {
      reason: 'benchmark-complete',
      id: 'x',
      unit: 'ns',
      iteration_count: [1, 2],
      measured_values: [5, 14],
      mean: { estimate: 6, lower_bound: 5, upper_bound: 7, unit: 'ns' },
    };
    const found = await inspectText(
      'a.ndjson',
      `{"reason":"compiler-artifact"}\n${JSON.stringify(message)}\n{"reason":"benchmark-c`,
    );
    expect(found).toMatchObject({
      format: 'criterion-messages-ndjson',
      parse: 'ok-with-warnings',
      totals: { skippedLines: 1 },
    });
    expect(found.series).toMatchObject([{ key: 'x', unit: 'ns', n: 2, mean: 6 }]);
  });

  it.each([
    [
      'group,function,value,throughput_num,throughput_type,sample_measured_value,unit,iteration_count\nFib,Iter,10,,,915000,ns,100\n',
      9150,
    ],
    ['group,function,value,sample_time_nanos,iteration_count\nFib,Iter,10,300,100\n', 3],
  ])('raw.csv has time and iterations of each sample', async (text, mean) => {
    const found = await inspectText('raw.csv', text);
    expect(found.series).toMatchObject([{ key: 'Fib/Iter/10', unit: 'ns', n: 1, mean }]);
  });

  it('the text has estimates, with long names on a line of their own and throughput below', async () => {
    const found = await inspectText(
      'a.txt',
      [
        'Benchmarking short: Collecting 30 samples in estimated 1 s (9M iterations)',
        '\u001b[32mshort\u001b[0m                   time:   [1.0000 µs \u001b[1m2.0000 µs\u001b[0m 3.0000 µs]',
        '                        thrpt:  [1.0000 MiB/s 2.0000 MiB/s 3.0000 MiB/s]',
        '                 change:',
        '                        time:   [-1.0000% +0.5000% +2.0000%] (p = 0.30 > 0.05)',
        'a/benchmark/with/a/long/name',
        '                        time:   [1.0000 ms 2.0000 ms 3.0000 ms]',
      ].join('\n'),
    );
    expect(found.series.map(({ key, metric, unit, n, value }) => [key, metric, unit, n, value])).toEqual([
      ['short', 'time_per_iteration', 'ns', 30, 2000],
      ['short', 'throughput', 'B/s', 30, 2 * 1024 ** 2],
      ['a/benchmark/with/a/long/name', 'time_per_iteration', 'ns', undefined, 2_000_000],
    ]);
  });

  it('lines of cargo bench are read', async () => {
    const found = await inspectText(
      'a.txt',
      'test a::b ... bench:       1,234.56 ns/iter (+/- 7) = 8 MB/s\ntest c ... ignored\n',
    );
    expect(found).toMatchObject({ format: 'libtest-bench-text', series: [{ key: 'a::b', value: 1234.56, spread: 7 }] });
  });
});
