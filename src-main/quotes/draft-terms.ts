import type { QuoteInput } from '../../src-shared/pricing';

/** What a frozen version says besides its lines, as a draft says it. */
export function draftTerms({ lines: _lines, ...input }: QuoteInput) {
  return {
    currency: input.currency,
    startDate: input.startDate,
    termMonths: input.termMonths,
    billing: input.billing,
    paymentDays: input.paymentDays ?? 30,
    orderDiscountBasisPoints: input.orderDiscountBasisPoints ?? 0,
    orderDiscountAmount: input.orderDiscountAmount ?? null,
    multiYear: input.multiYear ?? true,
    region: input.region ?? null,
    priceDate: input.priceDate ?? null,
    escalator: input.escalator === null ? ('none' as const) : (input.escalator ?? null),
    tax: input.tax ?? null,
    partner: input.partner ?? null,
    alternatives: input.alternatives ?? [],
    alternative: input.alternative ?? null,
    yearsRisen: input.yearsRisen ?? 0,
    nonStandardTerms: input.nonStandardTerms ?? [],
  };
}
