import { describe, expect, it } from 'vitest';
import { inspectText, refusalOf } from '../testing';

const result = (more: object, primary: object = {}): object => ({
  jmhVersion: '1.37',
  benchmark: 'a.B.c',
  mode: 'avgt',
  threads: 1,
  forks: 2,
  primaryMetric: { score: 2, scoreError: 'NaN', scoreUnit: 'us/op', rawData: [[1], [3]], ...primary },
  secondaryMetrics: {},
  ...more,
});
const json = (...results: object[]): string => JSON.stringify(results);

describe('JMH JSON', () => {
  it('iterations of all forks are repetitions, time is better when lower, parameters are part of the key', async () => {
    const found = await inspectText('a.json', json(result({ params: { size: '10', kind: 'x' } })));
    expect(found.series).toMatchObject([
      {
        key: 'a.B.c{size=10,kind=x}',
        metric: 'avgt',
        unit: 'us/op',
        better: 'lower',
        n: 2,
        mean: 2,
        source: 'samples',
      },
    ]);
    expect(found.metadata).toMatchObject({ toolVersion: '1.37', forks: 2, threads: 1 });
  });

  it('figures of profilers and groups are series of their own', async () => {
    const secondaryMetrics = {
      '\u00b7gc.alloc.rate.norm': { score: 16, scoreUnit: 'B/op', rawData: [[16, 16]] },
      '\u00b7gc.count': { score: 3, scoreError: 'NaN', scoreUnit: 'counts', rawData: [[3]] },
      put: { score: 5, scoreUnit: 'ops/s', rawData: [[5]] },
    };
    const found = await inspectText('a.json', json(result({ secondaryMetrics })));
    expect(found.series.map(({ metric, unit, better, mean }) => [metric, unit, better, mean])).toEqual([
      ['avgt', 'us/op', 'lower', 2],
      ['gc.alloc.rate.norm', 'B/op', 'lower', 16],
      ['gc.count', 'counts', 'lower', 3],
      ['put', 'ops/s', 'higher', 5],
    ]);
  });

  it('sample mode has a histogram: counts and the printed percentiles, no single measurements', async () => {
    const primary = {
      rawData: undefined,
      rawDataHistogram: [
        [
          [
            [1, 5],
            [2, 3],
          ],
        ],
        [[[1, 2]]],
      ],
      scorePercentiles: { '0.0': 1, '50.0': 1, '99.0': 2, '99.9': 2, '100.0': 2 },
    };
    const found = await inspectText('a.json', json(result({ mode: 'sample' }, primary)));
    expect(found.series).toMatchObject([
      { metric: 'sample', source: 'histogram', n: 10, mean: 2, min: 1, max: 2, median: 1 },
    ]);
    expect(found.series[0]!.percentiles).toEqual({ reported: { p50: 1, p99: 2, 'p99.9': 2 } });
  });

  it('without raw data only the score is there', async () => {
    const found = await inspectText('a.json', json(result({}, { rawData: [] })));
    expect(found.series).toMatchObject([{ source: 'summary-only', mean: 2 }]);
    expect(found.series[0]).not.toHaveProperty('n');
  });

  it('one benchmark with other numbers of threads, or twice, is told apart', async () => {
    const threads = await inspectText('a.json', json(result({}), result({ threads: 4 })));
    expect(threads.series.map(({ key }) => key)).toEqual(['a.B.c (threads=1)', 'a.B.c (threads=4)']);
    const twice = await inspectText('a.json', json(result({}), result({})));
    expect(twice.series.map(({ key }) => key)).toEqual(['a.B.c', 'a.B.c #2']);
  });

  it.each([
    ['a negative score', result({}, { rawData: [[-1]] })],
    ['a score in words', result({}, { rawData: [['7']] })],
    ['no metric', { benchmark: 'a', mode: 'ss', primaryMetric: 7 }],
    ['bins that are no pairs', result({ mode: 'sample' }, { rawDataHistogram: [[[1]]] })],
  ])('a result with %s is refused', async (_, damaged) => {
    expect(await refusalOf('a.json', json(damaged))).toMatchObject({ code: 'bad-input' });
  });
});

