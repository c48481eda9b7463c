import { countedRunFigure, type RunFigure, type RunStatistic, runFigure } from '../../src-shared/bakeoffs';
import { sampleCount } from './figures';
import type { ParsedSeries } from './importers/interface';
import type { HarnessRun, RunSeries } from './inspect';

/**
 * What of a series enters a comparison, one figure a run: a statistic of its measurements, the share that failed, how many were
 * done per second, or the one figure of a series without a distribution.
 */
export type RunMeasure = RunStatistic | { kind: 'errorRate' | 'throughput' | 'value' };

/** The unit and direction of a measure of a series; null direction where neither the file nor the measure tells. */
export function measureDefinition(
  series: ParsedSeries,
  measure: RunMeasure,
): { unit: string; better: 'lower' | 'higher' | null } {
  if (measure.kind === 'errorRate') return { unit: 'ratio', better: 'lower' };
  if (measure.kind === 'throughput') return { unit: '1/s', better: 'higher' };
  return { unit: series.unit, better: series.better === 'n/a' ? null : series.better };
}

/** The series of a run by its workload and metric. */
export function seriesOf(run: HarnessRun, key: string, metric: string): RunSeries | undefined {
  return run.series.find((series) => series.key === key && series.metric === metric);
}

/**
 * The figure of one run for a comparison, from its measurements where the file has them, else as the tool printed it. `value` is
 * null, with the reason, where the file does not bear it; nothing is interpolated from other figures. Throughput is the number of
 * samples by the duration of the whole run.
 */
export function measureRun(run: HarnessRun, key: string, metric: string, measure: RunMeasure): RunFigure {
  const series = seriesOf(run, key, metric);
  if (!series) return absent(0, `the run has no series “${key}” of ${metric}`);
  if (series.withheld !== undefined) return absent(0, series.withheld);
  const samples = series.samples?.values;
  const n = sampleCount(series);
  switch (measure.kind) {
    case 'errorRate':
      if (series.errors === undefined || n === 0) return absent(n, 'the file does not say what failed');
      return figure(series.errors / (series.attempts ?? n), n);
    case 'throughput': {
      const whole = run.totals.durationSeconds;
      const seconds = typeof whole === 'number' ? whole - (run.discardedSeconds ?? 0) : 0;
      if (seconds <= 0 || n === 0) return absent(n, 'the file does not say how long the run took');
      return figure(n / seconds, n);
    }
    case 'value':
      return series.value === undefined ? absent(n, 'the series has no single figure') : figure(series.value, n);
    default:
      if (series.counts) return countedRunFigure(series.counts, measure);
      return samples && samples.length > 0 ? runFigure([...samples], measure) : printedFigure(series, measure, n);
  }
}

function printedFigure({ printed }: ParsedSeries, measure: RunStatistic, n: number): RunFigure {
  const value = measure.kind === 'percentile' ? printed?.percentiles?.[`p${measure.percent}`] : printed?.[measure.kind];
  const name = measure.kind === 'percentile' ? `p${measure.percent}` : measure.kind;
  return value === undefined ? absent(n, `the file has no ${name}`) : figure(value, n);
}

function figure(value: number, samples: number): RunFigure {
  return { value, samples, samplesAbove: null, enough: true };
}

function absent(samples: number, reason: string): RunFigure {
  return { value: null, samples, samplesAbove: null, enough: false, reason };
}
