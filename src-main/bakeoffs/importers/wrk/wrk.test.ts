import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixtures, inspectText, refusalOf } from '../testing';

const run = (more: string[] = [], latency = '2.33ms    1.03ms   9.75ms   85.92%'): string =>
  [
    'Running 4s test @ http://127.0.0.1:18081/',
    '  1 threads and 8 connections',
    '  Thread Stats   Avg      Stdev     Max   +/- Stdev',
    `    Latency     ${latency}`,
    '    Req/Sec     3.49k   282.90     3.93k    75.00%',
    ...more,
    '  13873 requests in 4.00s, 5.12MB read',
    'Requests/sec:   3466.34',
    'Transfer/sec:      1.28MB',
    '',
  ].join('\n');

const wrk2 = `wrk -t2 -c100 -d1m -R2k -L -U http://127.0.0.1:8080/index.html
Running 1m test @ http://127.0.0.1:8080/index.html
  2 threads and 100 connections
  Thread calibration: mean lat.: 1.520ms, rate sampling interval: 10ms
  Thread calibration: mean lat.: 1.498ms, rate sampling interval: 10ms
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.47ms  705.08us  10.63ms   68.84%
    Req/Sec     1.05k   260.26     3.56k    67.12%
  Latency Distribution (HdrHistogram - Recorded Latency)
 50.000%    1.40ms
 75.000%    1.87ms
 90.000%    2.41ms
 99.000%    3.00ms
 99.900%    6.43ms
 99.990%    8.04ms
 99.999%    8.70ms
100.000%   10.64ms

  Detailed Percentile spectrum:
       Value   Percentile   TotalCount 1/(1-Percentile)

       0.066     0.000000            1         1.00
       1.405     0.500000        49721         2.00
       2.555     0.937500        93162        16.00
       2.613     0.950000        94406        20.00
      10.639     1.000000        99359          inf
#[Mean    =        1.473, StdDeviation   =        0.705]
#[Max     =       10.632, Total count    =        99359]
#[Buckets =           27, SubBuckets     =         2048]
----------------------------------------------------------

  Latency Distribution (HdrHistogram - Uncorrected Latency (measured without taking delayed starts into account))
 50.000%  453.00us
 99.000%    1.06ms
100.000%    7.01ms

  Detailed Percentile spectrum:
       Value   Percentile   TotalCount 1/(1-Percentile)

       0.031     0.000000            1         1.00
       0.453     0.500000        49680         2.00
       7.011     1.000000        99359          inf
#[Mean    =        0.470, StdDeviation   =        0.210]
#[Max     =        7.008, Total count    =        99359]
#[Buckets =           27, SubBuckets     =         2048]
----------------------------------------------------------
  119714 requests in 1.00m, 9.48MB read
  Socket errors: connect 0, read 3, write 0, timeout 4
  Non-2xx or 3xx responses: 12
Requests/sec:   1995.19
Transfer/sec:    161.72KB
`;

