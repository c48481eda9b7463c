import {
  type BakeoffTemplate,
  type BakeoffView,
  bakeoffTemplates,
  type Conditions,
  type CostMeasure,
  costUnit,
  distinctLabels,
  type Metric,
  measureName,
  measureUnit,
  metricId,
  noConditions,
  type RunMeasureChoice,
  readCostUnit,
  shareUnit,
  type TemplateName,
  templateHarness,
  templateMetrics,
} from '../../../src-shared/bakeoffs';
import { canonicalText } from '../../../src-shared/kernel/canonical';

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
  /** In what `bandUnit` says; null: the band of the whole bakeoff. */
  band: string | null;
  /** The row as it is agreed on, until it is changed here. */
  source?: Metric;
}

/** Figures that can be chosen for a row; a row may also have another one exactly, which then stands in the list by its name. */
export const measureNames = [
  'median',
  'mean',
  'p95',
  'p99',
  'max',
  'errorRate',
  'throughput',
  'value',
  'costOfThroughput',
  'costOfRate',
  'costOfJob',
] as const;
type ChosenMeasure = (typeof measureNames)[number];
export type MeasureName = ChosenMeasure | 'exact';

/** What is agreed on beside the rows, as it is typed. */
export interface ConditionsDraft {
  /** Seconds. */
  discard: string | null;
  runsWanted: string | null;
  mustBeEqual: readonly string[];
  mustBePresent: readonly string[];
}

/** Limits, as they are typed. */
export interface LimitsDraft {
  /** Percent. */
  band: string | null;
  errorRate: string | null;
  oldAfter: string | null;
  /** Days. */
  staleAfter: string | null;
}

/** A planned bakeoff while it is being typed. */
export interface PlanDraft extends LimitsDraft, ConditionsDraft {
  title: string;
  question: string;
  deal: string | null;
  ours: { product: string; version: string };
  theirs: { product: string; version: string };
  internalOnly: boolean;
  template: TemplateName;
  /** Tool of the template's harness. */
  harness: string;
  workloads: string;
  rows: RowDraft[];
}

export const findTemplate = (name: TemplateName): BakeoffTemplate | undefined =>
  bakeoffTemplates.find((template) => template.name === name);

export const emptyPlan = (deal: string | null): PlanDraft => ({
  title: '',
  question: '',
  deal,
  ours: { product: '', version: '' },
  theirs: { product: '', version: '' },
  internalOnly: false,
  workloads: '',
  rows: [],
  band: '5',
  oldAfter: null,
  staleAfter: '90',
  ...ofTemplate('api-latency'),
});

type OfTemplate = Pick<PlanDraft, 'template' | 'harness' | 'errorRate'> & ConditionsDraft;

/** What choosing a template brings: its usual harness, its error rate and its conditions. Rows come with the workloads. */
export function ofTemplate(name: TemplateName): OfTemplate {
  const found = findTemplate(name);
  return {
    template: name,
    harness: found?.harnesses[0]?.tool ?? '',
    errorRate: found ? percentOf(found.errorRateLimit) : '1',
    ...draftOfConditions(found?.conditions ?? noConditions),
  };
}

export function draftOfConditions({ discardSeconds, runsWanted, mustBeEqual, mustBePresent }: Conditions) {
  return {
    discard: discardSeconds === 0 ? null : String(discardSeconds),
    runsWanted: runsWanted === null ? null : String(runsWanted),
    mustBeEqual,
    mustBePresent,
  };
}

export function conditionsOf({ discard, runsWanted, mustBeEqual, mustBePresent }: ConditionsDraft): Conditions {
  return {
    discardSeconds: Number(discard ?? 0),
    runsWanted: runsWanted === null ? null : Number(runsWanted),
    mustBeEqual: [...mustBeEqual],
    mustBePresent: [...mustBePresent],
  };
}

