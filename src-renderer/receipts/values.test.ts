import { expect, it } from 'vitest';
import { createFormat, createTranslate, uiText } from '../ui';
import { differing, valueText } from './values';

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
  [[{ a: 1, b: 2 }, { a: 3 }], 'a 1, b 2; a 3'],
  [{ faults: [{ kind: 'node killed', from: 40 }], order: 12 }, 'faults kind node killed, from 40\norder 12'],
])('writes %j for a person', (value, text) => {
  expect(valueText(value, format)).toBe(text);
});

it('shows of two structures only what they differ in', () => {
  expect(differing({ order: 12, os: 'Linux' }, { order: 12, os: 'BSD', faults: [1] })).toEqual([
    { os: 'Linux' },
    { os: 'BSD', faults: [1] },
  ]);
  expect(differing('a', { b: 1 })).toEqual(['a', { b: 1 }]);
  expect(differing([1], [1, 2])).toEqual([[1], [1, 2]]);
});

it('calls rows by their names and writes instants as times, where the field holds one', () => {
  const halden = '01a1b2c3-d4e5-7f60-8a9b-0c1d2e3f4a5b';
  const names = { [halden]: { entity: 'account', title: 'Halden Energy' } };
  expect(valueText(halden, format, { names })).toBe('Halden Energy');
  expect(valueText([halden], format, { names })).toBe('Halden Energy');
  expect(valueText(halden, format)).toBe('01a1…4a5b');
  const instant = Date.UTC(2026, 10, 21, 10, 59);
  expect(valueText(instant, format, { field: 'requestedAt' })).toBe('21 Nov 2026, 10:59');
  expect(valueText(instant, format, { field: 'amount' })).toBe('1,795,258,740,000');
  expect(valueText(36, format, { field: 'made' })).toBe('36');
});

it('writes amounts with their currency and discounts as per cent, by the field that holds them', () => {
  expect(valueText(7_500_050, format, { field: 'valueMinor', currency: 'EUR' })).toBe('EUR\u00a075,000.50');
  expect(valueText(7_500_050, format, { field: 'valueMinor', currency: null })).toBe('7,500,050');
  expect(valueText(1250, format, { field: 'discountBasisPoints' })).toBe('12.5\u00a0%');
});

it('says where a metered quantity comes from in a sentence, before and after a change', () => {
  const source = {
    kind: 'forecast',
    forecast: { base: '2000000', per: 'month', growth: null, seasons: null, start: '2027-01', low: null, high: null },
    unit: 'API calls',
    steps: 'none',
  };
  const field = 'quantityFrom';
  const other = { ...source, unit: 'tokens' };
  expect(differing(source, other, field).map((value) => valueText(value, format, { field }))).toEqual([
    'from forecast: 2,000,000 API calls a month in 2027-01',
    'from forecast: 2,000,000 tokens a month in 2027-01',
  ]);
  expect(valueText({ kind: 'heard' }, format, { field })).toBe('kind heard');
});
