import { describe, expect, it } from 'vitest';
import { inspectText, refusalOf } from '../testing';

const header =
  '"test","rps","avg_latency_ms","min_latency_ms","p50_latency_ms","p95_latency_ms","p99_latency_ms","max_latency_ms"\n';
const row = (title: string, rate = '58651.03'): string =>
  `"${title}","${rate}","0.212","0.056","0.151","0.471","0.607","4.287"\n`;

const block = `SET: rps=0.0 (overall: 0.0) avg_msec=nan (overall: nan)\rSET: rps=74000.0 (overall: 74100.5) avg_msec=0.377 (overall: 0.377)\r                    \r====== SET ======
  1000000 requests completed in 13.37 seconds
  50 parallel clients
  1000 bytes payload
  keep alive: 1
  host configuration "save": 3600 1 300 100 60 10000
  host configuration "appendonly": no
  multi-thread: yes
  threads: 8

Latency by percentile distribution:
0.000% <= 0.111 milliseconds (cumulative count 1)
50.000% <= 0.359 milliseconds (cumulative count 509071)
75.000% <= 0.407 milliseconds (cumulative count 759085)
87.500% <= 0.455 milliseconds (cumulative count 890614)
100.000% <= 85.695 milliseconds (cumulative count 1000000)

Cumulative distribution of latencies:
0.000% <= 0.103 milliseconds (cumulative count 0)
99.996% <= 85.119 milliseconds (cumulative count 999961)
100.000% <= 86.143 milliseconds (cumulative count 1000000)

Summary:
  throughput summary: 74771.95 requests per second
  latency summary (msec):
          avg       min       p50       p95       p99       max
        0.377     0.120     0.359     0.519     0.703    85.695
`;

const old = (title: string, more = ''): string => `====== ${title} ======
  100000 requests completed in 1.21 seconds
  50 parallel clients
  3 bytes payload
  keep alive: 1
${more}
99.89% <= 1 milliseconds
100.00% <= 2 milliseconds
82440.23 requests per second

`;

describe('redis-benchmark --csv', () => {
  it('the latencies are a series beside the rate', async () => {
    const found = await inspectText('a.csv', header + row('SET'));
    expect(found.series).toMatchObject([
      { key: 'SET', metric: 'throughput', value: 58651.03, latencyMs: { p99: 0.607 } },
      {
        key: 'SET',
        metric: 'latency',
        unit: 'ms',
        better: 'lower',
        mean: 0.212,
        min: 0.056,
        max: 4.287,
        percentiles: { reported: { p50: 0.151, p95: 0.471, p99: 0.607 } },
      },
    ]);
  });

  it('names with commas and quotation marks stay whole, and repeated ones get a number', async () => {
    const title = 'eval "return {1,2}","x" 0';
    const found = await inspectText('a.csv', header + row(title) + row('SET') + row('SET'));
    expect([...new Set(found.series.map(({ key }) => key))]).toEqual([title, 'SET', 'SET #2']);
  });

  it('warnings between the rows and a header for each call are passed over', async () => {
    const text = `WARNING: Could not fetch server CONFIG\n${header}${row('SET')}${header}${row('GET')}`;
    const found = await inspectText('a.csv', text.replaceAll('\n', '\r\n'));
    expect(found).toMatchObject({ parse: 'ok', format: 'redis-benchmark-csv' });
    expect(found.series).toHaveLength(4);
  });

  it('a row that was cut off, or one without a rate, is skipped and said', async () => {
    const found = await inspectText('a.csv', `${header}${row('SET')}${row('GET', 'inf')}${row('INCR').slice(0, 40)}`);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { skippedRows: 2 } });
    expect(await refusalOf('a.csv', header + row('GET', '-5.00'))).toMatchObject({
      code: 'bad-input',
      where: { line: 2 },
    });
  });

  it('a header that names a column twice is refused', async () => {
    const text = header.replace('"min_latency_ms"', '"rps"') + row('SET');
    expect(await refusalOf('a.csv', text)).toMatchObject({ code: 'bad-input', where: { line: 1 } });
  });
});

