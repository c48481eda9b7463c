import { z } from 'zod';
import { exactDecimal, hourlyCost, type PriceSheet, pricedSheet, priceInWords, priceSheetSchema } from './price-sheet';

/** The price sheets of both sides, as a document embeds them. */
export const sidePricesSchema = z.object({ ours: priceSheetSchema, theirs: priceSheetSchema });

/** What a page prints of one side's prices; names of figures are JSON pointers into this. */
export interface PriceFigures {
  /** Each price in words, with its cost an hour where it is paid by time. */
  items: { price: string; hourly: string | null }[];
  /** Everything paid by time, an hour, as exact decimal text; null without a sum. */
  hourly: string | null;
}

function figuresOf(prices: PriceSheet): PriceFigures {
  const sheet = pricedSheet(prices);
  return {
    items: prices.map((item) => {
      const hourly = hourlyCost(item);
      return { price: priceInWords(item), hourly: hourly && exactDecimal(hourly) };
    }),
    hourly: typeof sheet === 'string' ? null : exactDecimal(sheet.hourly),
  };
}

/** Computes the sums of both price sheets: `input` of a recomputation of the kind `prices`. */
export function computePrices(input: z.infer<typeof sidePricesSchema>): Record<'ours' | 'theirs', PriceFigures> {
  return { ours: figuresOf(input.ours), theirs: figuresOf(input.theirs) };
}
