import { ProofdeskError } from './errors';

/**
 * Calendar dates without a time or zone, as `YYYY-MM-DD` text and as day numbers (days since 1970-01-01, proleptic Gregorian),
 * so that no host clock or time zone takes part.
 */
export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days in a month (1 to 12) of a year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A date from its text. Throws `bad-input` naming `field` for text that is no day of the calendar, years before 1900 included. */
export function parseDate(text: string, field: string): CivilDate {
  const match = typeof text === 'string' ? pattern.exec(text) : null;
  const [year, month, day] = match ? [Number(match[1]), Number(match[2]), Number(match[3])] : [0, 0, 0];
  if (year < 1900 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${field} must be a day of the calendar as YYYY-MM-DD, not ${JSON.stringify(text)}`,
      where: { field },
    });
  }
  return { year, month, day };
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  try {
    parseDate(text, 'day');
    return true;
  } catch {
    return false;
  }
}

const two = (value: number): string => String(value).padStart(2, '0');

export function formatDate({ year, month, day }: CivilDate): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** Days since 1970-01-01 (days_from_civil, H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
export function dayNumber({ year, month, day }: CivilDate): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day number; the inverse of `dayNumber`. */
export function dateOfDay(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** Months counted from the start and clamped to the last day: 31 January + 1 is 28 or 29 February, + 2 is 31 March. */
export function addMonths(start: CivilDate, months: number): CivilDate {
  const count = start.year * 12 + (start.month - 1) + months;
  const year = Math.floor(count / 12);
  const month = (count % 12) + 1;
  return { year, month, day: Math.min(start.day, daysInMonth(year, month)) };
}

/** How days between two dates are counted: as they are, or every month as 30 days (a 31st counts as the 30th). */
export const dayCounts = ['actual/actual', '30/360'] as const;
export type DayCount = (typeof dayCounts)[number];

/** Days from one date to another (the end itself not counted) by the convention. */
export function daysBetween(from: CivilDate, until: CivilDate, convention: DayCount): number {
  if (convention === 'actual/actual') return dayNumber(until) - dayNumber(from);
  return (
    (until.year - from.year) * 360 +
    (until.month - from.month) * 30 +
    (Math.min(until.day, 30) - Math.min(from.day, 30))
  );
}
