import { type Fraction, fraction, oneFraction } from '../kernel/decimal';

/** The factor on prices after whole years: (1 + rate)^years, or 1 + rate × years where it is not compound. */
export function escalatorFactor(rate: Fraction, compound: boolean, years: number): Fraction {
  if (years === 0 || rate.numerator === 0n) return oneFraction;
  const { numerator, denominator } = rate;
  if (compound) return fraction((denominator + numerator) ** BigInt(years), denominator ** BigInt(years));
  return fraction(denominator + numerator * BigInt(years), denominator);
}
