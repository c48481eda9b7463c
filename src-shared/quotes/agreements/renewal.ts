import { dateOfDay, dayNumber, formatDate, parseDate } from '../../kernel/civil-date';
import type { PricingModel, QuoteInput, QuoteLine } from '../../pricing';
import { type Agreement, inForceOn } from './agreement';

/** How a renewal is priced: on the current version of the model, or at the prices of the agreement's last year. */
export const renewalPrices = ['current', 'held'] as const;
export type RenewalPrices = (typeof renewalPrices)[number];

/**
 * A renewal at the prices as agreed: what is in force on the last day of the agreement, from the day it ends, for as many months as are
 * wanted. Prices that rise each year stay where the last year had brought them; what was paid once and what was credited are not renewed.
 */
export function heldRenewal(agreement: Agreement, model: PricingModel, termMonths: number): QuoteInput {
  const { orderDiscountAmount, ...terms } = agreement.terms;
  const lastDay = formatDate(dateOfDay(dayNumber(parseDate(agreement.untilDate, 'untilDate')) - 1));
  const years = (agreement.terms.yearsRisen ?? 0) + Math.ceil(agreement.terms.termMonths / 12) - 1;
  const rises = (terms.escalator === undefined ? model.terms.escalator : terms.escalator) != null;
  return {
    ...terms,
    startDate: agreement.untilDate,
    termMonths,
    // The day whose rates of exchange and items were agreed on.
    priceDate: terms.priceDate ?? terms.startDate,
    ...(orderDiscountAmount !== undefined && termMonths === terms.termMonths && { orderDiscountAmount }),
    ...(rises && years > 0 ? { yearsRisen: years } : {}),
    lines: inForceOn(agreement, lastDay, model)
      .filter(({ credit }) => !credit)
      .map(({ startDate: _start, untilDate: _until, ...line }): QuoteLine => line),
  };
}

/** The same on another version of the model: its prices of the day the renewal begins, discounts as they were agreed. */
export function currentRenewal(held: QuoteInput): QuoteInput {
  const { priceDate: _day, yearsRisen: _risen, ...rest } = held;
  return rest;
}
