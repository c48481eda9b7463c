import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixtures, inspectText, refusalOf } from '../testing';

const fixture = (name: string): string => readFileSync(`${fixtures}/sysbench/${name}`, 'utf8');

const fairness = `
Threads fairness:
    events (avg/stddev):           625.3125/46.52
    execution time (avg/stddev):   27.1871/1.19
`;

const oltp04 = `sysbench 0.4.12:  multi-threaded system evaluation benchmark

No DB drivers specified, using mysql
Running the test with following options:
Number of threads: 4

Doing OLTP test.
Running mixed OLTP test
Threads started!
Time limit exceeded, exiting...
(last message repeated 3 times)
Done.

OLTP test statistics:
    queries performed:
        read:                            992472
        write:                           10
        other:                           992472
        total:                           1984954
    transactions:                        992472 (16541.08 per sec.)
    deadlocks:                           7      (0.12 per sec.)
    read/write requests:                 992482 (16541.24 per sec.)
    other operations:                    992472 (16541.08 per sec.)

Test execution summary:
    total time:                          60.0005s
    total number of events:              992472
    total time taken by event execution: 238.5034
    per-request statistics:
         min:                                  0.12ms
         avg:                                  0.24ms
         max:                                  1.21ms
         approx.  95 percentile:               0.32ms
${fairness}`;

const oltp05 = `sysbench 0.5:  multi-threaded system evaluation benchmark

Running the test with following options:
Number of threads: 128
Target transaction rate: 1000/sec, with jitter 0 usec
Report intermediate results every 2 second(s)
Threads started!

[   2s] threads: 128, tps: 958.12, reads: 9925.13, writes: 0.00, response time: 197.24ms (99%), errors: 0.50, reconnects:  0.00
[   4s] threads: 128, tps: 1048.50, reads: 10499.52, writes: 0.00, response time: 133.62ms (99%), errors: 0.00, reconnects:  0.00
OLTP test statistics:
    transactions:                        37863  (742.41 per sec.)
    read/write requests:                 378630 (7424.07 per sec.)
    other operations:                    75726  (1484.81 per sec.)
    ignored errors:                      3      (0.06 per sec.)
    reconnects:                          0      (0.00 per sec.)

General statistics:
    total time:                          51.0004s
    total number of events:              37863
    total time taken by event execution: 50.9703s
    response time:
         min:                                  1.21ms
         avg:                                  1.35ms
         max:                                  4.15ms
         approx.  99 percentile:               1.69ms
${fairness}`;

const fileio = (version: string, middle: string, end: string): string => `sysbench ${version}

Running the test with following options:
Number of threads: 16

Extra file open flags: 0
128 files, 24Mb each
Doing random r/w test
Initializing worker threads...

Threads started!

${middle}
${end}
${fairness}`;

const fileio10 = fileio(
  '1.0.18 (using system LuaJIT 2.1.0-beta3)',
  `[ 1s ] reads: 36.20 MiB/s writes: 24.13 MiB/s fsyncs: 5000.00/s latency (ms,95%): 0.989

File operations:
    reads/s:                      3475.24
    writes/s:                     2316.83
    fsyncs/s:                     7414.17

Throughput:
    read, MiB/s:                  54.30
    written, MiB/s:               36.20
`,
  `General statistics:
    total time:                          300.0116s
    total number of events:              3961928

Latency (ms):
         min:                                    0.00
         avg:                                    0.07
         max:                                   64.97
         95th percentile:                        0.15
         sum:                               296914.23`,
);

const fileio11 = fileio(
  '1.1.0-df89d34 (using bundled LuaJIT 2.1.0-beta3)',
  `Throughput:
         read:  IOPS=3475.24 54.30 MiB/s (56.94 MB/s)
         write: IOPS=2316.83 36.20 MiB/s (37.96 MB/s)
         fsync: IOPS=7414.17
`,
  `Latency (ms):
         min:                                    0.00
         avg:                                    0.07
         max:                                   64.97
         95th percentile:                        0.15
         sum:                               296914.23`,
);

