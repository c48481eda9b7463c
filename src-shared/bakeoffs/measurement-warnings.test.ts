import { describe, expect, it } from 'vitest';
import { type MeasuredTable, measurementWarnings, type ObservedRun } from './measurement-warnings';
import { newMetric } from './metrics';
import type { RowObservation, RunObservations } from './observations';

const search = newMetric(
  { series: 'Search', metric: 'elapsed', unit: 'ms', better: 'lower', measure: { kind: 'median' } },
  [],
);
const calm = { rho: 0, p: 1, warning: null };

/** Seven runs a side, each as `change` makes it. */
function table(
  change: (
    side: 'ours' | 'theirs',
    index: number,
  ) => {
    row?: Partial<RowObservation>;
    observed?: Partial<RunObservations>;
    metadata?: ObservedRun['metadata'];
  },
  more: Partial<MeasuredTable> = {},
): MeasuredTable {
  return {
    metrics: [search],
    band: 0.05,
    drift: [{ metric: search, ours: calm, theirs: calm }],
    runs: (['ours', 'theirs'] as const).flatMap((side) =>
      Array.from({ length: 7 }, (_, index): ObservedRun => {
        const { row = {}, observed = {}, metadata = {} } = change(side, index);
        return {
          side,
          metadata: { load: { model: 'open' }, ...metadata },
          observed: { measured: true, rows: [{ metric: search.id, ...row }], work: {}, ...observed },
        };
      }),
    ),
    ...more,
  };
}

const found = (...given: Parameters<typeof table>) => measurementWarnings(table(...given)).map(({ check }) => check);
const sentence = (...given: Parameters<typeof table>) => measurementWarnings(table(...given))[0]?.sentence;

