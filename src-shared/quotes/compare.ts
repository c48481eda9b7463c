import type { PricedLine, PricedQuote, PricedTotals, QuoteInput, QuoteLine } from '../pricing';
import { sayQuantitySource } from '../usage';

/** One side of a comparison: what was said, and what it came to. */
export interface ComparedSide {
  input: QuoteInput;
  priced: PricedQuote;
  /** What the document says besides; compared where both sides have it. */
  header?: Readonly<Record<string, unknown>>;
}

/** Something that is said otherwise on the two sides; as text, null where it is not said. */
export interface ComparedField {
  field: string;
  before: string | null;
  after: string | null;
}

/** A line on both sides, or on one of them. */
export interface ComparedLine {
  id: string;
  sku: string;
  name: string;
  /** `unpriced`: it says the same, and cannot be priced on one of the sides. */
  change: 'added' | 'removed' | 'changed' | 'repriced' | 'unpriced' | 'same';
  /** What the line says otherwise. */
  fields: ComparedField[];
  /** Net of the line's own bills after its own discounts, in minor units; null where it is not there or cannot be priced. */
  beforeMinor: number | null;
  afterMinor: number | null;
  /** After less before, where a side without the line counts as nothing; null where one cannot be priced. */
  differenceMinor: number | null;
  /** Why the later side cannot price it. */
  problem: string | null;
}

export interface ComparedFigure {
  figure: 'total' | 'annual' | 'firstBill' | 'margin';
  before: number | null;
  after: number | null;
  difference: number | null;
}

/** Two quotes, versions or drafts line by line. Amounts are comparable where `sameCurrency` holds. */
export interface QuoteComparison {
  sameCurrency: boolean;
  terms: ComparedField[];
  lines: ComparedLine[];
  figures: ComparedFigure[];
}

/**
 * Compares two sides line by line: lines are the same by id (a draft's line keeps it in its versions), else by item and place among
 * the lines of that item. Lines stand in the order of the later side, with those that went after the line that they stood behind.
 */
export function compareQuotes(before: ComparedSide, after: ComparedSide): QuoteComparison {
  const pairs = pairLines(before.input.lines, after.input.lines);
  const [old, young] = [figuresOf(before.priced), figuresOf(after.priced)];
  return {
    sameCurrency: before.input.currency === after.input.currency,
    terms: [
      ...differences(termsOf(before.input), termsOf(after.input)),
      ...(before.header && after.header ? differences(headerOf(before.header), headerOf(after.header)) : []),
    ],
    lines: pairs.map(([was, is]) => comparedLine(was, is, was && old.get(was.id), is && young.get(is.id))),
    figures: comparedFigures(before.priced, after.priced),
  };
}

type Pair = [was: QuoteLine, is: QuoteLine] | [was: undefined, is: QuoteLine] | [was: QuoteLine, is: undefined];

function pairLines(before: readonly QuoteLine[], after: readonly QuoteLine[]): Pair[] {
  const later = new Set(after.map(({ id }) => id));
  const byId = new Map(before.map((line) => [line.id, line]));
  // What no id joins is joined by its item, first with first.
  const left = Map.groupBy(
    before.filter(({ id }) => !later.has(id)),
    ({ sku }) => sku,
  );
  const partner = new Map(after.map((is) => [is.id, byId.get(is.id) ?? left.get(is.sku)?.shift()]));
  const taken = new Set([...partner.values()].map((line) => line?.id));
  const pairs: Pair[] = after.map((is) => [partner.get(is.id), is] as Pair);
  before.forEach((was, index) => {
    if (taken.has(was.id)) return;
    const behind = before.slice(0, index).findLast(({ id }) => pairs.some(([own]) => own?.id === id));
    const at = behind ? pairs.findIndex(([own]) => own?.id === behind.id) + 1 : 0;
    pairs.splice(at, 0, [was, undefined]);
  });
  return pairs;
}

const figuresOf = (priced: PricedQuote): Map<string, PricedLine> =>
  new Map(priced.lines.map((line) => [line.id, line]));

