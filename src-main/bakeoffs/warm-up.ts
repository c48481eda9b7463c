import type { Samples } from './importers/interface';
import type { HarnessRun, RunSeries } from './inspect';

/**
 * A run without what was measured in its first seconds, counted from the earliest time in its files. A series whose samples have no
 * times, or that has only figures of the whole run, cannot be cut: it keeps its name and says why it has no figure. `done` says that
 * the reader left the seconds out of series that are known by counts.
 */
export function withoutWarmUp(run: HarnessRun, seconds: number, done = false): HarnessRun {
  const start = earliestOf(run);
  const end = start === null ? null : start + seconds * 1000;
  return { ...run, discardedSeconds: seconds, series: run.series.map((series) => cut(series, seconds, end, done)) };
}

/** When a run began, of one whose warm-up is still in it. Of series that are known by counts the stretches tell it. */
export function startOf(run: Pick<HarnessRun, 'series'>, discarded = 0): Pick<HarnessRun, 'startedMs'> {
  const lines = run.series.flatMap(({ timeline }) => timeline?.start ?? []);
  const counted = lines.length > 0 ? Math.min(...lines) - discarded * 1000 : null;
  const started = earliestOf(run) ?? counted;
  return started === null ? {} : { startedMs: started };
}

/** The earliest time of any sample; null where no series has times. */
function earliestOf({ series }: Pick<HarnessRun, 'series'>): number | null {
  let earliest = Number.POSITIVE_INFINITY;
  for (const { samples } of series) {
    for (const time of samples?.times ?? []) if (time < earliest) earliest = time;
  }
  return Number.isFinite(earliest) ? earliest : null;
}

function cut(series: RunSeries, seconds: number, end: number | null, done: boolean): RunSeries {
  const { samples, counts } = series;
  if (counts) return done ? series : withheld(series, `the first ${seconds} s cannot be told apart in this file`);
  if (!samples)
    return withheld(series, `the first ${seconds} s cannot be left out: the file has only figures of the whole run`);
  const { times } = samples;
  if (!times || end === null) {
    return withheld(series, `the first ${seconds} s cannot be left out: the file gives no time of each sample`);
  }
  if (times.some(Number.isNaN)) {
    return withheld(series, `the first ${seconds} s cannot be left out: samples of this series have no time`);
  }
  const kept = places(times, end);
  if (kept.length === 0)
    return withheld(series, `nothing was measured after the first ${seconds} s, which are left out`);
  const left = pick(samples, kept);
  const { printed: _printed, rate: _rate, value: _value, errors, attempts: _attempts, ...rest } = series;
  // Failures that are no samples have no time; only where there are none at all is their number known.
  const failures = left.failed
    ? { errors: left.failed.reduce((sum, one) => sum + one, 0) }
    : errors === 0
      ? { errors }
      : {};
  return { ...rest, ...failures, samples: left };
}

function withheld(series: RunSeries, why: string): RunSeries {
  const { key, metric, unit, better, source, details } = series;
  return { key, metric, unit, better, source, ...(details && { details }), withheld: why };
}

function places(times: Float64Array, from: number): number[] {
  const kept: number[] = [];
  for (let at = 0; at < times.length; at += 1) if (times[at]! >= from) kept.push(at);
  return kept;
}

function pick({ values, times, failed, items }: Samples, kept: readonly number[]): Samples {
  return {
    values: Float64Array.from(kept, (at) => values[at]!),
    ...(times && { times: Float64Array.from(kept, (at) => times[at]!) }),
    ...(failed && { failed: Uint8Array.from(kept, (at) => failed[at]!) }),
    ...(items && { items: kept.map((at) => items[at]!) }),
  };
}
