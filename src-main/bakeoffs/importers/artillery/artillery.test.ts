import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtures, inspectText, refusalOf } from '../testing';

const report = (aggregate: object, intermediate: object[] = []): string => JSON.stringify({ aggregate, intermediate });

describe('Artillery 2 report', () => {
  it('counters and rates are series of their own, custom values have no unit', async () => {
    const found = await inspectText(
      'r.json',
      report({
        counters: { 'http.requests': 10, 'http.codes.500': 2, 'errors.ETIMEDOUT': 3, 'cart.items': 7 },
        rates: { 'http.request_rate': 5 },
        summaries: {
          queue_depth: { min: 1, max: 9, count: 4, p50: 2 },
          'login.duration': { min: 1, max: 2, count: 4 },
        },
        firstMetricAt: 1_700_000_000_000,
        lastMetricAt: 1_700_000_002_500,
      }),
    );
    expect(found.series.map(({ key, metric, unit, better, value }) => [key, metric, unit, better, value])).toEqual([
      ['queue_depth', 'histogram', '1', 'n/a', undefined],
      ['login.duration', 'latency', 'ms', 'lower', undefined],
      ['http.requests', 'counter', '1', 'n/a', 10],
      ['http.codes.500', 'counter', '1', 'lower', 2],
      ['errors.ETIMEDOUT', 'counter', '1', 'lower', 3],
      ['cart.items', 'counter', '1', 'n/a', 7],
      ['http.request_rate', 'rate', '1/s', 'n/a', 5],
    ]);
    expect(found.totals).toMatchObject({ count: 10, errors: 5, durationSeconds: 2.5 });
    expect(found.metadata).toMatchObject({ startedAt: '2023-11-14T22:13:20.000Z', loadModel: 'open' });
  });

  it('a run that did not end has no figures of the whole', async () => {
    const content = JSON.stringify({ intermediate: [{ counters: { 'http.requests': 1 }, summaries: {} }] });
    expect(await refusalOf('r.json', content)).toMatchObject({ code: 'bad-input', where: { line: 1 } });
  });

  it.each(['1e999', '"5"', '[]'])('a maximum of %s is refused', async (value) => {
    const content = report({ counters: {}, summaries: { 'http.response_time': { min: 1, max: 99, count: 2 } } });
    expect(await refusalOf('r.json', content.replace('"max":99', `"max":${value}`))).toMatchObject({
      code: 'bad-input',
    });
  });
});

describe('Artillery 1 report', () => {
  const aggregate = {
    timestamp: '2020-05-30T01:26:12.130Z',
    scenariosCreated: 3,
    scenariosCompleted: 2,
    requestsCompleted: 3,
    latency: { min: 2, max: 4, median: 3, p95: 4, p99: 4 },
    rps: { count: 3, mean: 1.5 },
    scenarioDuration: { min: null, max: null, median: null, p95: null, p99: null },
    scenarioCounts: { buy: 3 },
    errors: { ECONNRESET: 2 },
    codes: { 200: 2, 500: 1 },
    customStats: { basket: { min: 1, max: 2, median: 1, p95: 2, p99: 2 } },
    counters: { logins: 3 },
  };

  it('figures are those of the aggregate', async () => {
    const found = await inspectText('r.json', report(aggregate));
    expect(found).toMatchObject({
      format: 'artillery-json-v1',
      parse: 'ok',
      totals: { count: 3, errors: 3, codes: { 200: 2, 500: 1 } },
    });
    expect(found.series.map(({ key, metric, n, value }) => [key, metric, n, value])).toEqual([
      ['latency', 'latency', 3, undefined],
      ['scenarioDuration', 'latency', undefined, undefined],
      ['basket', 'histogram', undefined, undefined],
      ['logins', 'counter', undefined, 3],
      ['rps', 'rate', undefined, 1.5],
    ]);
    expect(found.series[0]).toMatchObject({
      median: 3,
      percentiles: { reported: { p95: 4, p99: 4 } },
      source: 'histogram',
    });
  });

  it('single answers are used where they are all there', async () => {
    const periods = [
      {
        latencies: [
          [1590800000000, 'a', 2e6, 200],
          [1590800000001, 'b', 3e6, 500],
        ],
      },
      { latencies: [[1590800010000, 'c', 4e6, 200]] },
    ];
    expect((await inspectText('r.json', report(aggregate, periods))).series[0]).toMatchObject({
      source: 'samples',
      n: 3,
      mean: 3,
    });
    expect((await inspectText('r.json', report(aggregate, periods.slice(1)))).series[0]).toMatchObject({
      source: 'histogram',
    });
    expect((await inspectText('r.json', report(aggregate, [{ latencies: [2e6, 3e6, 4e6] }]))).series[0]).toMatchObject({
      mean: 3,
    });
  });
});

