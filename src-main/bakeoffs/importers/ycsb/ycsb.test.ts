import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../inspect';
import { fixtures, inspectText, refusalOf } from '../testing';

const row = (found: Inspection, key: string, metric = 'latency'): Inspection['series'][number] | undefined =>
  found.series.find((series) => series.key === key && series.metric === metric);
const overall = '[OVERALL], RunTime(ms), 2000\n[OVERALL], Throughput(ops/sec), 1000.5\n';

describe('YCSB text', () => {
  it('throughput is a series of its own, and closing connections is none', async () => {
    const found = await inspectText('a.txt', readFileSync(join(fixtures, 'ycsb/a.txt'), 'utf8'));
    expect(row(found, 'OVERALL', 'throughput')).toMatchObject({ value: 2371.072910491998, unit: 'operations/s' });
    expect(row(found, 'CLEANUP')).toBeUndefined();
  });

  it('with status lines, command line and colours around it is read', async () => {
    const text = readFileSync(join(fixtures, 'ycsb/a.txt'), 'utf8');
    const status = readFileSync(join(fixtures, 'ycsb/edge-status-lines.txt'), 'utf8');
    const found = await inspectText('a.txt', `${status}\u001b[0m${text}`);
    expect(found.series).toEqual((await inspectText('a.txt', text)).series);
    expect(found.metadata).toMatchObject({ clients: 4, command: expect.stringMatching(/^-db site\.ycsb\.BasicDB/) });
  });

  it('of the histogram type has a variance, percentiles in milliseconds in old versions, and buckets', async () => {
    const lines = `${overall}[READ], Operations, 10\n[READ], AverageLatency(us), 150.5\n[READ], LatencyVariance(us), 16\n[READ], MinLatency(us), 90\n[READ], MaxLatency(us), 3000\n[READ], 95thPercentileLatency(ms), 2\n[READ], 99thPercentileLatency(ms), 3\n[READ], Return=0, 9\n[READ], Return=-1, 1\n[READ], 0, 8\n[READ], 1, 2\n[READ], >1000, 0\n`;
    const found = await inspectText('a.txt', lines);
    expect(row(found, 'READ')).toMatchObject({
      ...{ n: 10, mean: 150.5, stddev: 4, min: 90, max: 3000, errors: 1, source: 'histogram' },
      percentiles: { reported: { p95: 2000, p99: 3000 } },
      returns: { '0': 9, '-1': 1 },
    });
  });

  it('of the raw type has every measurement', async () => {
    const text = `READ latency raw data: op, timestamp(ms), latency(us)\nREAD,1700000000000,100\nREAD,1700000000005,300\n${overall}[READ], Total Operations, 2\n[READ], Below is a summary of latency in microseconds:, -1\n[READ], Average, 200.0\n[READ], Min, 100\n[READ], Max, 300\n[READ], p99, 300\n[READ], Return=OK, 2\n`;
    const found = await inspectText('a.txt', text);
    expect(row(found, 'READ')).toMatchObject({
      ...{ n: 2, mean: 200, min: 100, max: 300, source: 'samples' },
      percentiles: { linear7: { p50: 200 }, reported: { p99: 300 } },
    });
  });

  it('of composed operations does not count them twice', async () => {
    const kind = (name: string, n: number): string => `[${name}], Operations, ${n}\n[${name}], AverageLatency(us), 5\n`;
    const text = `${overall}${kind('READ', 100)}${kind('UPDATE', 50)}${kind('READ-MODIFY-WRITE', 50)}${kind('READ-FAILED', 3)}`;
    const found = await inspectText('a.txt', text);
    expect(found.totals).toMatchObject({ count: 150, durationSeconds: 2 });
    expect(found.series.map(({ key }) => key)).toEqual([
      'READ',
      'UPDATE',
      'READ-MODIFY-WRITE',
      'READ-FAILED',
      'OVERALL',
    ]);
  });

  it('without operations has no samples; with a word for a number it is refused at its line', async () => {
    const empty = `${overall}[READ], Operations, 0\n[READ], AverageLatency(us), NaN\n[READ], MinLatency(us), -1\n`;
    expect(await inspectText('a.txt', empty)).toMatchObject({ parse: 'ok-no-samples', series: [] });
    const wrong = `${overall}[READ], Operations, many\n`;
    expect(await refusalOf('a.txt', wrong)).toMatchObject({ code: 'bad-input', where: { line: 3 } });
    expect(await refusalOf('a.txt', wrong.replace('many', '-4'))).toMatchObject({
      code: 'bad-input',
      where: { line: 3 },
    });
  });
});

describe('YCSB JSON', () => {
  const entries = [
    { metric: 'OVERALL', measurement: 'RunTime(ms)', value: 1687 },
    { metric: 'OVERALL', measurement: 'Throughput(ops/sec)', value: 2371.07 },
    { metric: 'READ', measurement: 'Operations', value: 1988 },
    { metric: 'READ', measurement: 'AverageLatency(us)', value: 1574.6 },
    { metric: 'READ', measurement: '99.9PercentileLatency(us)', value: 3175 },
    { metric: 'READ', measurement: 'Return=NOT_FOUND', value: 3 },
    { metric: 'CLEANUP', measurement: 'AverageLatency(us)', value: 'NaN' },
  ];

  it.each([
    ['an array', JSON.stringify(entries, null, 2)],
    ['one after another', entries.map((entry) => JSON.stringify(entry, null, 1)).join(' ')],
  ])('as %s is read', async (_, text) => {
    const found = await inspectText('a.json', text);
    expect(found).toMatchObject({ format: 'ycsb-json', parse: 'ok', totals: { count: 1988, durationSeconds: 1.687 } });
    expect(row(found, 'READ')).toMatchObject({ n: 1988, errors: 3, percentiles: { reported: { 'p99.9': 3175 } } });
  });

  it('without the overall section or with a text for a number is refused', async () => {
    expect(await refusalOf('a.json', JSON.stringify(entries.slice(2)))).toMatchObject({ code: 'bad-input' });
    const wrong = JSON.stringify(entries).replace('1988', '"many"');
    expect(await refusalOf('a.json', wrong)).toMatchObject({ code: 'bad-input', where: { line: 1 } });
  });
});
