import { ProofdeskError } from '../../kernel/errors';
import { amendmentLines, type PricingModel, type QuoteInput } from '../../pricing';
import { type Agreement, basisOf, linesFrom } from './agreement';
import { type AmendmentChange, changedLines } from './changes';
import { linesFromDay } from './in-force';

/** What an amendment takes from the agreement and never says by itself: its prices, its term, its way of billing. */
export const heldTerms = [
  'model',
  'currency',
  'startDate',
  'termMonths',
  'billing',
  'region',
  'priceDate',
  'escalator',
  'multiYear',
  'partner',
  'tax',
  'orderDiscountBasisPoints',
  'orderDiscountAmount',
  'alternatives',
  'alternative',
] as const;

/**
 * Refuses a first day that an amendment cannot have: outside the agreement, or before an accepted amendment takes effect. `today` names
 * an agreement that has ended.
 */
export function checkEffective(agreement: Agreement, effectiveOn: string, today: string): void {
  const { number, startDate, untilDate, chain } = agreement;
  const refuse = (message: string, hint: string): never => {
    throw new ProofdeskError({ code: 'bad-input', message, where: { field: 'effectiveOn' }, hint });
  };
  if (today >= untilDate) refuse(`${number} has ended on ${untilDate}`, 'Renew it instead.');
  if (effectiveOn < startDate || effectiveOn >= untilDate)
    refuse(
      `${effectiveOn} lies outside ${number}, which runs from ${startDate} until ${untilDate}`,
      'An amendment takes effect on a day of the agreement; the day it ends on is no longer one.',
    );
  const last = chain.at(-1);
  if (last && effectiveOn < last.effectiveOn)
    refuse(
      `${last.number} has changed ${number} from ${last.effectiveOn} on already`,
      `Let this amendment take effect on ${last.effectiveOn} or later.`,
    );
}

/**
 * An amendment as the pricing engine takes it: the agreement's own terms, what is in force from its first day, what will be, and the lines
 * that follow. `paymentDays` and terms that differ are the amendment's own. Throws what `changedLines` throws.
 */
export function amendmentInput(
  agreement: Agreement,
  model: PricingModel,
  said: {
    effectiveOn: string;
    changes: readonly AmendmentChange[];
    paymentDays?: number;
    nonStandardTerms?: string[];
  },
): QuoteInput {
  const { orderDiscountAmount: _amount, ...terms } = agreement.terms;
  const { effectiveOn, changes } = said;
  const before = linesFromDay(linesFrom(agreement, effectiveOn), terms, effectiveOn, model);
  const after = changedLines(before, changes, { model, terms, effectiveOn });
  const amendment = {
    agreement: agreement.number,
    basis: basisOf(agreement.chain),
    effectiveOn,
    before,
    after,
    ...(agreement.orderShare && { orderShare: agreement.orderShare }),
  };
  return {
    ...terms,
    ...(said.paymentDays !== undefined && { paymentDays: said.paymentDays }),
    ...(said.nonStandardTerms && { nonStandardTerms: said.nonStandardTerms }),
    amendment,
    lines: amendmentLines(model, amendment),
  };
}
