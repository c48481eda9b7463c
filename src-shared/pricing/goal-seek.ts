import { decimalOne, formatDecimal, parseDecimal } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import { formatMinor, minorUnitDigits } from '../kernel/money';
import { bounds } from './field-schemas';
import type { PricingModel } from './model';
import { createQuotePricer } from './price-quote';
import type { PricedLine, PricedQuote } from './priced-quote';
import type { QuoteInput, QuoteLine } from './quote';

/** What is changed, and what is looked at: one line, the lines of a group, or the whole order. */
export type GoalScope = { line: string } | { group: string } | { order: true };

export type GoalTarget =
  /** Net over the term, in minor units. */
  | { kind: 'net'; minor: number }
  /** One whole bill of a line, in minor units. */
  | { kind: 'bill'; minor: number }
  /** Margin of net, in basis points; never undercut. */
  | { kind: 'margin'; basisPoints: number };

/** `discount` in basis points, `amount` off in minor units, `price` for a unit (only of a line). */
export type GoalLever = 'discount' | 'amount' | 'price';

export interface Goal {
  scope: GoalScope;
  target: GoalTarget;
  lever: GoalLever;
  /** At least the target (what must keep a floor), or as near as the lever's steps allow; margins are always at least. */
  side?: 'at-least' | 'nearest';
  /** The most decimals of a price that is looked for; 12 unless said. */
  places?: number;
}

export interface GoalAnswer {
  /** Basis points, minor units as a decimal amount, or unit price, as text. */
  value: string;
  /** The quote with the value put in, and what it comes to when priced forward. */
  quote: QuoteInput;
  priced: PricedQuote;
  /** What the target's figure comes to, and how far it is above the target (minor units, or basis points of margin). */
  achieved: number;
  leftOver: number;
}

/** Figures of a scope: net, cost and one bill. */
interface ScopeFigures {
  net: number;
  cost: number | null;
  bill: number | null;
}

/**
 * Solves for the discount, amount or price that reaches a target. The lever moves in its own smallest steps, and the step is found by
 * halving on quotes priced forward, so tiers, minimums and rounding are all in it; where the price is linear the answer is exact.
 * Throws `bad-input` when the target cannot be reached.
 */
export function goalSeek(model: PricingModel, quote: QuoteInput, goal: Goal): GoalAnswer {
  const pricer = createQuotePricer(model);
  const seen = new Map<bigint, { quote: QuoteInput; priced: PricedQuote }>();
  checkScope(model, quote, goal);
  // Steps grow as the net falls: a discount as it is, a price counted down from the highest one looked at.
  const solve = (lever: LeverSteps): { step: bigint; over: number } | null => {
    seen.clear();
    const at = (step: bigint) => {
      const known = seen.get(step);
      if (known) return known;
      const changed = lever.put(step);
      const own = { quote: changed, priced: pricer.price(changed) };
      seen.set(step, own);
      return own;
    };
    const over = (step: bigint): number => overTarget(scopeFigures(at(step).priced, goal.scope), goal.target);
    if (!(over(0n) >= 0)) return null;
    let [holds, fails] = [0n, lever.last + 1n];
    while (fails - holds > 1n) {
      const middle = (holds + fails) / 2n;
      if (over(middle) >= 0) holds = middle;
      else fails = middle;
    }
    const nearest = goal.side === 'nearest' && goal.target.kind !== 'margin' && fails <= lever.last;
    const below = nearest ? over(fails) : Number.NEGATIVE_INFINITY;
    return nearest && -below < over(holds) ? { step: fails, over: below } : { step: holds, over: over(holds) };
  };
  let best: { lever: LeverSteps; step: bigint; over: number } | null = null;
  for (const lever of levers(model, quote, goal)) {
    const found = solve(lever);
    if (found && (best === null || Math.abs(found.over) < Math.abs(best.over))) best = { lever, ...found };
    if (found?.over === 0) break;
  }
  if (!best) throw unreachable(goal);
  const changed = best.lever.put(best.step);
  const priced = pricer.price(changed);
  const figures = scopeFigures(priced, goal.scope);
  const leftOver = goal.target.kind === 'margin' ? marginOf(figures) - goal.target.basisPoints : best.over;
  const wantedFigure = goal.target.kind === 'margin' ? goal.target.basisPoints : goal.target.minor;
  return { value: best.lever.text(best.step), quote: changed, priced, achieved: wantedFigure + leftOver, leftOver };
}

