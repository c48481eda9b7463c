import { ProofdeskError } from '../kernel/errors';
import type { PricingModel } from './model';
import { priceQuote } from './price-quote';
import type { ExplainedBills, QuoteProblem } from './priced-quote';
import type { QuoteInput } from './quote';

/** How each bill of a line came about, step by step, and what kept it from being priced where something did. */
export interface LineExplanation {
  line: string;
  netMinor: number;
  bills: ExplainedBills[];
  problems: QuoteProblem[];
}

/**
 * Opens a line's amount into its steps: rule, inputs, before, after. It is the same calculation with its steps written down, so it
 * cannot tell another story than the figures. Throws `not-found` for a line that the quote does not have.
 */
export function explainLine(model: PricingModel, quote: QuoteInput, lineId: string): LineExplanation {
  const priced = priceQuote(model, quote, { explain: [lineId] });
  const line = priced.lines.find((own) => own.id === lineId);
  if (!line) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `The quote has no line ${lineId}`,
      where: { field: 'line' },
    });
  }
  return {
    line: lineId,
    netMinor: line.netMinor,
    bills: line.explained ?? [],
    problems: [...priced.problems, ...line.problems],
  };
}
