import type { MetricDeclaration, ParsedSeries } from '../interface';
import { present } from '../reading/quantities';

export const metrics: readonly MetricDeclaration[] = [
  { name: 'throughput', unit: 'requests/s', better: 'higher', about: 'Requests per second of one command.' },
  {
    name: 'latency',
    unit: 'ms',
    better: 'lower',
    about: 'Time from a request (or a pipeline of requests) to its answer; of a histogram.',
  },
];

/** The latency figures of one command in milliseconds, by the names that the tool gives them. */
export type LatencySummary = Partial<Record<'avg' | 'min' | 'p50' | 'p95' | 'p99' | 'max', number>>;

/** One command's result. */
export interface CommandResult {
  title: string;
  rate: number;
  latency: LatencySummary | undefined;
  /** Further percentiles in milliseconds that the text has. */
  percentiles?: Record<string, number>;
  requests?: number | undefined;
  details?: ParsedSeries['details'];
}

/** Two series for each result: the rate, and the latency where the file has it. */
export function seriesOfResult(result: CommandResult, key: string): ParsedSeries[] {
  const { rate, latency, requests, details } = result;
  const rates: ParsedSeries = {
    key,
    metric: 'throughput',
    unit: 'requests/s',
    better: 'higher',
    source: 'summary-only',
    value: rate,
    details: { ...(latency && { latencyMs: { ...latency } }), ...details },
  };
  if (!latency) return [rates];
  const { avg, min, max, p50, p95, p99 } = latency;
  const printed = {
    ...present({ n: requests, mean: avg, min, max }),
    percentiles: {
      ...result.percentiles,
      ...present({ p50, p95, p99 }),
    },
  };
  return [rates, { key, metric: 'latency', unit: 'ms', better: 'lower', source: 'summary-only', printed }];
}
