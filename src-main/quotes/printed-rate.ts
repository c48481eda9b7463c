import {
  type DocumentLocale,
  formatNumber,
  formatPercent,
  type Labels,
  type QuoteDocument,
  rateTermLabels,
} from '../../src-shared/documents';
import { minorUnitDigits } from '../../src-shared/kernel/money';
import type { PricedLine, PricingModel, QuoteLine, Rate, Sku } from '../../src-shared/pricing';

type Steps = NonNullable<QuoteDocument['groups'][number]['lines'][number]['steps']>;

/** What a line's price column says: a number, or in words how the price comes about. */
export type PrintedPrice = { list: string } | { listNote: string };

/** How prices of a price list are written; with their currency where the quote's is another. */
export interface RateWords {
  locale: DocumentLocale;
  labels: Labels;
  /** The quote's currency, and the price list's. */
  currency: string;
  listCurrency: string;
}

/** A unit price with at least the currency's decimals, and with all that it has. */
export function unitPrice(price: string, currency: string): string {
  const [whole = '0', part = ''] = price.split('.');
  const decimals = part.padEnd(minorUnitDigits(currency), '0');
  return decimals === '' ? whole : `${whole}.${decimals}`;
}

/** The price of one unit, if there is one: typed or agreed for the line, else the rate's own. */
export function printedPrice(line: QuoteLine | undefined, sku: Sku | undefined, words: RateWords): PrintedPrice {
  const own = line?.contractUnitPrice ?? line?.unitPriceOverride;
  if (own) return { list: unitPrice(own, words.currency) };
  const rate = sku?.rate;
  if (rate?.kind !== 'per-unit' && rate?.kind !== 'flat')
    return { listNote: rate ? words.labels.rateKinds[rate.kind] : '' };
  const price = rate.kind === 'per-unit' ? rate.unitPrice : rate.price;
  return words.listCurrency === words.currency
    ? { list: unitPrice(price, words.currency) }
    : { listNote: written(price, words) };
}

const written = (price: string, { locale, currency, listCurrency }: RateWords): string =>
  [...(listCurrency === currency ? [] : [listCurrency]), formatNumber(locale, unitPrice(price, listCurrency))].join(
    '\u00a0',
  );

/**
 * How a line's price comes about, for somebody who never saw the price list: tiers, packages, commitments, what is free, the least and
 * the most. Nothing where a price was typed or agreed in its place.
 */
export function printedRateTerms(
  line: QuoteLine | undefined,
  sku: Sku | undefined,
  model: PricingModel,
  words: RateWords,
): Steps {
  if (!sku || line?.contractUnitPrice || line?.unitPriceOverride) return [];
  const own = rateTermLabels(words.locale);
  const number = (text: string) => formatNumber(words.locale, text);
  return [
    ...rateTexts(sku.rate, sku.unit, model, words),
    ...(sku.freeAllowance ? [own.free(number(sku.freeAllowance), sku.unit)] : []),
    ...(sku.minimum ? [own.minimum(written(sku.minimum, words))] : []),
    ...(sku.maximum ? [own.maximum(written(sku.maximum, words))] : []),
  ].map((text) => ({ text }));
}

function rateTexts(rate: Rate, unit: string, model: PricingModel, words: RateWords): string[] {
  const own = rateTermLabels(words.locale);
  const number = (text: string) => formatNumber(words.locale, text);
  const price = (text: string) => written(text, words);
  switch (rate.kind) {
    case 'per-unit':
    case 'flat':
      return [];
    case 'graduated':
    case 'volume':
      return [
        own[rate.kind],
        ...tiers(rate.tiers, unit, words, (tier) =>
          [
            own.each(price(tier.unitPrice)),
            ...(tier.flatFee && Number(tier.flatFee) !== 0 ? [own.plusFlat(price(tier.flatFee))] : []),
          ].join(' '),
        ),
      ];
    case 'stair-step':
      return [own.stairStep, ...tiers(rate.tiers, unit, words, (tier) => own.flat(price(tier.flatFee)))];
    case 'volume-package':
      return [
        own.volumePackage,
        ...tiers(rate.tiers, unit, words, (tier) =>
          own.packageTier(number(tier.packageSize), price(tier.packagePrice)),
        ),
      ];
    case 'package':
      return [own.package(number(rate.packageSize), unit, price(rate.packagePrice))];
    case 'committed':
      return [
        own.committed(number(rate.commitment), unit, price(rate.committedUnitPrice)),
        `${own.overage(price(rate.overageUnitPrice))}, ${own.trueUp[rate.trueUp ?? 'billing-period']}`,
      ];
    case 'percentage-of':
      return [own.percentageOf(formatPercent(words.locale, rate.percent), basisNames(rate.of, model))];
  }
}

function tiers<T extends { upTo: string | null }>(
  rows: readonly T[],
  unit: string,
  { locale }: RateWords,
  say: (tier: T) => string,
): string[] {
  const own = rateTermLabels(locale);
  const number = (text: string | null) => (text === null ? null : formatNumber(locale, text));
  return rows.map((tier, at) => {
    const from = at === 0 ? null : (rows[at - 1]?.upTo ?? null);
    return `${own.tier(number(from), number(tier.upTo), unit)}: ${say(tier)}`;
  });
}

/** What a percentage is taken of, by the names that a reader sees on the lines. */
function basisNames({ skus, families }: Extract<Rate, { kind: 'percentage-of' }>['of'], model: PricingModel): string {
  const names = skus.map((code) => model.skus.find((sku) => sku.code === code)?.name ?? code);
  return [...new Set([...names, ...families])].join(', ');
}

/** Each item's rate is told once, at its first line; later lines of the item refer to it. */
export class RateTeller {
  readonly #told = new Set<string>();

  /** What stands under this line: the terms in full, or that they stand above. */
  tell(line: PricedLine, terms: Steps, locale: DocumentLocale): Steps {
    if (terms.length === 0) return [];
    if (this.#told.has(line.sku)) return [{ text: rateTermLabels(locale).asBefore }];
    this.#told.add(line.sku);
    return terms;
  }
}
