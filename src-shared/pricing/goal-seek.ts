import { decimalOne, formatDecimal } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import { formatMinor, minorUnitDigits } from '../kernel/money';
import { bounds } from './field-schemas';
import type { PricingModel } from './model';
import { createQuotePricer } from './price-quote';
import type { PricedQuote } from './priced-quote';
import type { QuoteInput, QuoteLine } from './quote';
import { type GoalScope, type LookAtScope, lookAtScope, type ScopeFigures } from './scope-figures';
import { findEdge, type SeenStep } from './search-steps';

export type { GoalScope } from './scope-figures';

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

/** What a goal comes to, before the whole quote is priced with it. */
export interface GoalFound extends Omit<GoalAnswer, 'priced'> {}

/**
 * Solves for the discount, amount or price that reaches a target. The lever moves in its own smallest steps, and each step that is looked
 * at is priced forward, so tiers, minimums and rounding are all in it; where the price is linear the answer is exact.
 * Throws `bad-input` when the target cannot be reached.
 */
export function goalSeek(model: PricingModel, quote: QuoteInput, goal: Goal): GoalAnswer {
  const found = findGoal(model, quote, goal);
  return { ...found, priced: createQuotePricer(model).price(found.quote) };
}

/** As `goalSeek`, for who prices the quote anyway: only what the goal is about is priced. */
export function findGoal(model: PricingModel, quote: QuoteInput, goal: Goal): GoalFound {
  checkScope(model, quote, goal);
  const look = lookAtScope(model, quote, goal.scope);
  let best: { lever: LeverSteps; seen: SeenStep } | null = null;
  let near: { lever: LeverSteps; step: bigint } | null = null;
  // Steps grow as the net falls: a discount as it is, a price counted down from the highest one looked at.
  for (const lever of levers(model, quote, goal, look)) {
    const over = (step: bigint): number => overTarget(look(lever.put(step)), goal.target);
    const edge = findEdge(lever.last, over, near ? (near.step * lever.last) / near.lever.last : undefined);
    if (!edge) continue;
    near = lever.last > 0n ? { lever, step: edge.holds.step } : null;
    const { holds, fails } = edge;
    const nearest = goal.side === 'nearest' && goal.target.kind !== 'margin';
    const seen = nearest && fails && -fails.over < holds.over ? fails : holds;
    if (best === null || Math.abs(seen.over) < Math.abs(best.seen.over)) best = { lever, seen };
    if (seen.over === 0) break;
  }
  if (!best) throw unreachable(goal);
  const { lever, seen } = best;
  const changed = lever.put(seen.step);
  const wantedFigure = goal.target.kind === 'margin' ? goal.target.basisPoints : goal.target.minor;
  const leftOver = goal.target.kind === 'margin' ? marginOf(look(changed)) - goal.target.basisPoints : seen.over;
  return { value: lever.text(seen.step), quote: changed, achieved: wantedFigure + leftOver, leftOver };
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

/** The quote with other lines in a scope. */
export function changedLines(quote: QuoteInput, scope: GoalScope, change: (line: QuoteLine) => QuoteLine): QuoteInput {
  const touched = (line: QuoteLine): boolean =>
    'line' in scope ? line.id === scope.line : 'group' in scope && line.group === scope.group;
  return { ...quote, lines: quote.lines.map((line) => (touched(line) ? change(line) : line)) };
}

function levers(model: PricingModel, quote: QuoteInput, goal: Goal, look: LookAtScope): LeverSteps[] {
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
  const highest = highestPrice(quote, goal, look);
  return [digits, 4, 5, 6, 8, 10, 12]
    .filter((places, index, all) => places >= digits && places <= most && all.indexOf(places) === index)
    .map((places) => priceLever(quote, goal, highest, places));
}

/** The most that can be taken off without a line or the order going below zero. */
function mostOff(model: PricingModel, quote: QuoteInput, scope: GoalScope): bigint {
  const priced = createQuotePricer(model).price(quote);
  if ('order' in scope) return BigInt(Math.max(0, priced.totals.netMinor));
  const line = priced.lines.find((own) => 'line' in scope && own.id === scope.line);
  const bills = (line?.bills ?? []).filter((bill) => bill.part === null);
  return BigInt(Math.max(0, Math.min(...bills.map((bill) => bill.listMinor - bill.lineDiscountMinor))));
}

function withPrice(quote: QuoteInput, { scope }: Goal, text: string): QuoteInput {
  return changedLines(quote, scope, (line) => ({ ...line, unitPriceOverride: text }));
}

/** A price with which the target is met, to count down from: 1, 10, 100 … up to the bound. Scaled by 10^12. */
function highestPrice(quote: QuoteInput, goal: Goal, look: LookAtScope): bigint {
  let highest = decimalOne;
  while (highest < bounds.unitPrice) {
    if (overTarget(look(withPrice(quote, goal, formatDecimal(highest))), goal.target) >= 0) break;
    highest *= 10n;
  }
  return highest;
}

function priceLever(quote: QuoteInput, goal: Goal, highest: bigint, places: number): LeverSteps {
  const unit = decimalOne / 10n ** BigInt(places);
  const last = highest / unit;
  const text = (step: bigint): string => formatDecimal((last - step) * unit);
  return { last, put: (step) => withPrice(quote, goal, text(step)), text };
}

/** How far figures are above a target; negative below it, not a number where it cannot be said. */
function overTarget(figures: ScopeFigures, target: GoalTarget): number {
  if (target.kind === 'net') return figures.net - target.minor;
  if (target.kind === 'bill') return figures.bill === null ? Number.NaN : figures.bill - target.minor;
  if (figures.cost === null || Number.isNaN(figures.marginNet)) return Number.NaN;
  // margin ≥ target ⇔ net × (1 − target) ≥ cost, compared exactly
  const over = BigInt(figures.marginNet) * BigInt(10_000 - target.basisPoints) - BigInt(figures.cost) * 10_000n;
  return figures.marginNet <= 0 ? Math.min(-1, Number(over)) : Number(over);
}

function marginOf(figures: ScopeFigures): number {
  if (figures.cost === null || figures.marginNet <= 0) return Number.NaN;
  return Math.floor(((figures.marginNet - figures.cost) / figures.marginNet) * 10_000);
}
