import { ProofdeskError } from '../../kernel/errors';
import { type DocumentLocale, localeData } from './locale';

/**
 * A calendar day in the locale's words, after CLDR's patterns of the Gregorian calendar.
 *
 * @param date `2026-11-12`, or an instant such as `2026-11-12T09:30:00Z`, of which the day in UTC is taken.
 * @param style `long` writes the month out, `medium` shortens it, `short` is figures only.
 */
export function formatDate(locale: DocumentLocale, date: string, style: 'long' | 'medium' | 'short' = 'long'): string {
  const data = localeData(locale);
  const { year, month, day } = parts(date);
  const two = (number: number) => String(number).padStart(2, '0');
  const fields: Record<string, string> = {
    y: String(year),
    yy: two(year % 100),
    M: String(month),
    MM: two(month),
    MMM: data.monthsAbbreviated[month - 1]!,
    MMMM: data.monthsWide[month - 1]!,
    d: String(day),
    dd: two(day),
  };
  return data.dateFormats[style].replace(
    /'([^']*)'|(y+|M+|d+)/g,
    (_whole, quoted: string | undefined, field: string) => {
      if (quoted !== undefined) return quoted;
      const written = fields[field];
      if (written === undefined)
        throw new ProofdeskError({ code: 'internal', message: `No rule for the date field ${field}.` });
      return written;
    },
  );
}

/** An instant with its day, its time of day in hours and minutes, and that it is UTC: `12 November 2026, 10:12 UTC`. */
export function formatInstant(locale: DocumentLocale, instant: string): string {
  const time = /T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(instant)?.[1];
  if (!time) throw new ProofdeskError({ code: 'bad-input', message: `“${instant}” is not an instant in UTC.` });
  const separator = locale === 'ja' ? ' ' : ', ';
  return `${formatDate(locale, instant)}${separator}${time}\u00a0UTC`;
}

function parts(date: string): { year: number; month: number; day: number } {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+Z)?$/.exec(date);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if (!match || month < 1 || month > 12 || day < 1 || day > lengths[month - 1]!) {
    throw new ProofdeskError({ code: 'bad-input', message: `“${date}” is not a day of the calendar.` });
  }
  return { year, month, day };
}
