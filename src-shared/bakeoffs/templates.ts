import { type Conditions, measurementsEvidence } from './agreement';
import type { CostMeasure } from './cost/run-cost';
import { faultFigures, type Metric, newMetric, type RunMeasureChoice, type TemplateName } from './metrics';

/** What a harness of a template measures: the metric whose rows are made for each workload, or rows of its own. */
export interface TemplateHarness {
  tool: string;
  /** The usual metric, which stands in the rows of the template's measures. */
  metric: string;
  unit: string;
  /** Rows for each workload instead of the template's measures of the metric. */
  rows?: readonly TemplateRow[];
  /** The name of its only workload, where it has but one. */
  workload?: string;
}

interface TemplateRow {
  metric: string;
  unit: string;
  better: 'lower' | 'higher';
  measure: RunMeasureChoice;
}

/** A kind of comparison with rows and conditions that have proven useful. */
export interface BakeoffTemplate {
  name: TemplateName;
  label: string;
  about: string;
  /** The first is the usual one. */
  harnesses: readonly TemplateHarness[];
  /** Figures of the harness's metric, for each workload. */
  measures: readonly RunMeasureChoice[];
  errorRateLimit: number | null;
  conditions: Conditions;
}

/** What counts as back after a fault, unless something else is agreed on. */
const defaultBand = { latencyBand: 0.1, errorBand: 0.001, holdSeconds: 30 };

const percentile = (percent: number): RunMeasureChoice => ({ kind: 'percentile', percent, definition: 'linear7' });
const lower = (metric: string, unit: string, measure: RunMeasureChoice): TemplateRow => ({
  metric,
  unit,
  better: 'lower',
  measure,
});
const higher = (metric: string, unit: string): TemplateRow => ({
  metric,
  unit,
  better: 'higher',
  measure: { kind: 'value' },
});

/** Facts of any machine that serves. */
const machine = ['server.model', 'server.cores', 'server.memoryGiB'];
/** What somebody needs to run it again. */
const repeatable = ['command', 'harness.version', 'startedAt'];

export const bakeoffTemplates: readonly BakeoffTemplate[] = [
  {
    name: 'api-latency',
    label: 'API latency and throughput',
    about: 'How soon requests are answered at the middle and at the tail, how many a second, and how many fail.',
    harnesses: [
      { tool: 'JMeter', metric: 'elapsed', unit: 'ms' },
      { tool: 'k6', metric: 'http_req_duration', unit: 'ms' },
      { tool: 'Vegeta', metric: 'latency', unit: 'ms' },
      { tool: 'Gatling', metric: 'response_time', unit: 'ms' },
    ],
    measures: [{ kind: 'median' }, percentile(95), { kind: 'throughput' }, { kind: 'errorRate' }],
    errorRateLimit: 0.01,
    conditions: {
      discardSeconds: 0,
      runsWanted: 7,
      mustBeEqual: ['load.model', ...machine],
      mustBePresent: [...repeatable, measurementsEvidence],
    },
  },
  {
    name: 'database',
    label: 'Database',
    about: 'Transactions a second and how long they take, on the same data and the same number of clients.',
    harnesses: [
      {
        tool: 'pgbench',
        metric: 'throughput',
        unit: 'transactions/s',
        rows: [higher('throughput', 'transactions/s'), lower('latency', 'ms', { kind: 'mean' })],
      },
      {
        tool: 'sysbench',
        metric: 'throughput',
        unit: 'events/s',
        rows: [
          higher('throughput', 'events/s'),
          lower('latency', 'ms', { kind: 'mean' }),
          lower('latency', 'ms', percentile(95)),
        ],
      },
      {
        tool: 'YCSB',
        metric: 'latency',
        unit: 'us',
        rows: [
          lower('latency', 'us', { kind: 'mean' }),
          lower('latency', 'us', percentile(95)),
          lower('latency', 'us', percentile(99)),
        ],
      },
    ],
    measures: [],
    errorRateLimit: 0,
    conditions: {
      discardSeconds: 0,
      runsWanted: 7,
      mustBeEqual: ['dataSet.size', 'load.users', 'server.storage', ...machine],
      mustBePresent: [...repeatable, 'settings', 'warmUpSeconds'],
    },
  },
  {
    name: 'llm-serving',
    label: 'LLM serving',
    about:
      'Time to the first token, time for each further one, and tokens a second, for the same prompts at the same rate.',
    harnesses: [
      {
        tool: 'vLLM',
        metric: 'ttft',
        unit: 'ms',
        workload: 'all',
        rows: [
          lower('ttft', 'ms', { kind: 'median' }),
          lower('ttft', 'ms', percentile(99)),
          lower('tpot', 'ms', { kind: 'median' }),
          lower('itl', 'ms', { kind: 'median' }),
          higher('request_throughput', 'requests/s'),
          higher('output_throughput', 'tokens/s'),
        ],
      },
    ],
    measures: [],
    errorRateLimit: 0.01,
    conditions: {
      discardSeconds: 0,
      runsWanted: 7,
      mustBeEqual: ['dataSet.name', ...machine],
      mustBePresent: [...repeatable, 'settings'],
    },
  },
  {
    name: 'batch',
    label: 'Batch or command line',
    about: 'How long whole jobs take, one job after the other.',
    harnesses: [{ tool: 'hyperfine', metric: 'wall_time', unit: 's' }],
    measures: [{ kind: 'median' }],
    errorRateLimit: 0,
    conditions: {
      discardSeconds: 0,
      runsWanted: 7,
      mustBeEqual: ['dataSet.sha256', 'server.model', 'server.cores'],
      mustBePresent: repeatable,
    },
  },
  {
    name: 'robustness',
    label: 'Robustness under fault',
    about:
      'What fails and how slow the slowest answers become while a fault is injected, the same fault at the same time in each run.',
    harnesses: [
      { tool: 'JMeter', metric: 'elapsed', unit: 'ms' },
      { tool: 'k6', metric: 'http_req_duration', unit: 'ms' },
      { tool: 'Vegeta', metric: 'latency', unit: 'ms' },
    ],
    measures: faultFigures.map((figure) => ({ ...defaultBand, kind: 'underFault' as const, figure })),
    // What fails under the fault is what is measured.
    errorRateLimit: null,
    conditions: {
      discardSeconds: 0,
      runsWanted: 7,
      mustBeEqual: ['workload.version', 'load.model', ...machine],
      mustBePresent: [...repeatable, 'durationSeconds', measurementsEvidence],
    },
  },
];

