import type { MetricDeclaration } from '../interface';

export const metrics: readonly MetricDeclaration[] = [
  { name: 'latency', unit: 'us', better: 'lower', about: 'Time of one operation of a kind.' },
  {
    name: 'throughput',
    unit: 'operations/s',
    better: 'higher',
    about: 'Operations per second over the whole run, of all kinds together.',
  },
];
