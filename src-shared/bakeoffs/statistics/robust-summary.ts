import { quantileOfAscending } from './quantiles';
import { ascending, mean, median, medianOfAscending, variance } from './sample';

/** 1 / Φ⁻¹(¾): makes the median absolute deviation an estimate of sigma for normal data. */
const NORMAL_MAD_FACTOR = 1.482602218505602;

/** One sample described so that outliers are seen and not removed. */
export interface RobustSummary {
  median: number;
  q1: number;
  q3: number;
  iqr: number;
  /** Median absolute deviation from the median. */
  mad: number;
  madScaled: number;
  /** Beyond 1.5, up to 3 interquartile ranges from the quartiles, in the order given. */
  mildOutliers: number[];
  /** Beyond 3 interquartile ranges, in the order given. */
  severeOutliers: number[];
  /** Standard deviation (n − 1) over mean; null for fewer than two values or mean 0. */
  cv: number | null;
}

/** Median, type 7 quartiles, MAD and Tukey's fences (Tukey 1977); outliers are flagged and counted, never dropped. */
export function robustSummary(x: readonly number[]): RobustSummary {
  const sorted = ascending(x);
  const centre = medianOfAscending(sorted);
  const q1 = quantileOfAscending(sorted, 0.25);
  const q3 = quantileOfAscending(sorted, 0.75);
  const iqr = q3 - q1;
  const beyond = (factor: number) => (value: number) => value < q1 - factor * iqr || value > q3 + factor * iqr;
  const severe = beyond(3);
  const mild = beyond(1.5);
  const mad = median(x.map((value) => Math.abs(value - centre)));
  const spread = variance(x);
  const average = mean(x);
  return {
    median: centre,
    q1,
    q3,
    iqr,
    mad,
    madScaled: mad * NORMAL_MAD_FACTOR,
    mildOutliers: x.filter((value) => mild(value) && !severe(value)),
    severeOutliers: x.filter(severe),
    cv: spread === null || average === 0 ? null : Math.sqrt(spread) / average,
  };
}