function unreachable(goal: Goal): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message: 'The target is out of reach: it is not met even without any discount',
    where: { field: 'target' },
    ...(goal.target.kind === 'margin' && { hint: 'A margin needs a cost in the model, and a price above it.' }),
  });
}

function checkScope(model: PricingModel, quote: QuoteInput, goal: Goal): void {
  const { scope, target, lever } = goal;
  const refuse = (field: string, message: string): never => {
    throw new ProofdeskError({ code: 'bad-input', message, where: { field } });
  };
  if ('line' in scope && !quote.lines.some((line) => line.id === scope.line)) {
    refuse('scope.line', `The quote has no line ${scope.line}`);
  }
  const codes = new Set((model.bundles ?? []).map(({ code }) => code));
  const ofBundle = 'line' in scope && quote.lines.some((line) => line.id === scope.line && codes.has(line.sku));
  if (ofBundle && (lever !== 'discount' || target.kind === 'bill')) {
    refuse('lever', 'A bundle has no price and no bill of its own; only its discount can be found');
  }
  if ('group' in scope && !quote.lines.some((line) => line.group === scope.group)) {
    refuse('scope.group', `The quote has no line in the group ${scope.group}`);
  }
  if (lever === 'price' && !('line' in scope)) refuse('lever', 'A price can only be found for one line');
  if (lever === 'amount' && 'group' in scope)
    refuse('lever', 'An amount is taken off a line or the order, not a group');
  if (target.kind === 'bill' && !('line' in scope)) refuse('target', 'A bill is aimed at for one line');
}

/** A lever as whole steps from 0 (the highest net) to `last` (the lowest). */
interface LeverSteps {
  last: bigint;
  put(step: bigint): QuoteInput;
  text(step: bigint): string;
}

function changedLines(quote: QuoteInput, scope: GoalScope, change: (line: QuoteLine) => QuoteLine): QuoteInput {
  const touched = (line: QuoteLine): boolean =>
    'line' in scope ? line.id === scope.line : 'group' in scope && line.group === scope.group;
  return { ...quote, lines: quote.lines.map((line) => (touched(line) ? change(line) : line)) };
}

function levers(model: PricingModel, quote: QuoteInput, goal: Goal): LeverSteps[] {
  const { scope, lever } = goal;
  const digits = minorUnitDigits(quote.currency);
  if (lever === 'discount') {
    const put = (step: bigint): QuoteInput =>
      'order' in scope
        ? { ...quote, orderDiscountBasisPoints: Number(step) }
        : changedLines(quote, scope, (line) => ({ ...line, discountBasisPoints: Number(step) }));
    return [{ last: 10_000n, put, text: String }];
  }
  if (lever === 'amount') {
    const text = (step: bigint): string => formatMinor(step, quote.currency);
    const put = (step: bigint): QuoteInput =>
      'order' in scope
        ? { ...quote, orderDiscountAmount: text(step) }
        : changedLines(quote, scope, (line) => ({ ...line, discountAmount: text(step) }));
    return [{ last: mostOff(model, put(0n), scope), put, text }];
  }
  // Short prices first: a price of two decimals that hits the target is better than one of twelve.
  const most = Math.max(digits, goal.places ?? 12);
  return [digits, 4, 5, 6, 8, 10, 12]
    .filter((places, index, all) => places >= digits && places <= most && all.indexOf(places) === index)
    .map((places) => priceLever(model, quote, goal, places));
}

