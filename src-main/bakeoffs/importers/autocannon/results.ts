import type { Json, MetricDeclaration, ParsedRun, ParsedSeries, PrintedFigures } from '../interface';
import { asNumber, asObject } from '../reading/json';
import { percentileName, present } from '../reading/quantities';
import { numberApart } from '../reading/several-results';

export const metrics: readonly MetricDeclaration[] = [
  { name: 'latency', unit: 'ms', better: 'lower', about: 'One request, from sending it to the end of its answer.' },
  {
    name: 'throughput',
    unit: 'requests/s',
    better: 'higher',
    about: 'Answers a second, counted once a second; the figure is their mean.',
  },
  {
    name: 'transfer',
    unit: 'B/s',
    better: 'higher',
    about: 'Bytes read a second, counted once a second; the figure is their mean.',
  },
];

/** One run of autocannon, whatever it was printed as. Times in milliseconds. */
export interface CannonRun {
  /** What tells this run from others in the file: its title, else its address. */
  name: string | undefined;
  latency: PrintedFigures;
  requests: PrintedFigures;
  bytes: PrintedFigures;
  /** Answers that were measured. */
  count: number | undefined;
  /** Everything that failed: connections, time-outs, answers other than 2xx, bodies that differ. */
  errors: number | undefined;
  totals: { [name: string]: Json };
  metadata: { [name: string]: Json };
}

/** The percentile of a name such as `p97_5`, `p0_001`, or `p999` in old versions (99.9); undefined for other names. */
function percentOf(name: string): number | undefined {
  const parts = /^p(\d{1,3})(?:_(\d{1,6}))?$/.exec(name);
  if (parts) {
    const percent = Number(parts[2] === undefined ? parts[1] : `${parts[1]}.${parts[2]}`);
    if (percent <= 100) return percent;
  }
  const nines = /^p99(9{1,6})$/.exec(name)?.[1];
  return nines === undefined ? undefined : Number(`99.${nines}`);
}

/** The figures of one histogram in the JSON. */
export function figuresOf(histogram: unknown): PrintedFigures {
  const object = asObject(histogram) ?? {};
  const percentiles: Record<string, number> = {};
  for (const [name, value] of Object.entries(object)) {
    const percent = percentOf(name);
    const figure = asNumber(value);
    if (percent !== undefined && figure !== undefined) percentiles[percentileName(percent)] = figure;
  }
  return {
    ...present({
      mean: asNumber(object.mean) ?? asNumber(object.average),
      stddev: asNumber(object.stddev),
      min: asNumber(object.min),
      max: asNumber(object.max),
    }),
    ...(Object.keys(percentiles).length > 0 && { percentiles }),
  };
}

/** What a file with these runs holds. */
export function runOf(format: string, runs: readonly CannonRun[], more: { [name: string]: Json }): ParsedRun {
  const one = runs.length === 1 ? runs[0] : undefined;
  const series = runs.flatMap((run) => seriesOf(run, one ? 'all' : (run.name ?? 'all')));
  numberApart(series);
  const sum = (values: readonly (number | undefined)[]): number | undefined =>
    values.includes(undefined) ? undefined : values.reduce<number>((total, value) => total + value!, 0);
  return {
    format,
    outcome: runs.every(({ count }) => count === 0) ? 'ok-no-samples' : 'ok',
    series,
    totals: {
      ...present({ count: sum(runs.map(({ count }) => count)), errors: sum(runs.map(({ errors }) => errors)) }),
      ...one?.totals,
    } as { [name: string]: Json },
    metadata: { loadModel: 'closed', ...one?.metadata, ...more },
  };
}

function seriesOf({ latency, requests, bytes, count, errors }: CannonRun, key: string): ParsedSeries[] {
  const rates = { key, better: 'higher', source: 'summary-only' } as const;
  return [
    {
      key,
      metric: 'latency',
      unit: 'ms',
      better: 'lower',
      source: 'histogram',
      printed: { ...present({ n: count }), ...latency },
      ...present({ errors }),
      details: { load: 'closed-loop' },
    },
    ...(requests.mean === undefined
      ? []
      : [{ ...rates, metric: 'throughput', unit: 'requests/s', value: requests.mean, printed: requests }]),
    ...(bytes.mean === undefined
      ? []
      : [{ ...rates, metric: 'transfer', unit: 'B/s', value: bytes.mean, printed: bytes }]),
  ];
}
