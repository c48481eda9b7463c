/**
 * The gamma and beta functions that the distributions stand on, in binary double precision.
 * Sources: Stirling's series (DLMF 5.11.1), the continued fraction of the incomplete beta function (DLMF 8.17.22) evaluated by
 * the modified Lentz method (Thompson and Barnett 1986), binomial probabilities by saddle point (Loader 2000).
 */

const HALF_LOG_TWO_PI = 0.9189385332046728;

/** ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π) for x ≥ 10, from Stirling's series. */
function stirlingTail(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  return (
    inverse *
    (1 / 12 -
      square *
        (1 / 360 -
          square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360 - square / 156))))))
  );
}

/** Natural logarithm of the gamma function for x > 0. */
export function logGamma(x: number): number {
  // Below 10 the series is not precise enough: climb with Γ(x + 1) = x Γ(x).
  let climbed = 1;
  let at = x;
  while (at < 10) {
    climbed *= at;
    at += 1;
  }
  return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + stirlingTail(at) - Math.log(climbed);
}

/** The rest of Stirling's formula for n! : ln n! − ((n + ½) ln n − n + ½ ln 2π), n ≥ 0. */
function factorialRest(n: number): number {
  if (n === 0) return 0;
  if (n >= 10) return stirlingTail(n);
  let factorial = 1;
  for (let factor = 2; factor <= n; factor += 1) factorial *= factor;
  return Math.log(factorial) - ((n + 0.5) * Math.log(n) - n + HALF_LOG_TWO_PI);
}

/** ln B(a, b). The large parts cancel on paper, not in the computer, so that it stays precise for a of millions. */
export function logBeta(a: number, b: number): number {
  const large = Math.max(a, b);
  const small = Math.min(a, b);
  if (large < 10) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const sum = large + small;
  const ratio =
    -(large - 0.5) * Math.log1p(small / large) -
    small * Math.log(sum) +
    small +
    stirlingTail(large) -
    stirlingTail(sum);
  return logGamma(small) + ratio;
}

const TINY = 1e-300;

/** The continued fraction of I_x(a, b), for x below (a + 1) / (a + b + 2), where it converges fast. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < TINY ? TINY : d);
  let product = d;
  for (let m = 1; m <= 20_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    c = 1 + even / c;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = Math.abs(c) < TINY ? TINY : c;
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    c = 1 + odd / c;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = Math.abs(c) < TINY ? TINY : c;
    product *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return product;
}

/**
 * The regularised incomplete beta function I_x(a, b).
 * `complement` is 1 − x, given by the caller who can compute it without cancellation.
 */
export function incompleteBeta(x: number, complement: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (complement <= 0) return 1;
  const logX = x > 0.5 ? Math.log1p(-complement) : Math.log(x);
  const logComplement = complement > 0.5 ? Math.log1p(-x) : Math.log(complement);
  const front = Math.exp(a * logX + b * logComplement - logBeta(a, b));
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a;
  return 1 - (front * betaFraction(complement, b, a)) / b;
}

/** x ln(x / mean) + mean − x without the cancellation near x = mean (Loader's deviance part). */
function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = (x - mean) / (x + mean);
  let sum = (x - mean) * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j += 1) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** P(X = successes) of a binomial distribution; precise also for millions of trials. */
export function binomialProbability(successes: number, trials: number, probability: number): number {
  const failures = trials - successes;
  if (successes < 0 || failures < 0) return 0;
  if (probability <= 0) return successes === 0 ? 1 : 0;
  if (probability >= 1) return failures === 0 ? 1 : 0;
  if (successes === 0) return Math.exp(trials * Math.log1p(-probability));
  if (failures === 0) return Math.exp(trials * Math.log(probability));
  const exponent =
    factorialRest(trials) -
    factorialRest(successes) -
    factorialRest(failures) -
    deviance(successes, trials * probability) -
    deviance(failures, trials * (1 - probability));
  return Math.exp(exponent) * Math.sqrt(trials / (2 * Math.PI * successes * failures));
}

/** P(X = drawn) when `draws` are drawn without replacement from `marked` + `plain` items (Loader 2000). */
export function hypergeometricProbability(drawn: number, marked: number, plain: number, draws: number): number {
  if (drawn < 0 || drawn > marked || draws - drawn < 0 || draws - drawn > plain) return 0;
  const share = draws / (marked + plain);
  return (
    (binomialProbability(drawn, marked, share) * binomialProbability(draws - drawn, plain, share)) /
    binomialProbability(draws, marked + plain, share)
  );
}
