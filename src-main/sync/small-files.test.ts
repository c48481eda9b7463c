import { expect, it } from 'vitest';
import { AbsentFiles } from './small-files';

it('a file that the server lacks is asked for in the next round, then ever more rarely, and at least once an hour', () => {
  const absent = new AbsentFiles();
  expect(absent.isDue('a', 0)).toBe(true);
  absent.note('a', 0);
  expect(absent.isDue('a', 0)).toBe(true);
  absent.note('a', 0);
  expect([absent.isDue('a', 4_999), absent.isDue('a', 5_000), absent.isDue('b', 0)]).toEqual([false, true, true]);
  for (let turn = 0; turn < 40; turn += 1) absent.note('a', 0);
  expect([absent.isDue('a', 3_599_999), absent.isDue('a', 3_600_000)]).toEqual([false, true]);
});
