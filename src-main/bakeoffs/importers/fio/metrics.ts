import type { MetricDeclaration } from '../interface';

const about = {
  completion_latency: 'Time from submitting an I/O to its completion (clat).',
  submission_latency: 'Time that submitting an I/O took (slat).',
  total_latency: 'Time from the creation of an I/O to its completion (lat).',
};

/** The latencies that fio measures, by the name they have in its output. */
export const latencies = { clat: 'completion_latency', slat: 'submission_latency', lat: 'total_latency' } as const;

export const metrics: readonly MetricDeclaration[] = [
  ...Object.values(latencies).map(
    (name): MetricDeclaration => ({ name, unit: 'ns', better: 'lower', about: about[name] }),
  ),
  { name: 'iops', unit: 'IO/s', better: 'higher', about: 'I/O operations per second over the run of the job.' },
  { name: 'bandwidth', unit: 'B/s', better: 'higher', about: 'Bytes per second over the run of the job.' },
];
