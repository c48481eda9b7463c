import { sql } from 'kysely';
import { type DealFilter, type PipelineSum, type Stage, type SumView, sumStages } from '../../src-shared/deals';
import type { Session } from '../session';
import { filteredDeals } from './filter';

/** Deals of one stage and currency (null: those without a value). */
export interface StageSum {
  stage: Stage;
  currency: string | null;
  /** Whole number as text: SQLite's 64 bits hold more than a double does exactly. */
  total: string | null;
  deals: number;
}

/** Counts and exact sums per stage and currency of the deals that a filter lets through. */
export function stageSums(session: Session, filter: DealFilter, today: string): StageSum[] {
  const query = filteredDeals(filter, today)
    .select(['deal.stage as stage', 'deal.currency as currency'])
    .select(sql<string | null>`CAST(SUM(deal.valueMinor) AS TEXT)`.as('total'))
    .select(sql<number>`COUNT(*)`.as('deals'))
    // Grouped by what no index holds, so that the table is read in its own order: less than half the time at ten thousand deals.
    .groupBy([sql`+deal.stage`, sql`+deal.currency`]);
  return session.desk.workspace().runner.all(query) as unknown as StageSum[];
}

/** Those that have a value, for the pipeline's rules. */
export function valued(perStage: readonly StageSum[]) {
  return perStage.flatMap(({ stage, currency, total, deals }) =>
    currency === null || total === null ? [] : [{ stage, currency, total: BigInt(total), deals }],
  );
}

/** How many deals there are, their sums per currency, and what these are made of. */
export interface DealSums {
  total: number;
  sums: SumView[];
  stages: { stage: Stage; currency: string; total: string; deals: number }[];
}

/** How many deals a filter lets through, and their sums per currency. */
export function sumsOf(session: Session, filter: DealFilter, today: string): DealSums {
  const perStage = stageSums(session, filter, today);
  return {
    total: perStage.reduce((count, { deals }) => count + deals, 0),
    sums: sumViews(sumStages(valued(perStage))),
    stages: valued(perStage).map((entry) => ({ ...entry, total: entry.total.toString() })),
  };
}

/** Sums as they are answered. */
export function sumViews(sums: readonly PipelineSum[]): SumView[] {
  return sums.map(({ currency, total, weighted, deals }) => ({
    currency,
    total: total.toString(),
    weighted: weighted.toString(),
    deals,
  }));
}
