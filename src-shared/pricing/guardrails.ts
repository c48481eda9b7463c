import { dayNumber, parseDate } from '../kernel/civil-date';
import { safeMinor } from '../kernel/money';
import { multiplyDivide } from './allocate-runs';
import type { LineFigures } from './line-figures';
import { amountOne } from './line-input';
import { divideUp } from './margin';
import type { FamilyFloor, GuardrailFacts, PricedLine } from './priced-quote';
import type { PriceOptions, QuoteInput } from './quote';
import type { QuoteContext } from './quote-context';

/** Facts about discounts, floors, terms and delivery for the policy gate; which of them need an approval is for policies to say. */
export function guardrailFacts(
  context: QuoteContext,
  quote: QuoteInput,
  options: PriceOptions,
  priced: {
    figures: readonly LineFigures[];
    lines: readonly PricedLine[];
    nets: readonly number[];
    orderBasisPoints: number;
  },
): GuardrailFacts {
  const { lines } = priced;
  const limit = context.model.model.discountLimits.find((row) => row.role === options.role)?.basisPoints ?? null;
  let largest: PricedLine | null = null;
  for (const line of lines) {
    if (line.discretionaryBasisPoints > (largest?.discretionaryBasisPoints ?? 0)) largest = line;
  }
  const largestDiscountBasisPoints = largest?.discretionaryBasisPoints ?? 0;
  return {
    role: options.role ?? null,
    discountLimitBasisPoints: limit,
    largestDiscountBasisPoints,
    largestDiscountLine: largest?.id ?? null,
    overLimitBasisPoints: limit === null ? 0 : Math.max(0, largestDiscountBasisPoints - limit),
    orderDiscountBasisPoints: priced.orderBasisPoints,
    ...floorFacts(context, priced.figures, priced.nets),
    unpricedLines: lines.filter((line) => !line.priced).map((line) => line.id),
    nonStandardTerms: nonStandardTerms(context, quote),
    delivery: deliveryFacts(context, quote, priced.figures),
  };
}

export type FloorFacts = Pick<
  GuardrailFacts,
  'floorsFrom' | 'floors' | 'familiesUnderFloor' | 'worstShortfallBasisPoints' | 'familiesUnchecked'
>;

interface FamilySum {
  net: number;
  /** Scaled by 10^24. */
  lowest: bigint | null;
}

/** Whether families keep their floors with these nets, without tax and after the order's discounts, by index of the line. */
export function floorFacts(context: QuoteContext, lines: readonly LineFigures[], nets: readonly number[]): FloorFacts {
  const { model } = context;
  const families = new Map<string, FamilySum>();
  const floorsFrom = model.model.floorPrices ? 'lowest-prices' : model.familiesWithFloor.size > 0 ? 'cost' : 'unknown';
  for (let index = 0; index < lines.length; index += 1) {
    const { line, sku, lowest: own, bills } = lines[index]!;
    const family = sku?.sku.family;
    if (family === undefined || bills.length === 0 || line.optional || !model.familiesWithFloor.has(family)) continue;
    let sum = families.get(family);
    if (!sum) {
      sum = { net: 0, lowest: 0n };
      families.set(family, sum);
    }
    sum.net += nets[index]!;
    sum.lowest = sum.lowest === null || own === null ? null : sum.lowest + own;
  }
  const floors: FamilyFloor[] = [];
  const familiesUnchecked: string[] = [];
  let worstShortfallBasisPoints = 0;
  for (const [family, { net, lowest }] of families) {
    if (lowest === null) {
      familiesUnchecked.push(family);
      continue;
    }
    // Rounded once for the family, up, so that what keeps it is never a part of a cent short.
    const scaled = lowest * context.minorPerMajor;
    const lowestMinor = safeMinor(scaled > 0n ? divideUp(scaled, amountOne) : scaled / amountOne);
    const floor = familyFloor(family, net, lowestMinor);
    floors.push(floor);
    if (floor.roomMinor < 0)
      worstShortfallBasisPoints = Math.max(worstShortfallBasisPoints, shareUp(-floor.roomMinor, lowestMinor));
  }
  return {
    floorsFrom,
    floors,
    familiesUnderFloor: floors.filter((floor) => floor.roomMinor < 0).map((floor) => floor.family),
    worstShortfallBasisPoints,
    familiesUnchecked,
  };
}

function familyFloor(family: string, netMinor: number, lowestMinor: number): FamilyFloor {
  const roomMinor = netMinor - lowestMinor;
  const size = Math.abs(roomMinor);
  // Room is rounded to the safe side: less room, or more that is missing.
  const roomBasisPoints =
    netMinor <= 0 ? 0 : roomMinor >= 0 ? multiplyDivide(size, 10_000, netMinor).quotient : -shareUp(size, netMinor);
  return { family, netMinor, lowestMinor, roomMinor, roomBasisPoints: roomBasisPoints === 0 ? 0 : roomBasisPoints };
}

function shareUp(part: number, whole: number): number {
  if (whole <= 0) return 10_000;
  const { quotient, remainder } = multiplyDivide(part, 10_000, whole);
  return remainder === 0 ? quotient : quotient + 1;
}

function nonStandardTerms(context: QuoteContext, quote: QuoteInput): string[] {
  const terms = context.model.model.terms;
  const found = [...(quote.nonStandardTerms ?? [])];
  const months = quote.termMonths;
  if (terms.standardMonths && !terms.standardMonths.includes(months)) {
    found.push(`A term of ${months} months (standard: ${terms.standardMonths.join(', ')})`);
  }
  if (terms.shortestMonths !== undefined && months < terms.shortestMonths) {
    found.push(`A term of ${months} months, under the shortest of ${terms.shortestMonths}`);
  }
  if (terms.longestMonths !== undefined && months > terms.longestMonths) {
    found.push(`A term of ${months} months, over the longest of ${terms.longestMonths}`);
  }
  if (terms.billing && !terms.billing.includes(quote.billing)) {
    found.push(`Billing ${quote.billing} (standard: ${terms.billing.join(', ')})`);
  }
  if (terms.paymentDays !== undefined && quote.paymentDays !== undefined && quote.paymentDays > terms.paymentDays) {
    found.push(`Payment within ${quote.paymentDays} days (standard: ${terms.paymentDays})`);
  }
  const standard = terms.escalator?.basisPoints ?? 0;
  const escalator = quote.escalator === undefined ? standard : (quote.escalator?.basisPoints ?? 0);
  if (escalator < standard && months > 12) {
    found.push(`Yearly rise of ${escalator / 100} % (standard: ${standard / 100} %)`);
  }
  return found;
}

function deliveryFacts(
  context: QuoteContext,
  quote: QuoteInput,
  figures: readonly LineFigures[],
): GuardrailFacts['delivery'] {
  const facts: GuardrailFacts['delivery'] = [];
  for (const { line, sku } of figures) {
    const delivery = sku?.sku.delivery;
    if (!delivery) continue;
    if (delivery.service) facts.push({ line: line.id, reason: 'service' });
    if (delivery.dedicatedCapacity) facts.push({ line: line.id, reason: 'dedicated-capacity' });
    if (delivery.leadTimeDays) {
      const start = dayNumber(parseDate(line.startDate ?? quote.startDate, 'startDate'));
      const notice = start - dayNumber(parseDate(context.priceDate, 'priceDate'));
      if (notice < delivery.leadTimeDays) facts.push({ line: line.id, reason: 'lead-time' });
    }
  }
  return facts;
}
