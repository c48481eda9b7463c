import { equivalenceOfMeans } from './equivalence';
import { mean } from './sample';
import { welchImpossible } from './welch';

/** The samples and the bounds fixed beforehand. */
export interface RatioEquivalenceInput {
  /** All values above 0. */
  a: readonly number[];
  b: readonly number[];
  /** Bounds of the ratio b over a, above 0. */
  lowerBound: number;
  upperBound: number;
  alpha: number;
}

/** Equivalence of a ratio; `null` figures where the test cannot be computed. */
export interface RatioEquivalence {
  geometricMeanRatio: number;
  df: number | null;
  pLower: number | null;
  pUpper: number | null;
  p: number | null;
  ci90: [number, number] | null;
  equivalent: boolean;
  /** For a metric where lower is better: only the upper bound counts. */
  nonInferiorUpperP: number | null;
  nonInferior: boolean;
  reason?: string;
}

/** TOST on logarithms: is the ratio of geometric means b over a between the bounds? (Schuirmann 1987, Welch's error.) */
export function ratioEquivalence({ a, b, lowerBound, upperBound, alpha }: RatioEquivalenceInput): RatioEquivalence {
  const logsA = a.map(Math.log);
  const logsB = b.map(Math.log);
  const test = equivalenceOfMeans(logsB, logsA, Math.log(lowerBound), Math.log(upperBound));
  const geometricMeanRatio = Math.exp(mean(logsB) - mean(logsA));
  if (!test) {
    return {
      geometricMeanRatio,
      df: null,
      pLower: null,
      pUpper: null,
      p: null,
      ci90: null,
      equivalent: false,
      nonInferiorUpperP: null,
      nonInferior: false,
      reason: welchImpossible(logsA, logsB) ?? 'no answer',
    };
  }
  return {
    geometricMeanRatio,
    df: test.degreesOfFreedom,
    pLower: test.pLower,
    pUpper: test.pUpper,
    p: test.p,
    ci90: [Math.exp(test.ci90[0]), Math.exp(test.ci90[1])],
    equivalent: test.p < alpha,
    nonInferiorUpperP: test.pUpper,
    nonInferior: test.pUpper < alpha,
  };
}
