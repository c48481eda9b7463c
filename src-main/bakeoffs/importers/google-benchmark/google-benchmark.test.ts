import { describe, expect, it } from 'vitest';
import { inspectText, refusalOf } from '../testing';

const report = (...benchmarks: object[]): string =>
  JSON.stringify({
    context: { date: '2026-01-01T00:00:00+00:00', num_cpus: 2, library_version: 'v1.9.0' },
    benchmarks,
  });
const row = (name: string, more: object = {}): object => ({
  name,
  iterations: 10,
  real_time: 2,
  cpu_time: 1,
  time_unit: 'ms',
  ...more,
});

describe('Google Benchmark JSON', () => {
  it('counters are series of their own; rates of items and bytes are better when higher', async () => {
    const found = await inspectText('a.json', report(row('a', { items_per_second: 5, bytes_per_second: 6, hits: 7 })));
    expect(found.series.map(({ metric, unit, better, mean }) => [metric, unit, better, mean])).toEqual([
      ['real_time', 'ms', 'lower', 2],
      ['cpu_time', 'ms', 'lower', 1],
      ['items_per_second', 'items/s', 'higher', 5],
      ['bytes_per_second', 'B/s', 'higher', 6],
      ['hits', '1', 'n/a', 7],
    ]);
    expect(found.metadata).toMatchObject({ toolVersion: '1.9.0', num_cpus: 2, startedAt: '2026-01-01T00:00:00+00:00' });
  });

  it('before 1.5 only the names tell the aggregates', async () => {
    const rows = [
      row('a'),
      row('a', { real_time: 4 }),
      row('a_mean', { real_time: 3 }),
      row('a_stddev'),
      row('keep_mean'),
    ];
    const found = await inspectText('a.json', report(...rows));
    const times = found.series.filter(({ metric }) => metric === 'real_time');
    expect(times.map(({ key, n, mean }) => [key, n, mean])).toEqual([
      ['a', 2, 3],
      ['keep_mean', 1, 2],
    ]);
  });

  it('skipped and failed benchmarks have no figures and no part in the others', async () => {
    const rows = [
      row('a'),
      row('b', { error_occurred: true, error_message: 'no' }),
      row('c', { skipped: true, skip_message: 'later' }),
    ];
    const found = await inspectText('a.json', report(...rows));
    expect(found).toMatchObject({ parse: 'ok', metadata: { benchmarkErrors: { b: 'no' }, skipped: { c: 'later' } } });
    expect(new Set(found.series.map(({ key }) => key))).toEqual(new Set(['a']));
    const failed = await inspectText('a.json', report(rows[1]!));
    expect(failed).toMatchObject({ parse: 'ok-no-samples', series: [] });
    expect(await inspectText('a.json', report())).toMatchObject({ parse: 'empty' });
  });

  it('the fitted complexity is told and is no time', async () => {
    const fit = {
      name: 'a_BigO',
      run_name: 'a',
      run_type: 'aggregate',
      aggregate_name: 'BigO',
      cpu_coefficient: 1,
      real_coefficient: 2,
      big_o: 'N',
      time_unit: 'ns',
    };
    const rms = { name: 'a_RMS', run_name: 'a', run_type: 'aggregate', aggregate_name: 'RMS', rms: 0.1 };
    const found = await inspectText('a.json', report(row('a/8'), fit, rms));
    expect(found.metadata.complexity).toEqual({ a: { bigO: 'N', realCoefficient: 2, cpuCoefficient: 1, rms: 0.1 } });
    expect(new Set(found.series.map(({ key }) => key))).toEqual(new Set(['a/8']));
  });

  it('warnings before the document do not matter; several documents have series of their own and are said', async () => {
    const text = `***WARNING*** CPU scaling is enabled\n${report(row('a'))}\n${report(row('a'))}\n`;
    const found = await inspectText('a.json', text);
    expect(found.parse).toBe('ok-with-warnings');
    expect(found.warnings).toMatchObject([{ code: 'several-results', where: { line: 3 } }]);
    const times = found.series.filter(({ metric }) => metric === 'real_time');
    expect(times.map(({ key, n }) => [key, n])).toEqual([
      ['a', 1],
      ['a #2', 1],
    ]);
  });

  it.each([
    ['a negative time', [row('a', { real_time: -1 })]],
    ['no name', [{ real_time: 1 }]],
    ['two units', [row('a'), row('a', { time_unit: 's' })]],
  ])('benchmarks with %s are refused', async (_, rows) => {
    expect(await refusalOf('a.json', report(...rows))).toMatchObject({ code: 'bad-input' });
  });
});

