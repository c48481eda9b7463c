import type { BillingChoice, PricingModel } from '../../src-shared/pricing';

type Step = 'contract' | 'partner' | 'rep';

/** Orders in which a line's discounts can be taken, as one text each. */
export const discountOrders: readonly string[] = [
  'contract partner rep',
  'contract rep partner',
  'partner contract rep',
  'partner rep contract',
  'rep contract partner',
  'rep partner contract',
];

/** Terms and rules of a model as the dialog holds them. */
export interface TermsForm {
  currency: string;
  months: string;
  shortest: string | null;
  longest: string | null;
  payment: string | null;
  billing: BillingChoice[];
  proration: NonNullable<PricingModel['terms']['proration']>;
  rise: string | null;
  compound: boolean;
  riseOn: 'price' | 'amount';
  discountMode: PricingModel['discountMode'];
  discountOrder: string;
  rounding: NonNullable<PricingModel['rounding']>;
  taxRounding: 'line' | 'total';
  pricesIncludeTax: boolean;
}

const text = (value: number | undefined): string | null => (value === undefined ? null : String(value));

/** A model's terms as a form. */
export function termsForm(content: PricingModel): TermsForm {
  const { terms } = content;
  return {
    currency: content.currency,
    months: terms.standardMonths?.join(', ') ?? '',
    shortest: text(terms.shortestMonths),
    longest: text(terms.longestMonths),
    payment: text(terms.paymentDays),
    billing: terms.billing ?? [],
    proration: terms.proration ?? 'actual/actual',
    rise: terms.escalator ? String(terms.escalator.basisPoints / 100) : null,
    compound: terms.escalator?.compound ?? true,
    riseOn: terms.escalator?.on ?? 'price',
    discountMode: content.discountMode,
    discountOrder: (content.discountOrder ?? ['contract', 'partner', 'rep']).join(' '),
    rounding: content.rounding ?? 'half-away-from-zero',
    taxRounding: content.taxRounding ?? 'line',
    pricesIncludeTax: content.pricesIncludeTax ?? false,
  };
}

/** The standard lengths of a form in whole months; null where one is none. */
export function monthsOf({ months }: TermsForm): number[] | null {
  const parts = months
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.every((part) => /^[1-9]\d{0,2}$/.test(part)) ? parts.map(Number) : null;
}

/** The model with the terms of a form; what is usual is not said. */
export function withTerms(content: PricingModel, form: TermsForm): PricingModel {
  const {
    discountOrder: _order,
    rounding: _rounding,
    taxRounding: _tax,
    pricesIncludeTax: _include,
    ...rest
  } = content;
  const months = monthsOf(form) ?? [];
  const whole = (value: string | null): number | undefined => (value === null ? undefined : Math.round(Number(value)));
  const [shortestMonths, longestMonths, paymentDays] = [whole(form.shortest), whole(form.longest), whole(form.payment)];
  return {
    ...rest,
    currency: form.currency,
    discountMode: form.discountMode,
    ...(form.discountOrder !== discountOrders[0] && { discountOrder: form.discountOrder.split(' ') as Step[] }),
    ...(form.rounding !== 'half-away-from-zero' && { rounding: form.rounding }),
    ...(form.taxRounding !== 'line' && { taxRounding: form.taxRounding }),
    ...(form.pricesIncludeTax && { pricesIncludeTax: true }),
    terms: {
      ...(months.length > 0 && { standardMonths: months }),
      ...(shortestMonths !== undefined && { shortestMonths }),
      ...(longestMonths !== undefined && { longestMonths }),
      ...(form.billing.length > 0 && { billing: form.billing }),
      ...(paymentDays !== undefined && { paymentDays }),
      ...(form.proration !== 'actual/actual' && { proration: form.proration }),
      ...(form.rise !== null && {
        escalator: {
          basisPoints: Math.round(Number(form.rise) * 100),
          ...(!form.compound && { compound: false }),
          ...(form.riseOn === 'amount' && { on: form.riseOn }),
        },
      }),
    },
  };
}
