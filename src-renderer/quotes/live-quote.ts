import { useMemo } from 'react';
import {
  createQuotePricer,
  type PricedQuote,
  type QuoteLine as PricingLine,
  type PricingModel,
  type QuoteInput,
  roomWithinFloors,
} from '../../src-shared/pricing';
import {
  type FrozenQuote,
  pricingLine,
  type QuoteDetail,
  type QuoteLineView,
  quoteInputOf,
  typedOver,
} from '../../src-shared/quotes';

/** What is being typed into lines and is not saved yet, by line. */
export type LineEdits = Readonly<Record<string, LineEdit>>;
export type LineEdit = Partial<
  Pick<QuoteLineView, 'quantity' | 'discountBasisPoints' | 'unitPriceOverride' | 'discountAmount'>
>;

/** A quote with its figures, as the builder shows it. */
export interface LiveQuote {
  input: QuoteInput;
  model: PricingModel;
  priced: PricedQuote;
  lines: readonly QuoteLineView[];
}

/** Lines as they stand with what is being typed; lines without an edit stay the same objects, so they are not priced again. */
export function editedLines(lines: readonly QuoteLineView[], edits: LineEdits): QuoteLineView[] {
  return lines.map((line) => {
    const edit = edits[line.id];
    return edit ? { ...line, ...edit, ...typedOver(line, edit) } : line;
  });
}

const known = new WeakMap<QuoteLineView, PricingLine>();

function pricing(line: QuoteLineView): PricingLine {
  const present = known.get(line);
  if (present) return present;
  const made = pricingLine(line);
  known.set(line, made);
  return made;
}

/** The draft as the engine takes it. */
export function draftInput(quote: QuoteDetail, lines: readonly QuoteLineView[]): QuoteInput {
  return quoteInputOf(quote, lines.map(pricing));
}

/** Prices the draft at each keystroke, in the page itself. */
export function useLiveQuote(quote: QuoteDetail, edits: LineEdits): LiveQuote {
  const { content, role } = quote;
  const pricer = useMemo(() => createQuotePricer(content), [content]);
  return useMemo(() => {
    const lines = editedLines(quote.lines, edits);
    const input = draftInput(quote, lines);
    return { input, model: content, priced: pricer.price(input, { role }), lines };
  }, [quote, edits, content, pricer, role]);
}

/** A submitted version with the figures that were frozen. */
export function frozenQuote(frozen: FrozenQuote): LiveQuote {
  const lines = frozen.input.lines.map(
    (line): QuoteLineView => ({
      id: line.id,
      position: '',
      sku: line.sku,
      quantity: line.quantity,
      quantitySource: line.quantitySource ?? null,
      quantityFrom: line.quantityFrom ?? null,
      sourceChanged: null,
      group: line.group ?? null,
      optional: line.optional ?? false,
      discountBasisPoints: line.discountBasisPoints ?? 0,
      unitPriceOverride: line.unitPriceOverride ?? null,
      contractUnitPrice: line.contractUnitPrice ?? null,
      discountAmount: line.discountAmount ?? null,
      credit: line.credit ?? false,
      alternative: line.alternative ?? null,
      ramp: line.ramp ?? null,
      startDate: line.startDate ?? null,
      untilDate: line.untilDate ?? null,
      options: line.options ?? null,
      quantityRange: line.quantityRange ?? null,
      description: line.description ?? null,
      note: line.note ?? null,
      insideNote: line.insideNote ?? null,
    }),
  );
  return { input: frozen.input, model: frozen.content, priced: frozen.priced, lines };
}

/**
 * How much more order discount every floor would bear, in minor units over the term; null where no floor is known or one is broken
 * already.
 */
export function useRoom({ input, model, priced }: LiveQuote): number | null {
  return useMemo(() => {
    if (priced.lines.length === 0 || priced.guardrails.familiesUnderFloor.length > 0) return null;
    return roomWithinFloors(model, input, priced.totals.netMinor);
  }, [input, model, priced]);
}
