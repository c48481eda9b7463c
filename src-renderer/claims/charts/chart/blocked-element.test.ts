import { expect, it } from 'vitest';
import { blockedElement } from './blocked-element';

const elements = [
  { id: 'a', label: '1' },
  { id: 'b', label: '1 b' },
];

it('finds the element that a sentence names first, by its whole label', () => {
  expect(blockedElement('1 has no observable evidence.', elements)?.id).toBe('a');
  expect(blockedElement('1 b: the run was left out.', elements)?.id).toBe('b');
  expect(blockedElement('The summary says “always”: …', elements)).toBeUndefined();
  expect(blockedElement('12 has no observable evidence.', elements)).toBeUndefined();
});
