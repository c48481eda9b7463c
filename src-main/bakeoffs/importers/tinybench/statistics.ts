import type { Json, MetricDeclaration, ParsedSeries, PrintedFigures } from '../interface';
import { asNumber, asObject } from '../reading/json';

export const metrics: readonly MetricDeclaration[] = [
  { name: 'latency', unit: 'ms, in tables ns', better: 'lower', about: 'Time of one call of the task.' },
  { name: 'throughput', unit: 'ops/s', better: 'higher', about: 'Calls of the task per second.' },
];

/** One benchmarked task, whatever layout it came in. */
export interface Task {
  key: string;
  result: Record<string, unknown> | undefined;
  damaged: (message: string) => Error;
}

const percentileNames: Record<string, string> = {
  p50: 'p50',
  p75: 'p75',
  p99: 'p99',
  p995: 'p99.5',
  p999: 'p99.9',
};

/** The figures of one statistics object: tinybench's names for mean, spread, extremes and percentiles. */
export function printedFigures(statistics: Record<string, unknown>): PrintedFigures {
  const number = (name: string): number | undefined => asNumber(statistics[name]);
  const [n, mean, min, max] = [
    number('samplesCount') ?? number('sampleCount'),
    number('mean'),
    number('min'),
    number('max'),
  ];
  const [median, stddev] = [number('p50') ?? number('median'), number('sd')];
  const percentiles = Object.fromEntries(
    Object.entries(percentileNames).flatMap(([name, ours]): [string, number][] => {
      const value = number(name);
      return value === undefined ? [] : [[ours, value]];
    }),
  );
  return {
    ...(n !== undefined && { n }),
    ...(mean !== undefined && { mean }),
    ...(median !== undefined && { median }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    // Of a single sample tinybench says 0; a spread needs two.
    ...(stddev !== undefined && n !== 1 && { stddev }),
    ...(Object.keys(percentiles).length > 0 && { percentiles }),
  };
}

/** Why a task has no figures: the message of what it threw, or its state; undefined where it has some. */
export function failureOf(result: Record<string, unknown> | undefined): string | undefined {
  if (!result) return undefined;
  const error = result.error;
  if (typeof error === 'string') return error;
  if (error !== undefined && error !== null) {
    const message = asObject(error)?.message;
    return typeof message === 'string' ? message : 'it threw; the file does not say what';
  }
  const { state } = result;
  return state === 'errored' || state === 'aborted' ? String(state) : undefined;
}

/**
 * The series of one task. Up to version 2 the statistics of the latency stand in the result itself, since version 3 below `latency`
 * beside `throughput`; single measurements are there where they were kept.
 */
export function seriesOf({ key, result, damaged }: Task): ParsedSeries[] {
  if (!result || failureOf(result) !== undefined) return [];
  const latency = asObject(result.latency) ?? (asNumber(result.mean) === undefined ? undefined : result);
  if (!latency) return [];
  const [runs, totalTime] = [asNumber(result.runs), asNumber(result.totalTime)];
  const details: { [name: string]: Json } = {
    reported: present(latency, ['mean', 'p50', 'p75', 'p99', 'p995', 'p999', 'rme', 'sd', 'mad', 'samplesCount']),
    ...(runs !== undefined && { runs }),
    ...(totalTime !== undefined && { totalTimeMs: totalTime }),
  };
  const named = { key, metric: 'latency', unit: 'ms', better: 'lower' } as const;
  const values = samplesOf(latency.samples, damaged);
  const printed = printedFigures(latency);
  for (const figure of [printed.mean, printed.min, printed.max]) {
    if (figure !== undefined && figure < 0) throw damaged(`a time is ${figure}`);
  }
  const first: ParsedSeries =
    values && values.length > 0
      ? {
          ...named,
          source: 'samples',
          samples: { values },
          ...(printed.percentiles && { printed: { percentiles: printed.percentiles } }),
          details,
        }
      : { ...named, source: 'summary-only', printed, details };
  const throughput = asObject(result.throughput);
  const rates = throughput ? printedFigures(throughput) : ratesOf(result);
  if (Object.keys(rates).length === 0) return [first];
  return [
    first,
    { key, metric: 'throughput', unit: 'ops/s', better: 'higher', source: 'summary-only', printed: rates },
  ];
}

/** Before version 3 the only rate is `hz`, calls per second. */
function ratesOf(result: Record<string, unknown>): PrintedFigures {
  const hz = asNumber(result.hz);
  return hz === undefined ? {} : { mean: hz };
}

function samplesOf(value: unknown, damaged: (message: string) => Error): Float64Array | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw damaged('its samples are no list');
  return Float64Array.from(value as unknown[], (one, at) => {
    const time = asNumber(one);
    if (time === undefined || time < 0) throw damaged(`sample ${at + 1} is ${JSON.stringify(one)?.slice(0, 40)}`);
    return time;
  });
}

function present(from: Record<string, unknown>, names: readonly string[]): { [name: string]: Json } {
  return Object.fromEntries(
    names.flatMap((name): [string, Json][] => {
      const value = asNumber(from[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Gives tasks of one name different keys. */
export function tellApart(tasks: { key: string }[]): void {
  const seen = new Map<string, number>();
  for (const task of tasks) {
    const before = seen.get(task.key) ?? 0;
    seen.set(task.key, before + 1);
    if (before > 0) task.key = `${task.key} #${before + 1}`;
  }
}

/** The failures of tasks by their names, for the metadata. */
export function failuresOf(tasks: readonly Task[]): { [name: string]: Json } {
  const failures = tasks.flatMap(({ key, result }): [string, string][] => {
    const failure = failureOf(result);
    return failure === undefined ? [] : [[key, failure]];
  });
  return failures.length > 0 ? { benchmarkErrors: Object.fromEntries(failures) } : {};
}
