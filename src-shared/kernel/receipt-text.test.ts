import { expect, it } from 'vitest';
import { canonicalText } from './canonical';
import { textFault } from './receipt-text';

const nested = (depth: number): string => '{"a":'.repeat(depth) + 1 + '}'.repeat(depth);

it('takes what is written as receipts are, whatever people typed', () => {
  const typed = ['C:\\udata\\', '\\u0000', 'a\u0000b\u001f', '😀 "quoted" \\"', '{[{[', '__proto__', '\\\\ud800'];
  expect(textFault(canonicalText({ typed, [typed[3]!]: { '[': '\\' } }))).toBeNull();
  expect(textFault(nested(100))).toBeNull();
});

it.each([
  ['halves of characters, written out', '{"a":"\\ud800"}', /characters/],
  ['halves of characters', '{"a":"\ud800"}', /characters/],
  ['escapes that nothing needs', '{"__pr\\u006fto__":1}', /characters/],
  ['a prototype', '{"a":{"__proto__" : {"admin":true}}}', /name/],
  ['what nests without end', nested(101), /deeply/],
  ['what nests and never ends', '['.repeat(100_000), /deeply/],
])('refuses %s', (_what, text, why) => {
  expect(textFault(text)).toMatch(why);
});
