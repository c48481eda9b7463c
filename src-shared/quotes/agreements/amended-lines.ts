import {
  amendedLine,
  amendmentSide,
  type PricedQuote,
  type PricingModel,
  type QuoteInput,
  type QuoteLine,
} from '../../pricing';
import { nameOf } from './changes';
import { laterDay } from './in-force';

/** A line that an amendment changes, with what it costs from the amendment's first day until the agreement ends, in minor units. */
export interface AmendedLine {
  id: string;
  sku: string;
  name: string;
  unit: string;
  /** `follows`: a percentage of lines that change. */
  kind: 'added' | 'removed' | 'more' | 'fewer' | 'follows';
  before: string | null;
  after: string | null;
  from: string;
  until: string;
  /** After its own discounts, before those of the order. */
  beforeMinor: number;
  afterMinor: number;
  differenceMinor: number;
  problem: string | null;
}

/** What an amendment changes, line by line. What was agreed is given back and what is agreed is charged: both are lines of their own. */
export function amendedLines(model: PricingModel, input: QuoteInput, priced: PricedQuote): AmendedLine[] {
  if (!input.amendment) return [];
  const { effectiveOn } = input.amendment;
  const figures = new Map(priced.lines.map((line) => [line.id, line]));
  const rows = Map.groupBy(input.lines, ({ id }) => amendedLine(id));
  return [...rows].flatMap(([id, lines]) => {
    const was = lines.find((line) => amendmentSide(line.id) === 'before');
    const is = lines.find((line) => amendmentSide(line.id) === 'after');
    const own = is ?? was;
    if (!own) return [];
    const amount = (line: QuoteLine | undefined): number => {
      const found = line && figures.get(line.id);
      return found ? found.listMinor - found.lineDiscountMinor : 0;
    };
    const beforeMinor = 0 - amount(was);
    const afterMinor = amount(is);
    const from = own.startDate ?? input.startDate;
    return [
      {
        id,
        sku: own.sku,
        name: nameOf(model, own.sku, input),
        unit: figures.get(own.id)?.unit ?? '',
        kind: kindOf(was, is),
        before: was?.quantity ?? null,
        after: is?.quantity ?? null,
        from: laterDay(from, effectiveOn),
        until: own.untilDate ?? priced.untilDate,
        beforeMinor: beforeMinor === 0 ? 0 : beforeMinor,
        afterMinor,
        differenceMinor: afterMinor - beforeMinor,
        problem: problemOf([was, is].flatMap((line) => (line ? (figures.get(line.id)?.problems ?? []) : []))),
      },
    ];
  });
}

const problemOf = (problems: PricedQuote['problems']): string | null =>
  problems.find(({ severity }) => severity === 'error')?.message ?? null;

function kindOf(was: QuoteLine | undefined, is: QuoteLine | undefined): AmendedLine['kind'] {
  if (!was) return 'added';
  if (!is) return 'removed';
  const difference = Number(is.quantity) - Number(was.quantity);
  return difference > 0 ? 'more' : difference < 0 ? 'fewer' : 'follows';
}
