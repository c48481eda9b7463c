import { parseDecimal } from '../../kernel/decimal';
import { type Commitment, committedUseAmount } from './committed-use';
import { flatAmount } from './flat';
import { graduatedAmount, type PricedTier } from './graduated';
import { packageAmount } from './package';
import { perUnitAmount } from './per-unit';
import type { VisitPart } from './rate-part';
import type { Rate } from './rate-schema';
import { type StairTier, stairStepAmount } from './stair-step';
import { type TierBound, tierProblems, type WrittenTier } from './tiers';
import { volumeAmount } from './volume';
import { type PackageTier, volumePackageAmount } from './volume-package';

/** A rate whose decimals have been read, so that ten thousand lines do not read them ten thousand times. */
export type CompiledRate =
  | { kind: 'per-unit'; unitPrice: bigint }
  | { kind: 'flat'; price: bigint }
  | { kind: 'package'; packageSize: bigint; packagePrice: bigint }
  | { kind: 'graduated' | 'volume'; tiers: PricedTier[] }
  | { kind: 'volume-package'; tiers: PackageTier[] }
  | { kind: 'stair-step'; tiers: StairTier[] }
  | ({ kind: 'committed'; trueUpByTerm: boolean } & Commitment)
  | { kind: 'percentage-of'; percent: bigint; skus: readonly string[]; families: readonly string[] };

/** Something wrong with a rate as it is written: where in it, and a sentence. */
export interface RateProblem {
  code: string;
  /** Path inside the rate, such as `tiers.1.upTo`. */
  field: string;
  message: string;
}

/** Reads a rate's decimals and lists what is wrong with it; the rate may be used only when nothing is. */
export function compileRate(rate: Rate): { compiled: CompiledRate; problems: RateProblem[] } {
  const problems: RateProblem[] = [];
  const price = (text: string, field: string): bigint => {
    const value = parseDecimal(text, field);
    if (value < 0n) problems.push({ code: 'negative-price', field, message: `${field} is negative (${text})` });
    return value;
  };
  const size = (text: string, field: string): bigint => {
    const value = parseDecimal(text, field);
    if (value <= 0n)
      problems.push({ code: 'package-size', field, message: `${field} must be above zero, not ${text}` });
    return value;
  };
  const bound = (tier: { from?: string; upTo: string | null }, index: number): TierBound => ({
    upTo: tier.upTo === null ? null : parseDecimal(tier.upTo, `tiers.${index}.upTo`),
  });
  const checkTiers = (tiers: readonly { from?: string; upTo: string | null }[]): void => {
    const written: WrittenTier[] = tiers.map((tier, index) => ({
      ...bound(tier, index),
      from: tier.from === undefined ? undefined : parseDecimal(tier.from, `tiers.${index}.from`),
    }));
    for (const { code, tier, field, message } of tierProblems(written)) {
      problems.push({ code, field: field === '' ? 'tiers' : `tiers.${tier}.${field}`, message });
    }
  };
  return { compiled: read(), problems };

  function read(): CompiledRate {
    switch (rate.kind) {
      case 'per-unit':
        return { kind: rate.kind, unitPrice: price(rate.unitPrice, 'unitPrice') };
      case 'flat':
        return { kind: rate.kind, price: price(rate.price, 'price') };
      case 'package':
        return {
          kind: rate.kind,
          packageSize: size(rate.packageSize, 'packageSize'),
          packagePrice: price(rate.packagePrice, 'packagePrice'),
        };
      case 'graduated':
      case 'volume': {
        checkTiers(rate.tiers);
        const tiers = rate.tiers.map((tier, index) => ({
          ...bound(tier, index),
          unitPrice: price(tier.unitPrice, `tiers.${index}.unitPrice`),
          flatFee: price(tier.flatFee ?? '0', `tiers.${index}.flatFee`),
        }));
        return { kind: rate.kind, tiers };
      }
      case 'volume-package': {
        checkTiers(rate.tiers);
        const tiers = rate.tiers.map((tier, index) => ({
          ...bound(tier, index),
          packageSize: size(tier.packageSize, `tiers.${index}.packageSize`),
          packagePrice: price(tier.packagePrice, `tiers.${index}.packagePrice`),
        }));
        return { kind: rate.kind, tiers };
      }
      case 'stair-step': {
        checkTiers(rate.tiers);
        const tiers = rate.tiers.map((tier, index) => ({
          ...bound(tier, index),
          flatFee: price(tier.flatFee, `tiers.${index}.flatFee`),
        }));
        return { kind: rate.kind, tiers };
      }
      case 'committed':
        return {
          kind: rate.kind,
          commitment: price(rate.commitment, 'commitment'),
          committedUnitPrice: price(rate.committedUnitPrice, 'committedUnitPrice'),
          overageUnitPrice: price(rate.overageUnitPrice, 'overageUnitPrice'),
          trueUpByTerm: rate.trueUp === 'term',
        };
      case 'percentage-of': {
        const percent = price(rate.percent, 'percent');
        if (rate.of.skus.length === 0 && rate.of.families.length === 0) {
          problems.push({ code: 'percentage-of-nothing', field: 'of', message: 'It is a percentage of nothing' });
        }
        return { kind: rate.kind, percent, skus: rate.of.skus, families: rate.of.families };
      }
    }
  }
}

/** The tiers of a rate that has some, for their bounds. */
export function rateTiers(rate: CompiledRate): readonly TierBound[] {
  return 'tiers' in rate ? rate.tiers : [];
}

/**
 * What a quantity (after the free allowance) costs for one period of the price, scaled by 10^24, before minimum and maximum. A
 * percentage of other lines has no amount of its own and is worked out where those are known.
 */
export function rateAmount(rate: CompiledRate, quantity: bigint, visit?: VisitPart): bigint {
  switch (rate.kind) {
    case 'per-unit':
      return perUnitAmount(rate.unitPrice, quantity, visit);
    case 'flat':
      return flatAmount(rate.price, quantity, visit);
    case 'package':
      return packageAmount(rate.packageSize, rate.packagePrice, quantity, visit);
    case 'graduated':
      return graduatedAmount(rate.tiers, quantity, visit);
    case 'volume':
      return volumeAmount(rate.tiers, quantity, visit);
    case 'volume-package':
      return volumePackageAmount(rate.tiers, quantity, visit);
    case 'stair-step':
      return stairStepAmount(rate.tiers, quantity, visit);
    case 'committed':
      return committedUseAmount(rate, quantity, visit);
    case 'percentage-of':
      return 0n;
  }
}
