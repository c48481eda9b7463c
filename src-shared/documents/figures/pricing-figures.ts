import { z } from 'zod';
import { formatMinor } from '../../kernel/money';
import {
  amendedLine,
  amendmentSide,
  codesWithin,
  type PricedLine,
  type PricedQuote,
  type PricingModel,
  priceQuote,
  pricingModelSchema,
  type QuoteInput,
  type QuoteLine,
  quoteInputSchema,
} from '../../pricing';

/** What the pricing of a quote needs, in a form that may leave the house: `input` of a recomputation of the kind `pricing`. */
export const pricingInputSchema = z.object({ model: pricingModelSchema, quote: quoteInputSchema });

export type PricingInput = z.infer<typeof pricingInputSchema>;

/**
 * The part of a pricing input that a customer may hold: the price list rows of the SKUs on the quote (and of its bundles), and of the model's other rules
 * those that this quote meets. Costs, floors, discount limits, other SKUs, other partners' terms, other lengths' discounts and
 * inside notes stay out; the prices come out the same without them.
 */
export function customerPricingInput(model: PricingModel, quote: QuoteInput): PricingInput {
  const bundles = model.bundles ?? [];
  const said = [quote.lines, quote.amendment?.before ?? [], quote.amendment?.after ?? []].flat();
  const codes = new Set(said.flatMap((line) => [...codesWithin(bundles, line.sku)]));
  const reached = (model.multiYearDiscounts ?? []).filter((row) => row.months <= quote.termMonths);
  const pair = new Set([model.currency, quote.currency]);
  const longest = Math.max(0, ...reached.map((row) => row.months));
  const { nonStandardTerms: _terms, amendment, ...shownQuote } = quote;
  return {
    model: {
      name: model.name,
      version: model.version,
      currency: model.currency,
      rounding: model.rounding,
      skus: model.skus.filter((sku) => codes.has(sku.code)).map(({ cost: _cost, delivery: _delivery, ...sku }) => sku),
      ...(bundles.length > 0 && { bundles: bundles.filter(({ code }) => codes.has(code)) }),
      discountMode: model.discountMode,
      discountOrder: model.discountOrder,
      discountLimits: [],
      terms: { proration: model.terms.proration, escalator: model.terms.escalator },
      multiYearDiscounts: reached.filter((row) => row.months === longest),
      partnerTiers: model.partnerTiers
        ?.filter((tier) => tier.tier === quote.partner?.tier)
        .map(({ royalties: _royalties, ...tier }) => tier),
      exchangeRates:
        model.currency === quote.currency
          ? []
          : model.exchangeRates?.filter((rate) => pair.has(rate.from) && pair.has(rate.to)),
      taxes: model.taxes?.filter((tax) => tax.jurisdiction === quote.tax?.jurisdiction),
      taxRounding: model.taxRounding,
      pricesIncludeTax: model.pricesIncludeTax,
    },
    quote: {
      ...shownQuote,
      ...(amendment && {
        amendment: {
          ...amendment,
          before: amendment.before.map(customerLine),
          after: amendment.after.map(customerLine),
        },
      }),
      lines: quote.lines.map(customerLine),
    },
  };
}

/** A line without what is only for the house. */
function customerLine({
  insideNote: _note,
  quantitySource: _source,
  quantityFrom: _from,
  quantityRange: _range,
  ramp,
  ...line
}: QuoteLine): QuoteLine {
  return { ...line, ...(ramp && { ramp: ramp.map(({ quantityRange: _own, ...stretch }) => stretch) }) };
}

/** The figures of one set of sums: what was taken off is negative, so that the parts add up to `net`. */
interface SumFigures {
  list: string;
  lineDiscount: string;
  /** List less the line's own discounts: what stands before discounts of the order. */
  amount: string;
  multiYearDiscount: string;
  orderDiscount: string;
  net: string;
}

