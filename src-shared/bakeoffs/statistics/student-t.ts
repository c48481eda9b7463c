import { incompleteBeta, logBeta } from './gamma-and-beta';

/**
 * Student's t distribution with any positive number of degrees of freedom, through the incomplete beta function
 * (Abramowitz and Stegun 26.7.1).
 */

/** P(T > t). */
export function studentUpperTail(t: number, degreesOfFreedom: number): number {
  if (t < 0) return 1 - studentUpperTail(-t, degreesOfFreedom);
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  const x = degreesOfFreedom / (degreesOfFreedom + square);
  const complement = square / (degreesOfFreedom + square);
  return 0.5 * incompleteBeta(x, complement, degreesOfFreedom / 2, 0.5);
}

function density(t: number, degreesOfFreedom: number): number {
  return Math.exp(
    -0.5 * (degreesOfFreedom + 1) * Math.log1p((t * t) / degreesOfFreedom) -
      0.5 * Math.log(degreesOfFreedom) -
      logBeta(degreesOfFreedom / 2, 0.5),
  );
}

/** The t with P(T > t) = `tail`, for a tail above 0 and at most ½: the critical value of an interval. */
export function studentCriticalValue(tail: number, degreesOfFreedom: number): number {
  if (tail === 0.5) return 0;
  let low = 0;
  let high = 1;
  while (studentUpperTail(high, degreesOfFreedom) > tail && high < 1e300) {
    low = high;
    high *= 2;
  }
  // Newton inside a bracket: halve the bracket whenever Newton would leave it.
  let t = (low + high) / 2;
  for (let step = 0; step < 200; step += 1) {
    const excess = studentUpperTail(t, degreesOfFreedom) - tail;
    if (excess === 0) return t;
    if (excess > 0) low = t;
    else high = t;
    let next = t + excess / density(t, degreesOfFreedom);
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - t) <= 1e-16 * Math.abs(t)) return next;
    t = next;
  }
  return t;
}
