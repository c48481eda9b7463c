/** Numbers that come one by one, eight bytes each. */
export class NumberColumn {
  #values: Float64Array = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(value: number): void {
    if (this.#length === this.#values.length) {
      const wider = new Float64Array(this.#values.length * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** The numbers so far, in memory that further ones may still change. */
  values(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}
