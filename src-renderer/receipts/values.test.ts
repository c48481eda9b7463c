import { expect, it } from 'vitest';
import { createFormat, createTranslate, uiText } from '../ui';
import { valueText } from './values';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', t: createTranslate(uiText, 'en-GB') });

it.each([
  [null, null],
  ['', null],
  [[], null],
  ['Halden Energy', 'Halden Energy'],
  [1234.5, '1,234.5'],
  [false, 'no'],
  [['rep', 'admin'], 'rep, admin'],
  [{ add: ['finance'], remove: ['rep'] }, '+ finance, − rep'],
  ['7f3a'.padEnd(60, '0').concat('c21e'), '7f3a…c21e'],
  [{ accent: '#1f4fd8', logo: null }, 'accent #1f4fd8\nlogo –'],
  [[{ a: 1 }], '[\n {\n  "a": 1\n }\n]'],
])('writes %j for a person', (value, text) => {
  expect(valueText(value, format)).toBe(text);
});
