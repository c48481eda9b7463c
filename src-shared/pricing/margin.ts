import { decimalOne } from '../kernel/decimal';
import { multiplyDivideRounded } from './allocate-runs';
import type { MarginFigures } from './priced-quote';

/** Margin = net − cost; margin % = margin ÷ net (not mark-up), undefined (null) for net 0 and where the cost is not known. */
export function marginFigures(netMinor: number, costMinor: number | null): MarginFigures {
  if (costMinor === null) return { costMinor: null, marginMinor: null, marginBasisPoints: null };
  const marginMinor = netMinor - costMinor;
  const marginBasisPoints =
    netMinor === 0
      ? null
      : multiplyDivideRounded(netMinor < 0 ? -marginMinor : marginMinor, 10_000, Math.abs(netMinor));
  return { costMinor, marginMinor, marginBasisPoints };
}

/** An amount that grows with the quantity: `fixed` scaled by 10^24, `perUnit` by 10^12. */
export interface LinearAmount {
  fixed: bigint;
  perUnit: bigint;
}

/**
 * The lowest price that keeps a margin floor: cost ÷ (1 − floor), both parts rounded up at 12 decimals. Null for a floor of the whole
 * net, which no price keeps.
 */
export function lowestPrice(cost: LinearAmount, floorBasisPoints: number): LinearAmount | null {
  if (floorBasisPoints >= 10_000) return null;
  const kept = BigInt(10_000 - floorBasisPoints);
  return {
    fixed: divideUp((cost.fixed / decimalOne) * 10_000n, kept) * decimalOne,
    perUnit: divideUp(cost.perUnit * 10_000n, kept),
  };
}

/** A quotient of numbers that are not negative, rounded up. */
export function divideUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}

/** How many basis points a margin is under its floor, rounded up, at least one; all of them where there is no net to speak of. */
export function pointsUnderFloor(netMinor: number, costMinor: number, floorBasisPoints: number): number {
  if (netMinor <= 0) return 10_000;
  // floor − (net − cost) ÷ net = (cost − net × (1 − floor)) ÷ net
  const missing = BigInt(costMinor) * 10_000n - BigInt(netMinor) * BigInt(10_000 - floorBasisPoints);
  const below = BigInt(netMinor);
  return missing <= 0n ? 1 : Number(divideUp(missing, below));
}