/** The most that can be taken off without a line or the order going below zero. */
function mostOff(model: PricingModel, quote: QuoteInput, scope: GoalScope): bigint {
  const priced = createQuotePricer(model).price(quote);
  if ('order' in scope) return BigInt(Math.max(0, priced.totals.netMinor));
  const line = priced.lines.find((own) => 'line' in scope && own.id === scope.line);
  const bills = (line?.bills ?? []).filter((bill) => bill.part === null);
  return BigInt(Math.max(0, Math.min(...bills.map((bill) => bill.listMinor - bill.lineDiscountMinor))));
}

function priceLever(model: PricingModel, quote: QuoteInput, goal: Goal, places: number): LeverSteps {
  const unit = decimalOne / 10n ** BigInt(places);
  const priceText = (steps: bigint): string => formatDecimal(steps * unit);
  const withPrice = (text: string): QuoteInput =>
    changedLines(quote, goal.scope, (line) => ({ ...line, unitPriceOverride: text }));
  // Double a price until the target is met, then count down from there.
  let highest = decimalOne;
  const pricer = createQuotePricer(model);
  while (highest < bounds.unitPrice) {
    const figures = scopeFigures(pricer.price(withPrice(formatDecimal(highest))), goal.scope);
    if (overTarget(figures, goal.target) >= 0) break;
    highest *= 10n;
  }
  const last = parseDecimal(formatDecimal(highest), 'price') / unit;
  return { last, put: (step) => withPrice(priceText(last - step)), text: (step) => priceText(last - step) };
}

function scopeFigures(priced: PricedQuote, scope: GoalScope): ScopeFigures {
  if ('order' in scope) {
    return { net: priced.totals.netMinor, cost: priced.cost?.total.costMinor ?? null, bill: null };
  }
  let figures: ScopeFigures = { net: 0, cost: priced.cost ? 0 : null, bill: null };
  for (const [index, line] of priced.lines.entries()) {
    if ('line' in scope ? line.id !== scope.line : line.group !== scope.group || line.optional) continue;
    if (!line.priced) return { net: Number.NaN, cost: null, bill: null };
    const cost = priced.cost?.lines[index]?.costMinor ?? null;
    figures = {
      net: figures.net + line.netMinor,
      cost: figures.cost === null || cost === null ? null : figures.cost + cost,
      bill: wholeBill(line),
    };
  }
  return figures;
}

function wholeBill(line: PricedLine): number | null {
  return line.bills.find((bill) => bill.part === null)?.netMinor ?? null;
}

/** How far figures are above a target; negative below it, not a number where it cannot be said. */
function overTarget(figures: ScopeFigures, target: GoalTarget): number {
  if (target.kind === 'net') return figures.net - target.minor;
  if (target.kind === 'bill') return figures.bill === null ? Number.NaN : figures.bill - target.minor;
  if (figures.cost === null || Number.isNaN(figures.net)) return Number.NaN;
  // margin ≥ target ⇔ net × (1 − target) ≥ cost, compared exactly
  const over = BigInt(figures.net) * BigInt(10_000 - target.basisPoints) - BigInt(figures.cost) * 10_000n;
  return figures.net <= 0 ? -1 : Number(over);
}

function marginOf(figures: ScopeFigures): number {
  if (figures.cost === null || figures.net <= 0) return Number.NaN;
  return Math.floor(((figures.net - figures.cost) / figures.net) * 10_000);
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
  const pricer = createQuotePricer(model);
  const holds = (basisPoints: number): boolean => {
    const changed =
      'order' in scope
        ? { ...quote, orderDiscountBasisPoints: basisPoints }
        : changedLines(quote, scope, (line) => ({ ...line, discountBasisPoints: basisPoints }));
    const facts = pricer.price(changed).guardrails;
    const unpriced = 'line' in scope && facts.unpricedLines.includes(scope.line);
    return facts.floors.length > 0 && facts.familiesUnderFloor.length === 0 && !unpriced;
  };
  if (!holds(0)) return null;
  let [good, bad] = [0, 10_001];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
