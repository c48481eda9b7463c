import { studentCriticalValue, studentUpperTail } from './student-t';
import { welchComparison } from './welch';

/** Two one-sided tests that a difference of means lies between two bounds. */
export interface Equivalence {
  difference: number;
  degreesOfFreedom: number;
  /** Against "not above the lower bound". */
  pLower: number;
  /** Against "not below the upper bound". */
  pUpper: number;
  /** The larger of both: what equivalence rests on. */
  p: number;
  /** The 90 % interval; inside the bounds exactly when p < 0.05. */
  ci90: [number, number];
}

/**
 * TOST with Welch's standard error, on the values as given (Schuirmann 1987). Null with fewer than two values on a side or no
 * spread on either.
 */
export function equivalenceOfMeans(
  a: readonly number[],
  b: readonly number[],
  lowerBound: number,
  upperBound: number,
): Equivalence | null {
  const comparison = welchComparison(a, b);
  if (!comparison) return null;
  const { difference, standardError, degreesOfFreedom } = comparison;
  const pLower = studentUpperTail((difference - lowerBound) / standardError, degreesOfFreedom);
  const pUpper = studentUpperTail((upperBound - difference) / standardError, degreesOfFreedom);
  const half = studentCriticalValue(0.05, degreesOfFreedom) * standardError;
  return {
    difference,
    degreesOfFreedom,
    pLower,
    pUpper,
    p: Math.max(pLower, pUpper),
    ci90: [difference - half, difference + half],
  };
}
