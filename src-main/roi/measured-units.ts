/** Seconds of the times that harnesses measure in, and of those that inputs are in. */
const seconds: Record<string, number> = {
  ns: 1e-9,
  µs: 1e-6,
  us: 1e-6,
  ms: 1e-3,
  s: 1,
  second: 1,
  seconds: 1,
  min: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hour: 3600,
  hours: 3600,
  day: 86_400,
  days: 86_400,
};

/** Seconds of a time unit; null where it is none. */
export function timesOf(unit: string): number | null {
  const word = unit.trim().split('/')[0]!.trim();
  return Object.hasOwn(seconds, word) ? seconds[word]! : null;
}

/**
 * By what a measured figure is multiplied to be in an input's unit: a time into a time (`ms` into `minutes/query`), money of the case's
 * currency as it is; null where the two do not measure the same.
 */
export function measuredIn(measured: string, wanted: string, currency: string): number | null {
  const [from, to] = [timesOf(measured), timesOf(wanted)];
  if (from !== null && to !== null) return from / to;
  if (from !== null || to !== null) return null;
  const plain = (unit: string) => unit.trim().toLowerCase().split('/')[0]!.replace(/s$/, '').trim();
  if (plain(measured) === currency.toLowerCase() && plain(wanted) === 'money') return 1;
  return plain(measured) === plain(wanted) ? 1 : null;
}
