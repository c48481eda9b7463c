import { describe, expect, it } from 'vitest';
import { confirmationsNeeded, refusal, tellsIncomplete } from './confirmations';
import { distinctLabels, metricId, metricsSchema } from './metrics';
import { readPlanFile } from './plan-file';
import { bakeoffTemplates, templateMetrics } from './templates';

describe('rows of a bakeoff', () => {
  it('of every template fit, whatever the workloads are called', () => {
    for (const template of bakeoffTemplates) {
      for (const harness of template.harnesses) {
        const metrics = templateMetrics(template, harness, ['Search, filtered', '検索', 'GET /a?b=c', '—']);
        expect(metricsSchema.parse(metrics)).toHaveLength(4 * (harness.rows ?? template.measures).length);
      }
    }
  });

  it('are named apart', () => {
    expect(metricId('Place order', { kind: 'median' })).toBe('place-order-median');
    expect(metricId('Place order', { kind: 'median' }, ['place-order-median'])).toBe('place-order-median-2');
  });

  it('say what they differ in where they have the same label, and nothing more', () => {
    const row = { label: 'Search, median', series: 'Search', metric: 'elapsed', measure: { kind: 'median' } } as const;
    const other = { ...row, label: 'Sign in, median', series: 'Sign in' };
    const named = { ...row, label: 'Fast', measure: { kind: 'mean' } } as const;
    const labels = (...rows: Parameters<typeof distinctLabels>[0]) => distinctLabels(rows).map(({ label }) => label);
    expect(labels(row, { ...row, metric: 'connect' }, other)).toEqual([
      'Search, median of elapsed',
      'Search, median of connect',
      'Sign in, median',
    ]);
    expect(labels({ ...row, label: 'Fast' }, named)).toEqual(['Fast, median', 'Fast, mean']);
    expect(labels({ ...row, label: 'Fast' }, { ...other, label: 'Fast' })).toEqual(['Fast, Search', 'Fast, Sign in']);
    const long = labels({ ...row, label: 'x'.repeat(200) }, { ...row, label: 'x'.repeat(200), metric: 'connect' });
    expect(long.map((label) => label.slice(-11))).toEqual([' of elapsed', ' of connect']);
    expect(long.map((label) => label.length)).toEqual([200, 200]);
  });

  it('stand once each', () => {
    const [row] = templateMetrics(bakeoffTemplates[0]!, bakeoffTemplates[0]!.harnesses[0]!, ['Search']);
    const twice = metricsSchema.safeParse([row, { ...row, id: 'other' }]);
    expect(twice.error?.issues[0]?.message).toBe('Search, median stands twice');
  });
});

describe('a plan file', () => {
  const rows = [{ key: 'Search', metric: 'elapsed', statistic: { kind: 'median' } }];

  it('needs no more than rows and a name; error rates are differences in percentage points', () => {
    const plan = readPlanFile({ name: 'Shop', rows: [...rows, { ...rows[0], statistic: { kind: 'errorRate' } }] });
    expect(plan).toMatchObject({ title: 'Shop', template: 'custom', band: 0.05 });
    expect(plan.metrics).toMatchObject([
      { id: 'search-median', unit: 'ms', better: 'lower' },
      { id: 'search-error-rate', unit: 'ratio', scale: 'difference', band: 0.001 },
    ]);
  });

  it.each([
    [{ name: 'Shop', rows: [] }, 'rows'],
    [{ rows }, 'name'],
    [{ name: 'Shop', rows: [{ ...rows[0], metric: 'own_metric' }] }, 'rows.0.unit'],
    [{ name: 'Shop', rows: [...rows, ...rows] }, 'rows.1'],
  ])('that does not fit is refused with the field: %j', (plan, field) => {
    expect(() => readPlanFile(plan)).toThrow(expect.objectContaining({ code: 'bad-input', where: { field } }));
  });
});

describe('what a person confirms', () => {
  const skipped = { code: 'skipped-rows', message: '3 rows skipped.' };

  it('is each kind of warning by its name, and failures that the harness reports', () => {
    expect(confirmationsNeeded('ok', [])).toEqual([]);
    expect(confirmationsNeeded('ok-with-warnings', [skipped, { ...skipped, message: '1 row skipped.' }])).toEqual([
      { code: 'skipped-rows', messages: ['3 rows skipped.', '1 row skipped.'] },
    ]);
    expect(confirmationsNeeded('ok-with-failures', []).map(({ code }) => code)).toEqual(['failures']);
  });

  it('is nothing where there is nothing to compare: such files are refused', () => {
    expect([refusal('empty'), refusal('ok-no-samples')]).not.toContain(null);
    expect([refusal('ok'), refusal('ok-with-warnings'), refusal('ok-with-failures')]).toEqual([null, null, null]);
  });

  it('tells when a part of the run is missing', () => {
    expect(tellsIncomplete([skipped])).toBe(true);
    expect(tellsIncomplete([{ code: 'encoding' }])).toBe(false);
  });
});
