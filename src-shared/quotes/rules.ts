import { generateNKeysBetween } from 'fractional-indexing';
import type { RowOf } from '../kernel/entity';
import { amendedLine, amendmentSide, type PricedQuote, type QuoteLine as PricingLine, type QuoteInput } from '../pricing';
import type { QuantitySource } from '../usage';
import type { Quote, QuoteLine } from './schema';

/** What a draft says besides its lines; its row and the answer about it both have these. */
export type DraftTerms = Pick<
  RowOf<typeof Quote>,
  | 'currency'
  | 'startDate'
  | 'termMonths'
  | 'billing'
  | 'paymentDays'
  | 'orderDiscountBasisPoints'
  | 'orderDiscountAmount'
  | 'multiYear'
  | 'region'
  | 'priceDate'
  | 'escalator'
  | 'tax'
  | 'partner'
  | 'alternatives'
  | 'alternative'
  | 'nonStandardTerms'
>;

/** What a line of a draft says, without where it stands. */
export type DraftLine = Omit<RowOf<typeof QuoteLine>, 'quote' | 'position' | 'archived' | 'quantityFrom'> & {
  quantityFrom?: QuantitySource | null;
};

/** A draft's rows as the pricing engine takes them. Lines in their order; empty texts left out. */
export function pricingInput(quote: DraftTerms, lines: readonly RowOf<typeof QuoteLine>[]): QuoteInput {
  return { ...pricingTerms(quote), lines: orderLines(lines).map(pricingLine) };
}

/** A draft's terms as the pricing engine takes them; what was not said is left out, so that the model decides. */
export function pricingTerms(quote: DraftTerms): Omit<QuoteInput, 'lines'> {
  return {
    currency: quote.currency,
    startDate: quote.startDate,
    termMonths: quote.termMonths,
    billing: quote.billing,
    paymentDays: quote.paymentDays,
    orderDiscountBasisPoints: quote.orderDiscountBasisPoints,
    ...(quote.orderDiscountAmount ? { orderDiscountAmount: quote.orderDiscountAmount } : {}),
    ...(quote.multiYear ? {} : { multiYear: false }),
    ...(quote.region ? { region: quote.region } : {}),
    ...(quote.priceDate ? { priceDate: quote.priceDate } : {}),
    ...(quote.escalator ? { escalator: quote.escalator === 'none' ? null : quote.escalator } : {}),
    ...(quote.tax ? { tax: quote.tax } : {}),
    ...(quote.partner ? { partner: quote.partner } : {}),
    ...(quote.alternatives.length > 0 ? { alternatives: quote.alternatives } : {}),
    ...(quote.alternatives.length > 0 && quote.alternative ? { alternative: quote.alternative } : {}),
    nonStandardTerms: quote.nonStandardTerms,
  };
}

/** Lines by their fractional index; equal ones by id, so that every device shows one order. */
export function orderLines<T extends { position: string; id: string }>(lines: readonly T[]): T[] {
  return [...lines].sort((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : a.id < b.id ? -1 : 1));
}

/** One row as the pricing engine takes it. */
export function pricingLine(line: DraftLine): PricingLine {
  return {
    id: line.id,
    sku: line.sku,
    quantity: line.quantity,
    optional: line.optional,
    ...(line.quantitySource ? { quantitySource: line.quantitySource } : {}),
    ...(line.group ? { group: line.group } : {}),
    ...(line.discountBasisPoints > 0 ? { discountBasisPoints: line.discountBasisPoints } : {}),
    ...(line.quantityFrom ? { quantityFrom: line.quantityFrom } : {}),
    ...(line.unitPriceOverride ? { unitPriceOverride: line.unitPriceOverride } : {}),
    ...(line.contractUnitPrice ? { contractUnitPrice: line.contractUnitPrice } : {}),
    ...(line.discountAmount ? { discountAmount: line.discountAmount } : {}),
    ...(line.alternative ? { alternative: line.alternative } : {}),
    ...(line.credit ? { credit: true } : {}),
    ...(line.ramp ? { ramp: line.ramp } : {}),
    ...(line.startDate ? { startDate: line.startDate } : {}),
    ...(line.untilDate ? { untilDate: line.untilDate } : {}),
    ...(line.options ? { options: line.options } : {}),
    ...(line.quantityRange ? { quantityRange: line.quantityRange } : {}),
    ...(line.description ? { description: line.description } : {}),
    ...(line.note ? { note: line.note } : {}),
    ...(line.insideNote ? { insideNote: line.insideNote } : {}),
  };
}

/** What the gate is told about a quote. Limits and floors are the rules' findings; what follows from them is policy. */
export function quoteFacts(
  priced: PricedQuote,
  lines: readonly PricingLine[],
): {
  complete: boolean;
  overLimit: number;
  underFloor: boolean;
  floorUnknown: boolean;
  nonStandardTerms: boolean;
  deliveryNeeded: boolean;
  /** A price agreed in a contract stands in place of the list, so no discount limit speaks of it. */
  agreedPrices: boolean;
  /** Something is given back. */
  credits: boolean;
  totalMinor: number;
} {
  const { guardrails, totals } = priced;
  return {
    complete: priced.complete && priced.lines.length > 0,
    overLimit: guardrails.overLimitBasisPoints,
    underFloor: guardrails.familiesUnderFloor.length > 0,
    floorUnknown: guardrails.floorsFrom === 'unknown',
    nonStandardTerms: guardrails.nonStandardTerms.length > 0,
    deliveryNeeded: guardrails.delivery.length > 0,
    agreedPrices: lines.some(({ contractUnitPrice }) => contractUnitPrice !== undefined),
    credits: lines.some(({ credit, optional }) => credit && !optional),
    totalMinor: totals.totalContractValueMinor,
  };
}

/** `count` positions (fractional indexes that sort as text) between two others; null stands for before the first or after the last. */
export function positionsBetween(before: string | null, after: string | null, count: number): string[] {
  return generateNKeysBetween(before, after, count);
}
