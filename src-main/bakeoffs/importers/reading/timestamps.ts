/**
 * A time of day with a date in ISO 8601 / RFC 3339 and its zone, as milliseconds since 1970 in UTC with the fraction kept
 * (nanoseconds are cut where a double ends, at about 0.2 µs); NaN for anything else.
 */
export function isoTimestamp(text: string): number {
  const match = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,12}))?(?:Z|([+-])(\d\d):?(\d\d))$/.exec(
    text,
  );
  if (!match) return Number.NaN;
  const [, year, month, day, hour, minute, second, fraction, sign, zoneHours, zoneMinutes] = match;
  const seconds = wallClock(+year!, +month!, +day!, +hour!, +minute!, +second!);
  const zone = sign ? (sign === '-' ? -1 : 1) * (+zoneHours! * 60 + +zoneMinutes!) * 60_000 : 0;
  return seconds + (fraction ? Number(`0.${fraction}`) * 1000 : 0) - zone;
}

/** Milliseconds of a date and time taken as UTC; NaN where there is no such date. */
export function wallClock(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number {
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(time);
  const real =
    back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second <= 60;
  return real ? time : Number.NaN;
}

/** Milliseconds since 1970 as an ISO 8601 instant in UTC, or undefined where it is none. */
export function instant(milliseconds: number): string | undefined {
  return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : undefined;
}
