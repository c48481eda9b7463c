import { holdsOn } from './compile-model';
import type { PricingModel, Sku } from './model';
import type { QuoteInput } from './quote';

type Choosing = Pick<QuoteInput, 'region' | 'priceDate' | 'startDate'>;

/**
 * The row of the catalogue that a quote's region and day choose for a code: the region's own before the one for every region. A code
 * whose rows all belong to other regions or days gets its first row, so that it still has a name; it is not priced then.
 */
export function skuRow(model: PricingModel, code: string, quote: Choosing): Sku | undefined {
  return chosen(
    model.skus.filter((sku) => sku.code === code),
    quote,
  );
}

/** The rows that hold for every code of the catalogue, read once. */
export function skuRows(model: PricingModel, quote: Choosing): Map<string, Sku> {
  const byCode = Map.groupBy(model.skus, ({ code }) => code);
  return new Map([...byCode].map(([code, rows]) => [code, chosen(rows, quote) as Sku]));
}

function chosen(rows: readonly Sku[], quote: Choosing): Sku | undefined {
  if (rows.length < 2) return rows[0];
  const day = quote.priceDate ?? quote.startDate;
  const fitting = rows.filter((sku) => (sku.region === undefined || sku.region === quote.region) && holdsOn(sku, day));
  return fitting.find((sku) => sku.region !== undefined) ?? fitting[0] ?? rows[0];
}
