import type { CostMeasure, Metric, StoredRunFigure, WorkOfRun } from '../../src-shared/bakeoffs';
import { sampleCount } from './figures';
import type { HarnessRun, RunSeries } from './inspect';
import { seriesOf } from './run-measure';
import { workTotals } from './work-totals';

/** Most executions in one file that count one by one. */
const mostRepetitions = 500;

const secondsOfUnit: Record<string, number> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, min: 60 };

/** What a run did, for a row of cost; a sentence where its files do not tell. Failed work and work that took too long is not good. */
export function workOfRun(run: HarnessRun, series: string, metric: string, measure: CostMeasure): WorkOfRun | string {
  const found = seriesOf(run, series, metric);
  if (!found) return `the run has no series “${series}” of ${metric}`;
  if (found.withheld !== undefined) return found.withheld;
  const perSecond = usedPerSecond(run);
  if (measure.basis === 'rate') {
    if (found.value === undefined) return 'the series has no single figure';
    return found.value > 0 ? { secondsPerUnit: 1 / found.value, perSecond } : 'nothing was done in this run';
  }
  if (measure.basis === 'duration') return jobs(found, perSecond);
  const good = goodUnits(found, measure.within);
  if (typeof good === 'string') return good;
  if (good === 0) return 'no unit of work succeeded';
  const whole = run.totals['durationSeconds'];
  const seconds = typeof whole === 'number' ? whole - (run.discardedSeconds ?? 0) : 0;
  if (seconds <= 0) return 'the file does not say how long the run took';
  return { secondsPerUnit: seconds / good, perSecond };
}

/** Each measurement is one job: the median of them, and all where each is a run of its own. */
function jobs(series: RunSeries, perSecond: WorkOfRun['perSecond']): WorkOfRun | string {
  const factor = secondsOfUnit[series.unit];
  if (factor === undefined) return `${series.unit} is no unit of time`;
  const values = series.samples?.values;
  if (!values || values.length === 0) return 'the file has no single measurements of the jobs';
  const sorted = values.slice().sort();
  const middle = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  if (!(sorted[0]! > 0)) return 'a job of no length has no cost';
  const each = series.repetitions && values.length > 1 && values.length <= mostRepetitions;
  return {
    secondsPerUnit: middle * factor,
    perSecond,
    ...(each && { repetitions: Array.from(values, (value) => value * factor) }),
  };
}

/** How many units succeeded, and within the limit where there is one. */
function goodUnits(series: RunSeries, within: number | undefined): number | string {
  const { samples, counts, errors, attempts } = series;
  const n = sampleCount(series);
  if (n === 0) return 'the run has no samples';
  if (samples?.failed || (samples && errors === 0) || (samples && attempts !== undefined)) {
    const { values, failed } = samples;
    let good = 0;
    for (let at = 0; at < values.length; at += 1) {
      if (failed?.[at] !== 1 && (within === undefined || values[at]! <= within)) good += 1;
    }
    return good;
  }
  if (errors === undefined) return 'the file does not say what failed';
  if (within === undefined) return attempts === undefined ? n - errors : n;
  if (!counts || (errors > 0 && !counts.failed)) return 'the file does not say which of the slow answers failed';
  const good = (at: number): number => counts.counts[at]! - (counts.failed?.[at] ?? 0);
  return counts.values.reduce((sum, value, at) => (value <= within ? sum + good(at) : sum), 0);
}

/** What was used each second of the whole run, as far as the file counts it. */
function usedPerSecond(run: HarnessRun): WorkOfRun['perSecond'] {
  const { requests, bytes, inputTokens, outputTokens, seconds } = workTotals(run);
  if (seconds === undefined || seconds <= 0) return {};
  const rates = { requests, bytes, inputTokens, outputTokens };
  return Object.fromEntries(
    Object.entries(rates).flatMap(([name, total]) => (total === undefined ? [] : [[name, total / seconds]])),
  );
}

/** The figure of a run in a row of cost: what it did. The cost itself follows from the prices, which may come later. */
export function costFigure(run: HarnessRun, metric: Metric & { measure: CostMeasure }): StoredRunFigure {
  const work = workOfRun(run, metric.series, metric.metric, metric.measure);
  const series = seriesOf(run, metric.series, metric.metric);
  const samples = series ? sampleCount(series) : 0;
  const bare = { metric: metric.id, value: null, samples, enough: false };
  return typeof work === 'string' ? { ...bare, reason: work } : { ...bare, work };
}