describe('JMH CSV', () => {
  const header = '"Benchmark","Mode","Threads","Samples","Score","Score Error (99.9%)","Unit","Param: n"\r\n';

  it('has the score and the count, without the iterations', async () => {
    const found = await inspectText('a.csv', `${header}"a.B.c","thrpt",1,5,12.500000,NaN,"ops/s",10\r\n`);
    expect(found).toMatchObject({ format: 'jmh-csv', parse: 'ok' });
    expect(found.series).toMatchObject([
      { key: 'a.B.c{n=10}', metric: 'thrpt', better: 'higher', source: 'summary-only', n: 5, mean: 12.5 },
    ]);
  });

  it('semicolons and decimal commas of other languages are read', async () => {
    const text = `${header.replaceAll(',', ';')}"a.B.c";"avgt";1;5;"12,5";"0,1";"us/op";\r\n`;
    expect((await inspectText('a.csv', text)).series).toMatchObject([{ key: 'a.B.c', mean: 12.5 }]);
  });

  it('rows of percentiles in sample mode are percentiles of the benchmark', async () => {
    const text = `${header}"a","sample",1,90,2.0,0.1,"us/op",\r\n"a:p0.50","sample",1,1,1.5,NaN,"us/op",\r\n"a:a·p0.999","sample",1,1,9,NaN,"us/op",\r\n"a:·gc.count","sample",1,1,7,NaN,"counts",\r\n`;
    const found = await inspectText('a.csv', text);
    expect(found.series.map(({ metric, mean }) => [metric, mean])).toEqual([
      ['sample', 2],
      ['gc.count', 7],
    ]);
    expect(found.series[0]!.percentiles).toEqual({ reported: { p50: 1.5, 'p99.9': 9 } });
  });

  it('a row that is cut off is skipped and said', async () => {
    const found = await inspectText('a.csv', `${header}"a","ss",1,5,1.5,0.1,"s/op",\r\n"b","ss",1,`);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { skippedRows: 1 } });
  });
});

describe('JMH text', () => {
  const table = [
    'Benchmark         (n)   Mode  Cnt    Score   Error  Units',
    'B.c                10  thrpt    5   12.500 ± 0.100  ops/s',
    'B.d               N/A     ss         3.000           s/op',
    'B.e               N/A sample  900    2.000 ± 0.010  us/op',
    'B.e:p0.00         N/A sample         0.500          us/op',
    'B.e:e·p0.50       N/A sample         1.500          us/op',
    'B.e:p0.99         N/A sample         9.000          us/op',
    'B.e:p1.00         N/A sample        90.000          us/op',
    'B.f                10   avgt    5   ≈ 10⁻³           s/op',
  ].join('\n');

  it('a table alone has scores', async () => {
    const found = await inspectText('a.txt', `${table}\n`);
    expect(found).toMatchObject({ format: 'jmh-text', parse: 'ok' });
    // Too small for the table's three places: no figure, and told as it was printed.
    expect(found.metadata).toEqual({ approximate: { 'B.f{n=10} avgt': '≈ 10⁻³ s/op' } });
    expect(found.series.map(({ key, metric, n, mean, unit }) => [key, metric, n, mean, unit])).toEqual([
      ['B.c{n=10}', 'thrpt', 5, 12.5, 'ops/s'],
      ['B.d', 'ss', 1, 3, 's/op'],
      ['B.e', 'sample', 900, 2, 'us/op'],
    ]);
    expect(found.series[2]).toMatchObject({ min: 0.5, median: 1.5, max: 90 });
    expect(found.series[2]!.percentiles).toEqual({ reported: { p50: 1.5, p99: 9 } });
  });

  it('the table of old versions has the error without a sign', async () => {
    const text =
      'Benchmark  Mode  Samples  Score  Score error  Units\nB.c  avgt  5  12.5  0.1  ms/op\nB.d  ss  1  3.0  NaN  ms/op\n';
    const found = await inspectText('a.txt', text);
    expect(found.series.map(({ key, n, mean, reported }) => [key, n, mean, reported])).toEqual([
      ['B.c', 5, 12.5, { score: 12.5, scoreError: 0.1 }],
      ['B.d', 1, 3, { score: 3, scoreError: null }],
    ]);
  });

  it('the iterations of the log are repetitions; warm-up is none', async () => {
    const log = [
      '# JMH version: 1.36',
      '# VM version: JDK 17.0.1, OpenJDK 64-Bit Server VM, 17.0.1+12',
      '# Warmup: 1 iterations, 10 s each',
      '# Benchmark mode: Throughput, ops/time',
      '# Benchmark: a.B.c',
      '# Parameters: (n = 10, kind = x)',
      '',
      '# Run progress: 0.00% complete, ETA 00:00:40',
      '# Fork: 1 of 1',
      '# Warmup Iteration   1: 1.000 ops/s',
      'Iteration   1: 7064584,988 ops/s',
      'Iteration   2: 7114835.353 ±(99.9%) 12.3 ops/s',
      '',
      '# Run complete. Total time: 00:01:40',
      '',
      table,
    ].join('\n');
    const found = await inspectText('a.txt', log);
    expect(found.series[0]).toMatchObject({
      key: 'a.B.c{n=10,kind=x}',
      metric: 'thrpt',
      source: 'samples',
      n: 2,
      min: 7064584.988,
    });
    expect(found.metadata).toMatchObject({ toolVersion: '1.36', warmup: '1 iterations, 10 s each' });
    expect(found.totals).toEqual({ durationSeconds: 100 });
  });

  it('a benchmark that threw is a failure', async () => {
    const log =
      '# JMH version: 1.36\n# Benchmark mode: Throughput, ops/time\n# Benchmark: a.B\nIteration   1: <failure>\n';
    expect(await inspectText('a.txt', log)).toMatchObject({ parse: 'ok-with-failures', metadata: { failed: ['a.B'] } });
  });
});
