import { decimalOne, formatDecimal, parseDecimal } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import type { CompiledSku } from './compile-model';
import { bounds } from './field-schemas';
import type { QuoteLine } from './quote';
import { billableQuantity } from './rates/limits';

/** A line's numbers for one stretch of its term, read from text. Scaled by 10^12. */
export interface LineSegment {
  quantity: bigint;
  /** After the free allowance. */
  billable: bigint;
  /** Typed by the rep in place of the rate. */
  typedPrice: bigint | null;
  repBasisPoints: number;
}

/** What a line says about its price, read once. */
export interface LineTerms {
  segments: LineSegment[];
  contractPrice: bigint | null;
  /** Per whole bill, in the quote's currency. */
  discountAmount: bigint;
  /** What the bundle takes off a part of it, in basis points; a term of the model, not the rep's. */
  bundleBasisPoints: number;
  /** Every discount of the rep's is one and the same percentage, or none. */
  plainPercentage: boolean;
}

/** A part of a bundle's line as it is priced, with what only the engine adds to it. */
export interface BundledLine extends QuoteLine {
  /** Id of the line that it is a part of. */
  bundleLine: string;
  bundleBasisPoints: number;
}

/** Whether a line was made of a bundle's line. */
export function isBundled(line: QuoteLine): line is BundledLine {
  return 'bundleLine' in line;
}

function refuse(field: string, message: string, hint?: string): never {
  throw new ProofdeskError({ code: 'bad-input', message, where: { field }, ...(hint && { hint }) });
}

/** A quantity from text. Throws `bad-input` below 0 or above 10^15, naming the bound. */
export function readQuantity(text: string, field: string): bigint {
  const quantity = parseDecimal(text, field);
  if (quantity < 0n)
    refuse(field, `${field} must not be below 0`, 'Give a credit as a credit line with a positive quantity.');
  if (quantity > bounds.quantity) refuse(field, `${field} must not be above ${formatDecimal(bounds.quantity)}`);
  return quantity;
}

/** A typed price from text. Throws `bad-input` below 0 or above 10^12, naming the bound. */
export function readPrice(text: string, field: string): bigint {
  const price = parseDecimal(text, field);
  if (price < 0n) refuse(field, `${field} must not be below 0`);
  if (price > bounds.unitPrice) refuse(field, `${field} must not be above ${formatDecimal(bounds.unitPrice)}`);
  return price;
}

/** A discount as a whole number of basis points. Throws `bad-input` outside 0 to 10000. */
export function readBasisPoints(value: number | undefined, field: string): number {
  if (value === undefined) return 0;
  if (Number.isInteger(value) && value >= 0 && value <= 10_000) return value;
  return refuse(field, `${field} must be a whole number from 0 to 10000 (hundredths of a per cent), not ${value}`);
}

/** Reads what a line says. Throws `bad-input` naming the field. */
export function readLine(sku: CompiledSku, line: QuoteLine): LineTerms {
  const typed = line.unitPriceOverride === undefined ? null : readPrice(line.unitPriceOverride, 'unitPriceOverride');
  const percent = readBasisPoints(line.discountBasisPoints, 'discountBasisPoints');
  const discountAmount = line.discountAmount === undefined ? 0n : readPrice(line.discountAmount, 'discountAmount');
  const contractPrice =
    line.contractUnitPrice === undefined ? null : readPrice(line.contractUnitPrice, 'contractUnitPrice');
  const segment = (quantity: bigint, typedPrice: bigint | null, repBasisPoints: number): LineSegment => ({
    quantity,
    billable: billableQuantity(quantity, sku.freeAllowance),
    typedPrice,
    repBasisPoints,
  });
  const own = readQuantity(line.quantity, 'quantity');
  const bundleBasisPoints = isBundled(line) ? line.bundleBasisPoints : 0;
  if (sku.rate.kind === 'percentage-of' && (typed !== null || contractPrice !== null || line.ramp)) {
    refuse(
      'unitPriceOverride',
      'A percentage of other lines has no price per unit and no ramp',
      'Type a discount instead.',
    );
  }
  if (!line.ramp || line.ramp.length === 0) {
    const plainPercentage = typed === null && discountAmount === 0n;
    return {
      segments: [segment(own, typed, percent)],
      contractPrice,
      discountAmount,
      bundleBasisPoints,
      plainPercentage,
    };
  }
  const segments = line.ramp.map((part, index) =>
    segment(
      readQuantity(part.quantity, `ramp.${index}.quantity`),
      part.unitPriceOverride === undefined
        ? typed
        : readPrice(part.unitPriceOverride, `ramp.${index}.unitPriceOverride`),
      part.discountBasisPoints === undefined
        ? percent
        : readBasisPoints(part.discountBasisPoints, `ramp.${index}.discountBasisPoints`),
    ),
  );
  const plainPercentage =
    discountAmount === 0n &&
    segments.every((part) => part.typedPrice === null && part.repBasisPoints === segments[0]!.repBasisPoints);
  return { segments, contractPrice, discountAmount, bundleBasisPoints, plainPercentage };
}

/** Units that a price typed for each unit is charged for: a commitment is paid in any case. */
export function chargedUnits(sku: CompiledSku, segment: LineSegment): bigint {
  if (sku.rate.kind === 'committed' && segment.billable < sku.rate.commitment) return sku.rate.commitment;
  return segment.billable;
}

/** 10^24: the scale of price × quantity; and 10^28: of that with a discount in basis points. */
export const amountOne = decimalOne * decimalOne;
export const discountedOne = amountOne * 10_000n;
