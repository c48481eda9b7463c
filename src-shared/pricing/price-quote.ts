import { formatDate } from '../kernel/civil-date';
import { type Fraction, zeroFraction } from '../kernel/decimal';
import { priceAlternatives } from './alternatives';
import { afterOf, amendmentProblems } from './amendment';
import { pairProblems } from './check-pairs';
import { type CompiledModel, compileModel } from './compile-model';
import { type ExpandedLines, type Expansion, expandBundles } from './expand-bundles';
import { bounds } from './field-schemas';
import { finishLine, type LineShares } from './finish-line';
import { foldCost, foldGuardrails, foldLines, foldTax } from './fold-bundles';
import { guardrailFacts } from './guardrails';
import { isPriced, type LineFigures } from './line-figures';
import { isBundled } from './line-input';
import type { PricingModel } from './model';
import { isEligible, type OrderDiscounts, orderDiscounts } from './order-discount';
import { lineSku, priceLine, unpriced } from './price-line';
import { isBaseOf, pricePercentageLine } from './price-percentage-line';
import {
  type PricedCost,
  type PricedLine,
  type PricedQuote,
  pricingRulesVersion,
  type QuoteProblem,
} from './priced-quote';
import type { PriceOptions, QuoteInput, QuoteLine } from './quote';
import { type QuoteContext, quoteContext } from './quote-context';
import { netsWithoutTax, quoteCost } from './quote-cost';
import { taxQuote } from './tax-quote';
import { quoteTotals } from './totals';

/** Prices quotes on one model and remembers lines, so that a changed line is priced again and the others are not. */
export interface QuotePricer {
  /**
   * Prices a quote. Lines that are the same objects as in the last call (and a header that says the same) are taken from memory;
   * the result is the same as without it. Lines must therefore not be changed in place.
   */
  price(quote: QuoteInput, options?: PriceOptions): PricedQuote;
}

/**
 * Prices a quote on a model version, in the order of calculation: quantity, rate, bills, line discounts, one rounding per bill, order
 * discounts, tax, totals. Plain data, deterministic. What cannot be priced is explained in `problems`, of the quote or the line.
 */
export function priceQuote(model: PricingModel, quote: QuoteInput, options: PriceOptions = {}): PricedQuote {
  const compiled = compileModel(model);
  const alone = (own: QuoteInput): PricedQuote => priceWith(quoteContext(compiled, own), own, options, null);
  return quote.alternatives?.length ? priceAlternatives(quote, (_name, own) => alone(own)) : alone(quote);
}

/** A pricer for a screen or a search that prices nearly the same quote again and again. */
export function createQuotePricer(model: PricingModel): QuotePricer {
  const compiled = compileModel(model);
  const alone = rememberingPricer(compiled);
  const alternatives = new Map<string, QuotePricer>();
  const pricerOf = (name: string): QuotePricer => {
    const known = alternatives.get(name) ?? rememberingPricer(compiled);
    alternatives.set(name, known);
    return known;
  };
  return {
    price(quote, options = {}) {
      if (!quote.alternatives?.length) return alone.price(quote, options);
      return priceAlternatives(quote, (name, own) => pricerOf(name).price(own, options));
    },
  };
}

/** A pricer of quotes without alternatives. */
function rememberingPricer(compiled: CompiledModel): QuotePricer {
  let header = '';
  let context: QuoteContext | null = null;
  let memory = emptyMemory();
  return {
    price(quote, options = {}) {
      const said = headerOf(quote);
      if (context === null || said !== header) {
        context = quoteContext(compiled, quote);
        header = said;
        memory = emptyMemory();
      }
      return priceWith(context, quote, options, memory);
    },
  };
}

/** The part of a quote on which a line's own figures depend; order discounts and tax come after them. */
function headerOf(quote: QuoteInput): string {
  const { currency, startDate, termMonths, billing, priceDate, region, escalator, partner, yearsRisen } = quote;
  return JSON.stringify({
    currency,
    startDate,
    termMonths,
    billing,
    priceDate,
    region,
    escalator,
    partner,
    yearsRisen,
  });
}

/** What a pricer remembers of lines: their figures up to step 5, and how they were finished with which shares. */
interface Memory {
  figures: WeakMap<QuoteLine, LineFigures>;
  finished: WeakMap<LineFigures, { shares: LineShares; priced: PricedLine }>;
  expanded: ExpandedLines;
}

function emptyMemory(): Memory {
  return { figures: new WeakMap(), finished: new WeakMap(), expanded: new WeakMap() };
}

function wanted(explain: PriceOptions['explain'], line: QuoteLine): boolean {
  if (!Array.isArray(explain)) return explain === true;
  return explain.includes(line.id) || (isBundled(line) && explain.includes(line.bundleLine));
}

