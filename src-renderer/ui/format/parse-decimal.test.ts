import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal } from './parse-decimal';

const value = (typed: string, locale = 'en-GB', units?: string[]) => {
  const parsed = parseDecimal(typed, { locale, ...(units && { units }) });
  return parsed.ok ? parsed.value : parsed.problem;
};

describe('a typed number', () => {
  it('is read by the separators of the person’s locale', () => {
    expect(value('1,234.50')).toBe('1234.50');
    expect(value('1.234,50', 'de-DE')).toBe('1234.50');
    expect(value('1\u202f234,50', 'fr-FR')).toBe('1234.50');
    expect(value('12,34,567', 'en-IN')).toBe('1234567');
    expect(value('1’234.50', 'de-CH')).toBe('1234.50');
    expect(value('١٬٢٣٤٫٥', 'ar-EG')).toBe('1234.5');
  });

  it('may be grouped by spaces, begin with a point, and carry a true minus or its unit', () => {
    expect(value(' 4 200 ')).toBe('4200');
    expect(value('.5')).toBe('0.5');
    expect(value('−9,186.16')).toBe('-9186.16');
    expect(value('12 %', 'en-GB', ['%'])).toBe('12');
    expect(value('-0')).toBe('0');
    expect(value('007')).toBe('7');
    expect(value('')).toBe(null);
  });

  it('with a separator that could mean two things is asked about, not guessed', () => {
    expect(parseDecimal('1,5', { locale: 'en-GB' })).toEqual({ ok: false, problem: 'ambiguous', suggestion: '1.5' });
    expect(parseDecimal('0.5', { locale: 'de-DE' })).toEqual({ ok: false, problem: 'ambiguous', suggestion: '0,5' });
    expect(value('1,2345')).toBe('ambiguous');
    expect(value('1.5', 'fr-FR')).toBe('1.5');
  });

  it('is refused where it is none', () => {
    for (const typed of ['a lot', '4,30x', '1.2.3', '1e5', '--5', '-', ',', '12 apples'])
      expect(value(typed)).toBe('not-a-number');
  });

  it('comes back exactly as the same locale writes it', () => {
    const decimals = fc.tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 999_999 }));
    fc.assert(
      fc.property(
        decimals,
        fc.constantFrom('en-GB', 'de-DE', 'fr-FR', 'en-IN', 'de-CH', 'ja-JP'),
        ([whole, part], locale) => {
          const exact = part === 0 ? String(whole) : `${whole}.${String(part).padStart(6, '0')}`;
          const written = new Intl.NumberFormat(locale, {
            maximumFractionDigits: 6,
            minimumFractionDigits: part === 0 ? 0 : 6,
          }).format(exact as unknown as number);
          expect(value(written, locale)).toBe(exact);
        },
      ),
    );
  });
});
