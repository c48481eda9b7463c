import { expect, it } from 'vitest';
import { mostStretches, spansOf, timelineWidth } from './timeline';

it('stretches are taken together until their rows are too many, and gaps between them cost nothing', () => {
  const counted = [
    [0, 4],
    [1, 6],
    [2, 1],
    [9, 3],
    [10, 25],
    [12, 2],
  ] as const;
  expect(spansOf(counted, 10)).toEqual([
    [0, 1],
    [2, 9],
    [10, 10],
    [12, 12],
  ]);
  expect(spansOf([], 10)).toEqual([]);
});

it('a run of any length has whole seconds as stretches, and never more of them than are kept', () => {
  for (const duration of [0, 999, 3_999_999, 4_000_000, 4_000_001, 8_000_000, 86_400_000]) {
    const width = timelineWidth(duration);
    expect(width % 1000).toBe(0);
    expect(Math.floor(duration / width) + 1).toBeLessThanOrEqual(mostStretches);
  }
  expect([3_999_999, 4_000_000].map(timelineWidth)).toEqual([1000, 2000]);
});
