import { ProofdeskError } from '../../kernel/errors';
import { type HistogramBin, histogramPercentiles } from './histogram';

/** A latency that was recorded so many times. */
export interface RecordedValue {
  value: number;
  count: number;
}

/** Count, mean, maximum and nearest-rank percentiles of recorded values. */
export type RecordedSummary = Record<string, number | null>;

/** The what-if for a load generator that waited while the system stalled. */
export interface OmissionCorrection {
  raw: RecordedSummary;
  corrected: RecordedSummary;
  /** The values put in, one entry for each recorded value that hid some; each counts as often as that value was recorded. */
  addedValues: number[];
}

/** Most values that one correction may add. */
const largestAddition = 1_000_000;

function summary(values: readonly HistogramBin[]): RecordedSummary {
  const { n, ...percentiles } = histogramPercentiles(values, [50, 90, 95, 99, 99.9]);
  let sum = 0;
  let max: number | null = null;
  for (const { upper, count } of values) {
    if (count === 0) continue;
    sum += upper * count;
    max = max === null ? upper : Math.max(max, upper);
  }
  return { count: n ?? 0, mean: n ? sum / n : null, max, ...percentiles };
}

/**
 * Adds, for every value above the expected interval between requests, the latencies of the requests that should have been sent
 * meanwhile: value − interval, value − 2 × interval, … down to the interval. A labelled what-if, never the measured figure.
 * Source: HdrHistogram `copyCorrectedForCoordinatedOmission` (Tene); values are kept exact here, so figures differ from
 * HdrHistogram's by its bucket width (0.1 % at 3 digits).
 */
export function correctCoordinatedOmission(
  recorded: readonly RecordedValue[],
  expectedInterval: number,
): OmissionCorrection {
  const hidden = recorded.reduce((sum, { value }) => sum + Math.max(0, Math.floor(value / expectedInterval) - 1), 0);
  if (hidden > largestAddition) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `An expected interval of ${expectedInterval} would add more than ${largestAddition} values.`,
      where: { field: 'expectedInterval' },
      hint: 'Check that the interval has the unit of the values.',
    });
  }
  const bins = recorded.map(({ value, count }): HistogramBin => ({ upper: value, count }));
  const added: HistogramBin[] = [];
  for (const { value, count } of recorded) {
    if (count === 0) continue;
    for (let step = 1; value - step * expectedInterval >= expectedInterval; step += 1) {
      added.push({ upper: value - step * expectedInterval, count });
    }
  }
  return {
    raw: summary(bins),
    corrected: summary([...bins, ...added]),
    addedValues: added.map((bin) => bin.upper),
  };
}
