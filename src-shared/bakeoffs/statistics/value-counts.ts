import { type QuantileType, quantileByRank } from './quantiles';

/** Values that occur, each once and ascending, and how often each does: a sample without its order. */
export interface ValueCounts {
  readonly values: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
}

/** A sample given by how often each value occurs (at least one value). Its figures are those of the single values. */
export class CountedValues {
  /** How many single values there are. */
  readonly n: number;
  readonly #values: ArrayLike<number>;
  readonly #counts: ArrayLike<number>;
  /** Rank of the last single value of each entry. */
  readonly #ranks: Float64Array;

  constructor({ values, counts }: ValueCounts) {
    this.#values = values;
    this.#counts = counts;
    this.#ranks = new Float64Array(values.length);
    let n = 0;
    for (let index = 0; index < values.length; index += 1) {
      n += counts[index]!;
      this.#ranks[index] = n;
    }
    this.n = n;
  }

  get min(): number {
    return this.#values[0]!;
  }

  get max(): number {
    return this.#values[this.#values.length - 1]!;
  }

  /** The value of a rank from 1 to n. */
  atRank(rank: number): number {
    let low = 0;
    let high = this.#ranks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ranks[middle]! >= rank) high = middle;
      else low = middle + 1;
    }
    return this.#values[low]!;
  }

  /** The quantile at a probability from 0 to 1. */
  quantile(probability: number, type: QuantileType = 7): number {
    return quantileByRank(this.n, (rank) => this.atRank(rank), probability, type);
  }

  /** Arithmetic mean. */
  mean(): number {
    const first = this.#sum((value) => value) / this.n;
    // A second pass takes out the rounding of the first.
    return first + this.#sum((value) => value - first) / this.n;
  }

  /** Standard deviation with n - 1 below; NaN for a single value. */
  deviation(): number {
    const centre = this.mean();
    return Math.sqrt(this.#sum((value) => (value - centre) ** 2) / (this.n - 1));
  }

  #sum(term: (value: number) => number): number {
    let sum = 0;
    for (let index = 0; index < this.#values.length; index += 1) {
      sum += term(this.#values[index]!) * this.#counts[index]!;
    }
    return sum;
  }
}
