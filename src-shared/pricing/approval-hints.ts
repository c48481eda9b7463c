import { largestDiscountWithinFloor, lookAtFloors, type Standing } from './floor-room';
import { changedLines } from './goal-seek';
import type { PricingModel } from './model';
import type { PricedQuote } from './priced-quote';
import type { QuoteInput, QuoteLine } from './quote';
import { skuRow } from './sku-row';

/** What would spare a quote a further approval; every one of them priced forward. */
export interface ApprovalHint {
  line: string;
  sku: string;
  name: string;
  /** The largest discount with which floors and the role's limit hold, in basis points; null where not even none does. */
  discountBasisPoints: number | null;
  /** The smallest whole quantity from the present one on with which they hold as it is discounted now; null where none is found. */
  quantity: string | null;
}

/** Lines looked at: more would be no hint, and on a long quote each takes its time. */
const SHOWN = 3;
const LONG = 200;
/** Quantities are looked for up to so many times the present one. */
const FURTHEST = 1024;

/**
 * For the lines that break a floor or a discount limit, largest first: the largest discount, and the smallest quantity, with which the
 * whole quote needs no further approval for them. Empty where nothing is broken.
 */
export function approvalHints(model: PricingModel, quote: QuoteInput, priced: PricedQuote): ApprovalHint[] {
  const { guardrails } = priced;
  const broken = new Set(guardrails.familiesUnderFloor);
  const limit = guardrails.discountLimitBasisPoints;
  const over = (basisPoints: number): boolean => limit !== null && basisPoints > limit;
  const lines = priced.lines
    .filter((line) => line.priced && !line.optional && !line.credit)
    .filter((line) => broken.has(line.family) || over(line.discretionaryBasisPoints))
    .sort((a, b) => b.discretionaryBasisPoints - a.discretionaryBasisPoints || b.netMinor - a.netMinor)
    .slice(0, quote.lines.length > LONG ? 1 : SHOWN);
  return lines.map((line) => {
    const own = quote.lines.find(({ id }) => id === line.id);
    const look: Look = {
      quote,
      line: line.id,
      family: line.family,
      over,
      at: lookAtFloors(model, quote, { line: line.id }),
    };
    return {
      line: line.id,
      sku: line.sku,
      name: line.name,
      discountBasisPoints: own ? largestDiscount(model, look) : null,
      quantity: own ? smallestQuantity(model, look, own) : null,
    };
  });
}

interface Look {
  quote: QuoteInput;
  line: string;
  family: string;
  over(basisPoints: number): boolean;
  at(changed: QuoteInput): Standing;
}

/** Whether the line keeps its family's floor and its own limit. */
function holds({ quote, line, family, over, at }: Look, part: Partial<QuoteLine>): boolean {
  const { floors, floorsFrom, familiesUnchecked, discountBasisPoints } = at(
    changedLines(quote, { line }, (own) => ({ ...own, ...part })),
  );
  if (discountBasisPoints === null || over(discountBasisPoints) || familiesUnchecked.includes(family)) return false;
  if (floors.some((floor) => floor.family === family && floor.roomMinor < 0)) return false;
  return floors.length > 0 || floorsFrom !== 'unknown';
}

/** A typed price is no discount of its own: the hint is then one off the list. */
function largestDiscount(model: PricingModel, look: Look): number | null {
  const quote = changedLines(look.quote, { line: look.line }, (own) => {
    const { unitPriceOverride: _price, discountAmount: _amount, ...plain } = own;
    return plain;
  });
  const plain: Look = { ...look, quote, at: lookAtFloors(model, quote, { line: look.line }) };
  const within = (basisPoints: number): boolean => holds(plain, { discountBasisPoints: basisPoints });
  // The floor alone is found faster; the limit, and families of other lines, may allow less.
  const most = largestDiscountWithinFloor(model, quote, { line: look.line });
  if (most !== null && within(most)) return most;
  if (!within(0)) return null;
  let [good, bad] = [0, 10_001];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (within(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** Looked for at doubled quantities and where tiers begin, then narrowed down to the unit. Lines with a ramp have several: none. */
function smallestQuantity(model: PricingModel, look: Look, line: QuoteLine): string | null {
  const present = Math.ceil(Number(line.quantity));
  if (line.ramp || !Number.isSafeInteger(present * FURTHEST)) return null;
  const sku = skuRow(model, line.sku, look.quote);
  const tiers = sku && 'tiers' in sku.rate ? sku.rate.tiers : [];
  const edges = tiers.flatMap(({ upTo }) => (upTo === null ? [] : [Math.floor(Number(upTo)) + 1]));
  if (sku?.rate.kind === 'committed') edges.push(Math.ceil(Number(sku.rate.commitment)));
  const start = Math.max(1, present);
  const doubled = Array.from({ length: Math.log2(FURTHEST) }, (_, index) => start * 2 ** (index + 1));
  const candidates = [...new Set([...edges, ...doubled])]
    .filter((quantity) => quantity > present && quantity <= start * FURTHEST)
    .sort((a, b) => a - b);
  let fails = present;
  for (const quantity of candidates) {
    if (!holds(look, { quantity: String(quantity) })) {
      fails = quantity;
      continue;
    }
    let good = quantity;
    while (good - fails > 1) {
      const middle = Math.floor((good + fails) / 2);
      if (holds(look, { quantity: String(middle) })) good = middle;
      else fails = middle;
    }
    return String(good);
  }
  return null;
}
