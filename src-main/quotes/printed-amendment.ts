import {
  type AmendmentLabels,
  amendmentLabels,
  formatDate,
  formatNumber,
  type PricingFigures,
  pointer,
  type QuoteDocument,
} from '../../src-shared/documents';
import { amendmentSide, type PricedQuote, type PricingModel, type QuoteInput, skuRow } from '../../src-shared/pricing';
import { type AmendedLine, amendedLines } from '../../src-shared/quotes';
import { printedRateTerms, type RateTeller, type RateWords } from './printed-rate';
import type { TermWords } from './printed-terms';

type Groups = QuoteDocument['groups'];
type Line = Groups[number]['lines'][number];
type Figures = QuoteDocument['recomputations'][number]['figures'];

/** What an amendment's documents say of it: for each line what there was, what there will be, and what the difference costs. */
export function printedAmendment(
  model: PricingModel,
  input: QuoteInput,
  priced: PricedQuote,
  figures: PricingFigures,
  places: Figures,
  how: { words: TermWords; rates: RateWords; rateTeller: RateTeller },
): Groups {
  const words = amendmentLabels(how.words.locale);
  const lines = amendedLines(model, input, priced);
  const group = (title: string, own: readonly AmendedLine[], at: number) => ({
    title,
    lines: own.map((line, index) => printedLine(line, words, { at, index })),
  });
  const [changed, follows] = [
    lines.filter(({ kind }) => kind !== 'follows'),
    lines.filter(({ kind }) => kind === 'follows'),
  ];
  return [group(words.changes, changed, 0), ...(follows.length > 0 ? [group(words.follows, follows, 1)] : [])];

  function printedLine(line: AmendedLine, own: AmendmentLabels, place: { at: number; index: number }): Line {
    const { locale } = how.words;
    const here = (...rest: (string | number)[]): string => pointer('groups', place.at, 'lines', place.index, ...rest);
    const sku = model.bundles?.some(({ code }) => code === line.sku) ? undefined : skuRow(model, line.sku, input);
    const sides = input.lines.filter(({ id }) => id === `${line.id}~before` || id === `${line.id}~after`);
    const said = sides.at(-1);
    const steps: Line['steps'] = [];
    for (const side of sides) {
      const quantity = formatNumber(locale, side.quantity);
      const before = amendmentSide(side.id) === 'before';
      const text = before
        ? own.asAgreed(quantity, line.unit)
        : line.kind === 'added'
          ? own.added(quantity, line.unit)
          : own.asChanged(quantity, line.unit);
      places.push({ name: pointer('lines', side.id, 'amount'), at: here('steps', steps.length, 'amount') });
      steps.push({ text, amount: figures.lines[side.id]?.amount ?? '0' });
    }
    if (line.kind === 'removed') steps.push({ text: own.removed });
    const { effectiveOn } = input.amendment ?? { effectiveOn: input.startDate };
    if (line.from !== effectiveOn || line.until !== priced.untilDate)
      steps.push({ text: how.words.words.days(formatDate(locale, line.from), formatDate(locale, line.until)) });
    const pricedLine = priced.lines.find(({ id }) => id === said?.id);
    if (pricedLine)
      steps.push(...how.rateTeller.tell(pricedLine, printedRateTerms(said, sku, model, how.rates), locale));
    if (said?.note) steps.push({ text: said.note });
    places.push({ name: pointer('changes', line.id, 'difference'), at: here('amount') });
    const text = said?.description ?? sku?.description;
    return {
      id: line.id,
      name: line.name,
      ...(text && { text }),
      amount: figures.changes?.[line.id]?.difference ?? '0',
      steps,
      optional: false,
    };
  }
}

/** The sentence under the headline, and what stands among the terms. */
export function amendmentSentences(
  { amendment }: QuoteInput,
  untilDate: string,
  { locale }: TermWords,
): { summary: string; total: { label: string; definition: string }; terms: QuoteDocument['terms'] } | null {
  if (!amendment) return null;
  const words = amendmentLabels(locale);
  const versions = amendment.basis.map(({ number, version }) => `${number} (${version})`).join(', ');
  return {
    summary: words.summary(
      amendment.agreement,
      formatDate(locale, amendment.effectiveOn),
      formatDate(locale, untilDate),
    ),
    total: { label: words.total(formatDate(locale, untilDate)), definition: words.totalDefinition },
    terms: [{ text: words.held }, { text: words.basis(versions) }],
  };
}
