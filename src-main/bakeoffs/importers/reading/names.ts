/**
 * Numbers for names that come as bytes, so that the thousandth sample of a label costs a comparison and no string. Equal
 * bytes get equal numbers, counted from 0.
 */
export class NameNumbers {
  readonly #byHash = new Map<number, number[]>();
  readonly #names: Uint8Array[] = [];

  get size(): number {
    return this.#names.length;
  }

  /** The number of the name at `start … end` of `bytes`. */
  of(bytes: Uint8Array, start: number, end: number): number {
    // FNV-1a, 32 bits.
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    const same = this.#byHash.get(hash);
    if (same) {
      for (const number of same) if (this.#equals(number, bytes, start, end)) return number;
    }
    const number = this.#names.length;
    this.#names.push(bytes.slice(start, end));
    if (same) same.push(number);
    else this.#byHash.set(hash, [number]);
    return number;
  }

  #equals(number: number, bytes: Uint8Array, start: number, end: number): boolean {
    const name = this.#names[number]!;
    if (name.length !== end - start) return false;
    for (let at = 0; at < name.length; at += 1) if (name[at] !== bytes[start + at]) return false;
    return true;
  }
}
