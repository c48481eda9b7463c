import { proposedAlternative, withAlternative } from './alternatives';
import { type CompiledSku, compileModel } from './compile-model';
import { finishLine } from './finish-line';
import type { LineFigures } from './line-figures';
import type { PricingModel } from './model';
import { orderDiscounts } from './order-discount';
import { lineSku, priceLine } from './price-line';
import { createQuotePricer, figuresOfLines, orderPartOf } from './price-quote';
import type { MarginFigures, PricedCost, PricedLine, PricedQuote } from './priced-quote';
import type { QuoteInput, QuoteLine } from './quote';
import { type QuoteContext, quoteContext } from './quote-context';
import { netsWithoutTax, quoteCost } from './quote-cost';
import { taxQuote } from './tax-quote';

/** What is changed, and what is looked at: one line, the lines of a group, or the whole order. */
export type GoalScope = { line: string } | { group: string } | { order: true };

/** Figures of a scope over the term, in minor units; not a number where a line of it cannot be priced. */
export interface ScopeFigures {
  net: number;
  /** What margins are of: the net without tax. */
  marginNet: number;
  cost: number | null;
  /** One whole bill, of a line. */
  bill: number | null;
}

/** Figures of a scope in quotes that differ from the first one only in what a goal moves; the same as of the whole quote priced. */
export type LookAtScope = (changed: QuoteInput) => ScopeFigures;

/**
 * Looks at a scope in nearly the same quote again and again. A line whose price moves no other line's is priced by itself, with its
 * exact share of the order's discounts; otherwise the quote is priced whole.
 */
export function lookAtScope(model: PricingModel, quote: QuoteInput, scope: GoalScope): LookAtScope {
  const alone = 'line' in scope ? lookAtLine(model, quote, scope.line) : null;
  if (alone) return alone;
  const pricer = createQuotePricer(model);
  return (changed) => scopeFigures(pricer.price(changed), scope);
}

/** A line in a quote of which nothing else changes; null where other lines' prices may follow from it, or it is a bundle's. */
function lookAtLine(model: PricingModel, quote: QuoteInput, id: string): LookAtScope | null {
  const found = quote.lines.findIndex((line) => line.id === id);
  // An amendment is priced on both its sides.
  if (found === -1 || quote.amendment) return null;
  const home = quote.lines[found]!.alternative ?? proposedAlternative(quote);
  const own = home === null ? quote : withAlternative(quote, home);
  const context = quoteContext(compileModel(model), own);
  if (context.problems.length > 0) return null;
  const figures = figuresOfLines(context, own.lines);
  const sole = soleLine(context, figures, quote.lines[found]!);
  if (!sole) return null;
  const { at, sku } = sole;
  return (changed) => {
    const priced = priceLine(context, changed.lines[found]!, sku, false);
    const all = figures.with(at, priced);
    const order = orderDiscounts(context, own, all);
    const finished = finishLine(context, priced, {
      multiYear: order.multiYearShares[at]!,
      order: order.orderShares[at]!,
      orderPart: orderPartOf(order, priced),
    });
    return figuresOf(finished, costOf(priced, finished));
  };

  function costOf(priced: LineFigures, finished: PricedLine): MarginFigures | null {
    if (!context.model.hasCost) return null;
    const tax = taxQuote(context, own, [finished], [priced])?.tax ?? null;
    const nets = netsWithoutTax([finished], tax);
    return quoteCost(context, own, [priced], [finished], nets, []).lines[0] ?? null;
  }
}

/** Where a line stands among the priced ones and its row, if no other line's price follows from it; null otherwise, and for bundles. */
export function soleLine(
  context: QuoteContext,
  figures: readonly LineFigures[],
  line: QuoteLine,
): { at: number; sku: CompiledSku } | null {
  const at = figures.findIndex((own) => own.line === line);
  const sku = lineSku(context, line);
  if (at === -1 || Array.isArray(sku) || sku.rank > 0) return null;
  const follows = figures.some(({ sku: other }, index) => {
    if (index !== at && figures[index]!.line.id === line.id) return true;
    const rate = other?.rate;
    return rate?.kind === 'percentage-of' && (rate.skus.includes(line.sku) || rate.families.includes(sku.sku.family));
  });
  return follows ? null : { at, sku };
}

const nothing: ScopeFigures = { net: Number.NaN, marginNet: Number.NaN, cost: null, bill: null };

function figuresOf(line: PricedLine, cost: MarginFigures | null | undefined): ScopeFigures {
  if (!line.priced) return nothing;
  const bill = line.bills.find(({ part }) => part === null)?.netMinor ?? null;
  return { net: line.netMinor, ...withoutTax(cost, line.netMinor), bill };
}

/** Cost, and the net that its margin is of. */
function withoutTax(cost: MarginFigures | null | undefined, net: number): Pick<ScopeFigures, 'marginNet' | 'cost'> {
  if (!cost || cost.costMinor === null || cost.marginMinor === null) return { marginNet: net, cost: null };
  return { marginNet: cost.costMinor + cost.marginMinor, cost: cost.costMinor };
}

/** Figures of a scope in a quote that was priced whole. */
export function scopeFigures({ lines, totals, cost }: PricedQuote, scope: GoalScope): ScopeFigures {
  if ('order' in scope) return { net: totals.netMinor, ...withoutTax(cost?.total, totals.netMinor), bill: null };
  const costs: ReadonlyMap<string, PricedCost['lines'][number]> = new Map(cost?.lines.map((own) => [own.id, own]));
  if ('line' in scope) {
    const line = lines.find(({ id }) => id === scope.line);
    return line ? figuresOf(line, costs.get(line.id)) : nothing;
  }
  const sum: ScopeFigures = { net: 0, marginNet: 0, cost: 0, bill: null };
  for (const line of lines) {
    if (line.group !== scope.group || line.optional) continue;
    const own = figuresOf(line, costs.get(line.id));
    sum.net += own.net;
    sum.marginNet += own.marginNet;
    sum.cost = sum.cost === null || own.cost === null ? null : sum.cost + own.cost;
  }
  return sum;
}
