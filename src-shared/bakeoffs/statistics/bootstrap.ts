import { ProofdeskError } from '../../kernel/errors';
import { normalDistribution, normalQuantile } from './normal';
import { quantileOfAscending } from './quantiles';
import { ascending, mean, medianOfAscending, midpoint } from './sample';
import { seededGenerator } from './seeded-generator';

/** How a bootstrap is drawn. The same seed gives the same interval to the last digit. */
export interface BootstrapPlan {
  level: number;
  resamples: number;
  seed: number;
}

export const defaultBootstrapPlan: BootstrapPlan = { level: 0.95, resamples: 10_000, seed: 20_261_112 };

/** Most single draws of one call, about two seconds of work. */
const largestWork = 200_000_000;

/** Refuses a bootstrap that would keep the reader waiting, and says what to do instead. */
function checkWork(values: number, plan: BootstrapPlan): void {
  if (values * plan.resamples <= largestWork) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${values} values and ${plan.resamples} resamples are too many draws for one bootstrap.`,
    where: { field: 'resamples' },
    hint: 'Use fewer resamples, or the Hodges–Lehmann interval, which has no limit.',
  });
}

/** Median of a resample of ascending values, by counting how often each is drawn: no sorting inside the loop. */
function resampledMedian(sorted: Float64Array, counts: Uint32Array, random: () => number): number {
  const n = sorted.length;
  counts.fill(0);
  for (let draw = 0; draw < n; draw += 1) {
    const index = Math.floor(random() * n);
    counts[index] = counts[index]! + 1;
  }
  const lowRank = (n + 1) >> 1;
  const highRank = (n >> 1) + 1;
  let seen = 0;
  let low = Number.NaN;
  for (let index = 0; index < n; index += 1) {
    seen += counts[index]!;
    if (Number.isNaN(low) && seen >= lowRank) low = sorted[index]!;
    if (seen >= highRank) return midpoint(low, sorted[index]!);
  }
  return low;
}

/** Bias correction: where the estimate lies among the resampled figures, as a normal quantile; ties count half. */
function biasCorrection(replicates: Float64Array, estimate: number): number {
  let below = 0;
  for (const value of replicates) below += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  // Kept inside the first and last resample, where the quantile is finite.
  const share = Math.min(1 - 0.5 / replicates.length, Math.max(0.5 / replicates.length, below / replicates.length));
  return normalQuantile(share);
}

/** Ends of the bias-corrected and accelerated interval among ascending replicates (Efron 1987). */
function correctedEnds(replicates: Float64Array, z0: number, acceleration: number, level: number): [number, number] {
  const end = (probability: number): number => {
    const z = z0 + normalQuantile(probability);
    return quantileOfAscending(replicates, normalDistribution(z0 + z / (1 - acceleration * z)));
  };
  return [end((1 - level) / 2), end((1 + level) / 2)];
}

/** Skewness of the jackknife influences, divided by 6; 0 when nothing varies. */
function accelerationFrom(influences: readonly number[]): number {
  let squares = 0;
  let cubes = 0;
  for (const influence of influences) {
    squares += influence ** 2;
    cubes += influence ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** Influence of each value: (n − 1) times how far the figure without it lies from their mean, scaled by n. */
function influences(withoutEach: readonly number[]): number[] {
  const centre = mean(withoutEach);
  const n = withoutEach.length;
  return withoutEach.map((value) => ((n - 1) * (centre - value)) / n);
}

function medianWithout(sorted: Float64Array, left: number): number {
  const n = sorted.length - 1;
  const at = (rank: number) => sorted[rank >= left ? rank + 1 : rank]!;
  return n % 2 === 1 ? at(n >> 1) : midpoint(at((n >> 1) - 1), at(n >> 1));
}

/** Bootstrap of median(b) / median(a). */
export interface MedianRatioBootstrap {
  ratio: number;
  bca: [number, number];
  percentile: [number, number];
  z0: number;
  acceleration: number;
}

/**
 * Percentile and BCa interval of the ratio of medians b over a; every value must be above 0, each sample has at least 2.
 * For medians the jackknife acceleration is practically 0, so BCa is the bias-corrected percentile interval. Below 6 values a
 * side prefer the Hodges–Lehmann interval.
 * Sources: Efron 1987; Efron and Tibshirani, chapters 13 and 14; two-sample acceleration from the jackknife of both groups.
 */
export function bootstrapMedianRatio(
  a: readonly number[],
  b: readonly number[],
  plan: BootstrapPlan = defaultBootstrapPlan,
): MedianRatioBootstrap {
  checkWork(a.length + b.length, plan);
  const sortedA = ascending(a);
  const sortedB = ascending(b);
  const ratio = medianOfAscending(sortedB) / medianOfAscending(sortedA);
  const random = seededGenerator(plan.seed);
  const countsA = new Uint32Array(a.length);
  const countsB = new Uint32Array(b.length);
  const replicates = new Float64Array(plan.resamples);
  for (let index = 0; index < plan.resamples; index += 1) {
    const medianA = resampledMedian(sortedA, countsA, random);
    replicates[index] = resampledMedian(sortedB, countsB, random) / medianA;
  }
  replicates.sort();
  const z0 = biasCorrection(replicates, ratio);
  const withoutA = Array.from(sortedA, (_, left) => medianOfAscending(sortedB) / medianWithout(sortedA, left));
  const withoutB = Array.from(sortedB, (_, left) => medianWithout(sortedB, left) / medianOfAscending(sortedA));
  const acceleration = accelerationFrom([...influences(withoutA), ...influences(withoutB)]);
  return {
    ratio,
    bca: correctedEnds(replicates, z0, acceleration, plan.level),
    percentile: [
      quantileOfAscending(replicates, (1 - plan.level) / 2),
      quantileOfAscending(replicates, (1 + plan.level) / 2),
    ],
    z0,
    acceleration,
  };
}

/** Mean of one sample (at least 2 values) with its BCa bootstrap interval (Efron 1987). */
export function bootstrapMean(
  x: readonly number[],
  plan: BootstrapPlan = defaultBootstrapPlan,
): { mean: number; bca: [number, number] } {
  checkWork(x.length, plan);
  const estimate = mean(x);
  const n = x.length;
  const random = seededGenerator(plan.seed);
  const replicates = new Float64Array(plan.resamples);
  for (let index = 0; index < plan.resamples; index += 1) {
    let rest = 0;
    for (let draw = 0; draw < n; draw += 1) rest += x[Math.floor(random() * n)]! - estimate;
    replicates[index] = estimate + rest / n;
  }
  replicates.sort();
  const z0 = biasCorrection(replicates, estimate);
  const acceleration = accelerationFrom(x.map((value) => value - estimate));
  return { mean: estimate, bca: correctedEnds(replicates, z0, acceleration, plan.level) };
}