describe('Google Benchmark CSV', () => {
  const header =
    'name,iterations,real_time,cpu_time,time_unit,bytes_per_second,items_per_second,label,error_occurred,error_message\n';

  it('repetitions are samples, aggregates are not; lines before the header tell the machine', async () => {
    const rows = [
      '"a",10,1,1,ns,,,,,',
      '"a",10,3,1,ns,,,,,',
      '"a_mean",2,2,1,ns,,,,,',
      '"a_BigO",,2.5,2.5,N,,,,,',
      '"a_RMS",,0.1,0.1,,,,,,',
    ];
    const found = await inspectText(
      'a.csv',
      `Running ./bench\nRun on (8 X 3000 MHz CPU s)\n${header}${rows.join('\n')}\n`,
    );
    expect(found).toMatchObject({ parse: 'ok', metadata: { command: './bench', num_cpus: 8 } });
    expect(found.series[0]).toMatchObject({ key: 'a', metric: 'real_time', source: 'samples', n: 2, mean: 2 });
    expect(found.metadata.complexity).toMatchObject({ a: { bigO: 'N', realCoefficient: 2.5, rms: 0.1 } });
  });

  it('a row that is cut off or no number is skipped and said', async () => {
    const found = await inspectText('a.csv', `${header}"a",10,1,1,ns,,,,,\n"b",10,1e999,1,ns,,,,,\n"c",10,1`);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { skippedRows: 2 } });
  });
});

describe('Google Benchmark on the terminal', () => {
  it('rows with counters, labels, errors and fits are read', async () => {
    const text = [
      '2026-01-01T00:00:00+00:00',
      'Running ./bench',
      '***WARNING*** Library was built as DEBUG. Timing may be affected.',
      '--------------------------------------------------------------',
      'Benchmark           Time             CPU   Iterations UserCounters...',
      '--------------------------------------------------------------',
      '\u001b[0;32ma/64           \u001b[m\u001b[0;33m    5.12 ns         5.11 ns   \u001b[m\u001b[0;36m  5415369\u001b[m items_per_second=195.75M/s bytes_per_second=2Gi/s some label',
      "b               ERROR OCCURRED: 'not here'",
      "c               SKIPPED: 'later'",
      'a_BigO          1.25 N          1.24 N',
      'a_RMS              3 %             4 %',
    ].join('\n');
    const found = await inspectText('a.txt', text);
    expect(found.series.map(({ key, metric, unit, mean }) => [key, metric, unit, mean])).toEqual([
      ['a/64', 'real_time', 'ns', 5.12],
      ['a/64', 'cpu_time', 'ns', 5.11],
      ['a/64', 'items_per_second', 'items/s', 195.75e6],
      ['a/64', 'bytes_per_second', 'B/s', 2 * 1024 ** 3],
    ]);
    expect(found.series[0]).toMatchObject({ label: 'some label' });
    expect(found.metadata).toMatchObject({
      library_build_type: 'debug',
      benchmarkErrors: { b: 'not here' },
      skipped: { c: 'later' },
      complexity: { a: { bigO: 'N', realCoefficient: 1.25, rms: 0.03 } },
    });
  });
});
