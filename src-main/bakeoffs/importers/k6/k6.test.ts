import { describe, expect, it } from 'vitest';
import { inspectText, refusalOf } from '../testing';

type Point = [metric: string, value: number, tags?: Record<string, string>];

const declared = (metric: string, type: string, contains = 'default'): string =>
  JSON.stringify({ type: 'Metric', data: { name: metric, type, contains, thresholds: [], submetrics: null }, metric });
const points = (...list: Point[]): string =>
  list
    .map(([metric, value, tags], second) =>
      JSON.stringify({
        metric,
        type: 'Point',
        data: { time: `2026-01-01T00:00:0${second}.5+01:00`, value, tags: tags ?? null },
      }),
    )
    .join('\n');

describe('k6 points', () => {
  it("a script's own trend is in milliseconds where it is time, in bytes where it is data, else without unit", async () => {
    const text = [
      declared('checkout_time', 'trend', 'time'),
      declared('waiting_time', 'trend'),
      declared('payload', 'trend', 'data'),
      declared('basket_size', 'trend'),
      points(['checkout_time', 5], ['waiting_time', 6], ['payload', 7], ['basket_size', 8]),
    ].join('\n');
    const found = await inspectText('a.ndjson', text);
    expect(found.series.map(({ key, metric, unit, better }) => [key, metric, unit, better])).toEqual([
      ['all', 'basket_size', '1', 'n/a'],
      ['all', 'checkout_time', 'ms', 'lower'],
      ['all', 'payload', 'B', 'n/a'],
      ['all', 'waiting_time', 'ms', 'lower'],
    ]);
  });

  it('rates, counters and gauges give one figure each', async () => {
    const text = [
      declared('checks', 'rate'),
      declared('orders', 'counter'),
      declared('vus', 'gauge'),
      points(
        ['checks', 1, { check: 'is ok' }],
        ['checks', 0, { check: 'is ok' }],
        ['orders', 2],
        ['orders', 3],
        ['vus', 4],
        ['vus', 9],
        ['vus', 6],
      ),
    ].join('\n');
    const found = await inspectText('a.ndjson', text);
    expect(found.series).toMatchObject([
      { key: 'all', metric: 'orders', unit: '1', value: 5 },
      { key: 'all', metric: 'vus', unit: '1', value: 6, min: 4, max: 9 },
      { key: 'is ok', metric: 'checks', unit: 'ratio', better: 'higher', n: 2, value: 0.5, passes: 1, fails: 1 },
    ]);
    expect(found.metadata.maxVirtualUsers).toBe(9);
  });

  it('failed requests are counted with the requests of the same name', async () => {
    const text = [
      declared('http_req_duration', 'trend', 'time'),
      declared('http_req_failed', 'rate'),
      points(
        ['http_req_duration', 10, { name: 'a' }],
        ['http_req_failed', 1, { name: 'a' }],
        ['http_req_duration', 20, { name: 'b' }],
        ['http_req_failed', 0, { name: 'b' }],
      ),
    ].join('\n');
    const found = await inspectText('a.ndjson', text);
    const errors = found.series
      .filter(({ metric }) => metric === 'http_req_duration')
      .map(({ key, errors }) => [key, errors]);
    expect(errors).toEqual([
      ['a', 1],
      ['b', 0],
    ]);
    expect(found.totals).toMatchObject({ errors: 1, durationSeconds: 3 });
    expect(found.totals).not.toHaveProperty('iterations');
  });

  it('a point of a metric that is nowhere declared is skipped and said; built-in ones are known', async () => {
    const text = points(['mystery', 5], ['iteration_duration', 7]);
    const found = await inspectText('a.ndjson', text);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { skippedLines: 1 } });
    expect(found.series).toMatchObject([{ metric: 'iteration_duration', unit: 'ms', n: 1 }]);
    expect(found.warnings[0]!.message).toContain('mystery');
  });

  it('declarations without a point are an empty run', async () => {
    expect(await inspectText('a.ndjson', declared('vus', 'gauge'))).toMatchObject({ parse: 'empty', series: [] });
  });

  it('thresholds and the start of the run are kept', async () => {
    const text = `${JSON.stringify({
      type: 'Metric',
      data: { name: 'iterations', type: 'counter', contains: 'default', thresholds: ['count>10'] },
      metric: 'iterations',
    })}\n${points(['iterations', 1, { scenario: 'steady' }])}`;
    const found = await inspectText('a.ndjson', text);
    expect(found.metadata).toMatchObject({
      startedAt: '2025-12-31T23:00:00.500Z',
      scenarios: ['steady'],
      thresholdsDeclared: { iterations: ['count>10'] },
    });
  });
});

