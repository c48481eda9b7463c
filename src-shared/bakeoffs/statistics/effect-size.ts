import { ascending, median } from './sample';

/** How often, and by how much, values of one sample exceed those of another. */
export interface EffectSize {
  /** P(a > b) − P(a < b), from −1 to 1. */
  cliffsDelta: number;
  /** P(a > b) + P(a = b)/2, from 0 to 1. */
  varghaDelaneyA12: number;
  /** Pairs with a > b, a < b, a = b. */
  greater: number;
  less: number;
  ties: number;
  /** median(b) / median(a); null when the median of a is 0. */
  medianRatioBoverA: number | null;
  /** P(a > b), ties not counted. */
  commonLanguage: number;
}

/** Effect sizes from counting all pairs (Cliff 1993; Vargha and Delaney 2000); both samples have at least one value. */
export function effectSize(a: readonly number[], b: readonly number[]): EffectSize {
  const sortedA = ascending(a);
  const sortedB = ascending(b);
  let greater = 0;
  let notLess = 0;
  let below = 0;
  let notAbove = 0;
  for (const value of sortedA) {
    while (below < sortedB.length && sortedB[below]! < value) below += 1;
    while (notAbove < sortedB.length && sortedB[notAbove]! <= value) notAbove += 1;
    greater += below;
    notLess += notAbove;
  }
  const pairs = a.length * b.length;
  const ties = notLess - greater;
  const less = pairs - notLess;
  const medianA = median(a);
  return {
    cliffsDelta: (greater - less) / pairs,
    varghaDelaneyA12: (greater + ties / 2) / pairs,
    greater,
    less,
    ties,
    medianRatioBoverA: medianA === 0 ? null : median(b) / medianA,
    commonLanguage: greater / pairs,
  };
}