/** What another bakeoff agreed on, for this one: neither its runs, nor its contenders, nor its deal. */
export function likeBakeoff(view: BakeoffView): Partial<PlanDraft> {
  return {
    template: view.template,
    harness: findTemplate(view.template)?.harnesses[0]?.tool ?? '',
    question: view.question,
    rows: rowsOfMetrics(view.metrics).map(({ source: _source, ...row }) => row),
    band: percentOf(view.band),
    errorRate: percentOf(view.errorRateLimit),
    oldAfter: view.oldAfterMonths === null ? null : String(view.oldAfterMonths),
    staleAfter: view.staleAfterDays === null ? null : String(view.staleAfterDays),
    ...draftOfConditions(view),
  };
}

/** What a cost rests on, by the name of its choice. */
const costBases: Partial<Record<MeasureName, CostMeasure['basis']>> = {
  costOfThroughput: 'throughput',
  costOfRate: 'rate',
  costOfJob: 'duration',
};

/** What a cost is given in, until the unit of its row says it. */
const usualCostUnit = { currency: 'EUR', per: 1_000_000, work: 'requests' };

/** Whether a row's unit says what its figure is given in: that of a cost names currency and work. */
export const isUnitOfRow = ({ measure, unit }: Pick<RowDraft, 'measure' | 'unit'>): boolean =>
  costBases[measure] === undefined || readCostUnit(unit) !== null;

export function measureOf(name: Exclude<ChosenMeasure, `cost${string}`>): RunMeasureChoice {
  if (name === 'p95' || name === 'p99') {
    return { kind: 'percentile', percent: name === 'p95' ? 95 : 99, definition: 'linear7' };
  }
  return { kind: name };
}

export function measureNameOf(measure: RunMeasureChoice): MeasureName {
  if (measure.kind === 'percentile') {
    if (measure.definition !== 'linear7') return 'exact';
    return measure.percent === 95 ? 'p95' : measure.percent === 99 ? 'p99' : 'exact';
  }
  if (measure.kind === 'cost') {
    const name = measureNames.find((one) => costBases[one] === measure.basis);
    return measure.within === undefined && name ? name : 'exact';
  }
  return measureNames.find((name) => name === measure.kind) ?? 'exact';
}

/** The figure of a row, chosen or exact. What a cost is given in stands in its unit. */
export function rowMeasure({ measure, exact, unit }: Pick<RowDraft, 'measure' | 'exact' | 'unit'>): RunMeasureChoice {
  if (exact) return exact;
  switch (measure) {
    case 'exact':
      return { kind: 'median' };
    case 'costOfThroughput':
    case 'costOfRate':
    case 'costOfJob': {
      const usual = measure === 'costOfJob' ? { ...usualCostUnit, per: 1, work: 'jobs' } : usualCostUnit;
      return { kind: 'cost', basis: costBases[measure] ?? 'throughput', ...(readCostUnit(unit) ?? usual) };
    }
    default:
      return measureOf(measure);
  }
}

const labelOf = (row: Pick<RowDraft, 'series' | 'measure' | 'exact' | 'unit'>): string =>
  [row.series, measureName(rowMeasure(row))].filter(Boolean).join(', ');

/** A tenth of a percentage point for shares; else the band of the whole bakeoff. */
const usualBand = (measure: MeasureName): string | null => (measure === 'errorRate' ? '0.1' : null);

/** A row with a change; its label follows until one is typed, and a share or a rate brings its own unit. */
export function changedRow(row: RowDraft, change: Partial<RowDraft>): RowDraft {
  const { source: _source, ...kept } = row;
  const { exact: _exact, scale: _scale, ...bare } = kept;
  const rest: RowDraft = change.measure === undefined ? kept : bare;
  const next = { ...rest, ...change, ...(change.label !== undefined && { named: change.label !== '' }) };
  const own = change.measure === undefined ? null : measureUnit(rowMeasure(next));
  const withUnit = {
    ...next,
    ...own,
    ...(change.measure && change.band === undefined && { band: usualBand(change.measure) }),
  };
  return withUnit.named ? withUnit : { ...withUnit, label: labelOf(withUnit) };
}

