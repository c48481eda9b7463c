import type { MetricDeclaration } from '../interface';

/** What the summary tells. */
export const summaryMetrics: readonly MetricDeclaration[] = [
  { name: 'latency', unit: 'ms', better: 'lower', about: 'Time of one transaction, as average and deviation.' },
  {
    name: 'throughput',
    unit: 'transactions/s',
    better: 'higher',
    about: 'Transactions per second, without the time that connecting took (with it under -C).',
  },
  {
    name: 'statement_latency',
    unit: 'ms',
    better: 'lower',
    about: 'Average time of one statement of the script (-r).',
  },
];

/** What the logs tell. */
export const logMetrics: readonly MetricDeclaration[] = [
  { name: 'latency', unit: 'us', better: 'lower', about: 'Time of one transaction that succeeded.' },
  {
    name: 'schedule_lag',
    unit: 'us',
    better: 'lower',
    about: 'How long after its scheduled start (--rate) a transaction began.',
  },
  { name: 'retries', unit: '1', better: 'lower', about: 'How often a transaction was tried again (--max-tries).' },
];

/** What the progress lines tell. Each figure is that of an interval, not of a transaction. */
export const progressMetrics: readonly MetricDeclaration[] = [
  {
    name: 'interval_throughput',
    unit: 'transactions/s',
    better: 'higher',
    about: 'Transactions per second in each interval of the progress report.',
  },
  {
    name: 'interval_latency',
    unit: 'ms',
    better: 'lower',
    about: 'Average time of a transaction in each interval of the progress report.',
  },
];
