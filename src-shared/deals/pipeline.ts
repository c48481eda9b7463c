import { shareOfMinor } from '../kernel/money';
import { isOpen, type Stage, stageWeights } from './stages';

/** The sum of some deals in one currency, in its minor units. */
export interface PipelineSum {
  currency: string;
  /** Exact sum of the values. */
  total: bigint;
  /** The part of it that the stages' weights count. */
  weighted: bigint;
  /** Deals that have a value in this currency. */
  deals: number;
}

/** What the sums need of a deal. */
export interface ValuedDeal {
  stage: Stage;
  valueMinor: number | null;
  currency: string | null;
}

/**
 * Sums of deals per currency, currencies in the order of their codes; deals without a value are left out. Values are added exactly
 * per stage and weighted once per stage and currency (half away from zero to the minor unit), so that the result does not depend on
 * the order of the deals.
 */
export function pipelineSums(deals: Iterable<ValuedDeal>): PipelineSum[] {
  const perStage = new Map<string, { currency: string; stage: Stage; total: bigint; deals: number }>();
  for (const { stage, valueMinor, currency } of deals) {
    if (valueMinor === null || currency === null) continue;
    const key = `${currency} ${stage}`;
    const entry = perStage.get(key) ?? { currency, stage, total: 0n, deals: 0 };
    entry.total += BigInt(valueMinor);
    entry.deals += 1;
    perStage.set(key, entry);
  }
  return sumStages(perStage.values());
}

/** The same from sums that were already made per stage and currency, as SQL gives them. */
export function sumStages(
  stages: Iterable<{ currency: string; stage: Stage; total: bigint; deals: number }>,
): PipelineSum[] {
  const sums = new Map<string, PipelineSum>();
  for (const { currency, stage, total, deals } of stages) {
    const sum = sums.get(currency) ?? { currency, total: 0n, weighted: 0n, deals: 0 };
    sum.total += total;
    sum.weighted += shareOfMinor(total, BigInt(stageWeights[stage]), 'half-away-from-zero');
    sum.deals += deals;
    sums.set(currency, sum);
  }
  return [...sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** What is late about a deal that is still open. */
export type Lateness = 'close' | 'next-step';

/**
 * What of an open deal should have happened before `today` (`YYYY-MM-DD`, the person's own day): its close, its next step. A date of
 * today is not late; a closed deal never is.
 */
export function overdue(
  deal: { stage: Stage; expectedClose: string | null; nextStepDue: string | null },
  today: string,
): Lateness[] {
  if (!isOpen(deal.stage)) return [];
  const late: Lateness[] = [];
  if (deal.expectedClose !== null && deal.expectedClose < today) late.push('close');
  if (deal.nextStepDue !== null && deal.nextStepDue < today) late.push('next-step');
  return late;
}
