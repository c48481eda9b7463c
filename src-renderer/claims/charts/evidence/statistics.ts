import type { RunMeasureChoice } from '../../../../src-shared/bakeoffs';

/** Figures that can be planned from an element; a bakeoff itself offers more. */
export const statistics = ['median', 'mean', 'p95', 'p99', 'max', 'errorRate', 'throughput', 'value'] as const;
export type Statistic = (typeof statistics)[number];

/** A figure as bakeoffs define it. Percentiles interpolate (type 7), as bakeoffs do unless said. */
export function statisticMeasure(statistic: Statistic): RunMeasureChoice {
  if (statistic === 'p95' || statistic === 'p99')
    return { kind: 'percentile', percent: statistic === 'p95' ? 95 : 99, definition: 'linear7' };
  return { kind: statistic };
}
