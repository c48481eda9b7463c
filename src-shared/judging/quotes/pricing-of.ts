import type { RowOf } from '../../kernel/entity';
import { ProofdeskError } from '../../kernel/errors';
import type { Rows } from '../../kernel/reading';
import { joinModel, type PricedQuote, type PricingModel, PricingModelVersion, priceQuote } from '../../pricing';
import { pricingInput, type Quote, QuoteLine, QuoteVersion, QuoteVersionLines } from '../../quotes';
import { decidedCost } from './decided-cost';
import { amendmentOf } from './read-agreement';

/** The role of several whose discount limit counts: the one with the highest limit in the model. */
export function limitingRole(model: PricingModel, roles: readonly string[]): string {
  const limits = new Map(model.discountLimits.map(({ role, basisPoints }) => [role, basisPoints]));
  const ranked = roles.filter((role) => limits.has(role)).sort((a, b) => limits.get(b)! - limits.get(a)!);
  return ranked[0] ?? roles[0] ?? 'rep';
}

/** A version of a pricing model with the costs put back, as far as they are here and may be used. */
export function pinnedModel(version: RowOf<typeof PricingModelVersion>, withCost: boolean): PricingModel {
  return withCost && version.cost ? joinModel(version.content, version.cost) : version.content;
}

/** A draft priced on its pinned model. */
export function priceDraft(
  state: Rows,
  quote: RowOf<typeof Quote>,
  options: { withCost: boolean; roles: readonly string[] },
): {
  priced: PricedQuote;
  model: PricingModel;
  version: RowOf<typeof PricingModelVersion>;
  input: ReturnType<typeof pricingInput>;
} {
  const version = state.get(PricingModelVersion, quote.model);
  if (!version)
    throw new ProofdeskError({ code: 'not-found', message: 'The pricing model that this quote pins is not here.' });
  const model = pinnedModel(version, options.withCost);
  const input = amendmentOf(state, quote) ?? pricingInput(quote, state.where(QuoteLine, { quote: quote.id }));
  return { priced: priceQuote(model, input, { role: limitingRole(model, options.roles) }), model, version, input };
}

/** The number of a quote's frozen version: the one that is wanted, else the newest; `not-found` while there is none. */
export function frozenNumber(quote: RowOf<typeof Quote>, wanted: number | undefined): number {
  const version = wanted ?? (quote.status === 'draft' ? quote.version - 1 : quote.version);
  if (version >= 1) return version;
  throw new ProofdeskError({
    code: 'not-found',
    message: `${quote.number} has no submitted version yet.`,
    hint: 'Submit it for sign-off first; documents are made of frozen versions.',
  });
}

/** A frozen version put together again from its rows, as it was submitted. */
export function readFrozenRows(state: Rows, quote: string, version: number) {
  const head = state.where(QuoteVersion, { quote, version })[0];
  if (!head) throw new ProofdeskError({ code: 'not-found', message: `This quote has no version ${version}.` });
  const rows = state.where(QuoteVersionLines, { version: head.id }).sort((a, b) => a.index - b.index);
  if (rows.length !== head.parts) {
    throw new ProofdeskError({
      code: 'internal',
      message: `Version ${version} of this quote is not whole: ${rows.length} of ${head.parts} rows.`,
    });
  }
  return { head, rows, input: { ...head.input, lines: rows.flatMap(({ lines }) => lines) } };
}

/** A frozen version with its figures; cost and margin as its submitter froze them, else as finance's decision did. */
export function readFrozen(state: Rows, quote: string, version: number) {
  const { head, rows, input } = readFrozenRows(state, quote, version);
  const cost = head.cost
    ? { ...head.cost, lines: rows.flatMap(({ cost: lines }) => lines ?? []) }
    : decidedCost(state, quote, version)?.cost;
  const priced: PricedQuote = {
    ...head.figures,
    lines: rows.flatMap(({ figures }) => figures),
    ...(cost ? { cost } : {}),
  };
  return { head, input, priced };
}