function comparedLine(
  was: QuoteLine | undefined,
  is: QuoteLine | undefined,
  old: PricedLine | undefined,
  young: PricedLine | undefined,
): ComparedLine {
  const own = is ?? was;
  if (!own) throw new Error('A pair has a line on one side at least.');
  const amount = (line: PricedLine | undefined): number | null =>
    line?.priced ? line.listMinor - line.lineDiscountMinor : null;
  const [beforeMinor, afterMinor] = [amount(old), amount(young)];
  const fields = was && is ? differences(saidOf(was), saidOf(is)) : [];
  const unpriced = (was && beforeMinor === null) || (is && afterMinor === null);
  const differenceMinor = unpriced ? null : (afterMinor ?? 0) - (beforeMinor ?? 0);
  return {
    id: own.id,
    sku: own.sku,
    // An item that a model does not have has no name there but its code.
    name: [young?.name, old?.name].find((name) => name !== undefined && name !== own.sku) ?? own.sku,
    change: changeOf(was, is, fields.length > 0, differenceMinor),
    fields,
    beforeMinor,
    afterMinor,
    differenceMinor,
    problem: young?.problems.find(({ severity }) => severity === 'error')?.message ?? null,
  };
}

function changeOf(
  was: QuoteLine | undefined,
  is: QuoteLine | undefined,
  saysOther: boolean,
  differenceMinor: number | null,
): ComparedLine['change'] {
  if (!was) return 'added';
  if (!is) return 'removed';
  if (saysOther) return 'changed';
  if (differenceMinor === null) return 'unpriced';
  return differenceMinor === 0 ? 'same' : 'repriced';
}

function comparedFigures(before: PricedQuote, after: PricedQuote): ComparedFigure[] {
  const figure = (name: ComparedFigure['figure'], was: number | null, is: number | null): ComparedFigure => ({
    figure: name,
    before: was,
    after: is,
    difference: was === null || is === null ? null : is - was,
  });
  // A total that lacks lines is no total: nothing is said rather than something too low.
  const whole = (priced: PricedQuote, minor: number | null | undefined): number | null =>
    priced.complete ? (minor ?? null) : null;
  const both = (
    name: ComparedFigure['figure'],
    of: (totals: PricedTotals) => number | null | undefined,
  ): ComparedFigure => figure(name, whole(before, of(before.totals)), whole(after, of(after.totals)));
  const figures = [
    both('total', (totals) => totals.totalContractValueMinor),
    both('annual', (totals) => totals.annualRecurringMinor),
    both('firstBill', (totals) => totals.firstBill?.netMinor),
  ];
  if (!before.cost && !after.cost) return figures;
  const margin = (priced: PricedQuote): number | null => whole(priced, priced.cost?.total.marginBasisPoints);
  return [...figures, figure('margin', margin(before), margin(after))];
}

type Said = Record<string, string | null>;

/** What a value says, as text that is the same for the same value. */
function text(value: unknown): string | null {
  if (value === undefined || value === null || value === '' || value === false) return null;
  if (typeof value === 'object') {
    if (Array.isArray(value)) return value.length === 0 ? null : value.map((own) => text(own) ?? '').join('; ');
    return Object.entries(value)
      .map(([name, own]) => `${name} ${text(own) ?? '–'}`)
      .join(', ');
  }
  return String(value);
}

const percent = (basisPoints: number | undefined): string | null => (basisPoints ? `${basisPoints / 100} %` : null);

function saidOf(line: QuoteLine): Said {
  const { id: _id, discountBasisPoints, quantityFrom, quantityRange, ...rest } = line;
  return {
    ...Object.fromEntries(Object.entries(rest).map(([field, value]) => [field, text(value)])),
    // Its range follows from what it is taken from.
    ...(quantityFrom
      ? { quantityFrom: sayQuantitySource(quantityFrom) }
      : quantityRange && { quantityRange: `${quantityRange.low} to ${quantityRange.high}` }),
    discountBasisPoints: percent(discountBasisPoints),
  };
}

function termsOf(input: QuoteInput): Said {
  const { lines: _lines, orderDiscountBasisPoints, escalator, multiYear, amendment, ...rest } = input;
  return {
    ...Object.fromEntries(Object.entries(rest).map(([field, value]) => [field, text(value)])),
    // What an amendment changes is in the lines.
    effectiveOn: amendment?.effectiveOn ?? null,
    orderDiscountBasisPoints: percent(orderDiscountBasisPoints),
    escalator: escalator === null ? 'none' : escalator === undefined ? null : percent(escalator.basisPoints),
    multiYear: multiYear === false ? 'no' : null,
  };
}

const headerOf = ({ title, validUntil, customerNote }: Readonly<Record<string, unknown>>): Said => ({
  title: text(title),
  validUntil: text(validUntil),
  customerNote: text(customerNote),
});

function differences(before: Said, after: Said): ComparedField[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((own) => own.before !== own.after);
}
