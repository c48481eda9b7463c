import { changeBasisPoints } from './diff-models';
import { marginFigures } from './margin';
import type { PricingModel } from './model';
import { priceQuote } from './price-quote';
import type { MarginFigures, PricedQuote } from './priced-quote';
import type { QuoteInput } from './quote';

/** A quote as a simulation takes it: what it says, and the model that it pins, with costs for those who may read them. */
export interface SimulatedQuote {
  id: string;
  number: string;
  title: string;
  account: string;
  owner: string;
  /** The frozen version that was looked at; null for a draft. */
  version: number | null;
  input: QuoteInput;
  model: PricingModel;
}

/** Net of the term and margin of a quote on one model. */
export interface SimulatedFigures {
  netMinor: number;
  /** Null for those who may not read costs, and where a cost is not known. */
  margin: MarginFigures | null;
  familiesUnderFloor: string[];
}

export interface SimulatedRow {
  id: string;
  number: string;
  title: string;
  account: string;
  owner: string;
  version: number | null;
  currency: string;
  /** Null when the quote cannot be priced on the model that it pins, or on the other one. */
  before: SimulatedFigures | null;
  after: SimulatedFigures | null;
  changeMinor: number | null;
  changeBasisPoints: number | null;
  /** Why it cannot be priced, line by line; on which of the two models. */
  problems: { on: 'pinned' | 'simulated'; line: string | null; message: string; hint?: string }[];
}

export interface SimulatedTotal {
  currency: string;
  quotes: number;
  beforeMinor: number;
  afterMinor: number;
  changeBasisPoints: number | null;
  /** Null where the cost of a quote is not known, or may not be read. */
  beforeMargin: MarginFigures | null;
  afterMargin: MarginFigures | null;
  /** Quotes under a floor that were not before. */
  newlyUnderFloor: number;
}

/** What a version of a model does to a quote: priced as it stands, and with nothing changed but the model. */
export function simulateQuote(quote: SimulatedQuote, model: PricingModel): SimulatedRow {
  const before = priceQuote(quote.model, quote.input);
  const after = priceQuote(model, quote.input);
  const [old, now] = [figures(before), figures(after)];
  const { id, number, title, account, owner, version } = quote;
  const change = old && now ? now.netMinor - old.netMinor : null;
  return {
    ...{ id, number, title, account, owner, version },
    currency: quote.input.currency,
    before: old,
    after: now,
    changeMinor: change,
    changeBasisPoints: old && now ? changeBasisPoints(old.netMinor, now.netMinor) : null,
    problems: [...reasons(before, 'pinned'), ...reasons(after, 'simulated')],
  };
}

function figures(priced: PricedQuote): SimulatedFigures | null {
  if (!priced.complete || priced.lines.length === 0) return null;
  return {
    netMinor: priced.totals.netMinor,
    margin: priced.cost && priced.cost.total.costMinor !== null ? priced.cost.total : null,
    familiesUnderFloor: priced.guardrails.familiesUnderFloor,
  };
}

function reasons(priced: PricedQuote, on: 'pinned' | 'simulated'): SimulatedRow['problems'] {
  if (priced.complete && priced.lines.length > 0) return [];
  if (priced.lines.length === 0) return [{ on, line: null, message: 'The quote has no lines' }];
  const own = priced.problems.map((problem) => ({ line: null, problem }));
  const lines = priced.lines.flatMap((line) =>
    line.optional ? [] : line.problems.map((problem) => ({ line: line.name, problem })),
  );
  return [...own, ...lines]
    .filter(({ problem }) => problem.severity === 'error')
    .map(({ line, problem: { message, hint } }) => ({ on, line, message, ...(hint && { hint }) }));
}

/** Sums by currency of the quotes that could be priced on both models; the others are in none. */
export function simulatedTotals(rows: readonly SimulatedRow[]): SimulatedTotal[] {
  const totals = new Map<string, { rows: SimulatedRow[] }>();
  for (const row of rows) {
    if (!row.before || !row.after) continue;
    const own = totals.get(row.currency) ?? { rows: [] };
    own.rows.push(row);
    totals.set(row.currency, own);
  }
  return [...totals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { rows: own }]) => {
      const sum = (of: (row: SimulatedRow) => number): number => own.reduce((all, row) => all + of(row), 0);
      const cost = (side: 'before' | 'after'): number | null =>
        own.every((row) => row[side]!.margin) ? sum((row) => row[side]!.margin!.costMinor!) : null;
      const beforeMinor = sum((row) => row.before!.netMinor);
      const afterMinor = sum((row) => row.after!.netMinor);
      const margin = (side: 'before' | 'after', net: number): MarginFigures | null => {
        const known = cost(side);
        return known === null ? null : marginFigures(net, known);
      };
      return {
        currency,
        quotes: own.length,
        beforeMinor,
        afterMinor,
        changeBasisPoints: changeBasisPoints(beforeMinor, afterMinor),
        beforeMargin: margin('before', beforeMinor),
        afterMargin: margin('after', afterMinor),
        newlyUnderFloor: own.filter(
          ({ before, after }) => before!.familiesUnderFloor.length === 0 && after!.familiesUnderFloor.length > 0,
        ).length,
      };
    });
}