function priceWith(
  context: QuoteContext,
  quote: QuoteInput,
  options: PriceOptions,
  memory: Memory | null,
): PricedQuote {
  const problems = [...context.problems];
  if (quote.lines.length > bounds.lines) problems.push(tooManyLines(quote.lines.length));
  problems.push(...amendmentProblems(context.model.model, quote));
  const broken = problems.some((problem) => problem.severity === 'error');
  const expansion = broken ? null : expandBundles(context, quote.lines, memory?.expanded ?? null);
  const figures = broken
    ? quote.lines.map((line) => unpriced(line, []))
    : pricedFigures(context, expansion, quote.lines, options.explain, memory, amendedBases(context, quote));
  const order = orderDiscounts(context, quote, figures);
  problems.push(...order.problems);
  const orderPart = partOfOrder(order);
  const lines = figures.map((own, index) => {
    const shares: LineShares = {
      multiYear: order.multiYearShares[index]!,
      order: order.orderShares[index]!,
      orderPart: isEligible(own) ? orderPart : zeroFraction,
    };
    const known = memory?.finished.get(own);
    if (known && sameShares(known.shares, shares)) return known.priced;
    const priced = finishLine(context, own, shares);
    memory?.finished.set(own, { shares, priced });
    return priced;
  });
  const taxed = broken ? null : taxQuote(context, quote, lines, figures);
  if (taxed?.problem) problems.push(taxed.problem);
  const { totals, families, groups, bills } = quoteTotals(context, lines, taxed?.byDate ?? null);
  const nets = netsWithoutTax(lines, taxed?.tax ?? null);
  const orderBasisPoints = Number((orderPart.numerator * 10_000n + orderPart.denominator - 1n) / orderPart.denominator);
  const guardrails = guardrailFacts(context, quote, options, { figures, lines, nets, orderBasisPoints });
  const cost = context.model.hasCost
    ? quoteCost(context, quote, figures, lines, nets, guardrails.familiesUnderFloor)
    : null;
  const folded = expansion ? foldLines(expansion, quote.lines, lines) : lines;
  const pairs = broken ? new Map<string, QuoteProblem[]>() : foundPairs(context, quote, expansion);
  const shown = withPairProblems(folded, pairs);
  // An agreement as amended may break a pair at a line that the amendment leaves alone.
  if (quote.amendment && pairs.size > 0) {
    const ids = new Set(folded.map(({ id }) => id));
    for (const [id, found] of pairs) if (!ids.has(id)) problems.push(...found);
  }
  const tax = taxed?.tax ?? null;
  return {
    rules: pricingRulesVersion,
    model: { name: context.model.model.name, version: context.model.model.version },
    currency: context.currency,
    startDate: quote.startDate,
    untilDate: formatDate(context.end),
    termMonths: quote.termMonths,
    complete:
      problems.every(isNoError) &&
      shown.every((line) => line.optional || (line.priced && line.problems.every(isNoError))),
    problems,
    exchange: context.exchangeWords,
    lines: shown,
    families,
    groups,
    bills,
    totals,
    multiYearDiscount: order.multiYear,
    orderDiscount: order.order,
    tax: tax && expansion ? foldTax(expansion, quote.lines, tax) : tax,
    guardrails: expansion ? foldGuardrails(expansion, quote.lines, guardrails) : guardrails,
    ...(cost && {
      cost: withRange(context, quote, expansion ? foldCost(expansion, quote.lines, cost, nets) : cost),
    }),
  };
}

/** Codes that need or exclude each other are looked for in the whole: with an amendment, in the agreement as it will be. */
function foundPairs(
  context: QuoteContext,
  quote: QuoteInput,
  expansion: Expansion | null,
): Map<string, QuoteProblem[]> {
  if (!quote.amendment) return pairProblems(context.model, quote.lines, expansion);
  const { after } = quote.amendment;
  const own = new Set(quote.lines.map(({ id }) => id));
  const found = pairProblems(context.model, after, expandBundles(context, after, null));
  return new Map([...found].map(([id, problems]) => [own.has(afterOf(id)) ? afterOf(id) : id, problems]));
}

/** What percentages are of in an amendment: all that was in force for what is given back, all that will be for what is charged. */
interface AmendedBases {
  before: LineFigures[];
  after: LineFigures[];
}

function amendedBases(context: QuoteContext, { amendment }: QuoteInput): AmendedBases | null {
  if (!amendment) return null;
  const whole = (lines: readonly QuoteLine[]): LineFigures[] =>
    pricedFigures(context, expandBundles(context, lines, null), lines, false, null);
  return { before: whole(amendment.before), after: whole(amendment.after) };
}

function isNoError({ severity }: QuoteProblem): boolean {
  return severity !== 'error';
}

/** Lines with what the model's pairs say of them; others stay the same objects. */
function withPairProblems(lines: PricedLine[], found: ReadonlyMap<string, QuoteProblem[]>): PricedLine[] {
  if (found.size === 0) return lines;
  return lines.map((line) => {
    const own = found.get(line.id);
    return own ? { ...line, problems: [...line.problems, ...own] } : line;
  });
}

function sameShares(a: LineShares, b: LineShares): boolean {
  return (
    a.multiYear === b.multiYear &&
    a.order === b.order &&
    a.orderPart.numerator === b.orderPart.numerator &&
    a.orderPart.denominator === b.orderPart.denominator
  );
}

function tooManyLines(count: number): QuoteProblem {
  const message = `A quote has at most ${bounds.lines} lines, not ${count}`;
  return { code: 'too-many-lines', severity: 'error', field: 'lines', message };
}

