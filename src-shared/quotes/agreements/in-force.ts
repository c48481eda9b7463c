import { addMonths, formatDate, parseDate } from '../../kernel/civil-date';
import { type Bundle, codesWithin, type PricingModel, type QuoteInput, type QuoteLine, skuRow } from '../../pricing';

type Term = Pick<QuoteInput, 'startDate' | 'termMonths' | 'region' | 'priceDate'>;

/** The later of two days. */
export const laterDay = (a: string, b: string): string => [a, b].sort()[1] ?? a;

/** Whether a code of the catalogue is paid once, or a bundle holds something that is. */
export function paidOnce(model: PricingModel, code: string, terms: Term): 'whole' | 'part' | 'none' {
  const bundles: readonly Bundle[] = model.bundles ?? [];
  const single = (own: string): boolean => skuRow(model, own, terms)?.billingPeriod === 'one-time';
  if (!bundles.some((bundle) => bundle.code === code)) return single(code) ? 'whole' : 'none';
  return [...codesWithin(bundles, code)].some(single) ? 'part' : 'none';
}

/**
 * Lines of an agreement from a day on, for amending them: what has ended is left out, what runs begins on that day, a ramp is cut into its
 * stretches (`id`, `id#2`, …), each a line with its own days. What is paid once stays as it was: its day is past or to come, and not cut.
 */
export function linesFromDay(lines: readonly QuoteLine[], terms: Term, day: string, model: PricingModel): QuoteLine[] {
  return lines.map(agreedLine).flatMap((line) => {
    if (paidOnce(model, line.sku, terms) === 'whole') return [line];
    return stretchesOf(line, terms)
      .filter(({ untilDate }) => untilDate === undefined || untilDate > day)
      .map((own): QuoteLine => {
        const { startDate = terms.startDate, ...rest } = own;
        const from = laterDay(startDate, day);
        return from === terms.startDate ? rest : { ...rest, startDate: from };
      });
  });
}

/** The recurring lines that run on a day, with the quantity that a ramp has then. */
export function linesOn(lines: readonly QuoteLine[], terms: Term, day: string, model: PricingModel): QuoteLine[] {
  return linesFromDay(lines, terms, day, model).filter(
    ({ sku, startDate }) => paidOnce(model, sku, terms) !== 'whole' && (startDate ?? terms.startDate) <= day,
  );
}

/** What was agreed is the number; where it came from, and how sure it was, is of the quote. */
function agreedLine(line: QuoteLine): QuoteLine {
  const { quantitySource: _source, quantityFrom: _from, quantityRange: _range, insideNote: _inside, ...rest } = line;
  return rest;
}

/** A ramp's stretches as lines; a line without one as it is. */
function stretchesOf(line: QuoteLine, terms: Term): QuoteLine[] {
  const { ramp, ...plain } = line;
  if (!ramp || ramp.length === 0) return [line];
  const start = parseDate(line.startDate ?? terms.startDate, 'startDate');
  let months = 0;
  return ramp.map((segment, index) => {
    const from = formatDate(addMonths(start, months));
    months += segment.months;
    const until = formatDate(addMonths(start, months));
    const last = index === ramp.length - 1;
    return {
      ...plain,
      id: index === 0 ? line.id : `${line.id}#${index + 1}`,
      quantity: segment.quantity,
      ...(segment.unitPriceOverride !== undefined && { unitPriceOverride: segment.unitPriceOverride }),
      ...(segment.discountBasisPoints !== undefined && { discountBasisPoints: segment.discountBasisPoints }),
      ...(from !== terms.startDate && { startDate: from }),
      ...(last ? {} : { untilDate: until }),
    };
  });
}
