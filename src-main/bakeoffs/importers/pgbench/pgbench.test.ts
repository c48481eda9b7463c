import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Inspection, inspectPath } from '../../inspect';
import { fixtures, inspectText, refusalOf } from '../testing';
import { threadsTogether } from './log-names';

const folder = join(fixtures, 'pgbench');
const fixture = async (name: string): Promise<Inspection> => (await inspectPath(join(folder, name))) as Inspection;
const row = (found: Inspection, key: string, metric: string): Inspection['series'][number] | undefined =>
  found.series.find((series) => series.key === key && series.metric === metric);

describe('pgbench summary', () => {
  it('of several scripts has each script and its statements', async () => {
    const found = await fixture('several-scripts.txt');
    expect(row(found, 'all', 'throughput')).toMatchObject({ value: 1230.937564, better: 'higher' });
    expect(row(found, 'script 1: <builtin: select only>', 'latency')).toMatchObject({
      n: 138,
      mean: 0.796,
      stddev: 2.082,
    });
    expect(row(found, 'script 2: <builtin: simple update>', 'throughput')).toMatchObject({ value: 287.218765 });
    const begin = row(found, 'script 2: <builtin: simple update> › BEGIN;', 'statement_latency');
    expect(begin).toMatchObject({ mean: 0.607, unit: 'ms', failures: 0 });
  });

  it('with retries has three columns a statement', async () => {
    const found = await fixture('retries.txt');
    expect(found.totals).toMatchObject({ retries: 0, retried: 0, errors: 0 });
    expect(row(found, 'END;', 'statement_latency')).toMatchObject({ mean: 2.623, failures: 0, retries: 0 });
  });

  it('with new connections and with a latency limit is read', async () => {
    const reconnecting = await fixture('reconnecting.txt');
    expect(reconnecting.totals).toMatchObject({ count: 40, throughput: 79.08483 });
    expect(reconnecting.metadata).toMatchObject({ averageConnectionMs: 11.206 });
    const limited = await fixture('limited.txt');
    expect(limited.totals).toMatchObject({ skipped: 103, rateLimitLagMaxMs: 60.405, durationSeconds: 2 });
    expect(limited.totals).not.toHaveProperty('planned');
    expect(limited.metadata).toMatchObject({ latencyLimitMs: 1, aboveLatencyLimit: 101, toolVersion: '15.18' });
  });

  it('with progress lines in the same file keeps both', async () => {
    const found = await fixture('limited-with-progress.txt');
    expect(found).toMatchObject({ format: 'pgbench-text', parse: 'ok' });
    expect(found.metadata.intervals).toEqual([
      { t: 1, tps: 149, latencyMs: 4.001, stddevMs: 8.548, lagMs: 1.907, skipped: 52, failed: 0 },
    ]);
    expect(row(found, 'all', 'interval_throughput')).toMatchObject({ n: 1, mean: 149 });
  });

  it.each([
    ['9.3', '', {}],
    ['9.5', 'latency average: 11.733 ms\nlatency stddev: 2.5 ms\n', { mean: 11.733, stddev: 2.5 }],
    ['9.6 to 13', 'latency average = 11.733 ms\n', { mean: 11.733 }],
  ])('of version %s has both rates, and latency where it is printed', async (_, latency, figures) => {
    const text = `starting vacuum...end.\ntransaction type: TPC-B (sort of)\nscaling factor: 10\nquery mode: simple\nnumber of clients: 10\nnumber of threads: 1\nnumber of transactions per client: 1000\nnumber of transactions actually processed: 10000/10000\n${latency}tps = 85.184871 (including connections establishing)\ntps = 85.296346 (excluding connections establishing)\nstatement latencies in milliseconds:\n\t0.004386\t\\set nbranches 1 * :scale\n\t0.326152\tBEGIN;\n`;
    const found = await inspectText('out.txt', text);
    expect(found).toMatchObject({
      parse: 'ok',
      totals: { throughput: 85.296346, throughputWithConnecting: 85.184871 },
    });
    expect(found.totals).not.toHaveProperty('errors');
    expect(row(found, 'BEGIN;', 'statement_latency')).toMatchObject({ mean: 0.326152 });
    const measured = row(found, 'all', 'latency');
    if (latency === '') expect(measured).toBeUndefined();
    else expect(measured).toMatchObject({ n: 10000, ...figures });
  });

  it('in colours, in UTF-16 and with noise around it is the same', async () => {
    const text = readFileSync(join(folder, 'a.txt'), 'utf8');
    const plain = await inspectText('a.txt', text);
    const noisy = `+ pgbench -c 4\n\u001b[32m${text.replaceAll('\n', '\u001b[0m\r\n')}done\r\n`;
    expect((await inspectText('a.txt', noisy)).series).toEqual(plain.series);
    const utf16 = await inspectText('a.txt', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')));
    expect(utf16.series).toEqual(plain.series);
  });

  it('of several runs in one file is numbered and said', async () => {
    const text = readFileSync(join(folder, 'reconnecting.txt'), 'utf8');
    const found = await inspectText('all.txt', text + text);
    expect(found.parse).toBe('ok-with-warnings');
    expect(found.warnings).toMatchObject([{ code: 'several-results', where: { line: 15 } }]);
    expect(found.series.map(({ key }) => key)).toEqual(['all', 'all', 'all #2', 'all #2']);
  });

  it('of an aborted run is incomplete, of a cut one refused, of one without transactions has no samples', async () => {
    const text = readFileSync(join(folder, 'a.txt'), 'utf8');
    const aborted = await inspectText(
      'a.txt',
      `${text}pgbench: error: Run was aborted; the above results are incomplete.\n`,
    );
    expect(aborted.warnings).toMatchObject([{ code: 'truncated', where: { line: 27 } }]);
    const cut = text.slice(0, text.indexOf('tps ='));
    expect(await refusalOf('a.txt', cut)).toMatchObject({ code: 'bad-input', where: { line: 13 } });
    expect(await refusalOf('a.txt', text.replace('2.314', '2,314'))).toMatchObject({ where: { line: 11 } });
    const none = text.replace('3600/3600', '0/3600').slice(0, text.indexOf('latency average'));
    expect(await inspectText('a.txt', none)).toMatchObject({ parse: 'ok-no-samples', series: [] });
  });
});

describe('pgbench logs', () => {
  it('of two threads with rate and limit: skipped transactions have no time, and the column is the lag', async () => {
    const found = await fixture('limited-log.19531.1');
    expect(found).toMatchObject({ file: 'limited-log.19531', totals: { count: 291, errors: 0, skipped: 103 } });
    expect(found.metadata).toMatchObject({ files: 2, seventhColumn: 'schedule lag' });
    // The summary of the same run says 3.875, 9.703 and 1.779 ms.
    const latency = row(found, 'all', 'latency')!;
    expect(Math.round(latency.mean!)).toBe(3875);
    expect(Math.round(row(found, 'all', 'schedule_lag')!.mean!)).toBe(1779);
  });

  it('with a lag and retries have eight columns; scripts are told apart', async () => {
    const text = '0 1 1200 0 1700000000 5 99 0\n0 2 failed 1 1700000000 9 80 2\n0 3 800 1 1700000001 0 70 1\n';
    const found = await inspectText('pgbench_log.77', text);
    expect(found.series.map(({ key, metric, n }) => [key, metric, n])).toEqual([
      ['all', 'latency', 2],
      ['all', 'schedule_lag', 2],
      ['all', 'retries', 2],
      ['script 0', 'latency', 1],
      ['script 1', 'latency', 1],
    ]);
    expect(found.totals).toEqual({ count: 2, errors: 1, attempts: 3, failures: { failed: 1 } });
    expect(found.metadata.startedAt).toBe('2023-11-14T22:13:19.998Z');
  });

  it('that end in the middle of a line say so', async () => {
    const found = await inspectText('pgbench_log.77', '0 1 1200 0 1700000000 5\n0 2 1300 0 17');
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 1 } });
    expect(found.warnings).toMatchObject([{ code: 'skipped-rows', where: { line: 2 } }]);
  });

  it('aggregated over two threads add up', async () => {
    const found = await fixture('aggregate-log.19607');
    expect(found.totals).toMatchObject({ count: 86 + 238 + 82 + 278, skipped: 0, errors: 0 });
    expect(row(found, 'all', 'latency')).toMatchObject({ mean: 8278580 / 684, min: 36, max: 135782 });
    expect(row(found, 'all', 'schedule_lag')).toMatchObject({ min: 3, max: 130532 });
  });

  it('aggregated by versions before 15 have six fields, or more with a rate', async () => {
    const found = await inspectText('pgbench_log.9', '1345828501 5601 1542744 483552416 61 2573\n');
    expect(found).toMatchObject({ format: 'pgbench-aggregate-log', totals: { count: 5601 } });
    expect(found.totals).not.toHaveProperty('skipped');
    const limited = await inspectText('pgbench_log.9', '1345828501 5601 1542744 483552416 61 2573 10 20 1 2 7\n');
    expect(limited.totals).toEqual({ count: 5601, skipped: 7 });
  });

  it('belong together by process, not by prefix', () => {
    const names = ['a-log.0', 'a-log.1', 'b-log.0', 'pgbench_log.100', 'pgbench_log.100.1', 'pgbench_log.101', 'x.1'];
    expect(threadsTogether(names)).toEqual([
      ['a-log.0', 'a-log.1'],
      ['pgbench_log.100', 'pgbench_log.100.1'],
    ]);
  });

  it('of three runs in a folder are three results', async () => {
    const place = mkdtempSync(join(tmpdir(), 'pgbench-'));
    try {
      for (const name of ['pgbench_log.100', 'pgbench_log.100.1', 'pgbench_log.101', 'pgbench_log.102'])
        writeFileSync(join(place, name), '0 1 1200 0 1700000000 5\n');
      const found = (await inspectPath(place)) as Inspection[];
      expect(found.map(({ totals }) => totals.count)).toEqual([2, 1, 1]);
    } finally {
      rmSync(place, { recursive: true });
    }
  });
});

describe('pgbench progress', () => {
  it('with times since 1970, with lag, and with figures that are none', async () => {
    const found = await inspectText(
      'progress.txt',
      'progress: 1459174042.031 s, 0.0 tps, lat -nan ms stddev -nan\nprogress: 1459174043.031 s, 10.0 tps, lat 1.5 ms stddev 0.2, lag 0.1 ms, 3 skipped\n',
    );
    expect(found.metadata.intervals).toEqual([
      { t: 1459174042.031, tps: 0 },
      { t: 1459174043.031, tps: 10, latencyMs: 1.5, stddevMs: 0.2, lagMs: 0.1, skipped: 3 },
    ]);
    expect(row(found, 'all', 'interval_latency')).toMatchObject({ n: 1 });
  });
});
