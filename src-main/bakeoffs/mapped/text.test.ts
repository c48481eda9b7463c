import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMappingFile } from '../../../src-shared/bakeoffs';
import { mappedFixtures, refusalThrough, through, value } from './testing';

const read = (name: string): string => readFileSync(join(mappedFixtures, name), 'utf8');
const line = (pattern: string, over: object = {}) => ({ pattern, values: [value({ group: 'v' })], ...over });
const text = (...patterns: object[]): object => ({ kind: 'text', tool: 'own script', patterns });

describe('text through a mapping', () => {
  it('takes a report apart, section by section, with units beside the numbers', async () => {
    const { content } = readMappingFile(JSON.parse(read('report.mapping.json')), { file: 'report.mapping.json' });
    const found = await through(content, read('report.txt'));
    expect(found).toMatchObject({
      tool: 'loadgen',
      format: 'mapped-text',
      parse: 'ok',
      totals: { count: 12, passedOver: 1 },
    });
    expect(found.series).toMatchObject([
      {
        key: 'search',
        metric: 'latency',
        unit: 'ms',
        n: 12_480,
        errors: 12,
        mean: 18.42,
        median: 14.9,
        percentiles: { reported: { p99: 0.812 } },
      },
      { key: 'search', metric: 'throughput', unit: 'kB/s', value: 1200 },
      { key: 'checkout', n: 1004, errors: 0, mean: 1020, median: 980, percentiles: { reported: { p99: 62_500 } } },
      { key: 'checkout', value: 310 },
    ]);
  });

  it('gives a line to the first pattern that fits, with its workload, time and outcome', async () => {
    const stamp = { group: 'at', format: 'iso' };
    const mapping = text(
      line('^(?<at>\\S+) FAIL (?<k>\\w+) (?<v>[\\d.]+)', { key: { group: 'k' }, time: stamp, failed: true }),
      line('^(?<at>\\S+) \\w+ (?<k>\\w+) (?<v>[\\d.]+)', { key: { group: 'k' }, time: stamp }),
    );
    const lines = [
      '2026-03-01T10:00:00Z OK a 1',
      '2026-03-01T10:00:01Z FAIL a 9',
      '2026-03-01T10:00:03Z OK b 2',
      'bye',
    ];
    const found = await through(mapping, lines.join('\n'));
    expect(found.series).toMatchObject([
      { key: 'a', n: 2, errors: 1 },
      { key: 'b', n: 1, errors: 0 },
    ]);
    expect(found.totals).toEqual({ count: 3, errors: 1, passedOver: 1, durationSeconds: 3 });
  });

  it('ignores colours, and says the column of a value that is none', async () => {
    const mapping = text(line('took (?<v>\\S+) ms'));
    const found = await through(mapping, '\u001b[32mtook 5 ms\u001b[0m\nit took NaN ms\ntook 1e999 ms\ntook -3 ms\n');
    expect(found).toMatchObject({
      parse: 'ok-with-warnings',
      series: [{ n: 1, mean: 5 }],
      totals: { skippedLines: 3 },
    });
    expect(found.warnings[0]!.where).toMatchObject({ line: 2, column: 9 });
  });

  it('says a figure that stands a second time for one workload', async () => {
    const mapping = text(line('mean (?<v>\\S+)', { values: [value({ group: 'v', figure: 'mean' })] }));
    const found = await through(mapping, 'mean 5\nmean 6\n');
    expect(found).toMatchObject({ series: [{ mean: 5 }], warnings: [{ code: 'skipped-rows', where: { line: 2 } }] });
  });

  it.each([
    ['(?=a)(?<v>b)', 'Look-around'],
    ['(?<v>a)\\1', 'Look-around'],
    ['(?<v>(((a{100}){100}){100}))', 'Look-around'],
    ['(?<w>a)', 'w'],
    ['(?<v>[\\pL\\pN]{900})', 'Use \\* or \\+'],
  ])('the pattern %s cannot be used, and it is said why', async (pattern, hint) => {
    expect(await refusalThrough(text(line(pattern)), 'a\n')).toMatchObject({
      code: 'bad-input',
      where: { field: 'patterns.0.pattern' },
      hint: expect.stringMatching(hint),
    });
  });

  it('patterns that make other engines search for ever take no time', async () => {
    const mapping = text(line('(?<v>(a*)*b)'), line('(?<v>(x+x+)+y)'), line('(?<v>(.*)(.*)(.*)(.*)(.*)=)'));
    const started = performance.now();
    const found = await through(mapping, `${'a'.repeat(16_000)}\n${'x'.repeat(16_000)}\n`.repeat(20));
    expect(found.parse).toBe('empty');
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('skips and says lines that are longer than any line of a report', async () => {
    const found = await through(text(line('took (?<v>\\d+)')), `took 5\n${'x'.repeat(20_000)} took 6\n`);
    expect(found).toMatchObject({ series: [{ n: 1 }], warnings: [{ where: { line: 2 } }] });
    const endless = 'x'.repeat(20 * 1024 * 1024);
    expect(await refusalThrough(text(line('(?<v>x)')), endless)).toMatchObject({
      code: 'bad-input',
      where: { line: 1 },
    });
  });

  it('finds nothing in a file where no pattern fits, and says so', async () => {
    expect(await through(text(line('took (?<v>\\d+)')), 'hello\n')).toMatchObject({
      parse: 'empty',
      totals: { passedOver: 1 },
    });
  });
});
