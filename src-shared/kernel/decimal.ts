import { ProofdeskError } from './errors';

/** Decimals that prices, quantities and rates may have. */
export const decimalPlaces = 12;

/** The number 1 as a scaled decimal: 10^12. */
export const decimalOne = 10n ** 12n;

const pattern = /^-?\d{1,30}(?:\.\d{1,12})?$/;

/**
 * An exact decimal, scaled by 10^12, from text such as `0.0000006` or `-12.5`. No exponent, no grouping, no sign but a leading minus.
 * Throws `bad-input` that names `field` for anything else, more than 12 decimals included.
 */
export function parseDecimal(text: string, field: string): bigint {
  if (typeof text !== 'string' || !pattern.test(text)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${field} must be a decimal number with at most ${decimalPlaces} decimals, not ${JSON.stringify(text)}`,
      where: { field },
      hint: 'Write it with a point and without grouping, such as 1250.75.',
    });
  }
  const point = text.indexOf('.');
  if (point < 0) return wholeNumber(text) * decimalOne;
  return (
    wholeNumber(text.slice(0, point) + text.slice(point + 1)) * powersOfTen[decimalPlaces - text.length + point + 1]!
  );
}

const powersOfTen = Array.from({ length: decimalPlaces + 1 }, (_, power) => 10n ** BigInt(power));

/** Digits as a bigint; up to 15 of them by way of a number, which is exact and several times quicker. */
function wholeNumber(digits: string): bigint {
  return BigInt(digits.length <= 15 ? Number(digits) : digits);
}

/** Text of an integer that is scaled by 10^`scale`, with at least `least` decimals and no further trailing zeros. */
export function formatScaled(value: bigint, scale: number, least = 0): string {
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  let decimals = digits.slice(digits.length - scale);
  let end = decimals.length;
  while (end > least && decimals[end - 1] === '0') end -= 1;
  decimals = decimals.slice(0, end);
  return `${negative ? '-' : ''}${whole}${decimals ? `.${decimals}` : ''}`;
}

/** Text of a decimal scaled by 10^12, with at least `least` decimals. */
export function formatDecimal(value: bigint, least = 0): string {
  return formatScaled(value, decimalPlaces, least);
}

/** How a value between two neighbours is rounded (IEEE 754-2019 §4.3: roundTiesToAway, roundTiesToEven). */
export const roundingModes = ['half-away-from-zero', 'half-even'] as const;
export type RoundingMode = (typeof roundingModes)[number];

/** `numerator` ÷ `denominator` (positive), rounded once to an integer. */
export function roundQuotient(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  if (mode === 'half-away-from-zero') {
    const rounded = (magnitude * 2n + denominator) / (denominator * 2n);
    return negative ? -rounded : rounded;
  }
  let quotient = magnitude / denominator;
  const twice = (magnitude - quotient * denominator) * 2n;
  if (twice > denominator || (twice === denominator && (quotient & 1n) === 1n)) {
    quotient += 1n;
  }
  return negative ? -quotient : quotient;
}

/** An exact number that a decimal need not be able to write, such as a third of a month's price. The denominator is positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const zeroFraction: Fraction = { numerator: 0n, denominator: 1n };
export const oneFraction: Fraction = { numerator: 1n, denominator: 1n };

/** A fraction from numerator and denominator; the denominator must not be zero. */
export function fraction(numerator: bigint, denominator: bigint): Fraction {
  if (denominator === 0n)
    throw new ProofdeskError({ code: 'internal', message: 'A fraction has no zero below the line' });
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };
}

export function addFractions(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator) return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function multiplyFractions(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** Negative, zero or positive as a is less than, equal to or more than b. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The fraction as a decimal of at most `places` decimals; a value that does not end there is rounded and followed by `…`. */
export function formatFraction(value: Fraction, places: number = decimalPlaces): string {
  const scaled = value.numerator * 10n ** BigInt(places);
  const rounded = roundQuotient(scaled, value.denominator, 'half-away-from-zero');
  const exact = rounded * value.denominator === scaled;
  return formatScaled(rounded, places) + (exact ? '' : '…');
}
