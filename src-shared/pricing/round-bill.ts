import {
  decimalOne,
  type Fraction,
  formatDecimal,
  formatFraction,
  multiplyFractions,
  roundQuotient,
} from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import { formatMinor, safeMinor } from '../kernel/money';
import { amountOne, discountedOne } from './line-input';
import type { QuoteContext } from './quote-context';
import type { StepSink } from './step-sink';

/** Step 4's end: the amount off a bill, after percentages; a part bill takes its part. Throws `bad-input` when it is more than the bill. */
export function lessAmount(net: Fraction, off: bigint, part: Fraction, trace: StepSink | null): Fraction {
  if (off === 0n) return net;
  const share = multiplyFractions({ numerator: off, denominator: decimalOne }, part);
  const numerator = net.numerator * share.denominator - share.numerator * net.denominator;
  if (numerator < 0n) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The discount of ${formatFraction(share, 2)} is more than the bill of ${formatFraction(net, 2)} it is taken from`,
      where: { field: 'discountAmount' },
      hint: `At most ${formatFraction(net, 2)} can be taken off.`,
    });
  }
  const after = { numerator, denominator: net.denominator * share.denominator };
  trace?.({
    step: 4,
    what: 'Discount amount',
    how: `less ${formatFraction(share)} a bill`,
    before: formatFraction(net),
    after: formatFraction(after),
    rule: 'price.discounts',
    inputs: { discountAmount: formatDecimal(off) },
  });
  return after;
}

/** Rounds to the minor unit; the two denominators that nearly every bill has need no more than one division. */
function roundedSize(context: QuoteContext, amount: Fraction): number {
  const { numerator, denominator } = amount;
  if (context.rounding === 'half-away-from-zero' && numerator >= 0n) {
    if (denominator === amountOne) return safeMinor((numerator + context.halfMinor) / context.oneMinor);
    if (denominator === discountedOne) {
      return safeMinor((numerator + context.halfDiscountedMinor) / context.oneDiscountedMinor);
    }
  }
  return safeMinor(roundQuotient(numerator * context.minorPerMajor, denominator, context.rounding));
}

/** Step 5: a bill's amount rounded once, to the minor unit; a credit gives it back. */
export function roundBill(context: QuoteContext, amount: Fraction, credit: boolean, trace: StepSink | null): number {
  const size = roundedSize(context, amount);
  const minor = credit && size !== 0 ? -size : size;
  trace?.({
    step: 5,
    what: 'Rounded, once for the bill',
    how: `${context.rounding}, to ${context.digits} decimals${credit ? ', given back' : ''}`,
    before: formatFraction(amount),
    after: formatMinor(minor, context.currency),
    rule: 'price.round',
    inputs: { mode: context.rounding },
  });
  return minor;
}
