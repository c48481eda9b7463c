import { compileModel } from './compile-model';
import { discretionaryBasisPoints } from './finish-line';
import { changedLines } from './goal-seek';
import { type FloorFacts, floorFacts } from './guardrails';
import type { PricingModel } from './model';
import { orderDiscounts } from './order-discount';
import { priceLine } from './price-line';
import { createQuotePricer, figuresOfLines, orderPartOf } from './price-quote';
import type { QuoteInput } from './quote';
import { quoteContext } from './quote-context';
import { soleLine } from './scope-figures';
import { findEdge } from './search-steps';

/** How a quote stands with its floors. */
export interface Standing extends Pick<FloorFacts, 'floors' | 'floorsFrom' | 'familiesUnchecked'> {
  /** Of the whole order over the term, in minor units. */
  net: number;
  /** What was taken off the line's standard price, the order's discount and all; null where the line, or the discount, cannot be. */
  discountBasisPoints: number | null;
}

/**
 * The largest discount, in basis points, of a line or of the order with which every family still keeps its floor, priced forward;
 * null when not even none is small enough, or no floor is known.
 */
export function largestDiscountWithinFloor(
  model: PricingModel,
  quote: QuoteInput,
  scope: { line: string } | { order: true },
): number | null {
  const most = mostWithinFloor(model, quote, scope);
  return most?.basisPoints ?? null;
}

/**
 * How much more every floor bears as a discount of the whole order, in minor units over the term; 0 where it bears none, null where no
 * floor is known or one is broken without any.
 */
export function roomWithinFloors(model: PricingModel, quote: QuoteInput, netMinor: number): number | null {
  const most = mostWithinFloor(model, quote, { order: true });
  return most && Math.max(0, netMinor - most.net);
}

function mostWithinFloor(
  model: PricingModel,
  quote: QuoteInput,
  scope: { line: string } | { order: true },
): { basisPoints: number; net: number } | null {
  const look = lookAtFloors(model, quote, scope);
  const at = (step: bigint): Standing => {
    const discount = Number(step);
    return look(
      'order' in scope
        ? { ...quote, orderDiscountBasisPoints: discount }
        : changedLines(quote, scope, (line) => ({ ...line, discountBasisPoints: discount })),
    );
  };
  const edge = findEdge(10_000n, (step) => least(at(step)));
  return edge && { basisPoints: Number(edge.holds.step), net: at(edge.holds.step).net };
}

/**
 * Looks at floors in nearly the same quote again and again. Where no other line's price follows from the line that is changed, only it
 * and the shares of the order's discounts are worked out anew; the facts are the same as of the whole quote priced.
 */
export function lookAtFloors(
  model: PricingModel,
  quote: QuoteInput,
  scope: { line: string } | { order: true },
): (changed: QuoteInput) => Standing {
  return lookInParts(model, quote, scope) ?? lookAtWhole(model, scope);
}

function lookAtWhole(
  model: PricingModel,
  scope: { line: string } | { order: true },
): (changed: QuoteInput) => Standing {
  const pricer = createQuotePricer(model);
  return (changed) => {
    const { guardrails, totals, problems, lines } = pricer.price(changed);
    const line = 'line' in scope ? lines.find(({ id }) => id === scope.line) : undefined;
    const refused = problems.some(({ code }) => code === 'order-discount') || ('line' in scope && !line?.priced);
    const discountBasisPoints = refused ? null : (line?.discretionaryBasisPoints ?? 0);
    return { ...guardrails, net: totals.netMinor, discountBasisPoints };
  };
}

function lookInParts(
  model: PricingModel,
  quote: QuoteInput,
  scope: { line: string } | { order: true },
): ((changed: QuoteInput) => Standing) | null {
  // An amendment is priced on both its sides, prices that contain tax are taken apart bill by bill, alternatives priced one by one.
  if (quote.amendment || quote.alternatives?.length || (quote.tax && model.pricesIncludeTax)) return null;
  const context = quoteContext(compileModel(model), quote);
  if (context.problems.length > 0) return null;
  const figures = figuresOfLines(context, quote.lines);
  const line = 'line' in scope ? quote.lines.findIndex(({ id }) => id === scope.line) : -1;
  const sole = line === -1 ? null : soleLine(context, figures, quote.lines[line]!);
  if ('line' in scope && !sole) return null;
  return (changed) => {
    const own = sole && priceLine(context, changed.lines[line]!, sole.sku, false);
    const all = sole && own ? figures.with(sole.at, own) : figures;
    const order = orderDiscounts(context, changed, all);
    const nets = all.map(({ net }, index) => net - order.multiYearShares[index]! - order.orderShares[index]!);
    const net = nets.reduce((sum, amount, index) => {
      const { bills, line } = all[index]!;
      return bills.length === 0 || line.optional ? sum : sum + amount;
    }, 0);
    const refused = order.problems.length > 0 || own?.bills.length === 0;
    const discount = own ? discretionaryBasisPoints(own.discretionary, orderPartOf(order, own)) : 0;
    return { ...floorFacts(context, all, nets), net, discountBasisPoints: refused ? null : discount };
  };
}

/** Room of the tightest floor; where more is taken off than there is, as if all were. Not a number where no floor is known. */
function least({ floors, discountBasisPoints }: Standing): number {
  if (floors.length === 0) return Number.NaN;
  if (discountBasisPoints === null) return Math.min(-1, ...floors.map(({ lowestMinor }) => -lowestMinor));
  return Math.min(...floors.map(({ roomMinor }) => roomMinor));
}
