import { describe, expect, it } from 'vitest';
import { inspectText, refusalOf } from '../testing';

const keys = (found: { series: { key: string; metric: string; n?: number }[] }): string[] =>
  found.series.map(({ key, metric, n }) => `${key} ${metric} ${n}`);

describe('go test -bench', () => {
  it('metrics of the author keep their unit, rates are better when higher, other units say nothing', async () => {
    const found = await inspectText(
      'a.txt',
      'BenchmarkX-8 \t 100\t 12 ns/op\t 5.5 rows/s\t 93 hit%\t 7 p99-ns\t 2 B/op\n',
    );
    expect(found.series.map(({ metric, unit, better, mean }) => [metric, unit, better, mean])).toEqual([
      ['ns/op', 'ns/op', 'lower', 12],
      ['rows/s', 'rows/s', 'higher', 5.5],
      ['hit%', 'hit%', 'n/a', 93],
      ['p99-ns', 'p99-ns', 'lower', 7],
      ['B/op', 'B/op', 'lower', 2],
    ]);
    expect(found.series[0]).toMatchObject({ iterations: 100, gomaxprocs: 8 });
  });

  it('a Unit line decides the direction', async () => {
    const found = await inspectText('a.txt', 'Unit score better=higher\nBenchmarkX 1 12 score\n');
    expect(found.series[0]).toMatchObject({ metric: 'score', better: 'higher' });
  });

  it('one name in two packages is two benchmarks; other names stay as they are', async () => {
    const found = await inspectText(
      'a.txt',
      'goos: linux\npkg: a\nBenchmarkX-2 1 1 ns/op\nok  \ta\t1.5s\npkg: b\nBenchmarkX-2 1 2 ns/op\nBenchmarkY 1 3 ns/op\nok  \tb\t2s\n',
    );
    expect(keys(found)).toEqual(['a.BenchmarkX-2 ns/op 1', 'b.BenchmarkX-2 ns/op 1', 'BenchmarkY ns/op 1']);
    expect(found.totals).toEqual({ durationSeconds: 3.5 });
    expect(found.metadata).toEqual({ goos: 'linux', pkg: ['a', 'b'] });
  });

  it('figures that follow on a line of their own, after output of the benchmark, belong to its name', async () => {
    const found = await inspectText(
      'a.txt',
      'BenchmarkX-2   \tconnecting\nconnected\n     100\t      1234 ns/op\nPASS\n',
    );
    expect(keys(found)).toEqual(['BenchmarkX-2 ns/op 1']);
  });

  it('names in lower case after the prefix are no benchmarks', async () => {
    const found = await inspectText('a.txt', 'Benchmarking 1 2 ns/op\nBenchmark_x 1 2 ns/op\nBenchmarkÄ 1 2 ns/op\n');
    expect(keys(found)).toEqual(['Benchmark_x ns/op 1', 'BenchmarkÄ ns/op 1']);
  });

  it('a build that failed is told as a failure', async () => {
    const found = await inspectText('a.txt', 'BenchmarkX 1 2 ns/op\nFAIL\texample.test/x [build failed]\n');
    expect(found.parse).toBe('ok-with-failures');
  });

  it('a file without a single result has no samples; a run without benchmarks is empty', async () => {
    const heading = 'goos: linux\ngoarch: amd64\n';
    expect(await inspectText('a.txt', `${heading}PASS\nok  \tx\t0.1s\n`)).toMatchObject({ parse: 'empty', series: [] });
    const failed = await inspectText('a.txt', `${heading}--- FAIL: BenchmarkX\nFAIL\n`);
    expect(failed).toMatchObject({ parse: 'ok-with-failures', series: [], metadata: { failed: ['BenchmarkX'] } });
  });

  it('colours, UTF-16 and CRLF do not matter', async () => {
    const text = '\u001b[32mBenchmarkX-2\u001b[0m \t 1\t 2 ns/op\r\n';
    expect(keys(await inspectText('a.txt', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))))).toEqual([
      'BenchmarkX-2 ns/op 1',
    ]);
  });

  it('a result that is cut off is skipped and said; alone it is refused at its line', async () => {
    const found = await inspectText('a.txt', 'BenchmarkX 1 2 ns/op 3 B/op\nBenchmarkX 1 2 ns/op 3\n');
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { skippedLines: 1 } });
    expect(await refusalOf('a.txt', 'goos: linux\ngoarch: amd64\nBenchmarkX 1 1e999 ns/op\n')).toMatchObject({
      code: 'bad-input',
      where: { line: 3 },
    });
  });
});

describe('go test -json', () => {
  const event = (pkg: string, output: string): string =>
    JSON.stringify({ Time: '2026-01-01T00:00:00Z', Action: 'output', Package: pkg, Output: output });

  it('lines of packages that run at the same time are put together again', async () => {
    const found = await inspectText(
      'a.ndjson',
      [
        event('a', 'BenchmarkX-2   \t'),
        event('b', 'BenchmarkX-2   \t'),
        event('a', '  10\t 5 ns/op\n'),
        event('b', '  10\t 7 ns/op\n'),
        '# a build message',
      ].join('\n'),
    );
    expect(found.series.map(({ key, mean }) => [key, mean])).toEqual([
      ['a.BenchmarkX-2', 5],
      ['b.BenchmarkX-2', 7],
    ]);
  });

  it('an event that is cut off is skipped and said', async () => {
    const found = await inspectText('a.ndjson', `${event('a', 'BenchmarkX 1 2 ns/op\n')}\n{"Time":"2026","Act`);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { skippedLines: 1 } });
  });
});
