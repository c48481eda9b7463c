import type { Samples } from '../interface';

/**
 * Measurements of many series in columns of numbers: value, time, failed and series of each sample, in the order of the file.
 * Memory is 21 bytes a sample (8 less without times), whatever the number of series.
 */
export class SampleColumns {
  #values: Float64Array = new Float64Array(1024);
  #times: Float64Array | undefined;
  #series: Uint32Array = new Uint32Array(1024);
  #failed: Uint8Array = new Uint8Array(1024);
  #length = 0;

  constructor(options: { times: boolean }) {
    this.#times = options.times ? new Float64Array(1024) : undefined;
  }

  get length(): number {
    return this.#length;
  }

  add(series: number, value: number, time: number, failed: boolean): void {
    const at = this.#length;
    if (at === this.#values.length) this.#grow();
    this.#values[at] = value;
    if (this.#times) this.#times[at] = time;
    this.#series[at] = series;
    this.#failed[at] = failed ? 1 : 0;
    this.#length = at + 1;
  }

  #grow(): void {
    const capacity = this.#values.length * 2;
    const wider = <T extends Float64Array | Uint32Array | Uint8Array>(made: T, old: T): T => {
      made.set(old);
      return made;
    };
    this.#values = wider(new Float64Array(capacity), this.#values);
    if (this.#times) this.#times = wider(new Float64Array(capacity), this.#times);
    this.#series = wider(new Uint32Array(capacity), this.#series);
    this.#failed = wider(new Uint8Array(capacity), this.#failed);
  }

  /** Each series' samples in the order of the file, for the series 0 … count-1 (one counting sort over all). */
  bySeries(count: number): Required<Pick<Samples, 'values' | 'failed'>>[] & Samples[] {
    const ends = new Uint32Array(count + 1);
    for (let at = 0; at < this.#length; at += 1) ends[this.#series[at]! + 1]! += 1;
    for (let series = 0; series < count; series += 1) ends[series + 1]! += ends[series]!;
    const starts = ends.slice(0, count);
    const next = ends.slice(0, count);
    const values = new Float64Array(this.#length);
    const failed = new Uint8Array(this.#length);
    const times = this.#times && new Float64Array(this.#length);
    for (let at = 0; at < this.#length; at += 1) {
      const series = this.#series[at]!;
      const to = next[series]!;
      next[series] = to + 1;
      values[to] = this.#values[at]!;
      failed[to] = this.#failed[at]!;
      if (times) times[to] = this.#times![at]!;
    }
    return Array.from({ length: count }, (_, series) => {
      const [start, end] = [starts[series]!, next[series]!];
      return {
        values: values.subarray(start, end),
        failed: failed.subarray(start, end),
        ...(times && { times: times.subarray(start, end) }),
      };
    });
  }
}
