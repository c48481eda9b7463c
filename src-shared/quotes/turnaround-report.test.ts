import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SentClock, turnaroundReport, weekOf } from './turnaround-report';

const HOUR = 3_600_000;

function sent(day: string, hours: number, more: Partial<SentClock['clock']> = {}): SentClock {
  const elapsed = hours * HOUR;
  const spent = [{ part: 'drafting' as const, milliseconds: elapsed, waitingFor: [] }];
  return {
    quote: day,
    sentAt: Date.parse(`${day}T12:00:00Z`),
    clock: { elapsed, ours: elapsed, spent, roles: [], ...more },
  };
}

describe('a report of turnarounds', () => {
  it('begins weeks on Monday, in UTC', () => {
    expect(weekOf(Date.parse('2026-11-21T23:59:59Z'))).toBe('2026-11-16');
    expect(weekOf(Date.parse('2026-11-16T00:00:00Z'))).toBe('2026-11-16');
    expect(weekOf(Date.parse('2026-11-15T23:59:59Z'))).toBe('2026-11-09');
    expect(weekOf(0)).toBe('1969-12-29');
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 4e12 }), (at) => {
        const monday = Date.parse(`${weekOf(at)}T00:00:00Z`);
        expect(new Date(monday).getUTCDay()).toBe(1);
        expect(at - monday).toBeGreaterThanOrEqual(0);
        expect(at - monday).toBeLessThan(7 * 24 * HOUR);
      }),
    );
  });

  it('gives median and 90th percentile as times that occurred, for all and by week', () => {
    const quotes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100].map((hours) => sent('2026-11-18', hours));
    const { whole, weeks } = turnaroundReport([...quotes, sent('2026-11-09', 30)], 24 * HOUR);
    expect(whole).toMatchObject({ sent: 11, withinTarget: 9, median: 6 * HOUR, p90: 30 * HOUR });
    expect(weeks.map(({ week, sent: count, median, p90 }) => [week, count, median / HOUR, p90 / HOUR])).toEqual([
      ['2026-11-09', 1, 30, 30],
      ['2026-11-16', 10, 5, 9],
    ]);
  });

  it('says where the time went on average: parts over all quotes, roles over those that asked them', () => {
    const spent = [
      { part: 'drafting' as const, milliseconds: HOUR, waitingFor: [] },
      { part: 'customer' as const, milliseconds: 3 * HOUR, waitingFor: [] },
    ];
    const roles = [{ role: 'finance', milliseconds: 2 * HOUR }];
    const { whole } = turnaroundReport([sent('2026-11-18', 4, { spent, roles }), sent('2026-11-18', 1)], 24 * HOUR);
    expect(whole!.parts).toContainEqual({ part: 'customer', milliseconds: 1.5 * HOUR });
    expect(whole!.parts).toContainEqual({ part: 'drafting', milliseconds: HOUR });
    expect(whole!.roles).toEqual(roles);
  });

  it('has nothing to say of no quotes', () => {
    expect(turnaroundReport([], HOUR)).toEqual({ whole: null, weeks: [] });
  });
});
