import { multiplyDivide, multiplyDivideRounded } from './allocate-runs';
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

/** The least net that keeps a margin floor: cost ÷ (1 − floor), rounded up. A floor of the whole net is kept by no price. */
export function lowestNet(costMinor: number, floorBasisPoints: number): number {
  if (costMinor <= 0) return costMinor;
  if (floorBasisPoints >= 10_000) return Number.MAX_SAFE_INTEGER;
  const { quotient, remainder } = multiplyDivide(costMinor, 10_000, 10_000 - floorBasisPoints);
  return remainder === 0 ? quotient : quotient + 1;
}

/** How many basis points a margin is under its floor, rounded up; 0 where it holds, all of them where there is no net to speak of. */
export function underFloor(netMinor: number, costMinor: number, floorBasisPoints: number): number {
  if (netMinor >= lowestNet(costMinor, floorBasisPoints)) return 0;
  if (netMinor <= 0) return 10_000;
  // floor − (net − cost) ÷ net = (cost − net × (1 − floor)) ÷ net
  const missing = BigInt(costMinor) * 10_000n - BigInt(netMinor) * BigInt(10_000 - floorBasisPoints);
  const below = BigInt(netMinor);
  return Number((missing + below - 1n) / below);
}
