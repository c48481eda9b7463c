import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencies } from './currencies';
import { formatDecimal, formatFraction, fraction, parseDecimal, roundQuotient } from './decimal';
import { allocate, convertMinor, formatMinor, minorUnitDigits, parseMajor } from './money';

describe('decimals', () => {
  it('reads and writes 12 decimals exactly', () => {
    for (const text of ['0', '-0.5', '0.000000000001', '123456789012345678.123456789012']) {
      expect(formatDecimal(parseDecimal(text, 'value'))).toBe(text);
    }
    expect(formatDecimal(parseDecimal('1250.7500', 'value'))).toBe('1250.75');
  });

  it('refuses what is not a plain decimal, naming the field', () => {
    for (const text of ['', '1e3', '1,5', '+1', '1.', '.5', '0.1234567890123', 'NaN', ' 1']) {
      expect(() => parseDecimal(text, 'unitPrice')).toThrow(/unitPrice/);
    }
  });

  it('marks a fraction that no decimal can write', () => {
    expect(formatFraction(fraction(1n, 3n))).toBe('0.333333333333…');
    expect(formatFraction(fraction(-3n, 8n))).toBe('-0.375');
  });

  it('rounds to the nearest whole in both modes, and a half as the mode says', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 12n), (numerator, denominator) => {
        for (const mode of ['half-away-from-zero', 'half-even'] as const) {
          const rounded = roundQuotient(numerator, denominator, mode);
          const error = (rounded * denominator - numerator) * 2n;
          expect(error <= denominator && error >= -denominator).toBe(true);
          if (error === denominator || error === -denominator) {
            if (mode === 'half-even') expect(rounded % 2n === 0n).toBe(true);
            else
              expect(numerator < 0n ? rounded * denominator < numerator : rounded * denominator > numerator).toBe(true);
          }
        }
      }),
    );
    expect(roundQuotient(-5n, 2n, 'half-even')).toBe(-2n);
    expect(roundQuotient(-5n, 2n, 'half-away-from-zero')).toBe(-3n);
  });
});

describe('currencies', () => {
  it('knows the minor units of ISO 4217', () => {
    expect(
      ['USD', 'EUR', 'JPY', 'KWD', 'CLF', 'ISK', 'IQD', 'MGA', 'HUF'].map((code) => minorUnitDigits(code)),
    ).toEqual([2, 2, 0, 3, 4, 0, 3, 2, 2]);
    expect(Object.keys(currencies).length).toBeGreaterThan(175);
  });

  it('prices nothing in gold, in nothing, or in an inherited name', () => {
    for (const code of ['XAU', 'XXX', 'usd', 'constructor', '']) expect(() => minorUnitDigits(code)).toThrow();
  });

  it('writes minor units with all decimals of the currency', () => {
    expect(formatMinor(1415952, 'USD')).toBe('14159.52');
    expect(formatMinor(-5, 'USD')).toBe('-0.05');
    expect(formatMinor(1235, 'JPY')).toBe('1235');
    expect(parseMajor('14159.52', 'USD')).toBe(1415952);
    expect(() => parseMajor('1.005', 'USD', 'fee')).toThrow(/fee/);
  });

  it('converts there and back within one minor unit of the coarser currency', () => {
    const rates = fc.bigInt(10n ** 9n, 10n ** 15n);
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), rates, (amount, rate) => {
        // EUR to USD and back at the inverse: rounding once each way.
        const there = convertMinor(amount, 'EUR', 'USD', rate);
        const back = roundQuotient(there * 10n ** 12n, rate, 'half-away-from-zero');
        const error = back > amount ? back - amount : amount - back;
        const coarser = rate >= 10n ** 12n ? 1n : 10n ** 12n / rate + 1n;
        expect(error <= coarser).toBe(true);
      }),
    );
  });
});

describe('allocation', () => {
  const weights = fc.array(fc.bigInt(0n, 10n ** 12n), { minLength: 1, maxLength: 30 });

  it('sums to the amount exactly, each part within one of its quota', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), weights, (total, parts) => {
        const sum = parts.reduce((a, b) => a + b, 0n);
        fc.pre(sum > 0n);
        const shares = allocate(total, parts);
        expect(shares.reduce((a, b) => a + b, 0n)).toBe(total);
        for (const [index, share] of shares.entries()) {
          const off = share * sum - total * parts[index]!;
          expect(off < sum && off > -sum).toBe(true);
        }
      }),
    );
  });

  it('gives ties to the earlier part', () => {
    expect(allocate(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(allocate(2n, [1n, 1n, 1n])).toEqual([1n, 1n, 0n]);
    expect(allocate(-2n, [1n, 1n, 1n])).toEqual([-1n, -1n, 0n]);
  });

  it('refuses to give an amount to nobody', () => {
    expect(() => allocate(1n, [0n])).toThrow(/every weight is zero/);
    expect(allocate(0n, [0n, 0n])).toEqual([0n, 0n]);
  });
});
