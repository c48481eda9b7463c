import { hypergeometricProbability } from './gamma-and-beta';
import { normalQuantile } from './normal';

/** Wilson's score interval of one rate (Wilson 1927); `total` is at least 1. */
export function wilsonInterval(errors: number, total: number, level = 0.95): [number, number] {
  const z = normalQuantile((1 + level) / 2);
  const rate = errors / total;
  const centre = rate + (z * z) / (2 * total);
  const half = z * Math.sqrt((rate * (1 - rate)) / total + (z * z) / (4 * total * total));
  const below = 1 + (z * z) / total;
  // The ends at no and at only errors are exactly 0 and 1; the formula leaves a rounding rest there.
  return [errors === 0 ? 0 : (centre - half) / below, errors === total ? 1 : (centre + half) / below];
}

/**
 * Fisher's exact test, two-sided: the probability of all tables with the same margins that are no more probable than the one
 * observed (as R's fisher.test, with its relative slack of 1e-7). Works for millions of trials: only terms that count are summed.
 */
export function fisherExactP(errorsA: number, totalA: number, errorsB: number, totalB: number): number {
  const draws = errorsA + errorsB;
  const lowest = Math.max(0, draws - totalB);
  const highest = Math.min(draws, totalA);
  const probability = (count: number) => hypergeometricProbability(count, totalA, totalB, draws);
  const limit = probability(errorsA) * (1 + 1e-7);
  const mode = Math.min(highest, Math.max(lowest, Math.floor(((draws + 1) * (totalA + 1)) / (totalA + totalB + 2))));
  if (probability(mode) <= limit) return 1;

  // On each side of the mode the probabilities fall: halve the way to the first that is small enough, then add outwards.
  const firstSmallEnough = (end: number): number | null => {
    if (probability(end) > limit) return null;
    let inside = mode;
    let outside = end;
    while (Math.abs(outside - inside) > 1) {
      const middle = Math.floor((inside + outside) / 2);
      if (probability(middle) <= limit) outside = middle;
      else inside = middle;
    }
    return outside;
  };
  let sum = 0;
  for (const end of [lowest, highest]) {
    const start = end === mode ? null : firstSmallEnough(end);
    if (start === null) continue;
    const step = Math.sign(end - mode);
    for (let count = start; ; count += step) {
      const term = probability(count);
      sum += term;
      if (count === end || term <= sum * 1e-18) break;
    }
  }
  return Math.min(1, sum);
}

/** Two error rates compared. The counts decide only where every item is an independent trial; else they describe. */
export interface ErrorRateComparison {
  fisherP: number;
  wilsonA: [number, number];
  wilsonB: [number, number];
  newcombeDifferenceBminusA: [number, number];
  /** Rate of b minus rate of a. */
  difference: number;
}

/** Fisher's test, Wilson's interval of each rate and Newcombe's interval of the difference (Newcombe 1998, method 10). */
export function compareErrorRates(
  errorsA: number,
  totalA: number,
  errorsB: number,
  totalB: number,
  level = 0.95,
): ErrorRateComparison {
  const wilsonA = wilsonInterval(errorsA, totalA, level);
  const wilsonB = wilsonInterval(errorsB, totalB, level);
  const rateA = errorsA / totalA;
  const rateB = errorsB / totalB;
  const difference = rateB - rateA;
  return {
    fisherP: fisherExactP(errorsA, totalA, errorsB, totalB),
    wilsonA,
    wilsonB,
    newcombeDifferenceBminusA: [
      difference - Math.hypot(rateB - wilsonB[0], wilsonA[1] - rateA),
      difference + Math.hypot(wilsonB[1] - rateB, rateA - wilsonA[0]),
    ],
    difference,
  };
}