describe('warnings from the measurements', () => {
  it('are not made of steady runs of equal work under open load', () => {
    expect(
      found(() => ({
        row: { thirds: { first: 10, last: 10.4 }, failures: { failed: 0, tried: 500 } },
        observed: { work: { requests: 500, bytes: 5000, seconds: 10 } },
      })),
    ).toEqual([]);
  });

  it('name coordinated omission where load was closed, and by harness where nothing is recorded', () => {
    expect(found(() => ({ metadata: { load: { model: 'closed' } } }))).toEqual(['coordinated-omission']);
    const by = (name: string, load = {}) => found(() => ({ metadata: { load, harness: { name } } }));
    expect(by('wrk')).toEqual(['coordinated-omission']);
    expect(by('k6')).toEqual([]);
    expect(by('JMeter', { model: 'open' })).toEqual([]);
    expect(by('YCSB', { targetRate: 500 })).toEqual([]);
    expect(
      sentence((side) =>
        side === 'theirs' ? { metadata: { load: { model: 'closed' }, harness: { name: 'ApacheBench' } } } : {},
      ),
    ).toMatch(/^Load was closed on their side \(ApacheBench\)/);
  });

  it('leave throughput, rates of failure, and times that count from the schedule alone', () => {
    const rows = (metric: Parameters<typeof newMetric>[0]) =>
      found(() => ({ metadata: { load: { model: 'closed' } } }), { metrics: [newMetric(metric, [])], drift: [] });
    const base = { series: 'READ', metric: 'latency', unit: 'us', better: 'lower' as const };
    expect(rows({ ...base, measure: { kind: 'mean' } })).toEqual(['coordinated-omission']);
    expect(rows({ ...base, series: 'Intended-READ', measure: { kind: 'mean' } })).toEqual([]);
    expect(rows({ ...base, measure: { kind: 'throughput' } })).toEqual([]);
    expect(rows({ ...base, measure: { kind: 'errorRate' } })).toEqual([]);
  });

  it('name drift inside runs only where nearly all of a side drift the same way', () => {
    const drifting = (runs: number, last: number) =>
      found((side, index) => ({ row: { thirds: { first: 10, last: side === 'ours' && index < runs ? last : 10 } } }));
    expect(drifting(6, 9)).toEqual(['drift-within-ours']);
    expect(drifting(5, 9)).toEqual([]);
    expect(drifting(7, 9.6)).toEqual([]);
    expect(
      found((_, index) => ({ row: { thirds: index % 2 === 0 ? { first: 10, last: 12 } : { first: 12, last: 10 } } })),
    ).toEqual([]);
    expect(sentence((side) => ({ row: side === 'ours' ? { thirds: { first: 12, last: 10 } } : {} }))).toContain(
      'Search falls in 7 of 7',
    );
  });

  it('name a drift over the order of the runs', () => {
    const drift = [{ metric: search, ours: { rho: 1, p: 0.001, warning: 'The figures rise' }, theirs: calm }];
    expect(found(() => ({}), { drift })).toEqual(['drift-over-runs-ours']);
  });

  it('name two heaps with what they are', () => {
    const heaps = { low: 3, high: 40.2, lowShare: 0.7, coefficient: 0.8 };
    expect(sentence((side) => (side === 'theirs' ? { row: { heaps } } : {}))).toBe(
      'Measurements of theirs stand in two heaps, so that one figure describes neither: Search about 3 and 40.2 ms (70 % in the lower)',
    );
    expect(found((side, index) => (side === 'theirs' && index < 5 ? { row: { heaps } } : {}))).toEqual([]);
  });

  it('name failures that make times look good only where they are quicker and more', () => {
    const failing = (failed: number, failedMedian: number) =>
      found((side) => ({
        row: {
          failures: { failed: side === 'theirs' ? failed : 1, tried: 1000 },
          good: { n: 990, median: 40 },
          failed: { n: 10, median: failedMedian },
        },
      }));
    expect(failing(30, 2)).toEqual(['quick-failures-theirs']);
    expect(failing(30, 60)).toEqual([]);
    expect(failing(2, 2)).toEqual([]);
  });

  it('name different amounts of work, but not what timed closed runs got done', () => {
    const work = (ours: object, theirs: object, model: 'open' | 'closed' = 'open') =>
      found((side) => ({ observed: { work: side === 'ours' ? ours : theirs }, metadata: { load: { model } } })).filter(
        (check) => check !== 'coordinated-omission',
      );
    expect(work({ requests: 500 }, { requests: 400 })).toEqual(['unlike-work']);
    expect(work({ requests: 500 }, { requests: 490 })).toEqual([]);
    expect(work({ requests: 500, seconds: 30 }, { requests: 400, seconds: 30.1 }, 'closed')).toEqual([]);
    expect(work({ requests: 500, seconds: 30 }, { requests: 400, seconds: 30.1 })).toEqual(['unlike-work']);
    expect(work({ requests: 500, seconds: 30 }, { requests: 400, seconds: 20 }, 'closed')).toEqual(['unlike-work']);
    expect(
      work(
        { requests: 500, outputTokens: 50_000, seconds: 30 },
        { requests: 400, outputTokens: 20_000, seconds: 30 },
        'closed',
      ),
    ).toEqual(['unlike-work']);
    expect(work({ requests: 500 }, {})).toEqual([]);
  });

  it('name weaker machines and unexplained settings of the competitor', () => {
    expect(
      found((side) => ({ metadata: { load: { model: 'open' }, server: { cores: side === 'ours' ? 8 : 4 } } })),
    ).toEqual(['weaker-machine']);
    expect(
      found((side) => ({ metadata: { load: { model: 'open' }, server: { cores: side === 'ours' ? 4 : 8 } } })),
    ).toEqual([]);
    const settings = (reason?: string) =>
      found((side) => ({
        metadata: {
          load: { model: 'open' },
          settings: side === 'theirs' ? [{ name: 'cache', value: 'off', ...(reason && { reason }) }] : [],
        },
      }));
    expect(settings()).toEqual(['settings-without-reason']);
    expect(settings('their manual asks for it')).toEqual([]);
  });

  it('are not made of runs that were read before anything was looked at', () => {
    const { runs, ...rest } = table(() => ({}));
    expect(measurementWarnings({ ...rest, runs: runs.map((run) => ({ ...run, observed: null })) })).toEqual([]);
  });
});
