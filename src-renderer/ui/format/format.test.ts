import { describe, expect, it } from 'vitest';
import { uiText } from '../text/english';
import { createTranslate } from '../text/translate';
import { createFormat } from './format';

const formatIn = (locale: string, timeZone = 'Europe/Berlin') =>
  createFormat({ locale, timeZone, t: createTranslate(uiText, locale) });
const english = formatIn('en-GB');
const german = formatIn('de-DE');

describe('figures', () => {
  it('are exact beyond what a double can hold', () => {
    expect(english.number('12345678901234567890.123456789012')).toBe('12,345,678,901,234,567,890.123456789012');
    expect(english.amount('9007199254740993.01', 'USD')).toBe('9,007,199,254,740,993.01');
    expect(english.minor(900719925474099301n, 'USD')).toBe('9,007,199,254,740,993.01');
  });

  it('have a true minus, and a dash where there is nothing', () => {
    expect(english.amount('-9186.16', 'USD')).toBe('−9,186.16');
    expect(english.number('2', { sign: true })).toBe('+2');
    expect(english.number(null)).toBe('–');
  });

  it('take the places of their currency', () => {
    expect(english.amount('1200', 'JPY')).toBe('1,200');
    expect(english.minor('1234567', 'KWD')).toBe('1,234.567');
    expect(english.minor(-5, 'USD')).toBe('−0.05');
    expect(english.money('297019.04', 'USD')).toBe('USD\u00a0297,019.04');
    expect(german.money('297019.04', 'USD')).toBe('297.019,04\u00a0USD');
  });

  it('in percent come from basis points and keep their distance to the sign', () => {
    expect(english.percent(6650)).toBe('66.5\u00a0%');
    expect(english.percent('3100', { digits: 1 })).toBe('31.0\u00a0%');
    expect(german.percent(6650)).toBe('66,5\u00a0%');
    expect(english.ratio(-0.298, { sign: true })).toBe('−29.8\u00a0%');
  });

  it('are refused where they are none, rather than shown as NaN', () => {
    expect(() => english.number('a lot')).toThrow('"a lot" is not a decimal number');
    expect(() => english.minor('1.5', 'USD')).toThrow('not a whole number of minor units');
  });
});

describe('dates and times', () => {
  it('show a day without a time as that day in every time zone', () => {
    expect(formatIn('en-GB', 'America/Los_Angeles').date('2027-02-19')).toBe('19 Feb 2027');
    expect(formatIn('en-GB', 'Pacific/Auckland').date('2027-02-19')).toBe('19 Feb 2027');
  });

  it('show an instant in the person’s time zone, and only the time on the same day', () => {
    const instant = Date.UTC(2026, 10, 12, 9, 12);
    expect(english.time(instant)).toBe('10:12');
    expect(english.when(instant, Date.UTC(2026, 10, 12, 20))).toBe('10:12');
    expect(english.when(instant, Date.UTC(2026, 10, 13, 20))).toBe('12 Nov');
  });

  it('count deadlines in hours, and long spans in days', () => {
    expect(english.duration(23_280_000)).toBe('6\u00a0h\u00a028\u00a0m');
    expect(english.duration(86_400_000)).toBe('24\u00a0h');
    expect(english.duration(3 * 86_400_000 + 4 * 3_600_000)).toBe('3\u00a0d\u00a04\u00a0h');
    expect(english.duration(-90_000)).toBe('−1\u00a0m');
  });
});

it('ranges, sizes, digests and lists are written as the house does', () => {
  expect(english.range('22', '49')).toBe('22 to 49');
  expect(english.bytes(1_900_000_000)).toBe('1.9\u00a0GB');
  expect(english.bytes(999)).toBe('999\u00a0B');
  expect(english.digest('3be05f7c0d1991d4')).toBe('3be0…91d4');
  expect(english.list(['a', 'b', 'c'])).toBe('a, b and c');
});
