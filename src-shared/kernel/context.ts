/**
 * Where time, randomness and identifiers come from. Everything that needs one of them takes a context, so that a test or a
 * demonstration can fix all three and get the same bytes twice.
 */
export interface Context {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** `length` random bytes; from a fixed seed in tests and demonstrations. */
  randomBytes(length: number): Uint8Array;
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A version 7 UUID (RFC 9562): 48 bits of milliseconds, then randomness, so that identifiers sort by the time they were made. */
export function newId(context: Context): string {
  const bytes = new Uint8Array(16);
  bytes.set(context.randomBytes(10), 6);
  let milliseconds = context.now();
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = milliseconds % 256;
    milliseconds = Math.floor(milliseconds / 256);
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const text = hex(bytes);
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

/** A context whose clock moves only when it is told to. */
export interface FixedContext extends Context {
  /** Moves the clock on. */
  advance(milliseconds: number): void;
}

/**
 * A context with a fixed clock and seeded randomness (xoshiro128**, Blackman and Vigna 2018). Each call of `now` moves the clock
 * by `stepMilliseconds`, so that things made one after the other keep their order. Not for keys outside tests and samples.
 */
export function fixedContext(options: { now: number; seed: number; stepMilliseconds?: number }): FixedContext {
  let clock = options.now;
  const step = options.stepMilliseconds ?? 0;
  // splitmix32 spreads the seed over the four words of state.
  let mix = options.seed >>> 0;
  const word = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0;
    let value = mix;
    value = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
    value = Math.imul(value ^ (value >>> 15), 0x735a2d97);
    return (value ^ (value >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [word(), word(), word(), word()] as [number, number, number, number];
  const rotate = (value: number, by: number): number => ((value << by) | (value >>> (32 - by))) >>> 0;
  const next = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = (b << 9) >>> 0;
    c = (c ^ a) >>> 0;
    d = (d ^ b) >>> 0;
    b = (b ^ c) >>> 0;
    a = (a ^ d) >>> 0;
    c = (c ^ shifted) >>> 0;
    d = rotate(d, 11);
    return result;
  };
  return {
    advance(milliseconds) {
      clock += milliseconds;
    },
    now() {
      const value = clock;
      clock += step;
      return value;
    },
    randomBytes(length) {
      const bytes = new Uint8Array(length);
      for (let index = 0; index < length; index += 1) bytes[index] = next() & 0xff;
      return bytes;
    },
  };
}