/** The harness of a template by its tool or its metric; the usual one where neither is named; undefined where it has no such. */
export function templateHarness(template: BakeoffTemplate, named?: string): TemplateHarness | undefined {
  if (named === undefined) return template.harnesses[0];
  return (
    template.harnesses.find(({ tool }) => tool.toLowerCase() === named.toLowerCase()) ??
    template.harnesses.find(({ metric }) => metric === named)
  );
}

/** What is measured of each workload with a harness. */
export function templateRows(
  template: BakeoffTemplate,
  harness: Pick<TemplateHarness, 'metric' | 'unit' | 'rows'>,
): readonly TemplateRow[] {
  const { metric, unit, rows } = harness;
  return rows ?? template.measures.map((measure) => ({ metric, unit, better: 'lower' as const, measure }));
}

/** How a template's runs tell their work: whole jobs by how long they take, harnesses with rates by them, others by what succeeded. */
export function costBasis(template: BakeoffTemplate, { unit, rows }: TemplateHarness): CostMeasure['basis'] {
  if (template.name === 'batch') return 'duration';
  return rows?.some((row) => row.measure.kind === 'value' && row.unit.endsWith('/s')) && unit.endsWith('/s')
    ? 'rate'
    : 'throughput';
}

/** A row of cost for each workload, beside rows that are there. */
export function costRows(
  template: BakeoffTemplate,
  harness: TemplateHarness,
  workloads: readonly string[],
  unit: Pick<CostMeasure, 'currency' | 'per' | 'work'>,
  before: readonly Metric[],
): Metric[] {
  const metrics = [...before];
  for (const series of workloads) {
    metrics.push(
      newMetric(
        {
          series,
          metric: harness.metric,
          unit: harness.unit,
          better: 'lower',
          measure: { kind: 'cost', basis: costBasis(template, harness), ...unit },
        },
        metrics.map(({ id }) => id),
      ),
    );
  }
  return metrics.slice(before.length);
}

/** The rows of a template for some workloads. */
export function templateMetrics(
  template: BakeoffTemplate,
  harness: Pick<TemplateHarness, 'metric' | 'unit' | 'rows'>,
  workloads: readonly string[],
): Metric[] {
  const metrics: Metric[] = [];
  for (const series of workloads) {
    for (const row of templateRows(template, harness)) {
      const made = newMetric(
        { series, ...row },
        metrics.map(({ id }) => id),
      );
      // Several metrics of one workload need more than the figure to tell them apart.
      const named = harness.rows
        ? { label: `${series}, ${made.label.slice(series.length + 2)} of ${row.metric}`.slice(0, 200) }
        : {};
      metrics.push({ ...made, ...named });
    }
  }
  return metrics;
}