describe('k6 summaries', () => {
  it('the boolean of a summary export is true where a threshold was crossed, so it is turned round', async () => {
    const metrics = { http_req_duration: { avg: 1, 'p(99.9)': 4, thresholds: { 'p(95)<5': false, 'max<3': true } } };
    const found = await inspectText('a.json', JSON.stringify({ root_group: {}, metrics }));
    expect(found).toMatchObject({
      format: 'k6-summary-export-json',
      metadata: { thresholds: { http_req_duration: { 'p(95)<5': true, 'max<3': false } } },
      series: [{ mean: 1, percentiles: { reported: { 'p99.9': 4 } } }],
    });
    expect(found.series[0]).not.toHaveProperty('median');
  });

  it('the ok of handleSummary means what it says', async () => {
    const metrics = {
      a: {
        type: 'rate',
        contains: 'default',
        values: { rate: 0.5, passes: 1, fails: 1 },
        thresholds: { x: { ok: true } },
      },
    };
    const found = await inspectText('a.json', JSON.stringify({ metrics, state: { testRunDurationMs: 1500 } }));
    expect(found).toMatchObject({
      format: 'k6-handle-summary-json',
      totals: { durationSeconds: 1.5 },
      metadata: { thresholds: { a: { x: true } } },
      series: [{ key: 'a', metric: 'rate', value: 0.5, passes: 1, fails: 1 }],
    });
  });

  it('the count among the trend statistics is the number of samples', async () => {
    const values = { avg: 2, count: 40, med: 2, min: 1, max: 3 };
    const metrics = { t: { type: 'trend', contains: 'time', values } };
    const found = await inspectText('a.json', JSON.stringify({ root_group: {}, metrics }));
    expect(found.series[0]).toMatchObject({ n: 40, mean: 2, median: 2, min: 1, max: 3, source: 'summary-only' });
  });

  it('the versioned summary gives the same figures, with version and duration', async () => {
    const document = {
      version: '1.0.0',
      metadata: { generatedAt: '2026-01-01T00:00:00Z', k6Version: '1.5.0' },
      config: { script: 'shop.js', execution: 'local', duration: 12.5 },
      results: {
        metrics: [
          {
            name: 'http_req_duration',
            type: 'trend',
            contains: 'time',
            values: { avg: 2, med: 1.5, min: 1, max: 9, 'p(95)': 8 },
          },
          { name: 'http_reqs', type: 'counter', contains: 'default', values: { count: 70 } },
          { name: 'http_req_failed', type: 'rate', contains: 'default', values: { matches: 7, total: 70, rate: 0.1 } },
        ],
        checks: { metrics: [], results: [{ name: 'is ok', passes: 3, fails: 1 }] },
      },
    };
    const found = await inspectText('a.json', JSON.stringify(document, null, 2));
    expect(found).toMatchObject({
      format: 'k6-machine-readable-summary-json',
      parse: 'ok',
      totals: { httpRequests: 70, errors: 7, durationSeconds: 12.5 },
      metadata: { toolVersion: '1.5.0', script: 'shop.js', checks: [{ name: 'is ok', passes: 3, fails: 1 }] },
    });
    expect(found.series.find(({ key }) => key === 'http_req_duration')).toMatchObject({
      unit: 'ms',
      mean: 2,
      median: 1.5,
    });
  });

  it('figures that contradict each other are refused', async () => {
    const metrics = { a: { type: 'rate', contains: 'default', values: { rate: 1.5, passes: 3, fails: -1 } } };
    expect(await refusalOf('a.json', JSON.stringify({ root_group: {}, metrics }))).toMatchObject({ code: 'bad-input' });
  });
});
