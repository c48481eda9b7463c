/** Figures of one sample, in doubles. Every function leaves its argument as it is. */

/** The values from small to large. */
export function ascending(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

/** The mean of two values. Halves first, because the sum of two large values would overflow. */
export function midpoint(low: number, high: number): number {
  return low === high ? low : low / 2 + high / 2;
}

/** Middle value, or the mean of the two middle ones, of values that are already ascending. */
export function medianOfAscending(sorted: ArrayLike<number>): number {
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return midpoint(sorted[middle - 1]!, sorted[middle]!);
}

/** Middle value, or the mean of the two middle ones; at least one value is needed. */
export function median(values: readonly number[]): number {
  return medianOfAscending(ascending(values));
}

function allEqual(values: readonly number[]): boolean {
  const first = values[0];
  return values.every((value) => value === first);
}

/** Arithmetic mean, exact for equal values, so that a sample without spread shows none. */
export function mean(values: readonly number[]): number {
  if (allEqual(values)) return values[0]!;
  let sum = 0;
  for (const value of values) sum += value;
  const first = sum / values.length;
  // A second pass takes out the rounding of the first.
  let rest = 0;
  for (const value of values) rest += value - first;
  return first + rest / values.length;
}

/** Variance with n − 1 below; exactly 0 for equal values, null for fewer than two. */
export function variance(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  if (allEqual(values)) return 0;
  const centre = mean(values);
  let sum = 0;
  for (const value of values) sum += (value - centre) ** 2;
  return sum / (values.length - 1);
}