describe('redis-benchmark text', () => {
  it('since 6.2: summary, distribution and facts of each command; what a carriage return overwrote is gone', async () => {
    const found = await inspectText('a.txt', block + block.replaceAll('SET', 'GET').replace('74771.95', '75873.75'));
    expect(found).toMatchObject({ tool: 'redis-benchmark', format: 'redis-benchmark-text', parse: 'ok' });
    expect(found.series.map(({ key, metric, value }) => [key, metric, value])).toEqual([
      ['SET', 'throughput', 74771.95],
      ['SET', 'latency', undefined],
      ['GET', 'throughput', 75873.75],
      ['GET', 'latency', undefined],
    ]);
    expect(found.series[0]).toMatchObject({
      clients: 50,
      payloadBytes: 1000,
      threads: 8,
      appendOnly: 'no',
      latencyMs: { avg: 0.377, max: 85.695 },
      percentileDistribution: [
        [0, 0.111, 1],
        [50, 0.359, 509071],
        [75, 0.407, 759085],
        [87.5, 0.455, 890614],
        [100, 85.695, 1000000],
      ],
    });
    expect(found.series[1]).toMatchObject({
      n: 1_000_000,
      mean: 0.377,
      percentiles: { reported: { p50: 0.359, p75: 0.407, p95: 0.519, p99: 0.703 } },
    });
    expect(found.series[1]!.percentiles!.reported).not.toHaveProperty('p87.5');
    expect(found.totals).toEqual({ count: 2_000_000, durationSeconds: 26.74 });
    expect(found.metadata).toMatchObject({ concurrency: 50, loadModel: 'closed' });
  });

  it('before 6.2: the rate and the cumulative distribution, from which no percentile is made', async () => {
    const found = await inspectText(
      'a.txt',
      old('PING_INLINE') + old('SET', '  host configuration "save": \n  multi-thread: no\n'),
    );
    expect(found.series).toMatchObject([
      {
        key: 'PING_INLINE',
        metric: 'throughput',
        value: 82440.23,
        cumulativeDistribution: [
          [99.89, 1],
          [100, 2],
        ],
      },
      {
        key: 'SET',
        metric: 'throughput',
        value: 82440.23,
        cumulativeDistribution: [
          [99.89, 1],
          [100, 2],
        ],
      },
    ]);
  });

  it('quiet output has the rate, and the median since 6.2', async () => {
    const text =
      'SET: rps=1.0 (overall: 2.0) avg_msec=0.1 (overall: 0.1)\r   \rSET: 10278.55 requests per second, p50=776.191 msec\nMSET (10 keys): 15121.73 requests per second\n\n';
    const found = await inspectText('a.txt', text);
    expect(found.series.map(({ key, metric }) => [key, metric])).toEqual([
      ['SET', 'throughput'],
      ['SET', 'latency'],
      ['MSET (10 keys)', 'throughput'],
    ]);
    expect(found.series[1]!.percentiles).toEqual({ reported: { p50: 776.191 } });
  });

  it('a rate that was asked for makes the load an open one (valkey-benchmark)', async () => {
    const text = block.replace(
      'Latency by percentile',
      'RPS Summary:\n  target RPS: 1000.00\n  RPS distribution (reqs/sec):\n          avg       min       p50       p95       p99       max\n      999.000   900.000  1000.000  1001.000  1002.000  1003.000\n\nLatency by percentile',
    );
    const found = await inspectText('a.txt', text);
    expect(found.metadata).toMatchObject({ loadModel: 'open', targetRate: 1000 });
    expect(found.series[1]).toMatchObject({ mean: 0.377 });
  });

  it('a command without its rate is said, and refused where it is the only one', async () => {
    const cut = block.slice(block.indexOf('======'), block.indexOf('Summary'));
    expect(await inspectText('a.txt', `${block}${cut}`)).toMatchObject({
      parse: 'ok-with-warnings',
      warnings: [{ code: 'unfinished-run', where: { line: 28 } }],
    });
    expect(await refusalOf('a.txt', cut)).toMatchObject({ code: 'bad-input', where: { line: expect.any(Number) } });
  });
});
