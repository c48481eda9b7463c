import { canonicalText } from '../../kernel/canonical';
import type { RowOf } from '../../kernel/entity';
import { ProofdeskError } from '../../kernel/errors';
import type { Rows } from '../../kernel/reading';
import {
  type Amendment,
  type PricedLine,
  type PricingModel,
  PricingModelVersion,
  priceQuote,
  proposedAlternative,
  type QuoteInput,
  withAlternative,
} from '../../pricing';
import {
  type AcceptedQuote,
  type Agreement,
  type AmendmentDraft,
  agreementOf,
  amendmentInput,
  basisOf,
  Quote,
  QuoteAcceptance,
  QuoteVersion,
} from '../../quotes';
import { readFrozen } from './pricing-of';

/** An agreement with the model version that it stands on. */
export interface StandingAgreement {
  base: RowOf<typeof Quote>;
  agreement: Agreement;
  /** The model as it was frozen with the accepted version, and the version of it that is here. */
  content: PricingModel;
  model: string;
}

/** The acceptance of a quote that counts: of its newest accepted version that was frozen, the first. */
function acceptanceOf(state: Rows, quote: string): RowOf<typeof QuoteAcceptance> | undefined {
  return state
    .where(QuoteAcceptance, { quote })
    .filter(({ version }) => state.where(QuoteVersion, { quote, version }).length > 0)
    .sort((a, b) => b.version - a.version || (a.acceptedOn < b.acceptedOn ? -1 : 1))[0];
}

/** Whether the customer accepted a version of a quote. */
export const isAccepted = (state: Rows, quote: string): boolean => acceptanceOf(state, quote) !== undefined;

function acceptedQuote(state: Rows, quote: RowOf<typeof Quote>) {
  const acceptance = acceptanceOf(state, quote.id);
  if (!acceptance) return null;
  const { version, acceptedOn, alternative, optional } = acceptance;
  const { head, input, priced } = readFrozen(state, quote.id, version);
  const accepted: AcceptedQuote = {
    quote: quote.id,
    number: quote.number,
    version,
    acceptedOn,
    alternative,
    optional,
    input,
    orderShare: input.orderDiscountAmount === undefined ? null : orderShare(head.model, input, alternative),
  };
  return { accepted, head, priced };
}

/** What an amount off the order took, and of what: of what was picked, not of what was proposed. */
function orderShare(
  model: PricingModel,
  input: QuoteInput,
  alternative: string | null,
): NonNullable<Amendment['orderShare']> | null {
  const picked = input.alternatives?.includes(alternative ?? '') ? alternative : proposedAlternative(input);
  const priced = priceQuote(model, picked === null ? input : withAlternative(input, picked));
  const taken = priced.orderDiscount?.typedMinor ?? 0;
  const each = (line: PricedLine): PricedLine[] => line.parts ?? [line];
  // Order discounts fall on every line that they reach, and on no other.
  const ofMinor = priced.lines
    .filter(({ optional, credit }) => !optional && !credit)
    .flatMap(each)
    .filter(({ orderDiscountMinor }) => orderDiscountMinor > 0)
    .reduce(
      (sum, line) =>
        sum +
        line.netMinor +
        line.orderDiscountMinor +
        (model.discountMode === 'additive' ? line.multiYearDiscountMinor : 0),
      0,
    );
  return taken > 0 && ofMinor > 0 ? { takenMinor: Math.min(taken, ofMinor), ofMinor } : null;
}

/**
 * The agreement that a quote became, or the one that an amendment changes. `upTo` reads it as it was with these versions only. Throws
 * `bad-input` where the quote was not accepted.
 */
export function readAgreement(state: Rows, quote: string, upTo?: Amendment['basis']): StandingAgreement {
  const named = state.require(Quote, quote);
  const base = named.agreement === null ? named : state.require(Quote, named.agreement);
  const root = acceptedQuote(state, base);
  if (!root) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${base.number} was not accepted, so nothing is agreed that could be amended or renewed.`,
      where: { field: 'agreement' },
      hint: 'Record the acceptance first; until then revise the quote itself.',
    });
  }
  const amendments = state
    .where(Quote, { agreement: base.id })
    .flatMap((own) => acceptedQuote(state, own)?.accepted ?? []);
  const content = root.head.model;
  return {
    base,
    agreement: agreementOf(root.accepted, amendments, root.priced.untilDate, upTo),
    content,
    model: modelVersion(state, base.model, content),
  };
}

/** The version of the model whose content was frozen; the quote's own unless it was put on another since. */
function modelVersion(state: Rows, pinned: string, content: PricingModel): string {
  const text = canonicalText(content);
  const same = (version: RowOf<typeof PricingModelVersion> | undefined): boolean =>
    version !== undefined && canonicalText(version.content) === text;
  if (same(state.get(PricingModelVersion, pinned))) return pinned;
  const found = state.where(PricingModelVersion, {}).find(same);
  if (found) return found.id;
  throw new ProofdeskError({
    code: 'not-found',
    message: `The version of ${content.name} on which the agreement stands is not here.`,
    hint: 'Bring the receipts of that model version, then amend.',
  });
}

/** What the draft of an amendment comes to, made on what was in force when it was drawn up. */
export function amendmentOf(state: Rows, quote: RowOf<typeof Quote>): QuoteInput | null {
  if (quote.agreement === null || !quote.amendment) return null;
  const { effectiveOn, changes, basis } = quote.amendment;
  const { agreement, content } = readAgreement(state, quote.agreement, basis);
  const { paymentDays, nonStandardTerms } = quote;
  return amendmentInput(agreement, content, { effectiveOn, changes, paymentDays, nonStandardTerms });
}

/** Why something that was made on an agreement has to be made anew; null while the agreement is still that. */
export function changedSince(state: Rows, root: string, basis: AmendmentDraft['basis']): string | null {
  const { agreement } = readAgreement(state, root);
  const now = basisOf(agreement.chain);
  if (canonicalText(now) === canonicalText(basis)) return null;
  const known = new Set(basis.map(({ number, version }) => `${number} ${version}`));
  const since = now.filter(({ number, version }) => !known.has(`${number} ${version}`)).map(({ number }) => number);
  return `${since.join(', ') || 'Another version'} has changed ${agreement.number} since this was drawn up.`;
}
