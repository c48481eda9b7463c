import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Quote, QuoteLine } from '../../src-shared/quotes';
import {
  type RoiFilling,
  type RoiFrom,
  type RoiModelInput,
  RoiModelVersion,
  type RoiOffer,
} from '../../src-shared/roi';
import type { Session } from '../session';
import { requireCase } from './case-queries';
import { takeFigure, verdictsOfDeal } from './workspace-figures';

/**
 * What the deal's quotes, verdicts and usage offer for the inputs of a case: the fillings that the model names, and for time and share
 * inputs what bakeoffs measured. Nothing is taken by itself.
 */
export function offersFor(session: Session, text: string): RoiOffer[] {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const row = requireCase(session, text);
  const { content } = reader.require(RoiModelVersion, row.model);
  const quotes = reader
    .where(Quote, { deal: row.deal })
    .map((quote) => ({ id: quote.id, version: quote.status === 'draft' ? quote.version - 1 : quote.version }))
    .filter(({ version }) => version > 0)
    // The quote that the case is about comes first, then the newest.
    .reverse()
    .sort((a, b) => Number(b.id === row.quote) - Number(a.id === row.quote));
  const verdicts = verdictsOfDeal(reader, row.deal);
  const lines = reader
    .where(Quote, { deal: row.deal })
    .flatMap(({ id }) => reader.where(QuoteLine, { quote: id }))
    .filter(({ quantityFrom }) => quantityFrom?.kind === 'usage');

  const ways = (figure: RoiFilling): RoiFrom[] => {
    if (figure.startsWith('quote.'))
      return quotes.map(({ id, version }) => ({ kind: 'quote', quote: id, version, figure }));
    if (figure.startsWith('usage.')) return lines.map(({ id }) => ({ kind: 'usage', line: id, figure }));
    return verdicts.flatMap(({ id, rows }) =>
      rows.map((own): RoiFrom => ({ kind: 'verdict', verdict: id, row: own.key, figure })),
    );
  };
  const offer = (input: RoiModelInput, from: RoiFrom): RoiOffer[] => {
    try {
      const { value, low, high, source } = takeFigure(
        reader,
        workspace.receiptOf.bind(workspace),
        from,
        input,
        row.currency,
      );
      return [{ input: input.name, label: input.label, value, low, high, from, text: source.text }];
    } catch (error) {
      // What does not fit an input is no offer for it.
      if (error instanceof ProofdeskError) return [];
      throw error;
    }
  };
  return content.inputs.flatMap((input) =>
    input.fill === null ? [] : ways(input.fill).flatMap((from) => offer(input, from)),
  );
}
