import { describe, expect, it } from 'vitest';
import { inspectText, refusalOf } from '../testing';

const statistics = {
  mean: 2,
  min: 1,
  max: 3,
  sd: 1,
  sem: 1,
  df: 1,
  critical: 1,
  moe: 1,
  rme: 1,
  p75: 3,
  p99: 3,
  p995: 3,
  p999: 3,
};
const old = { totalTime: 4, period: 2, hz: 500, ...statistics };
const json = JSON.stringify;

describe('tinybench tasks', () => {
  it('statistics in the result itself, as before version 3, are the latency; hz is the throughput', async () => {
    const found = await inspectText('a.json', json([{ name: 'a', runs: 2, result: { ...old, samples: [1, 3] } }]));
    expect(found.series.map(({ metric, unit, source, n, mean }) => [metric, unit, source, n, mean])).toEqual([
      ['latency', 'ms', 'samples', 2, 2],
      ['throughput', 'ops/s', 'summary-only', undefined, 500],
    ]);
  });

  it('results without samples have printed figures only', async () => {
    const latency = { ...statistics, p50: 2, samplesCount: 2 };
    const found = await inspectText('a.json', json([{ name: 'a', result: { latency, throughput: statistics } }]));
    expect(found.series[0]).toMatchObject({ source: 'summary-only', n: 2, mean: 2, median: 2, stddev: 1 });
    expect(found.series[0]!.percentiles).toEqual({ reported: { p50: 2, p75: 3, p99: 3, 'p99.5': 3, 'p99.9': 3 } });
  });

  it('results without their tasks, and tasks of one name, are told apart', async () => {
    const result = { latency: { ...statistics, samples: [1] }, throughput: statistics };
    expect((await inspectText('a.json', json([result]))).series[0]!.key).toBe('task 1');
    const twice = await inspectText(
      'a.json',
      json([
        { name: 'a', result },
        { name: 'a', result },
      ]),
    );
    expect(twice.series.map(({ key }) => key)).toEqual(['a', 'a', 'a #2', 'a #2']);
  });

  it('tasks that did not run or threw have no figures; nothing but such has no samples', async () => {
    const errored = { state: 'errored', error: {} };
    const found = await inspectText('a.json', json({ tasks: [{ name: 'a', runs: 0, result: errored }] }));
    expect(found).toMatchObject({
      parse: 'ok-no-samples',
      series: [],
      metadata: { benchmarkErrors: { a: expect.any(String) } },
    });
  });

  it('the output of vitest bench is read', async () => {
    const benchmarks = [{ id: '1', name: 'x', rank: 1, sampleCount: 9, median: 2, samples: [], ...old }];
    const found = await inspectText(
      'a.json',
      json({ files: [{ filepath: 'a', groups: [{ fullName: 'f > g', benchmarks }] }] }),
    );
    expect(found).toMatchObject({ format: 'vitest-bench-json', parse: 'ok' });
    expect(found.series[0]).toMatchObject({ key: 'f > g > x', metric: 'latency', n: 9, mean: 2, median: 2 });
  });

  it('lines that the script printed around the document do not matter; two documents are refused at the second', async () => {
    const tasks = json([{ name: 'a', result: { ...old, samples: [1] } }]);
    const found = await inspectText('a.txt', `warming up\n${tasks}\ndone\n`);
    expect(found.series[0]).toMatchObject({ key: 'a', n: 1 });
    expect(await refusalOf('a.txt', `${tasks}\n${tasks}\n`)).toMatchObject({ code: 'bad-input', where: { line: 2 } });
  });

  it.each([
    ['a negative sample', [{ name: 'a', result: { ...old, samples: [-1] } }]],
    ['samples that are no list', [{ name: 'a', result: { ...old, samples: 'x' } }]],
    ['a negative mean', [{ name: 'a', result: { ...old, mean: -2 } }]],
    ['no object as a task', [7, { name: 'a', result: old }]],
  ])('a task with %s is refused', async (_, damaged) => {
    expect(await refusalOf('a.json', json(damaged))).toMatchObject({ code: 'bad-input' });
  });
});

describe('tinybench table', () => {
  it('figures are read from the texts; nothing is made of the margin', async () => {
    const row = {
      'Task name': 'a',
      'Latency avg (ns)': '46652 ± 1.38%',
      'Latency med (ns)': '43120 ± 622.00',
      'Throughput avg (ops/s)': '22324 ± 0.49%',
      Samples: 7,
    };
    const found = await inspectText('a.json', json([row]));
    expect(found.series.map(({ metric, unit, n, mean, median }) => [metric, unit, n, mean, median])).toEqual([
      ['latency', 'ns', 7, 46652, 43120],
      ['throughput', 'ops/s', 7, 22324, undefined],
    ]);
  });

  it('the columns of version 2 are read, with commas between thousands', async () => {
    const row = {
      'Task Name': 'a',
      'ops/sec': '41,621',
      'Average Time (ns)': 24025.79,
      Margin: '±20.50%',
      Samples: 4257,
    };
    const found = await inspectText('a.json', json([row]));
    expect(found.series.map(({ metric, mean }) => [metric, mean])).toEqual([
      ['latency', 24025.79],
      ['throughput', 41621],
    ]);
  });
});
