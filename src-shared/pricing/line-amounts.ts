import {
  compareFractions,
  type Fraction,
  formatDecimal,
  formatFraction,
  multiplyFractions,
  oneFraction,
  zeroFraction,
} from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import type { CompiledSku } from './compile-model';
import { amountOne, chargedUnits, discountedOne, type LineSegment, type LineTerms } from './line-input';
import type { LinearAmount } from './margin';
import type { QuoteContext } from './quote-context';
import { committedPart } from './rates/committed-use';
import { rateAmount } from './rates/compile-rate';
import type { RatePart } from './rates/rate-part';
import type { StepSink } from './step-sink';

/** What one period of the price comes to, exactly, in major units of the quote's currency. */
export interface PeriodAmounts {
  /** By the model. */
  list: Fraction;
  /** By the model, contract and partner terms: what the quote would be without the rep's discounts. */
  standard: Fraction;
  net: Fraction;
}

/** An amount less a percentage. */
export function lessBasisPoints(amount: Fraction, basisPoints: number): Fraction {
  if (basisPoints === 0) return amount;
  // The usual denominator is a constant, so that rounding knows it again.
  const denominator = amount.denominator === amountOne ? discountedOne : amount.denominator * 10_000n;
  return { numerator: amount.numerator * BigInt(10_000 - basisPoints), denominator };
}

function times(a: Fraction, b: Fraction): Fraction {
  return b === oneFraction ? a : multiplyFractions(a, b);
}

/** Steps 2 to 4 for one stretch and year of a line, per period of its price. */
export function periodAmounts(
  context: QuoteContext,
  sku: CompiledSku,
  terms: LineTerms,
  segment: LineSegment,
  year: number,
  trace: StepSink | null,
): PeriodAmounts {
  const list = held(context, sku, listRate(context, sku, segment, trace), year, trace);
  return discounted(context, sku, terms, segment, list, year, trace);
}

/** Step 2: the model's rate in the quote's currency. */
function listRate(context: QuoteContext, sku: CompiledSku, segment: LineSegment, trace: StepSink | null): Fraction {
  const parts: RatePart[] = [];
  const visit = trace ? (part: RatePart) => parts.push(part) : undefined;
  const rate = sku.rate;
  const amount =
    rate.kind === 'committed' && rate.trueUpByTerm
      ? committedPart(rate, visit)
      : rateAmount(rate, segment.billable, visit);
  const own = { numerator: amount, denominator: amountOne };
  if (trace) {
    for (const part of parts) {
      const [quantity, price] = [formatDecimal(part.quantity), formatDecimal(part.unitPrice)];
      const fee = part.amount - part.quantity * part.unitPrice;
      const feeText = fee === 0n ? '' : ` + ${formatFraction({ numerator: fee, denominator: amountOne })}`;
      const partAmount = { numerator: part.amount, denominator: amountOne };
      trace({
        step: 2,
        what: part.what,
        how: `${quantity} × ${price}${feeText}`,
        after: formatFraction(partAmount),
        unit: context.model.model.currency,
        inputs: { quantity, unitPrice: price },
      });
    }
    trace({
      step: 2,
      what: 'Rate by the model',
      how: `${rate.kind}, for ${formatDecimal(segment.billable)} ${sku.sku.unit}`,
      after: formatFraction(own),
      unit: context.model.model.currency,
      rule: `price.${rate.kind}`,
      inputs: { quantity: formatDecimal(segment.billable) },
    });
  }
  const converted = times(own, context.exchange);
  if (trace && context.exchangeWords) {
    trace({
      step: 2,
      what: 'Converted',
      how: context.exchangeWords,
      before: formatFraction(own),
      after: formatFraction(converted),
      rule: 'price.convert',
      inputs: { rate: context.exchangeWords },
    });
  }
  return converted;
}

/** Steps 2 and 3: the year's escalator, and the SKU's minimum and maximum, in the order that the escalator says. */
export function held(
  context: QuoteContext,
  sku: CompiledSku,
  amount: Fraction,
  year: number,
  trace: StepSink | null,
): Fraction {
  const escalates = year + context.yearsRisen > 0 && (sku.sku.escalates ?? true);
  const factor = escalates ? context.yearFactors[year]! : oneFraction;
  if (context.escalator?.on === 'amount') {
    return escalated(context, between(context, sku, amount, trace), factor, year, trace);
  }
  return between(context, sku, escalated(context, amount, factor, year, trace), trace);
}

function escalated(
  context: QuoteContext,
  amount: Fraction,
  factor: Fraction,
  year: number,
  trace: StepSink | null,
): Fraction {
  const after = times(amount, factor);
  if (trace && factor !== oneFraction) {
    trace({
      step: 3,
      what: `Escalator, year ${year + context.yearsRisen + 1}`,
      how: `× ${formatFraction(factor)}`,
      before: formatFraction(amount),
      after: formatFraction(after),
      rule: 'price.escalator',
      inputs: { basisPoints: String(context.escalator?.basisPoints ?? 0), years: String(year + context.yearsRisen) },
    });
  }
  return after;
}

