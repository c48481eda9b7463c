import { z } from 'zod';
import { currencyCodeSchema } from './cost/price-sheet';
import { costUnit, unitsInWords } from './cost/run-cost';
import { betterSchema, defaultDifferenceBand, scaleSchema } from './verdict-schema';

/** The figures of a run under fault. */
export const faultFigures = ['success', 'throughputKept', 'slowestSecond', 'recovered', 'recoveryTime'] as const;

/**
 * What of a series enters a comparison, one figure a run: a statistic of its measurements, the share that failed, how many were done
 * per second, or the one figure of a series without a distribution.
 */
export const runMeasureSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['mean', 'median', 'min', 'max', 'errorRate', 'throughput', 'value']) }),
  z.object({
    kind: z.literal('percentile'),
    percent: z.number().gt(0).lt(100),
    /** Type 7 of Hyndman and Fan, or the ceil(p·n)-th smallest value; tools differ, so it is named. */
    definition: z.enum(['linear7', 'nearestRank']),
  }),
  /** Money for so many good units of work, at the prices of the contender. */
  z.object({
    kind: z.literal('cost'),
    /** How a run tells its work: by what succeeded over its length, by a figure a second, or by how long one job takes. */
    basis: z.enum(['throughput', 'rate', 'duration']),
    /** What a unit of work is called, as more than one: `requests`. */
    work: z.string().regex(/^[a-z][a-z -]{0,14}$/, 'must be a short word in small letters, such as requests'),
    /** For how many units the cost is given. */
    per: z.int().min(1).max(1_000_000_000),
    currency: currencyCodeSchema,
    /** Slower answers than this, in the unit of the series, are no good work. */
    within: z.number().positive().optional(),
  }),
  /** How a run fared while a fault was injected, and after it. */
  z.object({
    kind: z.literal('underFault'),
    figure: z.enum(faultFigures),
    /** Only faults of this kind; all of a run where absent. */
    fault: z.string().min(1).max(120).optional(),
    /** Back is what is at most so much slower than before the fault, as a share … */
    latencyBand: z.number().positive().max(10).default(0.1),
    /** … and fails at most so much more, as a share of all, … */
    errorBand: z.number().nonnegative().max(1).default(0.001),
    /** … for so many seconds without a break. */
    holdSeconds: z.number().positive().max(3600).default(30),
  }),
]);
export type RunMeasureChoice = z.infer<typeof runMeasureSchema>;

const longestLabel = 200;

const line = z
  .string()
  .trim()
  .min(1)
  .max(longestLabel)
  .regex(/^[^\r\n]*$/, 'must be one line');

/** One row of a bakeoff, agreed on before the runs: what is measured, in which unit, and what is too small to matter. */
export const metricSchema = z.object({
  /** Names the row within the bakeoff. */
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,79}$/, 'must be lower-case letters, digits, points and dashes'),
  label: line,
  /** The workload as the harness names it: a sampler's label, a request's name, a command. */
  series: z.string().min(1).max(2000),
  /** What the harness measured: `elapsed`, `http_req_duration`, `wall_time`. */
  metric: z.string().min(1).max(200),
  measure: runMeasureSchema,
  unit: z.string().min(1).max(40),
  better: betterSchema,
  /** Asked for: rows with a value of 0 or below work on differences in any case. */
  scale: scaleSchema.optional(),
  /** A share for ratios, the unit itself for differences; the bakeoff's band where absent. */
  band: z.number().nonnegative().optional(),
});
export type Metric = z.infer<typeof metricSchema>;

/** The rows of a bakeoff: each once. Forty is far more than Holm's correction can bear with any usual number of runs. */
export const metricsSchema = z
  .array(metricSchema)
  .min(1, 'needs at least one row')
  .max(40, 'has more rows than runs can bear')
  .superRefine((metrics, context) => {
    const seen = new Set<string>();
    metrics.forEach((metric, index) => {
      for (const name of [`id ${metric.id}`, `${metric.series}\n${metric.metric}\n${measureName(metric.measure)}`]) {
        if (seen.has(name))
          context.addIssue({ code: 'custom', path: [index], message: `${metric.label} stands twice` });
        seen.add(name);
      }
    });
  });

const faultNames = {
  success: 'success under fault',
  throughputKept: 'throughput kept under fault',
  slowestSecond: 'slowest second under fault, p99',
  recovered: 'recovered after fault',
  recoveryTime: 'recovery time after fault',
} as const;

