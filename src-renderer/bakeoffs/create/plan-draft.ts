import {
  bakeoffTemplates,
  type Metric,
  measureName,
  measureUnit,
  metricId,
  type RunMeasureChoice,
  type TemplateName,
} from '../../../src-shared/bakeoffs';

/** A row while it is being planned. */
export interface RowDraft {
  key: number;
  label: string;
  /** Whether the label was typed; else it follows workload and figure. */
  named: boolean;
  series: string;
  metric: string;
  measure: MeasureName;
  /** The figure exactly, where it is one that cannot be chosen here; until another is chosen. */
  exact?: RunMeasureChoice;
  /** Asked for where it is not what the values themselves decide. */
  scale?: 'ratio' | 'difference';
  unit: string;
  better: 'lower' | 'higher';
  /** Percent, for error rates percentage points; null: the band of the whole bakeoff. */
  band: string | null;
  /** The row as it is agreed on, until it is changed here. */
  source?: Metric;
}

export const measureNames = ['median', 'mean', 'p95', 'p99', 'max', 'errorRate', 'throughput', 'value'] as const;
export type MeasureName = (typeof measureNames)[number];

/** A planned bakeoff while it is being typed. */
export interface PlanDraft {
  title: string;
  question: string;
  deal: string | null;
  ours: { product: string; version: string };
  theirs: { product: string; version: string };
  internalOnly: boolean;
  template: TemplateName;
  harness: string;
  workloads: string;
  rows: RowDraft[];
  /** Percent. */
  band: string | null;
  errorRate: string | null;
  oldAfter: string | null;
}

export const emptyPlan = (deal: string | null): PlanDraft => ({
  title: '',
  question: '',
  deal,
  ours: { product: '', version: '' },
  theirs: { product: '', version: '' },
  internalOnly: false,
  template: 'api-latency',
  harness: bakeoffTemplates[0]!.harnesses[0]!.metric,
  workloads: '',
  rows: [],
  band: '5',
  errorRate: '1',
  oldAfter: null,
});

export function measureOf(name: MeasureName): RunMeasureChoice {
  if (name === 'p95' || name === 'p99') {
    return { kind: 'percentile', percent: name === 'p95' ? 95 : 99, definition: 'linear7' };
  }
  return { kind: name };
}

export function measureNameOf(measure: RunMeasureChoice): MeasureName {
  if (measure.kind === 'percentile') return measure.percent === 99 ? 'p99' : 'p95';
  return measure.kind === 'min' ? 'mean' : measure.kind;
}

const labelOf = ({ series, measure }: Pick<RowDraft, 'series' | 'measure'>): string =>
  [series, measureName(measureOf(measure))].filter(Boolean).join(', ');

/** A tenth of a percentage point for shares; else the band of the whole bakeoff. */
const usualBand = (measure: MeasureName): string | null => (measure === 'errorRate' ? '0.1' : null);

/** A row with a change; its label follows until one is typed, and a share or a rate brings its own unit. */
export function changedRow(row: RowDraft, change: Partial<RowDraft>): RowDraft {
  const { source: _source, ...kept } = row;
  const { exact: _exact, scale: _scale, ...bare } = kept;
  const rest: RowDraft = change.measure === undefined ? kept : bare;
  const next = { ...rest, ...change, ...(change.label !== undefined && { named: change.label !== '' }) };
  const own = change.measure === undefined ? null : measureUnit(measureOf(change.measure));
  const withUnit = {
    ...next,
    ...own,
    ...(change.measure && change.band === undefined && { band: usualBand(change.measure) }),
  };
  return withUnit.named ? withUnit : { ...withUnit, label: labelOf(withUnit) };
}

export function newRow(rows: readonly RowDraft[], given: Partial<RowDraft> = {}): RowDraft {
  const key = Math.max(0, ...rows.map((row) => row.key)) + 1;
  const last = rows.at(-1);
  const row: RowDraft = {
    key,
    label: '',
    named: false,
    series: '',
    metric: last?.metric ?? '',
    measure: 'median',
    unit: last && !measureUnit(measureOf(last.measure)) ? last.unit : 'ms',
    better: 'lower',
    band: null,
  };
  return changedRow(row, given);
}

/** The rows of a template for the workloads that were typed, after those that are there. */
export function rowsOfTemplate({ template, harness, workloads, rows }: PlanDraft): RowDraft[] {
  const found = bakeoffTemplates.find(({ name }) => name === template);
  const tool = found?.harnesses.find(({ metric }) => metric === harness) ?? found?.harnesses[0];
  if (!found || !tool) return rows;
  const names = workloads
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const next = [...rows];
  for (const series of names) {
    for (const measure of found.measures) {
      const name = measureNameOf(measure);
      const present = next.some((row) => row.series === series && row.measure === name && row.metric === tool.metric);
      if (!present) next.push(newRow(next, { series, metric: tool.metric, unit: tool.unit, measure: name }));
    }
  }
  return next;
}

/** The rows as they are agreed on. */
export function metricsOf(rows: readonly RowDraft[]): Metric[] {
  const metrics: Metric[] = [];
  for (const row of rows) {
    if (row.source) {
      metrics.push(row.source);
      continue;
    }
    const measure = row.exact ?? measureOf(row.measure);
    const band = shareOf(row.band);
    metrics.push({
      id: metricId(
        row.series,
        measure,
        metrics.map(({ id }) => id),
      ),
      label: row.label.trim() || labelOf(row),
      series: row.series.trim(),
      metric: row.metric.trim(),
      measure,
      unit: row.unit.trim(),
      better: row.better,
      ...(row.measure === 'errorRate' ? { scale: 'difference' as const } : row.scale && { scale: row.scale }),
      ...(band !== null && { band }),
    });
  }
  return metrics;
}

/** The rows of a bakeoff that is there, for changing them. */
export function rowsOfMetrics(metrics: readonly Metric[]): RowDraft[] {
  return metrics.map((source, index) => ({
    key: index + 1,
    label: source.label,
    named: true,
    series: source.series,
    metric: source.metric,
    measure: measureNameOf(source.measure),
    exact: source.measure,
    ...(source.scale && { scale: source.scale }),
    unit: source.unit,
    better: source.better,
    band: percentOf(source.band ?? null),
    source,
  }));
}

export const isWholeRow = ({ series, metric, unit }: RowDraft): boolean =>
  series.trim() !== '' && metric.trim() !== '' && unit.trim() !== '';

/** Percent as a share, without binary rounding in between: `5` is 0.05. */
export function shareOf(percent: string | null): number | null {
  return percent === null ? null : Number(`${percent}e-2`);
}

/** A share as percent text. */
export const percentOf = (share: number | null): string | null =>
  share === null ? null : String(Number((share * 100).toFixed(6)));