const fileio04 = fileio(
  '0.4.12:  multi-threaded system evaluation benchmark',
  `Done.

Operations performed:  6008 Read, 3997 Write, 12800 Other = 22805 Total
Read 93.875Mb  Written 62.453Mb  Total transferred 156.33Mb  (2.9644Mb/sec)
  189.72 Requests/sec executed
`,
  `Test execution summary:
    total time:                          52.7348s
    total number of events:              10005
    total time taken by event execution: 434.9929
    per-request statistics:
         min:                                  0.01ms
         avg:                                 43.48ms
         max:                               1105.16ms
         approx.  95 percentile:             180.46ms`,
);

const memory = (version: string, lines: string): string => `${version}
Running the test with following options:
Number of threads: 1

Running memory speed test with the following options:
  block size: 1KiB
Threads started!

${lines}

General statistics:
    total time:                          10.0001s
    total number of events:              63312640

Latency (ms):
         min:                                    0.00
         avg:                                    0.00
         max:                                    0.12
         percentile stats:               disabled
         sum:                                 4629.54
`;

describe('sysbench layouts', () => {
  it('0.4: deadlocks are errors, and the percentile is the one of its label', async () => {
    const found = await inspectText('a.txt', oltp04);
    expect(found).toMatchObject({ parse: 'ok', metadata: { toolVersion: '0.4.12', concurrency: 4, test: 'oltp' } });
    expect(found.series[0]).toMatchObject({
      n: 992472,
      min: 0.12,
      mean: 0.24,
      max: 1.21,
      errors: 7,
      percentiles: { reported: { p95: 0.32 } },
    });
    expect(found.totals).toMatchObject({
      throughput: 16541.08,
      throughputUnit: 'transactions/s',
      durationSeconds: 60.0005,
    });
  });

  it('0.5: intervals, a fixed rate and another percentile', async () => {
    const found = await inspectText('a.txt', oltp05);
    expect(found.metadata).toMatchObject({ loadModel: 'open', targetRate: 1000, toolVersion: '0.5' });
    expect(found.series[0]).toMatchObject({
      load: 'open-loop',
      percentiles: { reported: { p99: 1.69 } },
      intervals: [
        { second: 2, threads: 128, rate: 958.12, latency: 197.24, errorsPerSecond: 0.5 },
        { second: 4, threads: 128, rate: 1048.5, latency: 133.62, errorsPerSecond: 0 },
      ],
    });
    expect(found.totals.errors).toBe(3);
  });

  it.each([
    ['1.0', fileio10],
    ['1.1', fileio11.replace('Latency (ms)', '\n    total number of events:              3961928\n\nLatency (ms)')],
  ])('fileio of %s: operations and MiB per second', async (_, text) => {
    const found = await inspectText('a.txt', text);
    const rates = Object.fromEntries(found.series.map(({ metric, unit, value }) => [metric, [unit, value]]));
    expect(rates).toMatchObject({
      reads: ['operations/s', 3475.24],
      writes: ['operations/s', 2316.83],
      fsyncs: ['operations/s', 7414.17],
      read_throughput: ['MiB/s', 54.3],
      write_throughput: ['MiB/s', 36.2],
    });
    expect(found.series[0]).toMatchObject({ n: 3961928, test: 'fileio', min: 0, mean: 0.07 });
  });

  it('fileio of 0.4: requests per second and the amount that was moved', async () => {
    const found = await inspectText('a.txt', fileio04);
    expect(found.totals).toMatchObject({ throughput: 189.72, throughputUnit: 'requests/s', threads: 16 });
    expect(found.series.find(({ metric }) => metric === 'transfer')).toMatchObject({ unit: 'MiB/s', value: 2.9644 });
  });

  it.each([
    [
      '1.0',
      memory(
        'sysbench 1.0.20 (using system LuaJIT 2.1.0-beta3)',
        'Total operations: 63312640 (6329823.62 per second)\n\n61828.75 MiB transferred (6181.47 MiB/sec)',
      ),
    ],
    [
      '0.4',
      memory(
        'sysbench 0.4.12:  multi-threaded system evaluation benchmark',
        'Operations performed: 63312640 (6329823.62 ops/sec)\n\n61828.75 MB transferred (6181.47 MB/sec)',
      ),
    ],
  ])('memory of %s, without a percentile', async (_, text) => {
    const found = await inspectText('a.txt', text);
    expect(found.totals).toMatchObject({ throughput: 6329823.62, throughputUnit: 'operations/s' });
    expect(found.series.map(({ metric, value }) => [metric, value])).toEqual([
      ['latency', undefined],
      ['throughput', 6329823.62],
      ['transfer', 6181.47],
    ]);
    expect(found.series[0]!.percentiles).toEqual({ reported: {} });
  });

  it('1.1: the time and the rate stand under “Throughput”', async () => {
    const text = fixture('cpu-a.txt')
      .replace('sysbench 1.0.20', 'sysbench 1.1.0-df89d34')
      .replace(
        /General statistics:\n.*\n/,
        'Throughput:\n    events/s (eps):                      3412.1234\n    time elapsed:                        4.0004s\n',
      );
    const found = await inspectText('a.txt', text);
    expect(found).toMatchObject({ parse: 'ok', metadata: { toolVersion: '1.1.0-df89d34' } });
    expect(found.totals).toMatchObject({ durationSeconds: 4.0004, throughput: 3411.54, count: 13651 });
  });

  it('the histogram and the intervals are kept as they were printed', async () => {
    const found = await inspectText('a.txt', fixture('oltp-a.txt'));
    const { histogram, intervals } = found.series[0] as unknown as { histogram: number[][]; intervals: object[] };
    expect(histogram).toHaveLength(114);
    expect(histogram.reduce((sum, [, events]) => sum + events!, 0)).toBe(3332);
    expect(intervals).toHaveLength(4);
    expect(intervals[0]).toEqual({ second: 1, threads: 4, rate: 1011.71, latency: 6.91, errorsPerSecond: 3.99 });
    expect(found.series.map(({ metric }) => metric)).toEqual(['latency', 'throughput', 'queries']);
  });
});

