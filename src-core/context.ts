import { randomBytes } from 'node:crypto';
import type { Context } from '../src-shared/kernel/context';

/**
 * The context of a running program: this machine's clock and random numbers.
 * @param fixedNow milliseconds since 1970-01-01T00:00:00Z at which the clock stands still (`--now`)
 */
export function systemContext(fixedNow?: number): Context {
  return {
    now: () => fixedNow ?? Date.now(),
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
  };
}
