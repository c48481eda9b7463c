/**
 * The standard normal distribution in double precision.
 * Sources: the series of Φ around 0 (DLMF 7.6.2), the continued fraction of the tail (Laplace; DLMF 7.9.2), the starting value of
 * the quantile from Abramowitz and Stegun 26.2.23, refined by Halley's method.
 */

const SQRT_TWO_PI = 2.5066282746310002;

function density(z: number): number {
  return Math.exp(-0.5 * z * z) / SQRT_TWO_PI;
}

/** P(Z > z). */
export function normalUpperTail(z: number): number {
  if (z < 0) return 1 - normalUpperTail(-z);
  if (z < 2) {
    let term = z;
    let sum = z;
    for (let k = 3; term > sum * 1e-17; k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 - density(z) * sum;
  }
  let fraction = z;
  for (let k = 150; k >= 1; k -= 1) fraction = z + k / fraction;
  return density(z) / fraction;
}

/** P(Z ≤ z). */
export function normalDistribution(z: number): number {
  return normalUpperTail(-z);
}

/** The z with P(Z ≤ z) = probability, for a probability strictly between 0 and 1. */
export function normalQuantile(probability: number): number {
  if (probability > 0.5) return -normalQuantile(1 - probability);
  if (probability === 0.5) return 0;
  const t = Math.sqrt(-2 * Math.log(probability));
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let step = 0; step < 20; step += 1) {
    const error = (normalUpperTail(z) - probability) / density(z);
    // Halley: the second derivative of the tail over the first is −z.
    const change = error / (1 - (z * error) / 2);
    z += change;
    if (Math.abs(change) <= 1e-16 * Math.abs(z) + 1e-18) break;
  }
  return -z;
}
