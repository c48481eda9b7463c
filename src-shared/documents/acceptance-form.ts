/** The fields of an acceptance sheet that a customer fills in, in the order in which they stand. */
export const acceptanceFields = ['name', 'title', 'date', 'signature'] as const;
export type AcceptanceField = (typeof acceptanceFields)[number];

/** Name of the choice between alternatives; its value is `option` and the place of the picked one, from 0. */
export const ALTERNATIVE_FIELD = 'alternative';
export const alternativeOption = (index: number): string => `option${index}`;

/** Name of the hidden field that says what the sheet is about. */
export const ABOUT_FIELD = 'about';

/** What a sheet is about, as its hidden field says it: number, version and the digest of the file that is accepted. */
export function acceptanceAbout(sheet: { number: string; version: number; accepts: { sha256: string } }): string {
  return `${sheet.number} ${sheet.version} ${sheet.accepts.sha256}`;
}

/** Reads what {@link acceptanceAbout} wrote; null for anything else. */
export function readAcceptanceAbout(text: string): { number: string; version: number; sha256: string } | null {
  const [, number, version, sha256] = /^(\S{1,80}) (\d{1,6}) ([0-9a-f]{64})$/.exec(text) ?? [];
  return number && sha256 ? { number, version: Number(version), sha256 } : null;
}

/**
 * A day as somebody wrote it into a sheet, as year-month-day; null where it is none or could be two. Day and month are told apart by
 * the writing alone: `2026-11-30`, `2026/11/30`, `2026年11月30日`, `30.11.2026`, and with slashes where only one reading is a day, or
 * day first where the sheet is French.
 */
export function readSheetDay(text: string, language: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const yearFirst = /^(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?$/.exec(plain);
  if (yearFirst) return dayOf(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!);
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(plain);
  if (dotted) return dayOf(dotted[3]!, dotted[2]!, dotted[1]!);
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(plain);
  if (!slashed) return null;
  const [, first, second, year] = slashed as unknown as [string, string, string, string];
  const dayFirst = dayOf(year, second, first);
  const monthFirst = dayOf(year, first, second);
  if (language === 'fr' || monthFirst === null || monthFirst === dayFirst) return dayFirst;
  return dayFirst === null ? monthFirst : null;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function dayOf(year: string, month: string, day: string): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const leap = m === 2 && y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 1 : 0;
  if (m < 1 || m > 12 || d < 1 || d > DAYS[m - 1]! + leap) return null;
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
