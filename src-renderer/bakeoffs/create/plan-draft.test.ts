import { describe, expect, it } from 'vitest';
import { bakeoffTemplates, metricsSchema, templateMetrics } from '../../../src-shared/bakeoffs';
import { canonicalText } from '../../../src-shared/kernel/canonical';
import {
  bandUnit,
  changedRow,
  emptyPlan,
  metricsOf,
  newRow,
  ofTemplate,
  percentOf,
  rowsOfMetrics,
  rowsOfTemplate,
  shareOf,
} from './plan-draft';

describe('rows while they are planned', () => {
  it('come from a template for each workload, once', () => {
    const plan = { ...emptyPlan(null), workloads: 'Search\nSign in\n\n' };
    const rows = rowsOfTemplate(plan);
    expect(rows.map(({ label }) => label)).toEqual([
      'Search, median',
      'Search, p95',
      'Search, throughput',
      'Search, error rate',
      'Sign in, median',
      'Sign in, p95',
      'Sign in, throughput',
      'Sign in, error rate',
    ]);
    expect(rowsOfTemplate({ ...plan, rows })).toHaveLength(8);
    expect(metricsSchema.safeParse(metricsOf(rows)).success).toBe(true);
  });

  it('are not made twice, also where they were kept and read again with their parts in another order', () => {
    for (const { name, harnesses } of bakeoffTemplates) {
      for (const { tool } of harnesses) {
        const plan = { ...emptyPlan(null), ...ofTemplate(name), harness: tool, workloads: 'Search \nSearch\nSign in' };
        const rows = rowsOfTemplate(plan);
        const kept = rowsOfMetrics(metricsOf(rows).map((metric) => JSON.parse(canonicalText(metric))));
        expect(rowsOfTemplate({ ...plan, rows })).toEqual(rows);
        expect(rowsOfTemplate({ ...plan, rows: kept })).toHaveLength(rows.length);
      }
    }
  });

  it('keep a band of a difference in the unit of the row, and one of a share in percent', () => {
    const rows = rowsOfTemplate({ ...emptyPlan(null), ...ofTemplate('robustness'), workloads: 'Search' });
    const band = (word: string) => rows.find(({ label }) => label.includes(word))!;
    expect(band('recovery time')).toMatchObject({ band: '1', unit: 's' });
    expect(bandUnit(band('recovery time'))).toBe('s');
    expect(bandUnit(band('success'))).toBe('%');
    const kept = metricsOf(rows).find(({ label }) => label.includes('recovery time'));
    expect(kept).toMatchObject({ band: 1, scale: 'difference' });
  });

  it('keep a label that was typed, else it follows; a share brings its unit and band', () => {
    const row = newRow([], { series: 'Search', metric: 'elapsed' });
    expect(row.label).toBe('Search, median');
    const named = changedRow(changedRow(row, { label: 'How soon' }), { measure: 'p99' });
    expect(named.label).toBe('How soon');
    expect(changedRow(row, { measure: 'errorRate' })).toMatchObject({ unit: 'ratio', better: 'lower', band: '0.1' });
    expect(changedRow(row, { measure: 'throughput' })).toMatchObject({ unit: '1/s', better: 'higher', band: null });
  });

  it('that are not touched stay exactly as they were agreed', () => {
    const [template] = bakeoffTemplates;
    const metrics = templateMetrics(template!, template!.harnesses[0]!, ['Search']).map((metric) => ({
      ...metric,
      measure: { kind: 'percentile' as const, percent: 97.5, definition: 'nearestRank' as const },
      id: `${metric.id}-x`,
    }));
    const rows = rowsOfMetrics(metrics);
    expect(metricsOf(rows)).toEqual(metrics);
    const [first] = metricsOf([changedRow(rows[0]!, { label: 'Other' })]);
    expect(first).toMatchObject({ label: 'Other', series: 'Search', measure: { percent: 97.5 } });
  });

  it('turn percent into shares and back without a trace', () => {
    for (const percent of ['5', '0.1', '12.5', '100']) expect(percentOf(shareOf(percent))).toBe(percent);
    expect(shareOf('5')).toBe(0.05);
    expect(shareOf(null)).toBeNull();
  });
});
