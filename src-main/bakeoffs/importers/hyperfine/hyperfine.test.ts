import { describe, expect, it } from 'vitest';
import { inspectText, refusalOf } from '../testing';

const result = (more: object): object => ({
  command: 'sort',
  mean: 2,
  stddev: 1,
  median: 2,
  user: 1,
  system: 0.5,
  min: 1,
  max: 3,
  ...more,
});
const exported = (...results: object[]): string => JSON.stringify({ results });

describe('hyperfine JSON', () => {
  it('peak memory is a series of its own where the export has it', async () => {
    const found = await inspectText(
      'a.json',
      exported(result({ times: [1, 3], memory_usage_byte: [1000, 3000], exit_codes: [0, 0] })),
    );
    expect(found.series.map(({ metric, unit, n, mean }) => [metric, unit, n, mean])).toEqual([
      ['wall_time', 's', 2, 2],
      ['peak_memory', 'B', 2, 2000],
    ]);
  });

  it('a command that a signal ended counts as failed', async () => {
    const found = await inspectText('a.json', exported(result({ times: [1, 2, 3], exit_codes: [0, null, 1] })));
    expect(found.series[0]).toMatchObject({ errors: 2, nonZeroExits: 2 });
    expect(found.totals).toEqual({ count: 3, errors: 2 });
  });

  it('an export without single times has only the figures that it prints', async () => {
    const found = await inspectText('a.json', exported(result({ exit_codes: [] })));
    expect(found.series[0]).toMatchObject({ source: 'summary-only', mean: 2, median: 2, stddev: 1 });
    expect(found.series[0]).not.toHaveProperty('n');
    expect(found.series[0]).not.toHaveProperty('percentiles');
  });

  it('equal commands are told apart by their parameters, else by number', async () => {
    const times = [1, 2];
    const found = await inspectText(
      'a.json',
      exported(result({ times, parameters: { n: '1' } }), result({ times, parameters: { n: '2' } }), result({ times })),
    );
    expect(found.series.map(({ key }) => key)).toEqual(['sort', 'sort (n=2)', 'sort #2']);
  });

  it.each([
    ['no command', exported({ mean: 1, times: [1] })],
    ['more exit codes than times', exported(result({ times: [1], exit_codes: [0, 0] }))],
    ['times that are no list', exported(result({ times: 5 }))],
  ])('a result with %s is refused', async (_, text) => {
    expect(await refusalOf('a.json', text)).toMatchObject({ code: 'bad-input' });
  });
});

describe('hyperfine CSV', () => {
  it('a single run has no standard deviation, and commands with commas and parameters are read', async () => {
    const found = await inspectText(
      'a.csv',
      'command,mean,stddev,median,user,system,min,max,parameter_n\n"sort -k 1,2",1.5,,1.5,1,0.1,1.5,1.5,4\n',
    );
    expect(found).toMatchObject({ format: 'hyperfine-csv', parse: 'ok' });
    expect(found.series[0]).toMatchObject({ key: 'sort -k 1,2', mean: 1.5, parameters: { n: '4' } });
    expect(found.series[0]).not.toHaveProperty('stddev');
  });

  it('a row that was cut off is skipped and said', async () => {
    const found = await inspectText('a.csv', 'command,mean,stddev,median,user,system,min,max\na,1,1,1,1,1,1,1\nb,2,');
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { skippedRows: 1 } });
    expect(found.warnings).toMatchObject([{ code: 'skipped-rows', where: { line: 3 } }]);
  });

  it('a header without rows is empty', async () => {
    expect(await inspectText('a.csv', 'command,mean,stddev,median,user,system,min,max\n')).toMatchObject({
      parse: 'empty',
    });
  });
});
