import { describe, expect, it } from 'vitest';
// @ts-expect-error: a script for developers, without types
import { extract, locales } from './cldr/extract.mjs';
import {
  currencyName,
  documentLocales,
  exactText,
  formatDate,
  formatInstant,
  formatMeasured,
  formatMoney,
  formatNumber,
  formatPercent,
  localeData,
} from './index';

describe('the formats', () => {
  it('come from the pinned CLDR packages, unchanged', () => {
    expect(locales).toEqual([...documentLocales]);
    for (const locale of documentLocales) expect(localeData(locale)).toEqual(extract(locale));
  });

  it('cover only patterns that the code knows: groups of three, one percent sign, days, months and years', () => {
    for (const locale of documentLocales) {
      const data = localeData(locale);
      expect(data.decimalPattern).toBe('#,##0.###');
      expect(data.percentPattern).toMatch(/^#,##0[\u00a0\u202f]?%$/);
      expect(data.currencyPattern).toMatch(/^(¤#,##0\.00|#,##0\.00[\u00a0\u202f]¤)$/);
    }
  });
});

describe('formatNumber', () => {
  it.each([
    ['en', '1234567.891', '1,234,567.891'],
    ['de', '1234567.891', '1.234.567,891'],
    ['fr', '1234567.891', '1\u202f234\u202f567,891'],
    ['ja', '1234567.891', '1,234,567.891'],
    ['en', '-9186.16', '\u22129,186.16'],
    ['en', '-0.00', '0.00'],
    ['en', '999', '999'],
    ['en', '0.0230', '0.0230'],
    ['en', '12345678901234567890.123456789012', '12,345,678,901,234,567,890.123456789012'],
  ] as const)('writes %s %s as %s', (locale, decimal, text) => {
    expect(formatNumber(locale, decimal)).toBe(text);
  });

  it('rounds half away from zero and keeps the fewest digits asked for', () => {
    expect(formatNumber('en', '2.345', { maximumFraction: 2 })).toBe('2.35');
    expect(formatNumber('en', '-2.345', { maximumFraction: 2 })).toBe('\u22122.35');
    expect(formatNumber('en', '999.995', { maximumFraction: 2, minimumFraction: 2 })).toBe('1,000.00');
    expect(formatNumber('en', '12', { minimumFraction: 2 })).toBe('12.00');
    expect(formatNumber('en', '0.05', { maximumFraction: 1 })).toBe('0.1');
  });

  it('refuses what is not a plain decimal', () => {
    for (const text of ['', '1e3', '1,000', 'NaN', '.5', '5.'])
      expect(() => formatNumber('en', text)).toThrow('plain decimal');
  });
});

describe('percent, money, measured values', () => {
  it('puts sign and currency where the locale does', () => {
    expect(formatPercent('en', '8')).toBe('8\u00a0%');
    expect(formatPercent('de', '12.5')).toBe('12,5\u00a0%');
    expect(formatPercent('fr', '12.5')).toBe('12,5\u00a0%');
    expect(formatPercent('ja', '12.5')).toBe('12.5%');
    expect(formatMoney('en', '297019.04', 'USD')).toBe('USD\u00a0297,019.04');
    expect(formatMoney('de', '297019.04', 'EUR')).toBe('297.019,04\u00a0EUR');
    expect(formatMoney('ja', '297019', 'JPY')).toBe('JPY\u00a0297,019');
    expect(currencyName('en', 'USD')).toBe('US dollars');
    expect(currencyName('fr', 'CHF')).toBe('francs suisses');
  });

  it('writes measured values with significant digits and no exponent', () => {
    expect(formatMeasured('en', 41.2345)).toBe('41.2');
    expect(formatMeasured('en', 0.00123456)).toBe('0.00123');
    expect(formatMeasured('de', 16600000)).toBe('16.600.000');
    expect(formatMeasured('en', -29.84, 3, 'always')).toBe('\u221229.8');
    expect(formatMeasured('en', 2, 3, 'always')).toBe('+2.00');
    expect(formatMeasured('en', 0)).toBe('0.00');
    expect(() => formatMeasured('en', Number.NaN)).toThrow('cannot be printed');
  });
});

describe('exactText', () => {
  it('reads back as the same double and has no exponent', () => {
    for (const value of [0, -0, 0.1, 1e-7, -2.5e-10, 1.2345e21, 123456789.123, 5e-324, 1e300 / 1e280]) {
      const text = exactText(value);
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(text)).toBe(value + 0);
    }
    expect(exactText(1e-7)).toBe('0.0000001');
    expect(() => exactText(Number.NaN)).toThrow('cannot stand in a document');
  });
});

describe('formatDate', () => {
  it.each([
    ['en', 'November 5, 2026'],
    ['en-GB', '5 November 2026'],
    ['de', '5. November 2026'],
    ['fr', '5 novembre 2026'],
    ['ja', '2026年11月5日'],
  ] as const)('writes a day in %s', (locale, text) => {
    expect(formatDate(locale, '2026-11-05')).toBe(text);
    expect(formatDate(locale, '2026-11-05T23:59:59Z')).toBe(text);
  });

  it('names the zone of an instant', () => {
    expect(formatInstant('en-GB', '2026-11-12T10:12:30Z')).toBe('12 November 2026, 10:12\u00a0UTC');
  });

  it('refuses days that the calendar does not have', () => {
    for (const day of ['2026-02-29', '2026-13-01', '2026-00-10', '12.11.2026', '2100-02-29']) {
      expect(() => formatDate('en', day)).toThrow('not a day of the calendar');
    }
    expect(formatDate('de', '2028-02-29', 'short')).toBe('29.02.28');
  });
});
