import { allocateToRuns } from './allocate-runs';
import type { LineFigures } from './line-figures';
import type { PricedBills } from './priced-quote';
import type { QuoteContext } from './quote-context';
import type { BillRun } from './schedule';

interface Stretch {
  run: BillRun;
  /** Bills of the run that come before. */
  skip: number;
  bills: number;
  list: number;
  net: number;
  multiYear: number;
  order: number;
}

/** Spreads a line's shares of the order's discounts over its bills (largest remainder, ties to the earlier bill). */
export function finalBills(
  context: QuoteContext,
  figures: LineFigures,
  multiYearShare: number,
  orderShare: number,
): PricedBills[] {
  if (multiYearShare === 0 && orderShare === 0) {
    return figures.bills.map(({ run, list, net }) =>
      written(context, { run, skip: 0, bills: run.bills, list, net, multiYear: 0, order: 0 }),
    );
  }
  let stretches: Stretch[] = figures.bills.map(({ run, list, net }) => ({
    run,
    skip: 0,
    bills: run.bills,
    list,
    net,
    multiYear: 0,
    order: 0,
  }));
  if (multiYearShare !== 0) stretches = spread(stretches, multiYearShare, 'multiYear');
  if (orderShare !== 0) stretches = spread(stretches, orderShare, 'order');
  return stretches.map((stretch) => written(context, stretch));
}

function spread(stretches: readonly Stretch[], share: number, field: 'multiYear' | 'order'): Stretch[] {
  const [only] = stretches;
  // A credit's share is below zero, as its bills are: it is spread as if both were above, and given back.
  const sign = share < 0 ? -1 : 1;
  if (only && stretches.length === 1) {
    const each = Math.floor((share * sign) / only.bills);
    return cutStretch(only, each, share * sign - each * only.bills, field, sign);
  }
  const left = stretches.map((stretch) => ({ bills: stretch.bills, amount: (stretch.net - stretch.multiYear) * sign }));
  const shares = allocateToRuns(share * sign, left);
  return stretches.flatMap((stretch, index) => {
    const { each, oneMore } = shares[index]!;
    return cutStretch(stretch, each, oneMore, field, sign);
  });
}

/** The first `oneMore` bills get a minor unit more than the others. */
function cutStretch(
  stretch: Stretch,
  each: number,
  oneMore: number,
  field: 'multiYear' | 'order',
  sign: 1 | -1,
): Stretch[] {
  const rest = stretch.bills - oneMore;
  if (oneMore === 0) return [withShare(stretch, 0, rest, field, each * sign)];
  const first = withShare(stretch, 0, oneMore, field, (each + 1) * sign);
  return rest === 0 ? [first] : [first, withShare(stretch, oneMore, rest, field, each * sign)];
}

function withShare(from: Stretch, skip: number, bills: number, field: 'multiYear' | 'order', share: number): Stretch {
  return {
    run: from.run,
    skip: from.skip + skip,
    bills,
    list: from.list,
    net: from.net,
    multiYear: field === 'multiYear' ? share : from.multiYear,
    order: field === 'order' ? share : from.order,
  };
}

function written(context: QuoteContext, stretch: Stretch): PricedBills {
  const { run, skip, bills, list, net, multiYear, order } = stretch;
  const offset = run.offset + skip * run.everyMonths;
  const whole = run.part.numerator === run.part.denominator;
  return {
    bills,
    month: offset,
    first: skip === 0 ? run.firstDate : context.dueDates[offset]!,
    everyMonths: context.billing === 'upfront' ? 0 : run.everyMonths,
    part: whole ? null : `${run.part.numerator}/${run.part.denominator}`,
    listMinor: list,
    lineDiscountMinor: list - net,
    multiYearDiscountMinor: multiYear,
    orderDiscountMinor: order,
    netMinor: net - multiYear - order,
  };
}
