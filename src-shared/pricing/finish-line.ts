import { dayNumber, parseDate } from '../kernel/civil-date';
import { type Fraction, formatDecimal } from '../kernel/decimal';
import { formatMinor } from '../kernel/money';
import { multiplyDivideRounded } from './allocate-runs';
import { finalBills } from './line-bills';
import { isPriced, type LineFigures } from './line-figures';
import { addSums, discountOf, emptySums } from './price-sums';
import type { ExplainedBills, PricedLine, PricingStep } from './priced-quote';
import type { QuoteContext } from './quote-context';

/** Shares of the order's discounts that reach a line, in minor units, and the part of its price that the order's own takes. */
export interface LineShares {
  multiYear: number;
  order: number;
  orderPart: Fraction;
}

/** A line as it is shown and frozen: step 6 added to what the line came to by itself. */
export function finishLine(context: QuoteContext, figures: LineFigures, shares: LineShares): PricedLine {
  const { line, sku, problems } = figures;
  const priced = isPriced(figures);
  const bills = finalBills(context, figures, shares.multiYear, shares.order);
  const sums = emptySums();
  for (const bill of bills) addSums(sums, bill, bill.bills);
  const recurring = sku !== null && sku.sku.billingPeriod !== 'one-time';
  const finished: PricedLine = {
    id: line.id,
    sku: line.sku,
    name: sku?.sku.name ?? line.sku,
    family: sku?.sku.family ?? '',
    unit: sku?.sku.unit ?? '',
    group: line.group ?? null,
    optional: line.optional ?? false,
    credit: line.credit ?? false,
    recurring,
    quantity: line.quantity,
    priced,
    bills,
    listMinor: sums.listMinor,
    lineDiscountMinor: sums.lineDiscountMinor,
    multiYearDiscountMinor: sums.multiYearDiscountMinor,
    orderDiscountMinor: sums.orderDiscountMinor,
    netMinor: sums.netMinor,
    discountBasisPoints: discountOf(sums),
    discretionaryBasisPoints: priced ? discretionaryBasisPoints(figures.discretionary, shares.orderPart) : 0,
    annualMinor: recurring ? annual(context, figures, sums.netMinor) : 0,
    problems,
  };
  if (figures.explained) finished.explained = withOrderSteps(context, figures.explained, bills);
  return finished;
}

/** Line and order together, 1 − (1 − line) × (1 − order), in basis points rounded up. */
export function discretionaryBasisPoints(line: Fraction, order: Fraction): number {
  if (order.numerator === 0n && line.denominator === 10_000n) return Number(line.numerator);
  const kept = (line.denominator - line.numerator) * (order.denominator - order.numerator);
  const whole = line.denominator * order.denominator;
  return Number(((whole - kept) * 10_000n + whole - 1n) / whole);
}

function annual(context: QuoteContext, figures: LineFigures, netMinor: number): number {
  const { startDate, untilDate } = figures.line;
  if (startDate === undefined && untilDate === undefined) {
    return multiplyDivideRounded(netMinor, 12, context.termMonths);
  }
  const from = startDate === undefined ? context.start : parseDate(startDate, 'startDate');
  const until = untilDate === undefined ? context.end : parseDate(untilDate, 'untilDate');
  return multiplyDivideRounded(netMinor, 365, dayNumber(until) - dayNumber(from));
}

/** The steps up to 5 of each run of bills, with step 6 of the bills that were cut from it. */
function withOrderSteps(
  context: QuoteContext,
  explained: readonly ExplainedBills[],
  bills: PricedLine['bills'],
): ExplainedBills[] {
  return bills.map((bill) => {
    const source = explained.findLast((own) => own.first <= bill.first) ?? explained[0];
    const money = (minor: number): string => formatMinor(minor, context.currency);
    const steps: PricingStep[] = [...(source?.steps ?? [])];
    let before = bill.netMinor + bill.multiYearDiscountMinor + bill.orderDiscountMinor;
    const take = (what: string, amount: number): void => {
      if (amount === 0) return;
      const after = before - amount;
      steps.push({
        step: 6,
        what,
        how: `its share of the discount, ${money(amount)}, by largest remainder`,
        value: money(after),
        unit: context.currency,
        rule: 'price.allocate-to-bills',
        inputs: { share: money(amount) },
        before: money(before),
        after: money(after),
      });
      before = after;
    };
    take('Multi-year discount', bill.multiYearDiscountMinor);
    take('Order discount', bill.orderDiscountMinor);
    if (bill.bills > 1) {
      const sum = money(bill.netMinor * bill.bills);
      steps.push({
        step: 8,
        what: 'Sum of bills',
        how: `${bill.bills} × ${money(bill.netMinor)}`,
        value: sum,
        unit: context.currency,
        rule: 'price.recurring',
        inputs: { bills: formatDecimal(BigInt(bill.bills) * 10n ** 12n) },
        before: money(bill.netMinor),
        after: sum,
      });
    }
    return { bills: bill.bills, first: bill.first, steps };
  });
}
