import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, dateOfDay, dayNumber, daysBetween, formatDate, parseDate } from './civil-date';

const date = (text: string) => parseDate(text, 'date');

describe('calendar dates', () => {
  it('refuses days that no calendar has', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '1899-12-31', '26-01-01', '']) {
      expect(() => parseDate(text, 'startDate')).toThrow(/startDate/);
    }
    expect(date('2028-02-29')).toEqual({ year: 2028, month: 2, day: 29 });
  });

  it('agrees with the platform’s calendar on every day, in both directions', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 100_000 }), (day) => {
        const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
        expect(formatDate(dateOfDay(day))).toBe(text);
        expect(dayNumber(date(text))).toBe(day);
      }),
    );
  });

  it('counts months from the start and clamps to the last day', () => {
    const from = date('2026-01-31');
    expect([1, 2, 3, 13, 25, -2].map((months) => formatDate(addMonths(from, months)))).toEqual([
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2027-02-28',
      '2028-02-29',
      '2025-11-30',
    ]);
  });

  it('counts days as they are, or every month as 30', () => {
    expect(daysBetween(date('2026-01-01'), date('2027-01-01'), 'actual/actual')).toBe(365);
    expect(daysBetween(date('2026-01-31'), date('2026-03-31'), '30/360')).toBe(60);
    expect(daysBetween(date('2026-02-15'), date('2026-03-01'), '30/360')).toBe(16);
  });
});