/** Every figure of a priced quote that a document may print, as decimal text in major units. */
export interface PricingFigures {
  lines: Record<string, SumFigures & { annual: string; discountPercent: string | null }>;
  groups: Record<string, SumFigures>;
  /** What an amendment changes, by line of the agreement; absent for other quotes. */
  changes?: Record<string, { difference: string }>;
  /** Everything that is billed, by date. */
  bills: { net: string; tax: string; gross: string }[];
  /** What each alternative comes to when it is picked, in their order; absent where the quote offers none. */
  alternatives?: { totalContractValue: string }[];
  totals: SumFigures & {
    tax: string;
    /** Tax by rate, in the order of the rates. */
    taxRates: string[];
    /** What is left without tax, where prices contain it. */
    netOfTax: string;
    gross: string;
    firstBill: string | null;
    years: string[];
    recurring: string;
    oneTime: string;
    optional: string;
    totalContractValue: string;
    annualRecurring: string;
  };
}

/** The printable figures of a priced quote. Names of figures in a recomputation are JSON pointers into this. */
export function pricingFigures(priced: PricedQuote): PricingFigures {
  const money = (minor: number) => formatMinor(minor, priced.currency);
  const sums = (
    of: PricedQuote['totals'] | PricedQuote['lines'][number] | PricedQuote['groups'][number],
  ): SumFigures => ({
    list: money(of.listMinor),
    lineDiscount: money(-of.lineDiscountMinor),
    amount: money(of.listMinor - of.lineDiscountMinor),
    multiYearDiscount: money(-of.multiYearDiscountMinor),
    orderDiscount: money(-of.orderDiscountMinor),
    net: money(of.netMinor),
  });
  const { totals, tax } = priced;
  return {
    lines: Object.fromEntries(
      priced.lines.map((line) => [
        line.id,
        {
          ...sums(line),
          annual: money(line.annualMinor),
          discountPercent: line.discountBasisPoints === null ? null : percentOf(line.discountBasisPoints),
        },
      ]),
    ),
    groups: Object.fromEntries(priced.groups.map((group) => [group.name, sums(group)])),
    ...changesOf(priced),
    bills: priced.bills.map((bill) => ({
      net: money(bill.netMinor),
      tax: money(bill.taxMinor),
      gross: money(bill.grossMinor),
    })),
    ...(priced.alternatives && {
      alternatives: priced.alternatives.map((own) => ({
        totalContractValue: money(own.totals.totalContractValueMinor),
      })),
    }),
    totals: {
      ...sums(totals),
      tax: money(tax?.taxMinor ?? 0),
      taxRates: (tax?.rates ?? []).map(({ taxMinor }) => money(taxMinor)),
      netOfTax: money(tax?.netMinor ?? totals.netMinor),
      gross: money(tax?.grossMinor ?? totals.netMinor),
      firstBill: totals.firstBill && money(totals.firstBill.grossMinor),
      years: totals.years.map((year) => money(year.netMinor)),
      recurring: money(totals.recurringMinor),
      oneTime: money(totals.oneTimeMinor),
      optional: money(totals.optionalMinor),
      totalContractValue: money(totals.totalContractValueMinor),
      annualRecurring: money(totals.annualRecurringMinor),
    },
  };
}

/** After its own discounts, what each line of an agreement comes to more (or less) through an amendment. */
function changesOf(priced: PricedQuote): Pick<PricingFigures, 'changes'> {
  const sides = priced.lines.filter(({ id }) => amendmentSide(id) !== null);
  if (sides.length === 0) return {};
  const lines = Map.groupBy(sides, ({ id }) => amendedLine(id));
  const difference = (own: readonly PricedLine[]): number =>
    own.reduce((sum, { listMinor, lineDiscountMinor }) => sum + listMinor - lineDiscountMinor, 0);
  return {
    changes: Object.fromEntries(
      [...lines].map(([id, own]) => [id, { difference: formatMinor(difference(own), priced.currency) }]),
    ),
  };
}

/** Prices a recomputation's input again. */
export const computePricing = ({ model, quote }: PricingInput): PricingFigures =>
  pricingFigures(priceQuote(model, quote));

const percentOf = (basisPoints: number): string => String(basisPoints / 100);
