import type { QuoteSummary } from '../../../src-shared/quotes';

/** Quotes in their order, with those that amend or renew one right behind it, the oldest first. */
export function chained(quotes: readonly QuoteSummary[]): QuoteSummary[] {
  const here = new Set(quotes.map(({ id }) => id));
  const behind = Map.groupBy(
    quotes.filter(({ follows }) => follows && here.has(follows.quote)),
    ({ follows }) => follows?.quote ?? '',
  );
  const withFollowers = (quote: QuoteSummary): QuoteSummary[] => [
    quote,
    ...(behind.get(quote.id) ?? []).sort((a, b) => (a.number < b.number ? -1 : 1)).flatMap(withFollowers),
  ];
  return quotes.filter(({ follows }) => !follows || !here.has(follows.quote)).flatMap(withFollowers);
}
