import { formatDecimal } from '../../kernel/decimal';
import { ProofdeskError } from '../../kernel/errors';

/** Where a tier ends, inclusive; null is open. Scaled by 10^12. */
export interface TierBound {
  upTo: bigint | null;
}

/** A tier as it is written down; `from` may be said and is then checked against the tier before. */
export interface WrittenTier {
  from?: bigint | undefined;
  upTo: bigint | null;
}

export interface TierProblem {
  code: 'tiers-missing' | 'tiers-overlap' | 'tiers-gap' | 'tiers-closed';
  /** Index of the tier, and its field. */
  tier: number;
  field: 'from' | 'upTo' | '';
  message: string;
}

/** What is wrong with a list of tiers: none at all, overlaps, gaps, an open tier before the last, a last tier that is not open. */
export function tierProblems(tiers: readonly WrittenTier[]): TierProblem[] {
  if (tiers.length === 0) return [{ code: 'tiers-missing', tier: 0, field: '', message: 'There is no tier' }];
  const problems: TierProblem[] = [];
  let previous = 0n;
  for (const [tier, { from, upTo }] of tiers.entries()) {
    const name = `Tier ${tier + 1}`;
    if (from !== undefined && from < previous) {
      const message = `${name} begins at ${formatDecimal(from)}, inside the tier before it (up to ${formatDecimal(previous)})`;
      problems.push({ code: 'tiers-overlap', tier, field: 'from', message });
    }
    // A tier after "up to 1000" may be written as from 1000 or, in whole units, from 1001.
    if (from !== undefined && from > previous + (tier === 0 ? 0n : 10n ** 12n)) {
      const message = `${name} begins at ${formatDecimal(from)}, but the tier before it ends at ${formatDecimal(previous)}`;
      problems.push({ code: 'tiers-gap', tier, field: 'from', message });
    }
    if (upTo === null) {
      if (tier < tiers.length - 1) {
        const message = `${name} is open, so the tiers after it are never reached`;
        problems.push({ code: 'tiers-overlap', tier, field: 'upTo', message });
      }
      return problems;
    }
    if (upTo <= previous) {
      const message = `${name} ends at ${formatDecimal(upTo)}, not above ${formatDecimal(previous)}, where the one before it ends`;
      problems.push({ code: 'tiers-overlap', tier, field: 'upTo', message });
    }
    previous = upTo;
  }
  const message = `Nothing is priced above ${formatDecimal(previous)}; leave the last tier's upTo empty`;
  problems.push({ code: 'tiers-closed', tier: tiers.length - 1, field: 'upTo', message });
  return problems;
}

/** Index of the tier that a quantity falls in (`upTo` inclusive). Throws `bad-input` above a closed last tier. */
export function tierOf(tiers: readonly TierBound[], quantity: bigint): number {
  for (let index = 0; index < tiers.length; index += 1) {
    const upTo = tiers[index]!.upTo;
    if (upTo === null || quantity <= upTo) return index;
  }
  throw aboveLastTier(tiers, quantity);
}

/** The refusal of a quantity that no tier prices. */
export function aboveLastTier(tiers: readonly TierBound[], quantity: bigint): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message: `quantity ${formatDecimal(quantity)} is above the last tier (up to ${formatDecimal(tiers.at(-1)?.upTo ?? 0n)})`,
    where: { field: 'quantity' },
    hint: 'Give the model an open last tier, or a smaller quantity.',
  });
}

/** `tier 2, up to 10000`, or `tier 3, open`. */
export function tierName(tiers: readonly TierBound[], index: number): string {
  const upTo = tiers[index]!.upTo;
  return `tier ${index + 1}, ${upTo === null ? 'open' : `up to ${formatDecimal(upTo)}`}`;
}