/** A measure in words: `median`, `p95`, `error rate`. */
export function measureName(measure: RunMeasureChoice): string {
  switch (measure.kind) {
    case 'percentile':
      return `p${measure.percent}${measure.definition === 'nearestRank' ? ', nearest rank' : ''}`;
    case 'errorRate':
      return 'error rate';
    case 'value':
      return 'figure';
    case 'cost':
      return `cost per ${unitsInWords(measure)}${measure.within === undefined ? '' : `, answered within ${measure.within}`}`;
    case 'underFault':
      return `${faultNames[measure.figure]}${measure.fault === undefined ? '' : ` “${measure.fault}”`}`;
    case 'min':
      return 'minimum';
    case 'max':
      return 'maximum';
    default:
      return measure.kind;
  }
}

/**
 * Rows whose labels tell them apart. Those that share one say after it what they differ in: what was measured, the figure, the workload.
 * A label that stands once stays as it was given.
 */
export function distinctLabels<Row extends Pick<Metric, 'label' | 'series' | 'metric' | 'measure'>>(
  metrics: readonly Row[],
): Row[] {
  const sharing = new Map<string, Row[]>();
  for (const row of metrics) sharing.set(row.label, [...(sharing.get(row.label) ?? []), row]);
  return metrics.map((row) => {
    const alike = sharing.get(row.label) ?? [];
    const differ = (of: (one: Row) => string) => new Set(alike.map(of)).size > 1;
    const said = [
      differ(({ metric }) => metric) ? ` of ${row.metric}` : '',
      differ(({ measure }) => measureName(measure)) ? `, ${measureName(row.measure)}` : '',
      differ(({ series }) => series) ? `, ${row.series}` : '',
    ].join('');
    if (said === '') return row;
    const room = Math.max(0, longestLabel - said.length);
    return { ...row, label: `${row.label.slice(0, room)}${said}`.slice(0, longestLabel) };
  });
}

/** An id for a row from its workload and measure, apart from those that are taken. */
export function metricId(series: string, measure: RunMeasureChoice, taken: readonly string[] = []): string {
  const words = `${series} ${measureName(measure)}`
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 70);
  const base = words || 'row';
  let id = base;
  for (let number = 2; taken.includes(id); number += 1) id = `${base}-${number}`;
  return id;
}

/** Unit and direction that a measure gives its row, whatever the series is; null where the series decides. */
export function measureUnit(measure: RunMeasureChoice): { unit: string; better: 'lower' | 'higher' } | null {
  if (measure.kind === 'errorRate') return { unit: 'ratio', better: 'lower' };
  if (measure.kind === 'throughput') return { unit: '1/s', better: 'higher' };
  if (measure.kind === 'cost') return { unit: costUnit(measure), better: 'lower' };
  if (measure.kind === 'underFault') {
    if (measure.figure === 'recoveryTime') return { unit: 's', better: 'lower' };
    // The slowest second has the unit of its series.
    return measure.figure === 'slowestSecond' ? null : { unit: 'ratio', better: 'higher' };
  }
  return null;
}

export const templateNames = ['api-latency', 'database', 'llm-serving', 'batch', 'robustness', 'custom'] as const;
export type TemplateName = (typeof templateNames)[number];

/** A row with its id, label and, for shares, the scale and band that suit them. */
export function newMetric(
  row: Pick<Metric, 'series' | 'metric' | 'unit' | 'better' | 'measure'>,
  taken: readonly string[],
): Metric {
  const own = measureUnit(row.measure);
  return {
    id: metricId(row.series, row.measure, taken),
    label: `${row.series}, ${measureName(row.measure)}`.slice(0, longestLabel),
    ...row,
    ...own,
    ...(row.measure.kind === 'errorRate' && { scale: 'difference', band: defaultDifferenceBand }),
    ...(row.measure.kind === 'underFault' && faultScale(row.measure.figure)),
  };
}

/** Shares are compared by their differences, and a recovery may take no time at all; the slowest second by its ratio. */
function faultScale(figure: (typeof faultFigures)[number]): Pick<Metric, 'scale' | 'band'> {
  switch (figure) {
    case 'slowestSecond':
      return {};
    // In seconds: no shorter than the stretches in which a run is watched.
    case 'recoveryTime':
      return { scale: 'difference', band: 1 };
    case 'throughputKept':
      return { scale: 'difference', band: 0.05 };
    default:
      return { scale: 'difference', band: defaultDifferenceBand };
  }
}
