import { formatMinor } from '../../kernel/money';
import { priceQuote } from '../../pricing';

type Model = Parameters<typeof priceQuote>[0];
type Quote = Parameters<typeof priceQuote>[1];
type PricedQuote = ReturnType<typeof priceQuote>;

/** What the pricing of a quote needs, in a form that may leave the house: `input` of a recomputation of the kind `pricing`. */
export interface PricingInput {
  model: Model;
  quote: Quote;
}

/**
 * The part of a pricing input that a customer may hold: the price list rows of the SKUs on the quote. Costs, floors, discount
 * limits, other SKUs, other partners' terms and inside notes stay out; the prices come out the same without them.
 */
export function customerPricingInput(model: Model, quote: Quote): PricingInput {
  const codes = new Set(quote.lines.map((line) => line.sku));
  const { marginFloors: _floors, floorPrices: _lowest, partnerTiers, ...rest } = model;
  const tiers = partnerTiers
    ?.filter((tier) => tier.tier === quote.partner?.tier)
    .map(({ royalties: _royalties, ...tier }) => tier);
  const { nonStandardTerms: _terms, ...shownQuote } = quote;
  return {
    model: {
      ...rest,
      discountLimits: [],
      skus: model.skus.filter((sku) => codes.has(sku.code)).map(({ cost: _cost, delivery: _delivery, ...sku }) => sku),
      ...(tiers && tiers.length > 0 && { partnerTiers: tiers }),
    },
    quote: {
      ...shownQuote,
      lines: quote.lines.map(({ insideNote: _note, quantitySource: _source, quantityRange: _range, ...line }) => line),
    },
  };
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
  totals: SumFigures & {
    tax: string;
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
    totals: {
      ...sums(totals),
      tax: money(tax?.taxMinor ?? 0),
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

/** Prices a recomputation's input again. */
export const computePricing = ({ model, quote }: PricingInput): PricingFigures =>
  pricingFigures(priceQuote(model, quote));

const percentOf = (basisPoints: number): string => String(basisPoints / 100);