describe('sysbench files with more or less than one run', () => {
  it('several runs are named by test and threads; preparing and cleaning up are passed over', async () => {
    const prepare = "sysbench 1.0.20 (using system LuaJIT 2.1.0-beta3)\n\nCreating table 'sbtest1'...\n";
    const found = await inspectText(
      'a.txt',
      prepare + fixture('cpu-a.txt') + fixture('cpu-b.txt') + fixture('oltp-b.txt') + fixture('cpu-b.txt'),
    );
    expect(found.warnings).toMatchObject([{ code: 'several-results' }]);
    expect([...new Set(found.series.map(({ key }) => key))]).toEqual([
      'cpu, 1 thread',
      'cpu, 2 threads',
      'oltp, 4 threads',
      'cpu, 2 threads #2',
    ]);
    expect(found.totals).not.toHaveProperty('throughput');
  });

  it('a run that failed among others is said', async () => {
    const failed =
      'sysbench 1.0.20 (using system LuaJIT 2.1.0-beta3)\n\nThreads started!\n\nFATAL: mysql_drv_query() returned error 1213\n';
    const found = await inspectText('a.txt', fixture('cpu-a.txt') + failed);
    expect(found).toMatchObject({
      parse: 'ok-with-warnings',
      warnings: [{ code: 'unfinished-run', where: { line: 32 } }],
    });
    expect(await refusalOf('a.txt', failed)).toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('error 1213'),
      where: { line: 5 },
    });
  });

  it('of the reports at checkpoints the last one counts', async () => {
    const text = fixture('oltp-b.txt');
    const at = text.indexOf('SQL statistics');
    const report = text.slice(at, text.indexOf('Threads fairness')).replaceAll('3838', '1000');
    const found = await inspectText(
      'a.txt',
      `${text.slice(0, at)}[ 2s ] Checkpoint report:\n${report}${text.slice(at)}`,
    );
    expect(found).toMatchObject({ parse: 'ok', totals: { count: 3838, threads: 4 } });
    expect(found.series[0]).toMatchObject({ n: 3838 });
  });

  it('a part without its first lines is read, and a damaged number is refused at its line', async () => {
    const text = fixture('cpu-a.txt');
    const part = text.slice(text.indexOf('General statistics'));
    expect(await inspectText('a.txt', part)).toMatchObject({ parse: 'ok', totals: { count: 13651 } });
    expect(await refusalOf('a.txt', part.replace('0.29', '0.2x9'))).toMatchObject({ where: { line: 7 } });
    expect(await refusalOf('a.txt', part.replace('13651\n', '-13651\n'))).toMatchObject({ where: { line: 3 } });
  });
});
