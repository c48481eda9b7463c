import type { Json, MetricDeclaration, ParsedSeries, PrintedFigures } from '../interface';
import { present } from '../reading/quantities';

export const metrics: readonly MetricDeclaration[] = [
  { name: 'latency', unit: 'ms', better: 'lower', about: 'One request, from sending it to the end of its answer.' },
  {
    name: 'throughput',
    unit: 'requests/s',
    better: 'higher',
    about: 'Successful requests by the time of the attack and the wait for the last answer.',
  },
  {
    name: 'success',
    unit: 'ratio',
    better: 'higher',
    about: 'Share of the requests that were answered with a status of 200 to 399.',
  },
];

/** One report of Vegeta, whatever it was printed as. Times in milliseconds, durations in seconds. */
export interface Report {
  latency: PrintedFigures;
  requests: number | undefined;
  /** Requests a second that were sent, which in Vegeta's open load model is what was offered. */
  rate: number | undefined;
  throughput: number | undefined;
  success: number | undefined;
  statusCodes: Record<string, number>;
  attackSeconds: number | undefined;
  waitSeconds: number | undefined;
  totals: { [name: string]: Json };
}

/** Vegeta counts a status of 200 to 399 as success, everything else (0: no answer) as failure. */
export const isSuccess = (code: number): boolean => code >= 200 && code < 400;

/** How many requests failed: by the status codes where they are complete, else by the share of successes. */
export function failuresOf({ requests, statusCodes, success }: Report): number | undefined {
  const codes = Object.entries(statusCodes);
  const counted = codes.reduce((sum, [, count]) => sum + count, 0);
  if (codes.length > 0 && counted === requests) {
    return codes.reduce((sum, [code, count]) => sum + (isSuccess(Number(code)) ? 0 : count), 0);
  }
  if (requests === undefined || success === undefined) return undefined;
  const failed = requests * (1 - success);
  // A share printed with two decimals does not tell the number of failures in a long attack.
  return Math.abs(failed - Math.round(failed)) < 1e-6 ? Math.round(failed) : undefined;
}

/** The series of a report under `key`. */
export function seriesOf(report: Report, key: string): ParsedSeries[] {
  const { latency, requests, throughput, success } = report;
  const single = { key, source: 'summary-only' } as const;
  return [
    {
      key,
      metric: 'latency',
      unit: 'ms',
      better: 'lower',
      source: 'histogram',
      printed: { ...present({ n: requests }), ...latency },
      ...present({ errors: failuresOf(report) }),
      details: { load: 'open-loop' },
    },
    ...(throughput === undefined
      ? []
      : [{ ...single, metric: 'throughput', unit: 'requests/s', better: 'higher', value: throughput } as const]),
    ...(success === undefined
      ? []
      : [{ ...single, metric: 'success', unit: 'ratio', better: 'higher', value: success } as const]),
  ];
}

/** The totals of a single report. The whole time is that of the attack and of the wait for the last answer. */
export function totalsOf(report: Report): { [name: string]: Json } {
  const { requests, rate, throughput, attackSeconds, waitSeconds } = report;
  return {
    ...(present({
      count: requests,
      errors: failuresOf(report),
      durationSeconds:
        attackSeconds === undefined || waitSeconds === undefined ? undefined : attackSeconds + waitSeconds,
      attackSeconds,
      waitSeconds,
      rate,
      throughput,
      throughputUnit: throughput === undefined ? undefined : 'requests/s',
    }) as { [name: string]: Json }),
    ...report.totals,
  };
}
