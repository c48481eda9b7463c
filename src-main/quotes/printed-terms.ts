import {
  type DocumentLocale,
  formatDate,
  formatMoney,
  formatNumber,
  formatPercent,
  pointer,
  type QuoteDocument,
  type QuoteTermLabels,
} from '../../src-shared/documents';
import { formatMinor } from '../../src-shared/kernel/money';
import type { PricedQuote, PricingModel, QuoteInput, QuoteLine } from '../../src-shared/pricing';
import { unitPrice } from './printed-rate';
import { printedSource } from './printed-source';

type Totals = QuoteDocument['totals'];
type Figures = QuoteDocument['recomputations'][number]['figures'];
type Steps = QuoteDocument['groups'][number]['lines'][number]['steps'];

/** How the terms of a document are written. */
export interface TermWords {
  locale: DocumentLocale;
  currency: string;
  words: QuoteTermLabels;
}

/** What stands under a line about its price: agreed, credited, its own days, its ramp, where its quantity comes from. */
export function printedLineTerms(
  line: QuoteLine | undefined,
  unit: string,
  { locale, currency, words }: TermWords,
): Steps {
  if (!line) return [];
  const day = (text: string) => formatDate(locale, text);
  const said: string[] = [];
  if (line.credit) said.push(words.credit);
  if (line.contractUnitPrice) said.push(words.agreedPrice);
  if (line.discountAmount) said.push(words.offEachBill(formatMoney(locale, line.discountAmount, currency)));
  if (line.startDate && line.untilDate) said.push(words.days(day(line.startDate), day(line.untilDate)));
  else if (line.startDate) said.push(words.from(day(line.startDate)));
  else if (line.untilDate) said.push(words.until(day(line.untilDate)));
  let month = 1;
  for (const stretch of line.ramp ?? []) {
    const last = month + stretch.months - 1;
    said.push(
      [
        words.stretch(String(month), String(last), formatNumber(locale, stretch.quantity), unit),
        ...(stretch.unitPriceOverride
          ? [words.stretchPrice(formatNumber(locale, unitPrice(stretch.unitPriceOverride, currency)))]
          : []),
        ...(stretch.discountBasisPoints
          ? [words.stretchDiscount(formatPercent(locale, String(stretch.discountBasisPoints / 100)))]
          : []),
      ].join(', '),
    );
    month = last + 1;
  }
  if (line.quantityFrom) said.push(printedSource(line.quantityFrom, locale));
  return said.map((text) => ({ text }));
}

/** What a quote's terms say about its prices: region, day, yearly rise, reseller, why no tax. */
export function printedPriceTerms(
  input: QuoteInput,
  model: PricingModel,
  { locale, words }: TermWords,
): QuoteDocument['terms'] {
  const said: string[] = [];
  if (input.alternatives?.length) said.push(words.alternativesNote, words.pickOne(input.alternatives.join(' / ')));
  if (input.region) said.push(words.region(input.region));
  if (input.priceDate) said.push(words.pricesOf(formatDate(locale, input.priceDate)));
  const rise = input.escalator === undefined ? model.terms.escalator : input.escalator;
  if (rise && rise.basisPoints > 0 && input.termMonths > 12)
    said.push(words.rise[rise.on ?? 'price'](formatPercent(locale, String(rise.basisPoints / 100))));
  if (input.partner) said.push(words.partner(input.partner.tier));
  if (input.tax?.exemption) said.push(words.exempt(input.tax.exemption));
  return said.map((text) => ({ text }));
}

/** A total for each alternative, when it is picked. */
export function printAlternatives(priced: PricedQuote, totals: Totals, places: Figures, { words }: TermWords): void {
  (priced.alternatives ?? []).forEach(({ name, totals: own }, index) => {
    places.push({
      name: pointer('alternatives', index, 'totalContractValue'),
      at: pointer('totals', totals.length, 'amount'),
    });
    totals.push({
      key: 'other',
      label: words.alternativeTotal(name),
      amount: formatMinor(own.totalContractValueMinor, priced.currency),
      emphasis: false,
    });
  });
}

/** The rows of tax below the total: each rate, and the total with it (or without, where prices contain it). */
export function printTax(priced: PricedQuote, totals: Totals, places: Figures, { words }: TermWords): void {
  const { tax } = priced;
  if (!tax || tax.exemption !== null) return;
  const money = (minor: number) => formatMinor(minor, priced.currency);
  const label = tax.included ? words.taxContained(tax.jurisdiction) : words.taxIn(tax.jurisdiction);
  tax.rates.forEach((rate, index) => {
    places.push({ name: pointer('totals', 'taxRates', index), at: pointer('totals', totals.length, 'amount') });
    totals.push({
      key: 'tax',
      label: [`${label}, `, { number: rate.percent, unit: '%' }],
      amount: money(rate.taxMinor),
      emphasis: false,
      definition: words.taxRounding[tax.rounding],
    });
  });
  places.push({
    name: pointer('totals', tax.included ? 'netOfTax' : 'gross'),
    at: pointer('totals', totals.length, 'amount'),
  });
  totals.push({
    key: 'other',
    label: tax.included ? words.withoutTax : words.withTax,
    amount: money(tax.included ? tax.netMinor : tax.grossMinor),
    emphasis: false,
  });
}
