import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtures } from './importers/testing';
import { parsedRun } from './inspect';
import { measureDefinition, measureRun, seriesOf } from './run-measure';

const read = (name: string) => parsedRun({ name, bytes: new Uint8Array(readFileSync(join(fixtures, name))) });

describe('the figure by which a run enters a comparison', () => {
  it('comes from the measurements: statistic, failures, throughput', async () => {
    const run = await read('jmeter/b.jtl');
    const of = (measure: Parameters<typeof measureRun>[3]) => measureRun(run, 'Item', 'elapsed', measure);
    expect(of({ kind: 'median' })).toMatchObject({ value: 5, samples: 720, enough: true });
    const percentile = of({ kind: 'percentile', percent: 99, definition: 'linear7' });
    expect(percentile).toMatchObject({ enough: true, samplesAbove: 7 });
    expect(percentile.value).toBeCloseTo(15.81, 9);
    expect(of({ kind: 'errorRate' }).value).toBeCloseTo(4 / 720, 12);
    expect(of({ kind: 'throughput' }).value).toBeCloseTo(720 / 5.451, 9);
  });

  it('counts failures among all that were tried, also where those that failed have no time', async () => {
    const run = await read('pgbench/edge-failures.txt');
    const measured = measureRun(run, 'all', 'latency', { kind: 'errorRate' });
    expect(measured.value).toBeCloseTo(478 / 1500, 12);
  });

  it('is the printed one where the file has no measurements, and absent where it has neither', async () => {
    const run = await read('k6/a.summary-export.json');
    const of = (measure: Parameters<typeof measureRun>[3]) => measureRun(run, 'http_req_duration', 'trend', measure);
    expect(of({ kind: 'percentile', percent: 95, definition: 'linear7' }).value).toBe(45.526);
    expect(of({ kind: 'percentile', percent: 99, definition: 'linear7' })).toMatchObject({
      value: null,
      enough: false,
    });
    expect(of({ kind: 'errorRate' })).toMatchObject({ value: null, enough: false });
    expect(measureRun(run, 'http_req_failed', 'rate', { kind: 'value' }).value).toBeCloseTo(56 / 281, 12);
    expect(measureRun(run, 'nothing', 'trend', { kind: 'mean' })).toMatchObject({ value: null, samples: 0 });
  });

  it('a failure rate is better low and a throughput better high, whatever the series is', async () => {
    const series = seriesOf(await read('jmeter/b.jtl'), 'Item', 'elapsed')!;
    expect(measureDefinition(series, { kind: 'median' })).toEqual({ unit: 'ms', better: 'lower' });
    expect(measureDefinition(series, { kind: 'errorRate' })).toEqual({ unit: 'ratio', better: 'lower' });
    expect(measureDefinition(series, { kind: 'throughput' })).toEqual({ unit: '1/s', better: 'higher' });
  });
});
