import { decimalOne, type RoundingMode } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import { roundToMinor, safeMinor, shareOfMinor } from '../kernel/money';
import { allocateToAmounts, multiplyDivideRounded } from './allocate-runs';
import { isPriced, type LineFigures } from './line-figures';
import { readBasisPoints, readPrice } from './line-input';
import { lineProblem } from './price-line';
import type { QuoteProblem } from './priced-quote';
import type { QuoteInput } from './quote';
import type { QuoteContext } from './quote-context';

/** Step 6: what is taken on the whole order, and each line's share of it. Minor units, by index of the line. */
export interface OrderDiscounts {
  multiYear: { basisPoints: number; amountMinor: number } | null;
  /** `amountMinor` is the whole, `typedMinor` the part of it that was typed as an amount. */
  order: { basisPoints: number; amountMinor: number; typedMinor: number } | null;
  multiYearShares: number[];
  orderShares: number[];
  /** Sum of the bills on which the order's discount was taken. */
  orderBase: number;
  problems: QuoteProblem[];
}

/**
 * Whether order discounts reach a line: priced, in the total, no credit, and its SKU may be discounted. An amendment gives back what was
 * charged after them, so there they reach credits too.
 */
export function isEligible(figures: LineFigures, amends = false): boolean {
  const counts = isPriced(figures) && !figures.line.optional && (amends || !figures.line.credit);
  return counts && (figures.sku!.sku.discountable ?? true);
}

/** The multi-year discount that a term reaches; 0 when none or waived. */
export function multiYearBasisPoints(context: QuoteContext, quote: QuoteInput): number {
  if (quote.multiYear === false) return 0;
  let best = { months: 0, basisPoints: 0 };
  for (const row of context.model.model.multiYearDiscounts ?? []) {
    if (row.months <= context.termMonths && row.months > best.months) best = row;
  }
  return best.basisPoints;
}

/**
 * Takes the multi-year discount on recurring lines, then the order's percentage and amount, on the bills after step 5. Each total is
 * rounded once and allocated to lines by largest remainder. Percentages follow one another, or are both of step 5's amounts where
 * the model adds discounts.
 */
export function orderDiscounts(
  context: QuoteContext,
  quote: QuoteInput,
  lines: readonly LineFigures[],
): OrderDiscounts {
  const problems: QuoteProblem[] = [];
  const none = (): number[] => new Array<number>(lines.length).fill(0);
  const amends = quote.amendment !== undefined;
  const eligible = lines.map((figures) => (isEligible(figures, amends) ? figures.net : 0));
  const multiYearPoints = multiYearBasisPoints(context, quote);
  let multiYear: OrderDiscounts['multiYear'] = null;
  let multiYearShares = none();
  if (multiYearPoints > 0) {
    const recurring = eligible.map((net, index) => (lines[index]!.sku?.sku.billingPeriod === 'one-time' ? 0 : net));
    const shareOf = (amount: number): number => percentageOf(amount, multiYearPoints, context.rounding);
    multiYearShares = amends ? bothSides(recurring, shareOf) : allocateToAmounts(shareOf(total(recurring)), recurring);
    multiYear = { basisPoints: multiYearPoints, amountMinor: total(multiYearShares) };
  }
  try {
    if (quote.amendment) {
      return { ...amendedOrder(context, quote, eligible, multiYearShares), multiYear, multiYearShares, problems };
    }
    const points = readBasisPoints(quote.orderDiscountBasisPoints, 'orderDiscountBasisPoints');
    const typed = quote.orderDiscountAmount === undefined ? 0 : orderAmount(context, quote.orderDiscountAmount);
    if (points === 0 && typed === 0) {
      return { multiYear, order: null, multiYearShares, orderShares: none(), orderBase: 0, problems };
    }
    const left = eligible.map((net, index) => net - multiYearShares[index]!);
    const base = context.model.model.discountMode === 'additive' ? eligible : left;
    const amountMinor = percentageOf(total(base), points, context.rounding) + typed;
    if (amountMinor > total(left)) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'The order discount is more than the lines it is taken from',
        where: { field: typed > 0 ? 'orderDiscountAmount' : 'orderDiscountBasisPoints' },
      });
    }
    return {
      multiYear,
      order: { basisPoints: points, amountMinor, typedMinor: typed },
      multiYearShares,
      // Shares follow what is left of each line, so that no line falls below zero.
      orderShares: allocateToAmounts(amountMinor, left),
      orderBase: total(base),
      problems,
    };
  } catch (error) {
    problems.push({ ...lineProblem(error), code: 'order-discount' });
    return { multiYear, order: null, multiYearShares, orderShares: none(), orderBase: 0, problems };
  }
}

/** Takes of what is charged and gives back of what is credited, each its own share, spread by largest remainder. */
function bothSides(amounts: readonly number[], shareOf: (amount: number) => number): number[] {
  const charged = amounts.map((amount) => Math.max(0, amount));
  const given = amounts.map((amount) => Math.max(0, -amount));
  const back = allocateToAmounts(shareOf(total(given)), given);
  return allocateToAmounts(shareOf(total(charged)), charged).map((share, index) => share - back[index]!);
}

/** The order's discount on what an amendment gives back and charges: its percentage, and the part that an amount off the order was of it. */
function amendedOrder(
  context: QuoteContext,
  quote: QuoteInput,
  eligible: readonly number[],
  multiYearShares: readonly number[],
): Pick<OrderDiscounts, 'order' | 'orderShares' | 'orderBase'> {
  const points = readBasisPoints(quote.orderDiscountBasisPoints, 'orderDiscountBasisPoints');
  const part = quote.amendment?.orderShare;
  const left = eligible.map((net, index) => net - multiYearShares[index]!);
  const base = context.model.model.discountMode === 'additive' ? [...eligible] : left;
  if (points === 0 && !part) return { order: null, orderShares: base.map(() => 0), orderBase: 0 };
  const typed = (amount: number): number =>
    part ? multiplyDivideRounded(amount, Math.min(part.takenMinor, part.ofMinor), part.ofMinor) : 0;
  const orderShares = bothSides(base, (amount) => percentageOf(amount, points, context.rounding) + typed(amount));
  return {
    order: { basisPoints: points, amountMinor: total(orderShares), typedMinor: 0 },
    orderShares,
    orderBase: total(base),
  };
}

function total(amounts: readonly number[]): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}

function percentageOf(amount: number, basisPoints: number, mode: RoundingMode): number {
  return Number(shareOfMinor(BigInt(amount), BigInt(basisPoints), mode));
}

function orderAmount(context: QuoteContext, text: string): number {
  const price = readPrice(text, 'orderDiscountAmount');
  return safeMinor(roundToMinor(price, decimalOne, context.digits, context.rounding), 'orderDiscountAmount');
}
