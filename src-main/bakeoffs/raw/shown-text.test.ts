import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownText } from './shown-text';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)));

describe('a raw row as it is shown', () => {
  it('is the text of its bytes, without the end of the line', () => {
    expect(shownText(bytes('1767225600000,42,Suche für €\t😀\r\n'))).toEqual({
      text: '1767225600000,42,Suche für €\t😀',
      marks: [],
    });
  });

  it('shows NUL and control bytes by their pictures, and marks them', () => {
    expect(shownText(bytes('a', [0, 27], 'b', [127]))).toEqual({
      text: 'a\u2400\u241bb\u2421',
      marks: [
        [1, 3],
        [4, 5],
      ],
    });
    expect(shownText(bytes('a\rb\r\n')).text).toBe('a\u240db');
  });

  it('shows bytes that are no UTF-8 by their numbers', () => {
    expect(shownText(bytes('x', [0xff, 0xc3], '('))).toEqual({ text: 'x\\xFF\\xC3(', marks: [[1, 9]] });
    // Longer than needed, half of a pair, beyond the last character, cut off.
    for (const bad of [
      [0xc0, 0x80],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
      [0xe2, 0x82],
    ]) {
      expect(shownText(Uint8Array.from(bad)).text).toMatch(/^(\\x[0-9A-F]{2})+$/);
    }
  });

  it('shows what would turn other characters around, or not be seen', () => {
    expect(shownText(bytes('a\u202eb\u200bc\u2028')).text).toBe('aU+202EbU+200BcU+2028');
  });

  it('never holds anything that is not seen, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (some) => {
        const { text, marks } = shownText(some);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
        expect(text).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\ufffd]/);
        expect(marks.every(([from, to]) => from < to && to <= text.length)).toBe(true);
      }),
    );
  });
});
