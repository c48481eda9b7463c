import { describe, expect, it } from 'vitest';
import { inspectText, refusalOf } from '../testing';

const saved = (...benchmarks: object[]): string =>
  JSON.stringify({
    machine_info: { node: 'vm', cpu: { brand_raw: 'X' } },
    commit_info: { id: 'c' },
    benchmarks,
    version: '4.0.0',
    datetime: '2026-01-01T00:00:00+00:00',
  });
const test = (stats: unknown, more: object = {}): object => ({
  name: 'test_a',
  fullname: 't.py::test_a',
  stats,
  ...more,
});

describe('pytest-benchmark JSON', () => {
  it('facts of newer versions are read, the start where it has a zone', async () => {
    const found = await inspectText('a.json', saved(test({ data: [1, 2] })));
    expect(found.metadata).toMatchObject({
      toolVersion: '4.0.0',
      cpu: 'X',
      commit: 'c',
      startedAt: '2026-01-01T00:00:00+00:00',
    });
    expect(found.series).toMatchObject([{ key: 't.py::test_a', n: 2, mean: 1.5, source: 'samples' }]);
    expect(found.totals).toEqual({ rounds: 2 });
  });

  it('a single round has no standard deviation', async () => {
    const found = await inspectText(
      'a.json',
      saved(test({ rounds: 1, mean: 2, median: 2, min: 2, max: 2, stddev: 0 })),
    );
    expect(found.series[0]).toMatchObject({ source: 'summary-only', n: 1, mean: 2 });
    expect(found.series[0]).not.toHaveProperty('stddev');
  });

  it('a test that failed counts as a failure; its figures are kept', async () => {
    const found = await inspectText(
      'a.json',
      saved(test({ data: [1] }, { has_error: true }), test(null, { fullname: 'b' })),
    );
    expect(found).toMatchObject({ parse: 'ok-with-failures', metadata: { failed: ['t.py::test_a'] } });
  });

  it('tests of one name are told apart; parameters and groups are kept', async () => {
    const found = await inspectText(
      'a.json',
      saved(test({ data: [1] }, { params: { n: 3 }, group: 'g' }), test({ data: [2] })),
    );
    expect(found.series.map(({ key }) => key)).toEqual(['t.py::test_a', 't.py::test_a #2']);
    expect(found.series[0]).toMatchObject({ parameters: { n: '3' }, group: 'g' });
  });

  it('no tests is empty', async () => {
    expect(await inspectText('a.json', saved())).toMatchObject({ parse: 'empty' });
  });

  it.each([
    ['a negative round', test({ data: [1, -1] })],
    ['a round that is no number', test({ data: [null] })],
    ['rounds that are no list', test({ data: 7 })],
    ['no name', { stats: { data: [1] } }],
  ])('a benchmark with %s is refused', async (_, damaged) => {
    expect(await refusalOf('a.json', saved(damaged))).toMatchObject({ code: 'bad-input' });
  });
});

describe('pytest-benchmark CSV', () => {
  const header = 'name,param:n,min,max,mean,stddev,median,iqr,outliers,ops,rounds,iterations\n';

  it('has the figures of each test', async () => {
    const found = await inspectText('a.csv', `${header}t.py::a[1],1,0.1,0.3,0.2,0.01,0.2,0.1,1;2,5,9,1\n`);
    expect(found).toMatchObject({ format: 'pytest-benchmark-csv', parse: 'ok' });
    expect(found.series).toMatchObject([
      { key: 't.py::a[1]', unit: 's', n: 9, mean: 0.2, min: 0.1, max: 0.3, stddev: 0.01, parameters: { n: '1' } },
    ]);
  });

  it('rows of one test are told apart by their parameters', async () => {
    const rows = 't.py::a,1,0.1,0.3,0.2,0.01,0.2,0,0,5,9,1\nt.py::a,2,0.1,0.3,0.2,0.01,0.2,0,0,5,9,1\n';
    const found = await inspectText('a.csv', `${header}${rows}`);
    expect(found.series.map(({ key }) => key)).toEqual(['t.py::a (n=1)', 't.py::a (n=2)']);
  });

  it('a row with a negative time is skipped and said', async () => {
    const found = await inspectText('a.csv', `${header}a,1,0.1,0.3,0.2,0.01,0.2,0,0,5,9,1\nb,1,-1,1,1,1,1,1,1,1,1,1\n`);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { skippedRows: 1 } });
  });
});
