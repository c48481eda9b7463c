import { type ClockReading, tick } from '../kernel/hybrid-clock';

/**
 * The merge clock that the server gives a receipt: its own `at`, or, where that is later than the arrival, the arrival by the server's
 * hybrid clock. So nobody's clock that runs ahead wins over what others write meanwhile, and the order within a chain always holds.
 * `arrival` is a fresh reading of the server's clock, another one for each receipt; `last` is the merge clock of the chain's receipt before.
 */
export function mergeClockOf(receipt: {
  at: ClockReading;
  arrival: ClockReading;
  last: ClockReading | null;
}): ClockReading {
  const { at, arrival, last } = receipt;
  if (at <= arrival && (last === null || at > last)) return at;
  // Only where the server's clock was put back: the chain's own order is worth more.
  if (last !== null && last >= arrival) return tick(last, 0, arrival.slice(17));
  return arrival;
}
