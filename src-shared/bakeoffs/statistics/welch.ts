import { mean, variance } from './sample';
import { studentUpperTail } from './student-t';

/** What Welch's procedure needs of two samples. */
export interface WelchComparison {
  /** mean(a) − mean(b). */
  difference: number;
  standardError: number;
  /** Welch–Satterthwaite. */
  degreesOfFreedom: number;
}

/** Why Welch's procedure has no answer: fewer than two values on a side, or no spread on either. */
export function welchImpossible(a: readonly number[], b: readonly number[]): string | null {
  if (a.length < 2 || b.length < 2) return 'needs at least 2 values on each side';
  if (variance(a) === 0 && variance(b) === 0) return 'no spread on either side, so there is no standard error';
  return null;
}

/** Difference of means with unequal variances (Welch 1947); null where `welchImpossible` says why. */
export function welchComparison(a: readonly number[], b: readonly number[]): WelchComparison | null {
  const varianceA = variance(a);
  const varianceB = variance(b);
  if (varianceA === null || varianceB === null || (varianceA === 0 && varianceB === 0)) return null;
  // Shares of the larger part, so that tiny or huge units neither vanish nor overflow when squared.
  const partA = varianceA / a.length;
  const partB = varianceB / b.length;
  const larger = Math.max(partA, partB);
  const shareA = partA / larger;
  const shareB = partB / larger;
  return {
    difference: mean(a) - mean(b),
    standardError: Math.sqrt(larger) * Math.sqrt(shareA + shareB),
    degreesOfFreedom: (shareA + shareB) ** 2 / (shareA ** 2 / (a.length - 1) + shareB ** 2 / (b.length - 1)),
  };
}

/** Welch's two-sided t test of the means; for reference beside the rank tests, which decide. */
export function welchTest(
  a: readonly number[],
  b: readonly number[],
): { t: number | null; p: number | null; reason?: string } {
  const comparison = welchComparison(a, b);
  if (!comparison) return { t: null, p: null, reason: welchImpossible(a, b) ?? 'no answer' };
  const t = comparison.difference / comparison.standardError;
  return { t, p: Math.min(1, 2 * studentUpperTail(Math.abs(t), comparison.degreesOfFreedom)) };
}
