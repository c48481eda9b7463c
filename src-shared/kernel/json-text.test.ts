import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonSyntaxError, jsonOf, lineAndColumn, parseJson } from './json-text';

const bare = { bareNumbers: true };
const fault = (text: string, options = {}) => {
  try {
    parseJson(text, options);
  } catch (thrown) {
    if (thrown instanceof JsonSyntaxError) return thrown;
    throw thrown;
  }
  throw new Error(`${text} was read`);
};

describe('JSON', () => {
  it('is read beside tokens that JSON lacks as the engine reads it without them', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseJson(`[${text}, NaN, -Infinity]`, bare)).toEqual([
          JSON.parse(text),
          Number.NaN,
          Number.NEGATIVE_INFINITY,
        ]);
      }),
    );
  });

  it('that was cut anywhere is refused at a place inside of it, unless what is left is whole', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, cut) => {
        const text = JSON.stringify({ value });
        const length = cut % text.length;
        const { at } = fault(text.slice(0, length));
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(length);
      }),
    );
  });

  it('may call a member __proto__ without it becoming a prototype', () => {
    const read = parseJson('{"__proto__": {"a": 1}, "b": NaN}', bare) as Record<string, unknown>;
    expect(Object.keys(read)).toEqual(['__proto__', 'b']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it.each([
    ['{"a":1,,}', 'unexpected “,”', 7],
    ['{"a" 1}', 'a “:” is missing', 5],
    ['[1 2]', 'a “,” is missing', 3],
    ['[1]]', '“]” closes nothing that is open', 3],
    ['{"a":1]', '“]” closes nothing that is open', 6],
    ['[1,]', 'unexpected “]”', 3],
    ['{1:2}', 'a name in quotation marks is missing', 1],
    ['{} {}', 'text after the end of the document', 3],
    ['[NaN]', '“NaN” is no JSON value', 1],
    ['["a', 'the document ends early, inside a string', 3],
    ['["\\x"]', 'a string is not well formed', 1],
    ['["a\nb"]', 'a string is not well formed', 1],
    ['[1, tru', 'the document ends early', 7],
  ])('%j is refused: %s', (text, message, at) => {
    expect(fault(text)).toMatchObject({ message, at });
  });
});

describe('a place in a text', () => {
  it('counts lines and columns from 1', () => {
    const place = (at: number) => Object.values(lineAndColumn('ab\ncd', at));
    expect([0, 1, 2, 3, 5].map(place)).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 1],
      [2, 3],
    ]);
  });
});

describe('JSON that a person gave', () => {
  it('is read with or without a byte-order mark', () => {
    expect(jsonOf('\ufeff[1]', 'The file')).toEqual([1]);
  });

  it('is called empty where it is, and told with line and column where it is wrong', () => {
    expect(() => jsonOf(' \n', 'The file')).toThrow('The file is empty.');
    expect(() => jsonOf('[\n1,,2]', 'The file', { file: 'a.json', hint: 'Mend it.' })).toThrow(
      expect.objectContaining({
        code: 'bad-input',
        message: 'The file is not JSON: unexpected “,”.',
        where: { file: 'a.json', line: 2, column: 3 },
        hint: 'Mend it.',
      }),
    );
  });
});
