import { CountedValues, quantileOfAscending, samplesNeeded } from '../../../src-shared/bakeoffs';
import type { ParsedSeries } from '../importers/interface';

/** The percentiles of a curve, type 7 of Hyndman and Fan. */
export const ladderPercents = [0, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.9, 99.95, 99.99] as const;

/** One percentile of one run, and whether the run has enough measurements to bear it. */
export interface LadderStep {
  percent: number;
  value: number;
  enough: boolean;
}

/** The percentiles of a run's measurements; none where the file has only figures. */
export function percentileLadder({ samples, counts }: Pick<ParsedSeries, 'samples' | 'counts'>): LadderStep[] {
  if (counts) {
    const counted = new CountedValues(counts);
    return counted.n === 0 ? [] : steps(counted.n, (share) => counted.quantile(share));
  }
  if (!samples || samples.values.length === 0) return [];
  const ascending = samples.values.slice().sort();
  return steps(ascending.length, (share) => quantileOfAscending(ascending, share));
}

function steps(n: number, quantile: (share: number) => number): LadderStep[] {
  return ladderPercents.map((percent) => ({
    percent,
    value: quantile(percent / 100),
    enough: percent <= 50 || n >= samplesNeeded(percent),
  }));
}
