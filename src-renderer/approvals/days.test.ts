import { expect, it } from 'vitest';
import { dayOf, endOfDay, startOfDay } from './days';

it('a day reaches from its first moment to before its last, also over a change of clocks', () => {
  for (const day of ['2026-11-21', '2026-03-29', '2026-10-25', '2026-12-31']) {
    expect(dayOf(startOfDay(day))).toBe(day);
    expect(dayOf(endOfDay(day) - 1)).toBe(day);
    expect(dayOf(endOfDay(day))).not.toBe(day);
  }
});
