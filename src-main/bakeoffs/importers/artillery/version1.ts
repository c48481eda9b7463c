import type { HarnessFile, Json, ParseContext, ParsedRun, ParsedSeries, Samples } from '../interface';
import { asNumber, asObject } from '../reading/json';
import { counterSeries, figuresOf, rateSeries, valueSeries } from './measures';

/** What version 1 names its own series of values. */
const valueNames = ['latency', 'scenarioDuration'] as const;

/** The series of a report of version 1: latency, sessions, values and counters of the script. */
export function seriesOfVersion1(
  aggregate: Record<string, unknown>,
  samples: Samples | undefined,
  damaged: (name: string) => Error,
): ParsedSeries[] {
  const completed = asNumber(aggregate.requestsCompleted);
  const errors = failuresOf(aggregate);
  const values = (name: string, summary: unknown): ParsedSeries => {
    const printed = figuresOf(summary);
    if (printed === null) throw damaged(name);
    return valueSeries(name, printed);
  };
  const series = valueNames.flatMap((name) => (asObject(aggregate[name]) ? [values(name, aggregate[name])] : []));
  const latency = series.find(({ key }) => key === 'latency');
  if (latency) {
    if (completed !== undefined) latency.printed = { n: completed, ...latency.printed };
    if (samples) Object.assign(latency, { source: 'samples', samples });
    latency.errors = errors;
  }
  for (const [name, summary] of Object.entries(asObject(aggregate.customStats) ?? {}))
    series.push(values(name, summary));
  for (const [name, value] of Object.entries(asObject(aggregate.counters) ?? {})) {
    const number = asNumber(value);
    if (number === undefined) throw damaged(name);
    series.push(counterSeries(name, number));
  }
  const rate = asNumber(asObject(aggregate.rps)?.mean);
  return rate === undefined ? series : [...series, rateSeries('rps', rate)];
}

const sumOf = (value: unknown, counts: (name: string) => boolean): number =>
  Object.entries(asObject(value) ?? {}).reduce(
    (sum, [name, one]) => sum + (counts(name) ? (asNumber(one) ?? 0) : 0),
    0,
  );

function failuresOf(aggregate: Record<string, unknown>): number {
  return sumOf(aggregate.codes, (code) => Number(code) >= 400) + sumOf(aggregate.errors, () => true);
}

/** The totals of a report of version 1, under the names of version 2. */
export function totalsOfVersion1(aggregate: Record<string, unknown>): { [name: string]: Json } {
  const number = (name: string, as: string): { [name: string]: Json } => {
    const value = asNumber(aggregate[name]);
    return value === undefined ? {} : { [as]: value };
  };
  const codes = Object.entries(asObject(aggregate.codes) ?? {}).flatMap(([code, value]): [string, number][] => {
    const count = asNumber(value);
    return count === undefined ? [] : [[code, count]];
  });
  return {
    ...number('requestsCompleted', 'count'),
    errors: failuresOf(aggregate),
    ...(codes.length > 0 && { codes: Object.fromEntries(codes) }),
    ...number('scenariosCreated', 'vusersCreated'),
    ...number('scenariosCompleted', 'vusersCompleted'),
  };
}

/**
 * The single answers that some releases of version 1 list for each ten seconds: nanoseconds, or time, id, nanoseconds and status.
 * Undefined where they are not there or not as many as the report counts.
 */
export function samplesOfVersion1(intermediate: unknown, completed: number | undefined): Samples | undefined {
  if (!Array.isArray(intermediate) || completed === undefined || completed === 0) return undefined;
  const values: number[] = [];
  const times: number[] = [];
  const failed: number[] = [];
  for (const period of intermediate) {
    const latencies = asObject(period)?.latencies;
    if (!Array.isArray(latencies)) return undefined;
    for (const entry of latencies) {
      const listed = Array.isArray(entry);
      const nanoseconds = asNumber(listed ? entry[2] : entry);
      if (nanoseconds === undefined || nanoseconds < 0) return undefined;
      values.push(nanoseconds / 1e6);
      times.push((listed ? asNumber(entry[0]) : undefined) ?? Number.NaN);
      failed.push(listed && (asNumber(entry[3]) ?? 0) >= 400 ? 1 : 0);
    }
  }
  if (values.length !== completed) return undefined;
  const timed = times.every((time) => !Number.isNaN(time));
  return {
    values: Float64Array.from(values),
    ...(timed && { times: Float64Array.from(times), failed: Uint8Array.from(failed) }),
  };
}

/** A report of version 1 as a run. */
export function runOfVersion1(
  format: string,
  document: Record<string, unknown>,
  aggregate: Record<string, unknown>,
  file: HarnessFile,
  context: ParseContext,
): ParsedRun {
  const damaged = (name: string): Error =>
    context.refusal(file, {
      message: `“${name}” has something that is no figure; the report is damaged.`,
      where: { line: 1 },
    });
  const samples = samplesOfVersion1(document.intermediate, asNumber(aggregate.requestsCompleted));
  const series = seriesOfVersion1(aggregate, samples, damaged);
  const totals = totalsOfVersion1(aggregate);
  return {
    format,
    outcome: totals.count === 0 ? 'ok-no-samples' : 'ok',
    series,
    totals,
    metadata: {
      loadModel: 'open',
      ...(typeof aggregate.timestamp === 'string' && { finishedAt: aggregate.timestamp }),
      ...(Array.isArray(aggregate.phases) && { phases: aggregate.phases as Json[] }),
      ...(Array.isArray(document.intermediate) && { periods: document.intermediate.length }),
    },
  };
}
