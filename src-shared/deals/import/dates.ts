import { daysInMonth } from '../../kernel/civil-date';
import type { DateOrder } from './schema';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A date as it was written; `orders` are those in which it is a day of the calendar. */
export interface WrittenDate {
  dmy: string | null;
  mdy: string | null;
}

/**
 * A date in one of the ways in which files write it: `2026-03-04` (also with a time behind it), `4.3.2026`, `04/03/2026`, `4 Mar 2026`,
 * `Mar 4, 2026`. Only a date with slashes or dashes can be read in two orders; two-digit years are of this century. Null when
 * it is no date.
 */
export function readDate(text: string): WrittenDate | null {
  const trimmed = text.trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(trimmed);
  if (iso) return both(date(iso[1]!, iso[2]!, iso[3]!));
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:[ ,].*)?$/.exec(trimmed);
  if (dotted) return both(date(dotted[3]!, dotted[2]!, dotted[1]!));
  const named =
    /^(\d{1,2})\.?[ -]([a-z]{3})[a-z]*\.?,?[ -](\d{4})$/i.exec(trimmed) ??
    reorder(/^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/i.exec(trimmed));
  if (named) {
    const month = months.indexOf(named[2]!.toLowerCase()) + 1;
    return both(date(named[3]!, String(month), named[1]!));
  }
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?:[ ,].*)?$/.exec(trimmed);
  if (!slashed) return null;
  const dmy = date(slashed[3]!, slashed[2]!, slashed[1]!);
  const mdy = date(slashed[3]!, slashed[1]!, slashed[2]!);
  return dmy === null && mdy === null ? null : { dmy, mdy };
}

/** Order of the dates of a column: what all that can be read in one way only agree on; null when none tells or they disagree. */
export function dateOrderOf(texts: Iterable<string>): { order: DateOrder | null; open: string[] } {
  const seen = new Set<DateOrder>();
  const open: string[] = [];
  for (const text of texts) {
    const read = readDate(text);
    if (!read || read.dmy === read.mdy) continue;
    if (read.dmy !== null && read.mdy !== null) open.push(text);
    else seen.add(read.dmy !== null ? 'dmy' : 'mdy');
  }
  return { order: seen.size === 1 ? [...seen][0]! : null, open };
}

function reorder(match: RegExpExecArray | null): string[] | null {
  return match ? [match[0], match[2]!, match[1]!, match[3]!] : null;
}

function both(text: string | null): WrittenDate | null {
  return text === null ? null : { dmy: text, mdy: text };
}

function date(year: string, month: string, day: string): string | null {
  const [y, m, d] = [year.length === 2 ? 2000 + Number(year) : Number(year), Number(month), Number(day)];
  if (y < 1900 || m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return null;
  return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