describe('Artillery on the console', () => {
  it('the last summary of version 2 is read, colours and dots around it are not', async () => {
    const found = await inspectText(
      'out.txt',
      `Metrics for period to: 16:49:30(+0530) (width: 9s)
http.requests: ................ 1
--------------------------------
Summary report @ 16:49:34(+0530)
--------------------------------

errors.ECONNREFUSED: ........................................................... 4
http.codes.200: .............................49994
\u001b[90mhttp.request_rate: ..........................356/sec\u001b[39m
http.requests: ..............................49998
http.response_time:
  min: ......................................1
  max: ......................................97
  mean: ..................................... 16.5
  median: ...................................15
  p95: ......................................29.1
  p99: ......................................47
plugins.metrics-by-endpoint.http://x:80/a.codes.503: .. 2
vusers.created_by_name.Test users route:  50
`,
    );
    expect(found).toMatchObject({ format: 'artillery-text', parse: 'ok', totals: { count: 49998, errors: 4 } });
    expect(found.series.map(({ key, metric, value }) => [key, metric, value])).toEqual([
      ['errors.ECONNREFUSED', 'counter', 4],
      ['http.codes.200', 'counter', 49994],
      ['http.request_rate', 'rate', 356],
      ['http.requests', 'counter', 49998],
      ['http.response_time', 'latency', undefined],
      ['plugins.metrics-by-endpoint.http://x:80/a.codes.503', 'counter', 2],
      ['vusers.created_by_name.Test users route', 'counter', 50],
    ]);
    expect(found.series[4]).toMatchObject({
      mean: 16.5,
      median: 15,
      percentiles: { reported: { p95: 29.1, p99: 47 } },
    });
  });

  it('the summary of version 1 gives what its report gives', async () => {
    const found = await inspectText(
      'out.txt',
      'All virtual users finished\nSummary report @ 08:05:48(+0200) 2020-03-31\n  Scenarios launched:  12000\n  Scenarios completed: 11998\n' +
        '  Requests completed:  12000\n  Mean response/sec: 136.85\n  Response time (msec):\n    min: 551.4\n    max: 4758.2\n    median: 674.1\n' +
        '    p95: 1265.2\n    p99: 2468.1\n  Scenario counts:\n    0: 12000 (100%)\n  Codes:\n    200: 11990\n    500: 10\n  Errors:\n    ECONNRESET: 2\n',
    );
    expect(found.series.map(({ key, metric, n, value }) => [key, metric, n, value])).toEqual([
      ['latency', 'latency', 12000, undefined],
      ['rps', 'rate', undefined, 136.85],
    ]);
    expect(found.totals).toMatchObject({ count: 12000, errors: 12, vusersCompleted: 11998 });
  });

  it('only reports of periods are refused', async () => {
    expect(await refusalOf('out.txt', 'Metrics for period to: 1 (width: 9s)\nhttp.requests: .... 1\n')).toMatchObject({
      where: { line: 2 },
    });
  });

  it('a report with a byte-order mark and CRLF is the same', async () => {
    const json = readFileSync(join(fixtures, 'artillery/a.json'), 'utf8');
    const other = await inspectText('a.json', `\ufeff${json.replaceAll('\n', '\r\n')}`);
    expect(other.series).toEqual((await inspectText('a.json', json)).series);
  });
});
