import { expect, it } from 'vitest';
import { flagNear, inPlaceOf, markedRuns, withPhrase } from './marked-text';

const flag = (start: number, end: number) => ({ start, end });

it('cuts a text where flagged words begin and end, and loses nothing of it', () => {
  const text = 'It is always faster.';
  const runs = markedRuns(text, [flag(13, 19), flag(6, 12)]);
  expect(runs.map((run) => [run.text, run.flag !== null])).toEqual([
    ['It is ', false],
    ['always', true],
    [' ', false],
    ['faster', true],
    ['.', false],
  ]);
  expect(runs.map((run) => run.text).join('')).toBe(text);
});

it('leaves flags out that overlap an earlier one or reach beyond the text', () => {
  expect(markedRuns('faster', [flag(0, 6), flag(2, 6), flag(4, 90)])).toHaveLength(1);
});

it('finds the flag at the cursor, else the next, else the first', () => {
  const flags = [flag(2, 5), flag(10, 14)];
  expect([flagNear(flags, 3), flagNear(flags, 7), flagNear(flags, 20)]).toEqual([flags[0], flags[1], flags[0]]);
  expect(flagNear([], 0)).toBeUndefined();
});

it('writes a suggested phrase with a capital where the words began with one', () => {
  expect(inPlaceOf('Always', 'in the measured runs')).toBe('In the measured runs');
  expect(inPlaceOf('always', 'in the measured runs')).toBe('in the measured runs');
  expect(inPlaceOf('ACME', 'a product of this class')).toBe('a product of this class');
});

it('puts a phrase in with spaces where words would run together', () => {
  expect(withPhrase('The platform', 12, 'keeps it')).toEqual({ text: 'The platform keeps it', cursor: 21 });
  expect(withPhrase('a b', 2, 'x')).toEqual({ text: 'a x b', cursor: 4 });
  expect(withPhrase('', 0, 'x')).toEqual({ text: 'x', cursor: 1 });
});
