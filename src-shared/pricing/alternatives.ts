import type {
  FamilyFloor,
  GuardrailFacts,
  PricedAlternative,
  PricedCost,
  PricedLine,
  PricedQuote,
  QuoteProblem,
} from './priced-quote';
import type { QuoteInput, QuoteLine } from './quote';

/** The alternative that a quote's totals are about: the proposed one, else the first; null where it offers none. */
export function proposedAlternative(quote: Pick<QuoteInput, 'alternatives' | 'alternative'>): string | null {
  const { alternatives = [], alternative } = quote;
  if (alternatives.length === 0) return null;
  return alternatives.includes(alternative ?? '') ? (alternative ?? null) : (alternatives[0] ?? null);
}

/** A quote with one of its alternatives alone: the lines that all of them have, and its own. */
export function withAlternative(quote: QuoteInput, name: string): QuoteInput {
  const { alternatives: _names, alternative: _proposed, ...rest } = quote;
  return { ...rest, lines: quote.lines.filter((line) => line.alternative === undefined || line.alternative === name) };
}

/**
 * A quote of which the customer picks one of several alternatives: each is priced by itself with the lines that all have. Totals, bills,
 * tax and cost are those of the proposed one; guardrails hold for whichever is picked, so the worst of all counts.
 */
export function priceAlternatives(
  quote: QuoteInput,
  price: (name: string, alone: QuoteInput) => PricedQuote,
): PricedQuote {
  const names = quote.alternatives ?? [];
  const proposed = proposedAlternative(quote) ?? '';
  const each = new Map(names.map((name) => [name, price(name, withAlternative(quote, name))]));
  const main = each.get(proposed);
  if (!main) throw new Error('A quote with alternatives has a proposed one.');
  const all = [...each.values()];
  const found = new Map([...each].map(([name, priced]) => [name, new Map(priced.lines.map((own) => [own.id, own]))]));
  const costs = new Map([...each].map(([name, { cost }]) => [name, new Map(cost?.lines.map((own) => [own.id, own]))]));
  const homeOf = (line: QuoteLine): string =>
    line.alternative !== undefined && each.has(line.alternative) ? line.alternative : proposed;
  const unknown = quote.lines.filter(({ alternative }) => alternative !== undefined && !each.has(alternative));
  return {
    ...main,
    complete: all.every(({ complete }) => complete) && unknown.length === 0,
    problems: [...sameOnce(all.flatMap(({ problems }) => problems)), ...unknown.map(notOffered)],
    lines: quote.lines.flatMap<PricedLine>((line) => found.get(homeOf(line))?.get(line.id) ?? []),
    alternatives: [...each].map(([name, priced]) => alternativeOf(name, name === proposed, priced)),
    guardrails: worstOf(main.guardrails, all),
    ...(main.cost && { cost: costOf(main.cost, quote, each, (line) => costs.get(homeOf(line))?.get(line.id)) }),
  };
}

function alternativeOf(name: string, proposed: boolean, { totals, tax, complete }: PricedQuote): PricedAlternative {
  return { name, proposed, complete, totals, tax: tax && { taxMinor: tax.taxMinor, grossMinor: tax.grossMinor } };
}

function notOffered({ sku, alternative }: QuoteLine): QuoteProblem {
  return {
    code: 'unknown-alternative',
    severity: 'error',
    field: 'alternative',
    message: `${sku} belongs to ${alternative}, which is none of the quote's alternatives`,
    hint: 'Add that alternative, or move the line.',
  };
}

function sameOnce(problems: readonly QuoteProblem[]): QuoteProblem[] {
  return [...new Map(problems.map((own) => [`${own.code} ${own.field} ${own.message}`, own])).values()];
}

function costOf(
  main: PricedCost,
  quote: QuoteInput,
  each: ReadonlyMap<string, PricedQuote>,
  lineCost: (line: QuoteLine) => PricedCost['lines'][number] | undefined,
): PricedCost {
  return {
    ...main,
    lines: quote.lines.flatMap((line) => lineCost(line) ?? []),
    unknown: [...new Set([...each.values()].flatMap(({ cost }) => cost?.unknown ?? []))],
    alternatives: [...each].flatMap(([name, { cost }]) => (cost ? [{ name, ...cost.total }] : [])),
  };
}

/** Facts that hold for whichever alternative is picked. */
function worstOf(main: GuardrailFacts, all: readonly PricedQuote[]): GuardrailFacts {
  const facts = all.map(({ guardrails }) => guardrails);
  const most = facts.reduce((a, b) => (b.largestDiscountBasisPoints > a.largestDiscountBasisPoints ? b : a), main);
  const union = (pick: (own: GuardrailFacts) => readonly string[]): string[] => [...new Set(facts.flatMap(pick))];
  const delivery = new Map(
    facts.flatMap((own) => own.delivery).map((own) => [`${own.line} ${own.reason}`, own] as const),
  );
  return {
    ...main,
    largestDiscountBasisPoints: most.largestDiscountBasisPoints,
    largestDiscountLine: most.largestDiscountLine,
    overLimitBasisPoints: Math.max(...facts.map((own) => own.overLimitBasisPoints)),
    orderDiscountBasisPoints: Math.max(...facts.map((own) => own.orderDiscountBasisPoints)),
    floors: tightest(facts.flatMap((own) => own.floors)),
    familiesUnderFloor: union((own) => own.familiesUnderFloor),
    worstShortfallBasisPoints: Math.max(...facts.map((own) => own.worstShortfallBasisPoints)),
    familiesUnchecked: union((own) => own.familiesUnchecked),
    unpricedLines: union((own) => own.unpricedLines),
    delivery: [...delivery.values()],
  };
}

/** Of each family the floor with the least room. */
function tightest(floors: readonly FamilyFloor[]): FamilyFloor[] {
  const families = new Map<string, FamilyFloor>();
  for (const floor of floors) {
    const known = families.get(floor.family);
    if (!known || floor.roomMinor < known.roomMinor) families.set(floor.family, floor);
  }
  return [...families.values()];
}
