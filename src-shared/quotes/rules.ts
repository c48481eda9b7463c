import { generateNKeysBetween } from 'fractional-indexing';
import type { RowOf } from '../kernel/entity';
import {
  type Amendment,
  amendedLine,
  amendmentLines,
  amendmentSide,
  type PricedQuote,
  type QuoteLine as PricingLine,
  type PricingModel,
  type QuoteInput,
} from '../pricing';
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
> &
  Partial<Pick<RowOf<typeof Quote>, 'yearsRisen'>>;

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
    ...(quote.yearsRisen ? { yearsRisen: quote.yearsRisen } : {}),
    nonStandardTerms: quote.nonStandardTerms,
  };
}

/** The answer about a draft as the pricing engine takes it. An amendment's lines follow from what it changes. */
export function quoteInputOf(
  quote: DraftTerms & { content: PricingModel; amendment: { terms: Amendment | null } | null },
  lines: readonly PricingLine[],
): QuoteInput {
  const terms = pricingTerms(quote);
  if (!quote.amendment) return { ...terms, lines: [...lines] };
  const amendment = quote.amendment.terms;
  return {
    ...terms,
    ...(amendment && { amendment }),
    lines: amendment ? amendmentLines(quote.content, amendment) : [],
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
    ...(line.quantityFrom ? { quantityFrom: line.quantityFrom } : {}),
    ...(line.group ? { group: line.group } : {}),
    ...(line.discountBasisPoints > 0 ? { discountBasisPoints: line.discountBasisPoints } : {}),
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
    credits: givesBack(priced, lines),
    totalMinor: totals.totalContractValueMinor,
  };
}

/** Whether a credit gives something back: one of its own, or an amendment's that is more than what is charged in its place. */
function givesBack(priced: PricedQuote, lines: readonly PricingLine[]): boolean {
  const credits = lines.filter(({ credit, optional }) => credit && !optional);
  if (credits.some(({ id }) => amendmentSide(id) === null)) return true;
  const net = (line: string): number =>
    priced.lines.reduce((sum, { id, netMinor }) => (amendedLine(id) === line ? sum + netMinor : sum), 0);
  return credits.some(({ id }) => net(amendedLine(id)) < 0);
}

/** `count` positions (fractional indexes that sort as text) between two others; null stands for before the first or after the last. */
export function positionsBetween(before: string | null, after: string | null, count: number): string[] {
  return generateNKeysBetween(before, after, count);
}