/** The part of its base that the order's own discount takes: the percentage as typed, else amount ÷ base. */
function partOfOrder(order: OrderDiscounts): Fraction {
  if (!order.order || order.orderBase <= 0) return zeroFraction;
  const exact = order.order.typedMinor === 0;
  if (exact) return { numerator: BigInt(order.order.basisPoints), denominator: 10_000n };
  return { numerator: BigInt(order.order.amountMinor), denominator: BigInt(order.orderBase) };
}

/** The part of a line's price that the order's own discount takes. */
export function orderPartOf(order: OrderDiscounts, figures: LineFigures): Fraction {
  return isEligible(figures) ? partOfOrder(order) : zeroFraction;
}

/** Steps 1 to 5 of every line, those of bundles in their parts; what order discounts are then taken on. */
export function figuresOfLines(context: QuoteContext, lines: readonly QuoteLine[]): LineFigures[] {
  return pricedFigures(context, expandBundles(context, lines, null), lines, false, null);
}

function pricedFigures(
  context: QuoteContext,
  expansion: Expansion | null,
  quoteLines: readonly QuoteLine[],
  explain: PriceOptions['explain'],
  memory: Memory | null,
  amended: AmendedBases | null = null,
): LineFigures[] {
  const lines = expansion?.lines ?? quoteLines;
  const figures = new Array<LineFigures>(lines.length);
  const percentages: { index: number; rank: number }[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    if (seen.has(line.id)) {
      figures[index] = unpriced(line, [repeatedId(line.id)]);
      continue;
    }
    seen.add(line.id);
    const whole = expansion?.problems.get(line.id);
    if (whole) {
      figures[index] = unpriced(line, whole);
      continue;
    }
    const asked = wanted(explain, line);
    const known = memory?.figures.get(line);
    if (known && (known.explained !== null) === asked) {
      figures[index] = known;
      if (known.sku && known.sku.rank > 0) percentages.push({ index, rank: known.sku.rank });
      continue;
    }
    const sku = lineSku(context, line);
    if (Array.isArray(sku)) {
      figures[index] = unpriced(line, sku);
    } else if (sku.rank > 0) {
      percentages.push({ index, rank: sku.rank });
      figures[index] = { ...unpriced(line, []), sku };
      memory?.figures.set(line, figures[index]!);
      continue;
    } else {
      figures[index] = priceLine(context, line, sku, asked);
    }
    memory?.figures.set(line, figures[index]!);
  }
  pricePercentages(context, figures, percentages, explain, amended);
  return expansion ? wholeBundles(expansion, figures) : figures;
}

/** A bundle is priced whole or not at all: where one part cannot be, the others come to nothing too. */
function wholeBundles(expansion: Expansion, figures: LineFigures[]): LineFigures[] {
  for (const { bundle, from, until } of expansion.ranges) {
    if (!bundle || figures.slice(from, until).every(isPriced)) continue;
    for (let index = from; index < until; index += 1) {
      const own = figures[index]!;
      figures[index] = unpriced(own.line, own.problems);
    }
  }
  return figures;
}

/** Percentages of other lines come after those, and percentages of percentages after these; they are never remembered. */
function pricePercentages(
  context: QuoteContext,
  figures: LineFigures[],
  percentages: { index: number; rank: number }[],
  explain: PriceOptions['explain'],
  amended: AmendedBases | null,
): void {
  percentages.sort((a, b) => a.rank - b.rank || a.index - b.index);
  for (const { index } of percentages) {
    const { line, sku } = figures[index]!;
    const all = amended ? (line.credit ? amended.before : amended.after) : figures;
    const bases = all.filter((base) => base !== figures[index] && isBaseOf(sku!, base));
    figures[index] = pricePercentageLine(context, line, sku!, bases, wanted(explain, line));
  }
}

function repeatedId(id: string): QuoteProblem {
  return { code: 'repeated-id', severity: 'error', field: 'id', message: `Another line has the id ${id} already` };
}

/** Margins at the low and high end of forecast quantities, where a line has them. */
function withRange(context: QuoteContext, quote: QuoteInput, cost: PricedCost): PricedCost {
  const ranged = ({ quantityRange, ramp }: QuoteLine) =>
    quantityRange !== undefined || ramp?.some((segment) => segment.quantityRange !== undefined);
  if (!quote.lines.some(ranged)) return cost;
  const at = (end: 'low' | 'high') => {
    const lines = quote.lines.map((line) => {
      if (!ranged(line)) return line;
      const { quantityRange, ramp, ...rest } = line;
      return {
        ...rest,
        ...(quantityRange && { quantity: quantityRange[end] }),
        // A stretch without a range of its own is as sure as it is typed.
        ...(ramp && {
          ramp: ramp.map(({ quantityRange: own, ...part }) => (own ? { ...part, quantity: own[end] } : part)),
        }),
      };
    });
    const priced = priceWith(context, { ...quote, lines }, {}, null);
    return priced.cost?.total ?? cost.total;
  };
  return { ...cost, range: { low: at('low'), high: at('high') } };
}
