import { ascending, midpoint } from './sample';

/**
 * Doubles in their natural order as whole numbers: neighbouring doubles get neighbouring numbers. Lets a search halve the set of
 * all doubles, so that it ends on one of them after at most 64 steps.
 */
const scratch = new DataView(new ArrayBuffer(8));

function position(value: number): bigint {
  scratch.setFloat64(0, value);
  const bits = scratch.getBigInt64(0);
  return bits >= 0n ? bits : -(bits & 0x7fffffffffffffffn);
}

function valueAt(place: bigint): number {
  scratch.setBigInt64(0, place < 0n ? -place : place);
  const magnitude = scratch.getFloat64(0);
  return place < 0n ? -magnitude : magnitude;
}

/**
 * The order statistics of all differences a_i − b_j, without making the n × m of them: for a candidate the pairs not above it are
 * counted along the staircase of the sorted samples (n + m steps), and candidates are halved.
 * Works for any sizes; the answers are exactly those of sorting all differences.
 */
export class PairwiseDifferences {
  private readonly a: Float64Array;
  private readonly b: Float64Array;
  readonly pairs: number;

  constructor(a: readonly number[], b: readonly number[]) {
    this.a = ascending(a);
    this.b = ascending(b);
    this.pairs = a.length * b.length;
  }

  private countNotAbove(limit: number): number {
    const { a, b } = this;
    let count = 0;
    let j = 0;
    // Growing a_i pushes the first b_j with a_i − b_j ≤ limit to the right.
    for (const value of a) {
      while (j < b.length && value - b[j]! > limit) j += 1;
      count += b.length - j;
    }
    return count;
  }

  /** The difference with this rank, counted from 1 for the smallest. */
  ranked(rank: number): number {
    const { a, b } = this;
    let low = position(a[0]! - b[b.length - 1]!);
    let high = position(a[a.length - 1]! - b[0]!);
    while (low < high) {
      const middle = (low + high) >> 1n;
      if (this.countNotAbove(valueAt(middle)) >= rank) high = middle;
      else low = middle + 1n;
    }
    return valueAt(low);
  }

  /** The middle difference, or the mean of the two middle ones. */
  median(): number {
    const half = this.pairs / 2;
    if (this.pairs % 2 === 1) return this.ranked(Math.ceil(half));
    return midpoint(this.ranked(half), this.ranked(half + 1));
  }
}
