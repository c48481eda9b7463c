/** The level below which an adjusted p counts as a difference, everywhere in bakeoffs. */
export const significanceLevel = 0.05;

function byRank(p: readonly number[]): number[] {
  return p.map((_, index) => index).sort((i, j) => p[i]! - p[j]!);
}

/** Holm's step-down adjustment (Holm 1979): controls the chance of any false alarm over the whole family. */
export function holm(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length);
  let largest = 0;
  byRank(p).forEach((index, position) => {
    largest = Math.max(largest, (p.length - position) * p[index]!);
    adjusted[index] = Math.min(1, largest);
  });
  return adjusted;
}

/** Benjamini and Hochberg's step-up adjustment (1995): controls the expected share of false alarms. */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length);
  const order = byRank(p);
  let smallest = 1;
  for (let position = order.length - 1; position >= 0; position -= 1) {
    const index = order[position]!;
    smallest = Math.min(smallest, (p.length / (position + 1)) * p[index]!);
    adjusted[index] = smallest;
  }
  return adjusted;
}

/** Bonferroni: each p times the number of tests. */
export function bonferroni(p: readonly number[]): number[] {
  return p.map((value) => Math.min(1, value * p.length));
}

/** All adjustments of one family of p values, and which Holm tells apart at 0.05. */
export function adjustedP(p: readonly number[]) {
  const adjusted = holm(p);
  return {
    holm: adjusted,
    benjaminiHochberg: benjaminiHochberg(p),
    bonferroni: bonferroni(p),
    rejectedHolm05: adjusted.map((value) => value < significanceLevel),
  };
}
