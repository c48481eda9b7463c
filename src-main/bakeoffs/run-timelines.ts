import { type Metric, quantileOfAscending, type RunTimeline, type RunTimelines } from '../../src-shared/bakeoffs';
import { mostStretches, timelineWidth } from './importers/reading/timeline';
import type { HarnessRun, RunSeries } from './inspect';
import { seriesOf } from './run-measure';

/** The course over time of the series that rows are about under fault; null where no row is. */
export function timelinesOf(run: HarnessRun, metrics: readonly Metric[]): RunTimelines | null {
  const asked = metrics.filter(({ measure }) => measure.kind === 'underFault');
  if (asked.length === 0) return null;
  const found: RunTimelines = { start: run.startedMs ?? null, series: [], lacking: [] };
  const seen = new Set<string>();
  for (const { series: key, metric } of asked) {
    if (seen.has(`${key}\n${metric}`)) continue;
    seen.add(`${key}\n${metric}`);
    const line = timelineOf(run, seriesOf(run, key, metric));
    if (typeof line === 'string') found.lacking.push({ key, metric, reason: line });
    else found.series.push(line);
  }
  return found;
}

/** Six significant digits: what is kept is small, and the same wherever the file is read. */
const rounded = (value: number): number => Number(value.toPrecision(6));
const orNull = (value: number): number | null => (Number.isNaN(value) ? null : rounded(value));

/** The course of one series in stretches of a second, or of whole seconds more for long runs; a sentence where the file has none. */
export function timelineOf(run: HarnessRun, series: RunSeries | undefined): RunTimeline | string {
  if (!series) return 'the run has no such series';
  if (series.withheld !== undefined) return series.withheld;
  const { key, metric, unit, samples, timeline, errors, attempts } = series;
  const discarded = run.discardedSeconds ?? 0;
  if (timeline) {
    if (timeline.count.length > mostStretches) return 'the reader gives more stretches than are kept';
    return {
      ...{ key, metric, unit },
      from: discarded,
      width: timeline.width / 1000,
      count: Array.from(timeline.count),
      failed: Array.from(timeline.failed),
      median: Array.from(timeline.median, orNull),
      p99: Array.from(timeline.p99, orNull),
    };
  }
  const start = run.startedMs;
  if (!samples?.times || start === undefined) return 'the file gives no time of each sample';
  const { times, values, failed } = samples;
  if (times.some(Number.isNaN)) return 'samples of this series have no time';
  // Failures that are no samples have no time.
  const tells = failed !== undefined || (errors === 0 && (attempts ?? values.length) === values.length);
  const begin = start + discarded * 1000;
  const end = times.reduce((latest, time) => Math.max(latest, time), begin);
  const width = timelineWidth(end - begin);
  const length = Math.floor((end - begin) / width) + 1;
  const inStretch: number[][] = Array.from({ length }, () => []);
  const failures = new Array<number>(length).fill(0);
  for (let at = 0; at < values.length; at += 1) {
    const place = Math.floor((times[at]! - begin) / width);
    inStretch[place]!.push(values[at]!);
    if (failed?.[at] === 1) failures[place]! += 1;
  }
  const sorted = inStretch.map((own) => Float64Array.from(own).sort());
  const quantile = (share: number) =>
    sorted.map((own) => (own.length === 0 ? null : rounded(quantileOfAscending(own, share))));
  return {
    ...{ key, metric, unit },
    from: discarded,
    width: width / 1000,
    count: sorted.map((own) => own.length),
    failed: tells ? failures : null,
    median: quantile(0.5),
    p99: quantile(0.99),
  };
}
