/**
 * What a rate came to, part by part, for "explain". Quantities and prices are scaled by 10^12, amounts (price × quantity) by 10^24;
 * both are per period of the price.
 */
export interface RatePart {
  /** `tier 2, up to 10000`, `committed`, `overage`, `package`. */
  what: string;
  quantity: bigint;
  unitPrice: bigint;
  /** Scaled by 10^24. */
  amount: bigint;
}

/** Called for each part while a rate is worked out; absent when nobody asked why. */
export type VisitPart = (part: RatePart) => void;
