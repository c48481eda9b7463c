import { type Fraction, fraction, oneFraction } from '../kernel/decimal';
import type { Escalator } from './model';

/** The factor on prices after whole years: (1 + rate)^years, or 1 + rate × years where it is not compound. */
export function escalatorFactor(escalator: Escalator | null, years: number): Fraction {
  if (!escalator || years === 0) return oneFraction;
  const raised = 10_000n + BigInt(escalator.basisPoints);
  if (escalator.compound ?? true) return fraction(raised ** BigInt(years), 10_000n ** BigInt(years));
  return fraction(10_000n + BigInt(escalator.basisPoints) * BigInt(years), 10_000n);
}
