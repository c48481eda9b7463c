import type { Better, MetricDeclaration, PrintedFigures } from '../interface';

export const metrics: readonly MetricDeclaration[] = [
  { name: 'thrpt', unit: 'as in the file, such as ops/s', better: 'higher', about: 'Operations per time.' },
  { name: 'avgt', unit: 'as in the file, such as us/op', better: 'lower', about: 'Average time of one operation.' },
  {
    name: 'sample',
    unit: 'as in the file, such as us/op',
    better: 'lower',
    about: 'Time of single operations that were sampled.',
  },
  {
    name: 'ss',
    unit: 'as in the file, such as s/op',
    better: 'lower',
    about: 'Time of one invocation without warm-up.',
  },
  { name: '*', unit: 'as in the file', better: 'n/a', about: 'Figures of profilers and auxiliary counters.' },
];

/** The four ways to measure, by the short names of the result formats. */
export const modes = ['thrpt', 'avgt', 'sample', 'ss'] as const;

/** Throughput is better when higher, the three kinds of time when lower, whatever the unit says. */
export function betterOfMode(mode: string): Better {
  if (mode === 'thrpt') return 'higher';
  return mode === 'avgt' || mode === 'sample' || mode === 'ss' ? 'lower' : 'n/a';
}

/** The direction of a secondary figure: of groups and counters by the unit, of the collector's work by its name. */
export function betterOfSecondary(name: string, unit: string): Better {
  if (/^ops\//.test(unit)) return 'higher';
  if (/\/op$/.test(unit)) return 'lower';
  return /^gc\.(count|time|churn)/.test(name) ? 'lower' : 'n/a';
}

/** `name{size=10,type=a}`: one benchmark with each of its parameters is a workload of its own. */
export function workloadOf(benchmark: string, parameters: readonly (readonly [string, string])[]): string {
  if (parameters.length === 0) return benchmark;
  return `${benchmark}{${parameters.map(([name, value]) => `${name}=${value}`).join(',')}}`;
}

/** The name of a secondary figure without the dot that older versions put before it. */
export const secondaryName = (name: string): string => name.replace(/^\u00b7/, '');

/** `p0.50` to `p50` where a secondary figure is a percentile of the primary one; undefined for others. */
export function percentileOf(name: string): string | undefined {
  const share = /(?:^|[:\u00b7])p([01]\.\d+)$/.exec(name)?.[1];
  return share === undefined ? undefined : `p${Number((Number(share) * 100).toPrecision(12))}`;
}

/** Figures with one more percentile; the ends of the scale are the extremes, the middle is the median too. */
export function withPercentile(figures: PrintedFigures, name: string, value: number): PrintedFigures {
  if (name === 'p0') return { ...figures, min: value };
  if (name === 'p100') return { ...figures, max: value };
  const percentiles = { ...figures.percentiles, [name]: value };
  return { ...figures, ...(name === 'p50' && { median: value }), percentiles };
}

const decimals = /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** A number as Java prints it, with the point or comma of the machine's language; undefined for NaN and for anything else. */
export function javaNumber(text: string): number | undefined {
  const pointed = /^-?\d+,\d+$/.test(text) ? text.replace(',', '.') : text;
  const value = decimals.test(pointed) ? Number(pointed) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
