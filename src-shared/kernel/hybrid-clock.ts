/**
 * Hybrid logical clock (Kulkarni et al. 2014) as text that sorts: 12 hexadecimal digits of milliseconds, 4 of counter, a dash and
 * the chain's id. Full counter: the millisecond advances.
 */
export type ClockReading = string;

const COUNTER_LIMIT = 0xffff;

/** The next reading of `chain`'s clock: not behind the wall clock and after every reading it has seen. */
export function tick(last: ClockReading | null, nowMilliseconds: number, chain: string): ClockReading {
  const seen = last ? parts(last) : { milliseconds: 0, counter: -1 };
  if (nowMilliseconds > seen.milliseconds) return format(nowMilliseconds, 0, chain);
  if (seen.counter < COUNTER_LIMIT) return format(seen.milliseconds, seen.counter + 1, chain);
  return format(seen.milliseconds + 1, 0, chain);
}

/** Milliseconds since 1970 of a reading. */
export function clockMilliseconds(reading: ClockReading): number {
  return parts(reading).milliseconds;
}

function parts(reading: ClockReading): { milliseconds: number; counter: number } {
  return {
    milliseconds: Number.parseInt(reading.slice(0, 12), 16),
    counter: Number.parseInt(reading.slice(12, 16), 16),
  };
}

function format(milliseconds: number, counter: number, chain: string): ClockReading {
  return `${milliseconds.toString(16).padStart(12, '0')}${counter.toString(16).padStart(4, '0')}-${chain}`;
}