export function newRow(rows: readonly RowDraft[], given: Partial<RowDraft> = {}): RowDraft {
  const last = rows.at(-1);
  const row: RowDraft = {
    key: nextKey(rows),
    label: '',
    named: false,
    series: '',
    metric: last?.metric ?? '',
    measure: 'median',
    unit: last && !measureUnit(rowMeasure(last)) ? last.unit : 'ms',
    better: 'lower',
    band: null,
  };
  return changedRow(row, given);
}

const nextKey = (rows: readonly RowDraft[]): number => Math.max(0, ...rows.map((row) => row.key)) + 1;

/** Workloads as they were typed, one a line. */
export const workloadsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** The rows of a template for the workloads that were typed, after those that are there. */
export function rowsOfTemplate(draft: Pick<PlanDraft, 'template' | 'harness' | 'workloads' | 'rows'>): RowDraft[] {
  const template = findTemplate(draft.template);
  const harness = template && (templateHarness(template, draft.harness) ?? templateHarness(template));
  if (!template || !harness) return draft.rows;
  const typed = workloadsOf(draft.workloads);
  const workloads = typed.length === 0 && harness.workload !== undefined ? [harness.workload] : typed;
  return withRows(draft.rows, templateMetrics(template, harness, workloads), harness.rows !== undefined);
}

/** Rows with further ones behind them, each figure of a workload once. `named`: their labels stay whatever is changed. */
export function withRows(rows: readonly RowDraft[], metrics: readonly Metric[], named: boolean): RowDraft[] {
  const next = [...rows];
  for (const metric of metrics) {
    // A figure that was kept and read again may have its parts in another order.
    const figure = canonicalText(metric.measure);
    const same = (row: RowDraft) =>
      row.series.trim() === metric.series &&
      row.metric.trim() === metric.metric &&
      canonicalText(rowMeasure(row)) === figure;
    if (next.some(same)) continue;
    const { source: _source, ...row } = rowOfMetric(metric, nextKey(next));
    next.push({ ...row, named });
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
    const measure = rowMeasure(row);
    const band = bandUnit(row) === '%' ? shareOf(row.band) : row.band === null ? null : Number(row.band);
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
      unit: measure.kind === 'cost' ? costUnit(measure) : row.unit.trim(),
      better: row.better,
      ...(row.measure === 'errorRate' ? { scale: 'difference' as const } : row.scale && { scale: row.scale }),
      ...(band !== null && { band }),
    });
  }
  // A row that is there already keeps its words: verdicts rest on it as it is.
  return distinctLabels(metrics).map((metric, index) => rows[index]?.source ?? metric);
}

/** The rows of a bakeoff that is there, for changing them. */
export const rowsOfMetrics = (metrics: readonly Metric[]): RowDraft[] =>
  metrics.map((source, index) => rowOfMetric(source, index + 1));

function rowOfMetric(source: Metric, key: number): RowDraft {
  const measure = measureNameOf(source.measure);
  return {
    key,
    label: source.label,
    named: true,
    series: source.series,
    metric: source.metric,
    measure,
    ...(measure === 'exact' && { exact: source.measure }),
    ...(source.scale && { scale: source.scale }),
    unit: source.unit,
    better: source.better,
    band: bandUnit(source) === '%' ? percentOf(source.band ?? null) : String(source.band ?? '') || null,
    source,
  };
}

/** What a row's own band is given in: percent, percentage points of a share, or the unit of a row that is judged by differences. */
export const bandUnit = ({ scale, unit }: Pick<RowDraft, 'scale' | 'unit'>): string =>
  scale === 'difference' && unit !== shareUnit ? unit : '%';

export const isWholeRow = (row: RowDraft): boolean =>
  row.series.trim() !== '' && row.metric.trim() !== '' && row.unit.trim() !== '' && isUnitOfRow(row);

/** Percent as a share, without binary rounding in between: `5` is 0.05. */
export function shareOf(percent: string | null): number | null {
  return percent === null ? null : Number(`${percent}e-2`);
}

/** A share as percent text. */
export const percentOf = (share: number | null): string | null =>
  share === null ? null : String(Number((share * 100).toFixed(6)));
