import { type DocumentLocale, formatNumber, formatPercent, quantitySourceLabels } from '../../src-shared/documents';
import { type QuantitySource, usageTaken } from '../../src-shared/usage';

/**
 * Where a metered line's quantity comes from, as a customer reads it: one sentence without names of files, runs or meters, and without
 * the range that only predicts our margin.
 */
export function printedSource(source: QuantitySource, locale: DocumentLocale): string {
  const words = quantitySourceLabels(locale);
  const number = (text: string): string => formatNumber(locale, text);
  switch (source.kind) {
    case 'forecast': {
      const { base, per, growth, seasons, start } = source.forecast;
      const percent = growth && formatPercent(locale, String(Math.abs(growth.basisPoints) / 100));
      return [
        words.forecast(number(base), source.unit, words.per[per], start),
        ...(growth && percent && growth.basisPoints !== 0
          ? [
              growth.basisPoints > 0
                ? words.growing(percent, words.per[growth.per])
                : words.shrinking(percent, words.per[growth.per]),
            ]
          : []),
        ...(seasons ? [words.seasons] : []),
      ].join(', ');
    }
    case 'usage': {
      const { months } = usageTaken(source, false);
      const say = words.usage[source.take === 'last' ? 'mean' : source.take];
      return say(String(months.length), months[0] ?? '', months.at(-1) ?? '');
    }
    case 'bakeoff':
      return words.bakeoff(source.number, String(source.runs.length), number(source.volume));
  }
}
