import fc from 'fast-check';
import { expect, it } from 'vitest';
import { atPointer, pointer } from './json-pointer';

it('a pointer leads to what its steps lead to, whatever the names are', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 6 }), fc.jsonValue(), (steps, value) => {
      const nested = steps.reduceRight<unknown>((inner, step) => Object.fromEntries([[step, inner]]), value);
      expect(atPointer(nested, pointer(...steps))).toEqual(value);
    }),
  );
});

it('different steps have different pointers', () => {
  const steps = fc.array(fc.stringMatching(/^[~/01a]{0,4}$/), { maxLength: 4 });
  fc.assert(
    fc.property(steps, steps, (one, other) => {
      expect(pointer(...one) === pointer(...other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
});

it('leads nowhere outside of the value, not to what objects inherit, and not into text', () => {
  const value = { a: [1], text: 'abc' };
  for (const nowhere of ['/b', '/a/1', '/a/0/0', '/text/0', '/toString', '/__proto__', '/constructor/name']) {
    expect(atPointer(value, nowhere), nowhere).toBeUndefined();
  }
  expect(atPointer(value, '')).toBe(value);
  expect(atPointer(value, '/a/0')).toBe(1);
});
