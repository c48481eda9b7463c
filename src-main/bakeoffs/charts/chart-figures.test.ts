import { describe, expect, it } from 'vitest';
import type { Metric } from '../../../src-shared/bakeoffs';
import { sketchesOf } from '../distribution';
import { type DrawnRun, measurementFigures } from './chart-figures';
import { chartCsv, decimalText } from './chart-table';
import { coarser, mostStretches, timelineOfSamples, timelineOfStretches } from './run-timeline';

const metric: Metric = {
  id: 'search-median',
  label: 'Search, median',
  series: 'Search',
  metric: 'elapsed',
  measure: { kind: 'median' },
  unit: 'ms',
  better: 'lower',
};

/** A run of one request every 100 ms, each as long as `value` says. */
function run(side: 'ours' | 'theirs', n: number, value: (index: number) => number): DrawnRun {
  const samples = {
    values: Float64Array.from({ length: n }, (_, index) => value(index)),
    times: Float64Array.from({ length: n }, (_, index) => 1_000_000 + index * 100),
    failed: Uint8Array.from({ length: n }, (_, index) => (index % 10 === 0 ? 1 : 0)),
  };
  const series = { key: 'Search', metric: 'elapsed', unit: 'ms', better: 'lower' as const, source: 'samples' as const };
  return { id: `${side}-${n}`, name: side, side, sketches: sketchesOf([{ ...series, samples }]) };
}

describe('pictures of measurements', () => {
  it('show the median of the runs and their range, and grey what a run cannot bear', () => {
    const figures = measurementFigures(
      [metric, { ...metric, id: 'search-p95' }],
      [run('ours', 600, () => 10), run('ours', 1200, () => 30), run('theirs', 600, () => 20)],
    );
    expect(figures.map(({ id }) => id)).toEqual([
      'distribution.search-median',
      'percentiles.search-median',
      'time-median.search-median',
      'time-p95.search-median',
      'time-throughput.search-median',
      'time-errors.search-median',
    ]);
    const percentiles = figures[1]!.drawing;
    if (percentiles.kind !== 'percentiles') throw new Error('other kind');
    const [ours] = percentiles.series;
    expect(ours!.points.find(({ percent }) => percent === 99)).toEqual({
      percent: 99,
      value: 20,
      low: 10,
      high: 30,
      borne: true,
    });
    // The shorter run has only 3 measurements above it.
    expect(ours!.points.find(({ percent }) => percent === 99.5)?.borne).toBe(false);
    const [throughput, errors] = [figures[4]!.drawing, figures[5]!.drawing];
    if (throughput.kind !== 'time' || errors.kind !== 'time') throw new Error('other kind');
    expect(throughput.series[1]!.points[5]).toEqual({ x: 5.5, value: 10, low: 10, high: 10 });
    expect(errors.series[1]!.points[5]!.value).toBe(0.1);
  });

  it('are few points, however long the run was', () => {
    const times = Float64Array.from({ length: 20_000 }, (_, index) => index * 1000);
    const line = timelineOfSamples({ values: times, times })!;
    expect(line.count.length).toBeLessThanOrEqual(mostStretches);
    expect(line.count.reduce((sum, count) => sum + count)).toBe(20_000);
    const stretches = new Float64Array(14_400).fill(2);
    const counted = timelineOfStretches({
      ...{ start: 0, width: 1000, count: stretches, failed: stretches, median: stretches, p95: stretches },
      ...{ p99: stretches, max: stretches },
    })!;
    expect(counted.count.length).toBeLessThanOrEqual(mostStretches);
    expect(counted.count.reduce((sum, count) => sum + count)).toBe(28_800);
    expect(coarser(counted, counted.width * 2).width).toBe(counted.width * 2);
  });

  it('of files without times have no time series', () => {
    const sketches = sketchesOf([
      {
        ...{ key: 'Search', metric: 'elapsed', unit: 'ms', better: 'lower', source: 'samples' },
        samples: { values: Float64Array.of(1, 2, 3) },
      },
    ]);
    const figures = measurementFigures([metric], [{ id: 'a', name: 'a', side: 'ours', sketches }]);
    expect(figures.map(({ kind }) => kind)).toEqual(['distribution', 'percentiles']);
  });
});

describe('a picture’s figures as CSV', () => {
  it('have no cell that a spreadsheet takes for a formula, and no exponents', () => {
    const rows = ['=1+1', '+2', '-3a', '@x', '\tx', 'a "b", c'].map((cell) => [cell, -4.5]);
    const csv = chartCsv({ columns: [{ label: 'Name' }, { label: 'Value', unit: 'ms' }], rows }, null);
    const cells = csv.trim().split('\r\n').slice(1);
    expect(cells).toEqual(["'=1+1,-4.5", "'+2,-4.5", "'-3a,-4.5", "'@x,-4.5", `"'\tx",-4.5`, '"a ""b"", c",-4.5']);
    expect(csv.startsWith('Name,Value (ms)\r\n')).toBe(true);
    expect([decimalText(1.5e-9), decimalText(-2e-7), decimalText(1e21), decimalText(0.1)]).toEqual([
      '0.0000000015',
      '-0.0000002',
      '1000000000000000000000',
      '0.1',
    ]);
  });

  it('bear the mark in every row', () => {
    const csv = chartCsv({ columns: [{ label: 'A' }], rows: [[1], [null]] }, 'Internal use only');
    expect(csv).toBe('A,Use\r\n1,Internal use only\r\n,Internal use only\r\n');
  });
});
