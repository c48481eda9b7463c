import { expect, it } from 'vitest';
import { spansOf } from './timeline';

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
