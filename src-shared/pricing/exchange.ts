import {
  decimalOne,
  type Fraction,
  formatScaled,
  fraction,
  multiplyFractions,
  oneFraction,
  parseDecimal,
  roundQuotient,
} from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import type { ExchangeRate, PricingModel } from './model';
import type { QuoteInput } from './quote';

/** The rate that was used, for "explain" and for documents. */
export interface UsedRate {
  factor: Fraction;
  /** `1 USD = 0.92 EUR, from 2026-01-05`; null for one currency. */
  words: string | null;
}

/**
 * Units of `to` for one unit of `from` on a day: the latest row not after it, in either direction (the inverse is kept as a
 * fraction, not rounded). Throws `bad-input` when the table has none.
 */
export function exchangeFactor(rates: readonly ExchangeRate[], from: string, to: string, date: string): UsedRate {
  if (from === to) return { factor: oneFraction, words: null };
  let best: ExchangeRate | null = null;
  for (const row of rates) {
    const fits = (row.from === from && row.to === to) || (row.from === to && row.to === from);
    if (fits && row.date <= date && (best === null || row.date > best.date)) best = row;
  }
  const rate = best && parseDecimal(best.rate, 'exchangeRates.rate');
  if (!best || !rate || rate <= 0n) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The model has no rate from ${from} to ${to} on ${date}`,
      where: { field: 'currency' },
      hint: `Add a dated rate to the model, or quote in ${from}.`,
    });
  }
  const factor = best.from === from ? fraction(rate, decimalOne) : fraction(decimalOne, rate);
  return { factor, words: `1 ${best.from} = ${best.rate} ${best.to}, from ${best.date}` };
}

/** Decimals of a converted price as it is shown; what is charged is converted exactly. */
const SHOWN_PLACES = 6;

/** A price of the model in the quote's currency, as a decimal text; as it is where the model has no rate, which the quote then says. */
export function convertedPrice(
  model: PricingModel,
  quote: Pick<QuoteInput, 'currency' | 'priceDate' | 'startDate'>,
  price: string,
): string {
  if (model.currency === quote.currency) return price;
  try {
    const day = quote.priceDate ?? quote.startDate;
    const { factor } = exchangeFactor(model.exchangeRates ?? [], model.currency, quote.currency, day);
    const { numerator, denominator } = multiplyFractions(fraction(parseDecimal(price, 'price'), decimalOne), factor);
    const shown = roundQuotient(numerator * 10n ** BigInt(SHOWN_PLACES), denominator, 'half-away-from-zero');
    return formatScaled(shown, SHOWN_PLACES);
  } catch (error) {
    if (error instanceof ProofdeskError) return price;
    throw error;
  }
}
