import type { Importer, MetricDeclaration, ParsedRun, ParsedSeries, PrintedFigures } from '../interface';
import { consoleHead } from '../reading/console';
import { isBlank } from '../reading/text';
import {
  failuresOf,
  isWrk2Output,
  isWrkOutput,
  type LatencyDistribution,
  runDetails,
  metrics as wrkMetrics,
} from '../wrk/output';
import { type NamedRun, namedRuns, runsAsWhole, throughputSeries } from '../wrk/runs';
import { figuresOfSpectrum } from '../wrk/spectrum';

const format = 'wrk2-text';

const metrics: readonly MetricDeclaration[] = [
  ...wrkMetrics,
  {
    name: 'latency_uncorrected',
    unit: 'ms',
    better: 'lower',
    about: 'Time from when a request was really sent, without the delay of its start (-U).',
  },
];

/**
 * What wrk2 prints: it sends requests at a constant rate and measures from when each should have been sent, so that a stall
 * counts. The histogram begins after the calibration; `n` is the number of latencies in it where it is printed.
 */
export const importer: Importer = {
  tool: 'wrk2',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = consoleHead(head);
    return isWrkOutput(text) === 'content' && isWrk2Output(text) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const { runs, facts } = await namedRuns(file!, context);
    return {
      format,
      series: runs.flatMap((named) => [...latenciesOf(named), ...throughputSeries(named)]),
      ...runsAsWhole(runs, facts, 'open'),
    };
  },
};

const isUncorrected = ({ title }: LatencyDistribution): boolean => title?.startsWith('Uncorrected') ?? false;

function latenciesOf({ key, run, targetRate }: NamedRun): ParsedSeries[] {
  const recorded = run.distributions.find((one) => !isUncorrected(one));
  const uncorrected = run.distributions.find(isUncorrected);
  const latency = { key, unit: 'ms', better: 'lower', source: 'histogram' } as const;
  const series: ParsedSeries[] = [
    {
      ...latency,
      metric: 'latency',
      printed: figuresOf(recorded, { n: run.requests, ...run.latency }),
      errors: failuresOf(run),
      details: {
        load: 'open-loop',
        ...(targetRate !== undefined && { targetRate }),
        ...runDetails(run),
        ...spectrumDetail(recorded),
      },
    },
  ];
  if (uncorrected) {
    series.push({
      ...latency,
      metric: 'latency_uncorrected',
      printed: figuresOf(uncorrected, {}),
      details: { load: 'open-loop', ...spectrumDetail(uncorrected) },
    });
  }
  return series;
}

/** The table's figures first: they have more digits for short times; then the histogram's, which has its own number of latencies. */
function figuresOf(distribution: LatencyDistribution | undefined, table: PrintedFigures): PrintedFigures {
  const spectrum = distribution?.spectrum ? figuresOfSpectrum(distribution.spectrum) : {};
  const { n } = spectrum;
  return {
    ...spectrum,
    ...table,
    ...(n !== undefined && { n }),
    percentiles: { ...spectrum.percentiles, ...distribution?.percentiles },
  };
}

function spectrumDetail(distribution: LatencyDistribution | undefined): { spectrum?: number[][] } {
  const rows = distribution?.spectrum?.rows;
  return rows && rows.length > 0 ? { spectrum: rows } : {};
}
