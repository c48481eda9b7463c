import type { Json, MetricDeclaration, ParsedSeries, PrintedFigures } from '../interface';
import { asNumber, asObject } from '../reading/json';

export const metrics: readonly MetricDeclaration[] = [
  {
    name: 'time_per_iteration',
    unit: 'ns',
    better: 'lower',
    about: 'Time of one iteration: of each sample, its time by its iterations.',
  },
  {
    name: 'throughput',
    unit: 'B/s or elem/s',
    better: 'higher',
    about: 'Bytes or elements per second, where the text says them.',
  },
];

/** The name of the metric, by unit: a measurement of the author's own is no time. */
export const metricOf = (unit: string): string =>
  ['ps', 'ns', 'us', 'µs', 'ms', 's'].includes(unit) ? 'time_per_iteration' : 'measurement_per_iteration';

/** Names of the estimates; before 0.3.4 they were written as the names of Rust's variants. */
const estimateNames = {
  mean: ['mean', 'Mean'],
  median: ['median', 'Median'],
  slope: ['slope', 'Slope'],
  std_dev: ['std_dev', 'StdDev'],
  median_abs_dev: ['median_abs_dev', 'MedianAbsDev'],
} as const;

/** Criterion's estimates with their intervals; `slope` is null for flat sampling. */
export function estimatesOf(
  value: unknown,
): { printed: PrintedFigures; reported: { [name: string]: Json } } | undefined {
  const document = asObject(value);
  if (!document) return undefined;
  const reported: { [name: string]: Json } = {};
  for (const [name, spellings] of Object.entries(estimateNames)) {
    const estimate = asObject(spellings.map((one) => document[one]).find((one) => one !== undefined && one !== null));
    const point = asNumber(estimate?.point_estimate);
    if (point === undefined) continue;
    const interval = asObject(estimate?.confidence_interval) ?? {};
    const [lower, upper, level] = [interval.lower_bound, interval.upper_bound, interval.confidence_level].map(asNumber);
    reported[name] = { point, lower: lower ?? null, upper: upper ?? null, level: level ?? null };
  }
  const point = (name: string): number | undefined => asNumber(asObject(reported[name])?.point);
  const [mean, median, stddev] = [point('mean'), point('median'), point('std_dev')];
  if (mean === undefined && median === undefined) return undefined;
  return {
    printed: {
      ...(mean !== undefined && { mean }),
      ...(median !== undefined && { median }),
      ...(stddev !== undefined && { stddev }),
    },
    reported,
  };
}

/** Time by iterations of each sample; the reason where the lists do not fit. Up to 0.3.2 they stand without names. */
export function samplesOf(value: unknown): Float64Array | { wrong: string } {
  const document = asObject(value);
  const [iterations, times] = Array.isArray(value) ? (value as unknown[]) : [document?.iters, document?.times];
  if (!Array.isArray(iterations) || !Array.isArray(times)) return { wrong: 'it has no lists of iterations and times' };
  return perIteration(times, iterations);
}

/** Each of `times` by its number of iterations; the reason where they are no measurements. */
export function perIteration(times: unknown[], iterations: unknown[]): Float64Array | { wrong: string } {
  if (iterations.length !== times.length) {
    return { wrong: `it has ${times.length} times for ${iterations.length} numbers of iterations` };
  }
  const values = new Float64Array(times.length);
  for (let at = 0; at < times.length; at += 1) {
    const [time, count] = [asNumber(times[at]), asNumber(iterations[at])];
    if (time === undefined || count === undefined || time < 0 || count <= 0) {
      return {
        wrong: `sample ${at + 1} is ${JSON.stringify(times[at])} for ${JSON.stringify(iterations[at])} iterations`,
      };
    }
    values[at] = time / count;
  }
  return values;
}

/** The series of one benchmark from whatever of its figures there is. */
export function seriesOf(
  key: string,
  unit: string,
  values: Float64Array | undefined,
  estimates: ReturnType<typeof estimatesOf>,
  more: { [name: string]: Json },
): ParsedSeries | undefined {
  const details = { ...(estimates && { reported: estimates.reported }), ...more };
  const named = { key, metric: metricOf(unit), unit, better: 'lower' } as const;
  if (values && values.length > 0) return { ...named, source: 'samples', samples: { values }, details };
  return estimates && { ...named, source: 'summary-only', printed: estimates.printed, details };
}

/** Gives benchmarks of one name different keys. */
export function tellApart(series: ParsedSeries[]): void {
  const seen = new Map<string, number>();
  for (const one of series) {
    const id = `${one.metric}\n${one.key}`;
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    if (before > 0) one.key = `${one.key} #${before + 1}`;
  }
}