function between(context: QuoteContext, sku: CompiledSku, amount: Fraction, trace: StepSink | null): Fraction {
  if (sku.minimum === null && sku.maximum === null) return amount;
  const inQuoteCurrency = (bound: bigint): Fraction =>
    times({ numerator: bound, denominator: amountOne }, context.exchange);
  let after = amount;
  let which = '';
  if (sku.minimum !== null) {
    const minimum = inQuoteCurrency(sku.minimum);
    if (compareFractions(after, minimum) < 0) [after, which] = [minimum, 'minimum'];
  }
  if (sku.maximum !== null) {
    const maximum = inQuoteCurrency(sku.maximum);
    if (compareFractions(after, maximum) > 0) [after, which] = [maximum, 'maximum'];
  }
  if (trace && which) {
    trace({
      step: 2,
      what: which === 'minimum' ? 'Minimum' : 'Maximum',
      how: `the ${which} of ${formatFraction(after)} holds`,
      before: formatFraction(amount),
      after: formatFraction(after),
      rule: 'price.minimum-maximum',
      inputs: { [which]: formatFraction(after) },
    });
  }
  return after;
}

/** Step 4: contract price and bundle, partner terms, then the rep's, in the model's order. Amounts off come later, bill by bill. */
export function discounted(
  context: QuoteContext,
  sku: CompiledSku,
  terms: LineTerms,
  segment: LineSegment,
  list: Fraction,
  year: number,
  trace: StepSink | null,
): PeriodAmounts {
  const plain = terms.contractPrice === null && terms.bundleBasisPoints === 0 && context.partnerBasisPoints === 0;
  if (plain && segment.typedPrice === null && segment.repBasisPoints === 0) return { list, standard: list, net: list };
  const standard = plain
    ? list
    : discountChain(context, sku, terms, { ...segment, typedPrice: null, repBasisPoints: 0 }, list, year, null);
  return { list, standard, net: discountChain(context, sku, terms, segment, list, year, trace) };
}

const usualOrder = ['contract', 'partner', 'rep'] as const;

function discountChain(
  context: QuoteContext,
  sku: CompiledSku,
  terms: LineTerms,
  segment: LineSegment,
  list: Fraction,
  year: number,
  trace: StepSink | null,
): Fraction {
  const additive = context.model.model.discountMode === 'additive';
  let base = list;
  let after = list;
  let added = 0;
  const replace = (what: string, price: bigint): void => {
    const amount = { numerator: chargedUnits(sku, segment) * price, denominator: amountOne };
    base = held(context, sku, amount, year, null);
    trace?.({
      step: 4,
      what,
      how: `${formatDecimal(price)} for each unit, in place of the rate`,
      before: formatFraction(after),
      after: formatFraction(base),
      inputs: { unitPrice: formatDecimal(price) },
    });
    after = base;
    added = 0;
  };
  const take = (what: string, basisPoints: number): void => {
    if (basisPoints === 0) return;
    added += basisPoints;
    if (additive && added > 10_000) throw moreThanWhole(added, basisPoints);
    const next = additive ? lessBasisPoints(base, added) : lessBasisPoints(after, basisPoints);
    trace?.({
      step: 4,
      what,
      how:
        additive && added > basisPoints
          ? `less ${basisPoints / 100} % of the price before discounts`
          : `less ${basisPoints / 100} %`,
      before: formatFraction(after),
      after: formatFraction(next),
      rule: 'price.discounts',
      inputs: { basisPoints: String(basisPoints) },
    });
    after = next;
  };
  for (const step of context.model.model.discountOrder ?? usualOrder) {
    if (step === 'contract') {
      if (terms.contractPrice !== null) replace('Contract price', terms.contractPrice);
      take('Bundle discount', terms.bundleBasisPoints);
    } else if (step === 'partner') {
      take('Partner discount', context.partnerBasisPoints);
    } else {
      if (segment.typedPrice !== null) replace('Typed price', segment.typedPrice);
      take('Discount', segment.repBasisPoints);
    }
  }
  return after;
}

function moreThanWhole(sum: number, last: number): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message: `Discounts that are added come to ${sum / 100} %, more than the whole price`,
    where: { field: 'discountBasisPoints' },
    hint: `At most ${(10_000 - sum + last) / 100} % can be added.`,
  });
}

/**
 * Cost, or lowest net, of one period in the quote's currency: fixed + per unit × quantity (free units too), not below zero; none for
 * quantity 0.
 */
export function linearAmount(
  context: QuoteContext,
  sku: CompiledSku,
  amount: LinearAmount,
  quantity: bigint,
): Fraction {
  if (quantity === 0n && sku.rate.kind !== 'committed') return zeroFraction;
  const own = amount.fixed + amount.perUnit * quantity;
  return own <= 0n ? zeroFraction : times({ numerator: own, denominator: amountOne }, context.exchange);
}
