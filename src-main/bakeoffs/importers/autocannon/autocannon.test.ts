import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtures, inspectText, refusalOf } from '../testing';
import { localNumber } from './text.importer';

const json = readFileSync(join(fixtures, 'autocannon/a.json'), 'utf8').trim();

describe('autocannon JSON', () => {
  it('rates a second are series of their own', async () => {
    const found = await inspectText('a.json', json);
    expect(found.series.map(({ metric, unit, better, value }) => [metric, unit, better, value])).toEqual([
      ['latency', 'ms', 'lower', undefined],
      ['throughput', 'requests/s', 'higher', 1229.25],
      ['transfer', 'B/s', 'higher', 974720],
    ]);
    expect(found.series[0]!.percentiles!.reported).not.toHaveProperty('p95');
    expect(found.metadata).toMatchObject({
      startedAt: '2026-11-21T04:56:22.331Z',
      concurrency: 8,
      loadModel: 'closed',
    });
  });

  it('percentiles under their old names are the same percentiles, and absent ones stay absent', async () => {
    const old = {
      url: 'http://x/',
      connections: 10,
      pipelining: 1,
      duration: 5,
      errors: 2,
      timeouts: 1,
      non2xx: 0,
      latency: { average: 1.5, stddev: 1, min: 0, max: 20, p50: 1, p99: 5, p999: 9, p9999: 12, p99999: 19 },
      requests: { average: 100, total: 500 },
      throughput: { average: 5 },
    };
    const found = await inspectText('a.json', JSON.stringify(old));
    expect(found.series[0]!.percentiles!.reported).toEqual({ p50: 1, p99: 5, 'p99.9': 9, 'p99.99': 12, 'p99.999': 19 });
    expect(found.totals).toMatchObject({ count: 500, errors: 2, connectionErrors: 2, timeouts: 1 });
  });

  it('several results, one a line and with other output around them, are told apart', async () => {
    const other = json.replace('/search', '/item');
    const found = await inspectText(
      'a.ndjson',
      `[info] server up\nRunning 4s test @ http://x\n${json}\n${other}\n${json}\ndone\n`,
    );
    expect(found.parse).toBe('ok-with-warnings');
    expect(found.series.filter(({ metric }) => metric === 'latency').map(({ key }) => key)).toEqual([
      'http://127.0.0.1:18081/search',
      'http://127.0.0.1:18081/item',
      'http://127.0.0.1:18081/search #2',
    ]);
    expect(found.totals).toMatchObject({ count: 3 * 4917 });
  });

  it.each(['1e999', '-3', '"7"'])('an error count of %s is refused', async (value) => {
    expect(await refusalOf('a.json', json.replace('"errors":0', `"errors":${value}`))).toMatchObject({
      code: 'bad-input',
    });
  });

  it('a result cut short is refused with its place', async () => {
    expect(await refusalOf('a.json', json.slice(0, 900))).toMatchObject({ code: 'bad-input', where: { line: 1 } });
  });
});

const boxed = `Running 10s test @ http://localhost:3000/graphql
100 connections with 10 pipelining factor


┌─────────┬──────┬──────┬───────┬───────┬─────────┬─────────┬────────┐
│ \u001b[36mStat\u001b[39m    │ 2.5% │ 50%  │ 97.5% │ 99%   │ Avg     │ Stdev   │ Max    │
├─────────┼──────┼──────┼───────┼───────┼─────────┼─────────┼────────┤
│ Latency │ 7 ms │ 7 ms │ 14 ms │ 18 ms │ 7.72 ms │ 2.83 ms │ 105 ms │
└─────────┴──────┴──────┴───────┴───────┴─────────┴─────────┴────────┘
┌───────────┬─────────┬─────────┬─────────┬─────────┬──────────┬─────────┬─────────┐
│ Stat      │ 1%      │ 2.5%    │ 50%     │ 97.5%   │ Avg      │ Stdev   │ Min     │
├───────────┼─────────┼─────────┼─────────┼─────────┼──────────┼─────────┼─────────┤
│ Req/Sec   │ 7,839   │ 7,839   │ 12,831  │ 13,183  │ 12,172.91│ 1,517.09│ 7,836   │
├───────────┼─────────┼─────────┼─────────┼─────────┼──────────┼─────────┼─────────┤
│ Bytes/Sec │ 2.74 MB │ 2.74 MB │ 4.49 MB │ 4.62 MB │ 4.26 MB  │ 531 kB  │ 2.74 MB │
└───────────┴─────────┴─────────┴─────────┴─────────┴──────────┴─────────┴─────────┘
┌──────┬────────┐
│ Code │ Count  │
├──────┼────────┤
│ 200  │ 133000 │
├──────┼────────┤
│ 500  │ 902    │
└──────┴────────┘

Req/Bytes counts sampled once per second.
# of samples: 11

┌────────────┬──────────────┐
│ Percentile │ Latency (ms) │
├────────────┼──────────────┤
│ 90         │ 11           │
├────────────┼──────────────┤
│ 99.9       │ 40           │
└────────────┴──────────────┘

133000 2xx responses, 902 non 2xx responses
134k requests in 11.03s, 46.9 MB read
12 errors (3 timeouts)
`;

describe('autocannon tables', () => {
  it('all tables are read, and what was rounded to thousands stays missing', async () => {
    const found = await inspectText('out.txt', boxed);
    expect(found).toMatchObject({ format: 'autocannon-text', parse: 'ok', tool: 'autocannon' });
    expect(found.series[0]).toMatchObject({
      key: 'all',
      metric: 'latency',
      n: 133902,
      mean: 7.72,
      stddev: 2.83,
      max: 105,
      percentiles: { reported: { 'p2.5': 7, p50: 7, p90: 11, 'p97.5': 14, p99: 18, 'p99.9': 40 } },
    });
    expect(found.series[1]).toMatchObject({ metric: 'throughput', value: 12172.91, min: 7836, n: 11 });
    expect(found.series[2]).toMatchObject({ metric: 'transfer', value: 4.26e6, stddev: 531e3 });
    expect(found.totals).toMatchObject({
      count: 133902,
      errors: 914,
      timeouts: 3,
      durationSeconds: 11.03,
      connections: 100,
    });
    expect(found.metadata).toMatchObject({ pipelining: 10, statusCodes: { 200: 133000, 500: 902 } });
    const without = await inspectText(
      'out.txt',
      boxed.replace(/^133000 2xx.*\n/m, '').replace(/┌──────┬[\s\S]*?┘\n/, ''),
    );
    expect(without.series[0]).not.toHaveProperty('n');
    expect(without.totals).not.toHaveProperty('count');
  });

  it('tables without boxes (before 4.0) are read', async () => {
    const found = await inspectText(
      'out.txt',
      'Running 5s test @ http://x\n10 connections\n\nStat         Avg      Stdev   Max\nLatency (ms) 0.26     0.48    10\n' +
        'Req/Sec      17123.64 512.3   18015\nBytes/Sec    2.05 MB  61 kB   2.2 MB\n\n86k requests in 5s, 10.2 MB read\n',
    );
    expect(found.series[0]).toMatchObject({ mean: 0.26, max: 10 });
    expect(found.series[1]).toMatchObject({ value: 17123.64 });
  });

  it.each([
    ['1,449', 1449],
    ['12,172.91', 12172.91],
    ['12.172,91', 12172.91],
    ['12\u202f172,9', 12172.9],
    ['1’234', 1234],
    ['7839', 7839],
    ['0,5', 0.5],
    ['0.5', 0.5],
  ])('%s is %d in its locale', (text, value) => {
    expect(localNumber(text)).toBe(value);
  });
});
