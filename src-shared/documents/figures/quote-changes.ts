import { z } from 'zod';
import { formatMinor } from '../../kernel/money';
import { type PricedQuote, priceQuote } from '../../pricing';
import { compareQuotes, type QuoteComparison } from '../../quotes';
import { insidePricingInputSchema } from './inside-figures';

/** `input` of a recomputation of the kind `quote-changes`: both versions as they were priced. */
export const quoteChangesInputSchema = z.object({ before: insidePricingInputSchema, after: insidePricingInputSchema });

/** One difference between two versions. Amounts are decimals in major units, told by `money`; else words as they were said. */
export interface ChangeRow {
  what: string;
  field?: string;
  change: 'added' | 'removed' | 'changed' | 'repriced' | 'term' | 'figure';
  money: boolean;
  before?: string;
  after?: string;
}

/** The differences of two versions as rows: totals first, then terms, then lines with what they say otherwise. */
export function changeRows(comparison: QuoteComparison, before: PricedQuote, after: PricedQuote): ChangeRow[] {
  const sides = <T>(was: T | null, is: T | null, text: (side: 'was' | 'is', value: T) => string) => ({
    ...(was !== null && { before: text('was', was) }),
    ...(is !== null && { after: text('is', is) }),
  });
  const money = (side: 'was' | 'is', minor: number) =>
    formatMinor(minor, side === 'was' ? before.currency : after.currency);
  const words = (_side: 'was' | 'is', value: string) => value;
  return [
    ...comparison.figures
      .filter(({ before: was, after: is }) => was !== is)
      .map(({ figure, before: was, after: is }): ChangeRow => {
        const share = figure === 'margin';
        return {
          what: figure,
          change: 'figure',
          money: !share,
          ...sides(was, is, share ? (_side, value: number) => String(value / 100) : money),
        };
      }),
    ...comparison.terms.map(
      ({ field, before: was, after: is }): ChangeRow => ({
        what: '',
        field,
        change: 'term',
        money: false,
        ...sides(was, is, words),
      }),
    ),
    ...comparison.lines.flatMap((line): ChangeRow[] => {
      if (line.change === 'same') return [];
      const change = line.change === 'unpriced' ? 'repriced' : line.change;
      const amount: ChangeRow = {
        what: line.name,
        field: 'amount',
        change,
        money: true,
        ...sides(line.beforeMinor, line.afterMinor, money),
      };
      return [
        ...line.fields.map(
          ({ field, before: was, after: is }): ChangeRow => ({
            what: line.name,
            field,
            change,
            money: false,
            ...sides(was, is, words),
          }),
        ),
        ...(line.beforeMinor === line.afterMinor ? [] : [amount]),
      ];
    }),
  ];
}

/** Prices both versions again and compares them. */
export function computeQuoteChanges({ before, after }: z.infer<typeof quoteChangesInputSchema>): { rows: ChangeRow[] } {
  const priced = ({ model, quote, role }: typeof before) =>
    priceQuote(model, quote, role === undefined ? {} : { role });
  const [was, is] = [priced(before), priced(after)];
  const comparison = compareQuotes({ input: before.quote, priced: was }, { input: after.quote, priced: is });
  return { rows: changeRows(comparison, was, is) };
}
