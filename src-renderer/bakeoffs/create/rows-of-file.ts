import {
  bakeoffTemplates,
  distinctLabels,
  type Metric,
  newMetric,
  type RunMeasureChoice,
  type SeriesSummary,
} from '../../../src-shared/bakeoffs';
import { findTemplate, type PlanDraft, withRows, workloadsOf } from './plan-draft';

/** How many workloads a file may bring in; with more, their names name single requests. */
const mostWorkloads = 30;

/** The most rows of a bakeoff. */
const mostRows = 40;

/** Fewest measurements with which a file shows that its runs bear a 95th percentile: five above it. */
const enoughForTail = 100;

const percentile = (percent: number): RunMeasureChoice => ({ kind: 'percentile', percent, definition: 'linear7' });

/** The figures that runs of such a file will have: of measurements the middle and the tail, else what the tool printed. */
function measuresOf({ source, n, value, median, mean, percentiles }: SeriesSummary): RunMeasureChoice[] {
  if (source !== 'summary-only')
    return (n ?? 0) >= enoughForTail ? [{ kind: 'median' }, percentile(95)] : [{ kind: 'median' }];
  const printed = new Set(Object.values(percentiles ?? {}).flatMap((figures) => Object.keys(figures)));
  const found: RunMeasureChoice[] = [];
  if (value !== undefined) found.push({ kind: 'value' });
  if (median !== undefined) found.push({ kind: 'median' });
  else if (mean !== undefined) found.push({ kind: 'mean' });
  for (const percent of [95, 99]) if (printed.has(`p${percent}`)) found.push(percentile(percent));
  return found;
}

/** Series that a comparison can be about: those with a direction and something measured. */
const useful = (series: readonly SeriesSummary[]): SeriesSummary[] =>
  series.filter(({ better, source, n }) => better !== 'n/a' && (source === 'summary-only' || (n ?? 0) > 0));

/**
 * What a result file brings into a plan: workloads where the template knows what its harness measures, else rows of the file's own
 * metrics, so that a tool that no template names can be compared as well.
 */
export function fromSeries(draft: PlanDraft, series: readonly SeriesSummary[]): Partial<PlanDraft> {
  const found = useful(series);
  const template = findTemplate(draft.template);
  const harness =
    template?.harnesses.find(
      ({ tool, metric }) => tool === draft.harness && found.some((one) => one.metric === metric),
    ) ?? template?.harnesses.find(({ metric, rows }) => !rows && found.some((one) => one.metric === metric));
  if (harness) {
    const known = workloadsOf(draft.workloads);
    const names = [...new Set(found.filter(({ metric }) => metric === harness.metric).map(({ key }) => key))];
    return {
      harness: harness.tool,
      workloads: [...known, ...names.slice(0, mostWorkloads).filter((name) => !known.includes(name))].join('\n'),
    };
  }
  const usual = new Set(bakeoffTemplates.flatMap(({ harnesses }) => harnesses.map(({ metric }) => metric)));
  const ofUsual = found.filter(({ metric }) => usual.has(metric));
  const metrics: Metric[] = [];
  for (const one of ofUsual.length > 0 ? ofUsual : found) {
    for (const measure of measuresOf(one)) {
      if (metrics.length + draft.rows.length >= mostRows) break;
      const { key, metric, unit, better } = one;
      const row = { series: key, metric, unit, better: better === 'higher' ? 'higher' : 'lower', measure } as const;
      metrics.push(
        newMetric(
          row,
          metrics.map(({ id }) => id),
        ),
      );
    }
  }
  return { rows: withRows(draft.rows, distinctLabels(metrics), false) };
}