describe('wrk', () => {
  it('times are read in every unit that it prints, in milliseconds', async () => {
    const found = await inspectText('a.txt', run([], '850.12us    1.20s     2.50m   85.92%'));
    expect(found.series[0]).toMatchObject({ unit: 'ms', mean: 0.85012, stddev: 1200, max: 150_000 });
  });

  it('the rate is a series of its own and sizes count by 1024', async () => {
    const found = await inspectText('a.txt', run());
    expect(found.series[1]).toMatchObject({
      metric: 'throughput',
      unit: 'requests/s',
      better: 'higher',
      value: 3466.34,
    });
    expect(found.series[0]).toMatchObject({ bytesRead: 5.12 * 1024 ** 2, transferBytesPerSecond: 1.28 * 1024 ** 2 });
    expect(found.metadata).toMatchObject({ loadModel: 'closed', concurrency: 8, plannedDurationSeconds: 4 });
  });

  it('broken connections and time-outs count as errors beside bad answers', async () => {
    const text = run().replace(
      'Requests/sec',
      '  Socket errors: connect 1, read 20, write 3, timeout 40\n  Non-2xx or 3xx responses: 500\nRequests/sec',
    );
    const found = await inspectText('a.txt', text);
    expect(found.totals).toMatchObject({
      errors: 564,
      attempts: 13873 + 64,
      socketErrors: { connect: 1, read: 20, write: 3, timeout: 40 },
    });
    expect(found.series[0]).toMatchObject({ errors: 564, nonSuccessResponses: 500 });
  });

  it('a run without an answer has no samples, and nan is no figure', async () => {
    const text = run([], '0.00us    0.00us   0.00us    -nan%').replace('13873 requests', '0 requests');
    expect(await inspectText('a.txt', text)).toMatchObject({ parse: 'ok-no-samples', totals: { count: 0 } });
    const nan = run([], '-nan    -nan   0.00us    -nan%');
    expect((await inspectText('a.txt', nan)).series[0]).not.toHaveProperty('mean');
  });

  it('a run that was cut off is refused at its last line', async () => {
    const cut = run().split('\n').slice(0, 5).join('\n');
    expect(await refusalOf('a.txt', cut)).toMatchObject({ code: 'bad-input', where: { line: 5 } });
  });

  it('a damaged figure is refused at its line', async () => {
    expect(await refusalOf('a.txt', run([], '2.x3ms  1.03ms   9.75ms   85.92%'))).toMatchObject({
      code: 'bad-input',
      where: { line: 4 },
    });
  });

  it('several runs in one file are told apart by address, else by connections', async () => {
    const other = run().replaceAll('18081', '18082');
    const two = await inspectText('a.txt', `\u001b[1mnoise\u001b[0m\n${run()}\n${other}`);
    expect(two.series.map(({ key }) => key)).toEqual([
      'http://127.0.0.1:18081/',
      'http://127.0.0.1:18081/',
      'http://127.0.0.1:18082/',
      'http://127.0.0.1:18082/',
    ]);
    expect(two.totals).toMatchObject({ count: 2 * 13873, durationSeconds: 8 });
    expect(two.totals).not.toHaveProperty('throughput');
    const same = await inspectText('a.txt', `${run()}${run().replace('8 connections', '64 connections')}${run()}`);
    expect([...new Set(same.series.map(({ key }) => key))]).toEqual([
      'http://127.0.0.1:18081/ (8 connections)',
      'http://127.0.0.1:18081/ (64 connections)',
      'http://127.0.0.1:18081/ (8 connections) #2',
    ]);
  });

  it('colours, a script’s own lines, UTF-16 and the version line change nothing', async () => {
    const text = `wrk 4.1.0 [epoll] Copyright (C) 2012 Will Glozer\n\u001b[32m${run()}------\nDone: 5 things\n`;
    const found = await inspectText('a.txt', Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf16le'));
    expect(found).toMatchObject({ tool: 'wrk', parse: 'ok', metadata: { toolVersion: '4.1.0', encoding: 'utf-16le' } });
    expect(found.series[0]).toMatchObject({ n: 13873, mean: 2.33 });
  });

  it('the same run with and without its percentiles has the same other figures', async () => {
    const [full, bare] = await Promise.all(
      ['b.txt', 'edge-no-percentiles.txt'].map((name) =>
        inspectText(name, readFileSync(`${fixtures}/wrk/${name}`, 'utf8')),
      ),
    );
    const { percentiles: _, ...figures } = full!.series[0]!;
    expect(bare!.series[0]).toMatchObject({ ...figures, percentiles: { reported: {} } });
  });
});

describe('wrk2', () => {
  it('corrected and uncorrected latencies are two series, with the percentiles that stand in the file', async () => {
    const found = await inspectText('a.txt', wrk2);
    expect(found).toMatchObject({ tool: 'wrk2', format: 'wrk2-text', parse: 'ok' });
    const [latency, uncorrected, throughput] = found.series;
    expect(latency).toMatchObject({
      metric: 'latency',
      source: 'histogram',
      n: 99359,
      mean: 1.47,
      stddev: 0.70508,
      max: 10.63,
      min: 0.066,
      errors: 19,
      load: 'open-loop',
      percentiles: { reported: { p50: 1.4, p75: 1.87, p95: 2.613, p99: 3, 'p99.9': 6.43, p100: 10.64 } },
    });
    expect(latency!.percentiles!.reported).not.toHaveProperty('p93.75');
    expect(uncorrected).toMatchObject({
      metric: 'latency_uncorrected',
      n: 99359,
      mean: 0.47,
      max: 7.008,
      percentiles: { reported: { p50: 0.453, p99: 1.06, p100: 7.01 } },
    });
    expect(throughput).toMatchObject({ metric: 'throughput', value: 1995.19 });
  });

  it('the offered rate is read from the command where it was copied with its output', async () => {
    const found = await inspectText('a.txt', wrk2);
    expect(found.metadata).toMatchObject({ loadModel: 'open', targetRate: 2000, concurrency: 100 });
    expect(found.totals).toMatchObject({ count: 119714, durationSeconds: 60 });
    const bare = await inspectText('a.txt', wrk2.slice(wrk2.indexOf('\n') + 1));
    expect(bare.metadata).not.toHaveProperty('targetRate');
  });

  it('without percentiles its calibration tells it from wrk', async () => {
    const text = run().replace(
      '  Thread Stats',
      '  Thread calibration: mean lat.: 1.520ms, rate sampling interval: 10ms\n  Thread Stats',
    );
    expect(await inspectText('a.txt', text)).toMatchObject({ tool: 'wrk2', metadata: { loadModel: 'open' } });
  });
});
