import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsedRun } from '../../src-main/bakeoffs/inspect';
import { observationsOf } from '../../src-main/bakeoffs/observe';
import { readRun } from '../../src-main/bakeoffs/read-run';
import { computeRun } from '../../src-main/documents/verify/computations';
import { newMetric, type RunMeasureChoice } from '../../src-shared/bakeoffs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proofdesk-warm-up-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = Date.UTC(2026, 10, 21, 9);

/** A JTL of `rows` requests, one each 10 ms of two labels in turn: slow and failing in the first second, then quick and good. */
function jtl(rows: number, every = 10): string {
  const lines = ['timeStamp,elapsed,label,responseCode,success,threadName'];
  for (let index = 0; index < rows; index += 1) {
    const cold = index * every < 1000;
    const elapsed = (cold ? 200 : 20) + (index % 7);
    lines.push(
      `${start + index * every},${elapsed},${index % 2 === 0 ? 'Home' : 'Item'},${cold ? 500 : 200},${!cold},t 1-1`,
    );
  }
  return `${lines.join('\n')}\n`;
}

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const metric = (measure: RunMeasureChoice, series = 'Home', name = 'elapsed', unit = 'ms') =>
  newMetric({ series, metric: name, unit, better: 'lower', measure }, []);
const measures: RunMeasureChoice[] = [
  { kind: 'median' },
  { kind: 'mean' },
  { kind: 'max' },
  { kind: 'percentile', percent: 95, definition: 'linear7' },
  { kind: 'errorRate' },
  { kind: 'throughput' },
];
const rows = measures.flatMap((measure) => ['Home', 'Item'].map((series) => metric(measure, series)));

describe('warm-up', () => {
  it('is left out of every figure, from the start of the run and not of each series', async () => {
    const path = join(folder, 'small.jtl');
    writeFileSync(path, jtl(1000));
    const [whole, cut] = [
      await readRun({ name: 'small.jtl', path }, rows),
      await readRun({ name: 'small.jtl', path }, rows, { discardSeconds: 1 }),
    ];
    const value = (run: typeof cut, id: string) => run.figures.find((figure) => figure.metric === id)!.value;
    expect(value(whole, 'home-maximum')).toBe(206);
    expect(value(cut, 'home-maximum')).toBe(26);
    expect(value(whole, 'home-error-rate')).toBe(0.1);
    expect(value(cut, 'home-error-rate')).toBe(0);
    expect(value(cut, 'home-throughput')).toBeCloseTo(450 / (9.99 + 0.02 - 1), 1);
    expect(cut.series[0]).toMatchObject({ n: 450, errors: 0, max: 26 });
    // What the harness did as a whole stays what it was.
    expect(cut.totals).toEqual(whole.totals);
  });

  it('is left out of a file that is queried where it lies exactly as of one that is read row by row', async () => {
    const text = jtl(700_000, 1);
    const path = join(folder, 'large.jtl');
    writeFileSync(path, text);
    const queried = await parsedRun({ name: 'large.jtl', path }, { discardSeconds: 1 });
    expect(queried.series[0]!.counts).toBeDefined();
    const read = await readRun({ name: 'large.jtl', path }, rows, { discardSeconds: 1 });
    const figures = rows.flatMap(({ id, series, metric: name, measure: statistic }) =>
      // What a cost needs beside its row are prices; none of these rows is one.
      statistic.kind === 'cost' || statistic.kind === 'underFault'
        ? []
        : [{ name: id, key: series, metric: name, statistic }],
    );
    const again = await computeRun({ discardSeconds: 1, figures }, [{ name: 'large.jtl', bytes: bytesOf(text) }]);
    expect(Object.fromEntries(read.figures.map((one) => [one.metric, one.value]))).toEqual(again);
    expect(again['home-error-rate']).toBe(0);
  }, 60_000);

  it('leaves a figure absent, and says why, where the file has no times or only printed figures', async () => {
    const times = { results: [{ command: 'a', mean: 1, times: [1, 2, 3], exit_codes: [0, 0, 0] }] };
    const path = join(folder, 'a.json');
    writeFileSync(path, JSON.stringify(times));
    const run = await readRun({ name: 'a.json', path }, [metric({ kind: 'median' }, 'a', 'wall_time', 's')], {
      discardSeconds: 2,
    });
    expect(run.figures[0]).toMatchObject({
      value: null,
      reason: expect.stringContaining('the file gives no time of each sample'),
    });
    expect(run.series[0]).not.toHaveProperty('mean');
    const summary = join(folder, 'locust_stats.csv');
    writeFileSync(
      summary,
      'Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\nGET,/,10,0,5,5,1,9,100,1,0,5,5,5,5,5,5,5,5,5,5,9\n,Aggregated,10,0,5,5,1,9,100,1,0,5,5,5,5,5,5,5,5,5,5,9\n',
    );
    const printed = await parsedRun({ name: 'locust_stats.csv', path: summary }, { discardSeconds: 2 });
    expect(printed.series.every(({ withheld }) => withheld?.includes('only figures of the whole run'))).toBe(true);
  });

  it('says so where nothing was measured after it', async () => {
    const path = join(folder, 'small.jtl');
    writeFileSync(path, jtl(1000));
    const { figures } = await readRun({ name: 'small.jtl', path }, [metric({ kind: 'median' })], {
      discardSeconds: 60,
    });
    expect(figures[0]).toMatchObject({
      value: null,
      enough: false,
      reason: expect.stringContaining('nothing was measured after the first 60 s'),
    });
  });
});

describe('what is seen in the measurements', () => {
  it('is drift, failures by outcome, and how much was done', async () => {
    const run = await parsedRun({ name: 'a.jtl', bytes: bytesOf(jtl(300)) });
    const seen = observationsOf(run, [metric({ kind: 'median' })]);
    expect(seen).toMatchObject({ measured: true, work: { requests: 300, seconds: expect.any(Number) } });
    expect(seen.rows[0]!.thirds!.first).toBeGreaterThan(200);
    expect(seen.rows[0]!.thirds!.last).toBeLessThan(30);
    expect(seen.rows[0]).toMatchObject({ good: { n: 100 }, failed: { n: 50 }, failures: { failed: 50, tried: 150 } });
  });

  it('are two heaps alike in a small file and in one that is queried', async () => {
    const heaps = (rowsOf: number) => {
      const lines = ['timeStamp,elapsed,label,responseCode,success,threadName'];
      for (let index = 0; index < rowsOf; index += 1) {
        lines.push(`${start + index},${(index % 10 < 7 ? 20 : 90) + (index % 5)},Home,200,true,t 1-1`);
      }
      return `${lines.join('\n')}\n`;
    };
    const small = await parsedRun({ name: 'a.jtl', bytes: bytesOf(heaps(2000)) });
    const path = join(folder, 'heaps.jtl');
    writeFileSync(path, heaps(900_000));
    const large = await parsedRun({ name: 'heaps.jtl', path });
    expect(large.series[0]!.counts).toBeDefined();
    for (const run of [small, large]) {
      const { heaps: found, thirds } = observationsOf(run, [metric({ kind: 'median' })]).rows[0]!;
      expect(found!.low).toBeCloseTo(21, 0);
      expect(found!.high).toBeCloseTo(93, 0);
      expect(found!.lowShare).toBeCloseTo(0.7, 2);
      expect(Math.abs(thirds!.first - thirds!.last)).toBeLessThan(2);
    }
  }, 60_000);
});
