/** Ranks from 1, equal values sharing the mean of the ranks they cover (mid-ranks), and how many values each tie holds. */
export interface MidRanks {
  /** In the order of the values given. */
  ranks: Float64Array;
  /** Sizes of the groups of equal values, only those of two or more. */
  tieSizes: number[];
}

/** Mid-ranks of the values. */
export function midRanks(values: readonly number[]): MidRanks {
  const order = Uint32Array.from(values, (_, index) => index).sort((i, j) => values[i]! - values[j]!);
  const ranks = new Float64Array(values.length);
  const tieSizes: number[] = [];
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1;
    const shared = (start + 1 + end) / 2;
    for (let position = start; position < end; position += 1) ranks[order[position]!] = shared;
    if (end - start > 1) tieSizes.push(end - start);
    start = end;
  }
  return { ranks, tieSizes };
}
