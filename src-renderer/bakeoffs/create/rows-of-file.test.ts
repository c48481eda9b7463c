import { describe, expect, it } from 'vitest';
import { metricsSchema, type SeriesSummary } from '../../../src-shared/bakeoffs';
import { emptyPlan, metricsOf, ofTemplate, rowsOfTemplate } from './plan-draft';
import { fromSeries } from './rows-of-file';

const series = (given: Partial<SeriesSummary>): SeriesSummary => ({
  key: 'Search',
  metric: 'elapsed',
  unit: 'ms',
  better: 'lower',
  source: 'samples',
  n: 200,
  ...given,
});

describe('what a trial file brings into a plan', () => {
  it('is its workloads, where the template knows what its harness measures', () => {
    const found = fromSeries(emptyPlan(null), [
      series({ metric: 'latency', key: 'GET /' }),
      series({ key: 'x', better: 'n/a' }),
    ]);
    expect(found).toEqual({ harness: 'Vegeta', workloads: 'GET /' });
  });

  it('says in the label which of two metrics of a workload a row is about', () => {
    const draft = { ...emptyPlan(null), ...ofTemplate('custom') };
    const { rows = [] } = fromSeries(draft, [
      series({ metric: 'response', n: 9 }),
      series({ metric: 'first_byte', n: 9 }),
      series({ key: 'Sign in', metric: 'response', n: 9 }),
    ]);
    const labels = ['Search, median of response', 'Search, median of first_byte', 'Sign in, median'];
    expect(rows.map(({ label }) => label)).toEqual(labels);
    expect(metricsOf(rows).map(({ label }) => label)).toEqual(labels);
  });

  it('is rows of its own figures otherwise: measured ones by their middle and tail, printed ones as they are there', () => {
    const draft = { ...emptyPlan(null), ...ofTemplate('custom') };
    const { rows = [] } = fromSeries(draft, [
      series({ key: 'BM_Sort/1024', metric: 'real_time', unit: 'ns', n: 9 }),
      series({
        key: 'all',
        metric: 'requests',
        unit: 'requests/s',
        better: 'higher',
        source: 'summary-only',
        value: 7,
      }),
      series({ key: 'all', metric: 'wait', source: 'summary-only', mean: 3, percentiles: { printed: { p99: 9 } } }),
    ]);
    expect(rows.map(({ label, unit, better }) => [label, unit, better])).toEqual([
      ['BM_Sort/1024, median', 'ns', 'lower'],
      ['all, figure', 'requests/s', 'higher'],
      ['all, mean', 'ms', 'lower'],
      ['all, p99', 'ms', 'lower'],
    ]);
    expect(metricsSchema.safeParse(metricsOf(rows)).success).toBe(true);
  });
});

describe('a template whose harness has rows of its own', () => {
  it('makes them for its only workload without a name being typed', () => {
    const rows = rowsOfTemplate({ ...emptyPlan(null), ...ofTemplate('llm-serving') });
    expect(rows.map(({ label }) => label)).toContain('all, p99 of ttft');
    expect(rows).toHaveLength(6);
  });

  it('brings its error rate, its runs and its facts', () => {
    expect(ofTemplate('database')).toMatchObject({ harness: 'pgbench', errorRate: '0', runsWanted: '7' });
    expect(ofTemplate('robustness')).toMatchObject({
      errorRate: null,
      mustBePresent: expect.arrayContaining(['measurements']),
    });
  });
});
