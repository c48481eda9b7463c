import type { IntervalRow } from '../../src-charts';

export interface Metric extends IntervalRow {
  unit: string;
  ours: string;
  theirs: string;
  says: string;
  p: string;
}

const band = { low: -7, high: 7 };

export const metrics: Metric[] = [
  {
    key: 'p50',
    label: 'Latency p50',
    unit: 'ms, lower is better',
    ours: '41.2',
    theirs: '58.7',
    point: -29.8,
    low: -33.1,
    high: -26.2,
    verdict: 'better',
    says: '30 % faster at the median',
    p: '0.0008',
    band,
  },
  {
    key: 'p99',
    label: 'Latency p99',
    unit: 'ms, lower is better',
    ours: '188',
    theirs: '301',
    point: -37.5,
    low: -49,
    high: -21.9,
    verdict: 'better',
    says: 'Tail is between 22 and 49 % shorter',
    p: '0.0024',
    band,
  },
  {
    key: 'rate',
    label: 'Throughput at 200 users',
    unit: 'req/s, higher is better',
    ours: '1,940',
    theirs: '1,902',
    point: 2,
    low: -1.6,
    high: 5.4,
    verdict: 'equivalent',
    says: 'Within the ±7 % that matters',
    p: '0.003 †',
    band,
    note: 'equivalent',
  },
  {
    key: 'errors',
    label: 'Errors',
    unit: 'per 10,000 requests',
    ours: '0.6',
    theirs: '0.9',
    point: -33,
    low: -60,
    high: 18,
    verdict: 'no-clear-difference',
    says: 'Runs differ too much in errors to tell apart',
    p: '0.41',
    band,
    note: 'not told apart',
  },
  {
    key: 'cold',
    label: 'Cold start',
    unit: 's, lower is better',
    ours: '2.1',
    theirs: '2.0',
    point: 5,
    low: -20,
    high: 38,
    verdict: 'not-enough-runs',
    says: 'Needs 5 more runs a side',
    p: '–',
    band,
    note: 'too few runs',
  },
];

/** Quantiles of a log-logistic distribution around a median. */
export function distribution(median: number, spread: number): { x: number; share: number }[] {
  return Array.from({ length: 61 }, (_, index) => {
    const share = index / 60;
    return { x: median * Math.exp(spread * (Math.log((share + 0.004) / (1 - share + 0.004)) / 1.7)), share };
  });
}

const names = [
  'Halden Energy',
  'Brackwater Ports',
  'Ostrava Tramways',
  'Kestrel Mutual',
  'Lindqvist Paper',
  'Sable Marine',
  'Tamsin Foods',
  'Orla Health',
];
const stages = ['Qualified', 'Bakeoff', 'Pricing', 'Sign-off', 'Sent', 'Won'] as const;
const owners = ['Ines Okafor', 'Jonas Weir', 'Priya Nair'];

export interface Deal {
  id: string;
  account: string;
  stage: (typeof stages)[number];
  owner: string;
  amount: string;
  marginBasisPoints: number;
  closes: string;
  spent: number;
}

/** Ten thousand deals, the same each time. */
export const deals: Deal[] = Array.from({ length: 10_000 }, (_, index) => ({
  id: `D-A7-${String(index + 1).padStart(4, '0')}`,
  account: `${names[index % names.length]} ${Math.floor(index / names.length) + 1}`,
  stage: stages[(index * 7) % stages.length]!,
  owner: owners[index % owners.length]!,
  amount: `${(((index * 7919) % 480_000) + 12_000).toString()}.${String((index * 37) % 100).padStart(2, '0')}`,
  marginBasisPoints: 3000 + ((index * 131) % 5000),
  closes: new Date(Date.UTC(2026, 10, 1) + ((index * 13) % 400) * 86_400_000).toISOString().slice(0, 10),
  spent: ((index * 977) % 30) * 3_600_000,
}));

export const dealStages = stages;
