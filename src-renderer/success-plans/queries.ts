import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { PlanSort } from '../../src-shared/success-plans';
import { useDeskQueries } from '../client';

/** Entities that what success plans show depends on. */
export const PLAN_ENTITIES = [
  'successPlan',
  'successGoal',
  'successMilestone',
  'successCheckIn',
  'successPlanVersion',
  'account',
  'contact',
  'deal',
  'person',
];

const PAGE = 100;

export interface PlanListFilter {
  text?: string;
  mine?: boolean;
  behind?: boolean;
  sort?: PlanSort;
  descending?: boolean;
}

/** Success plans page by page as one scrolls. */
export function usePlanPages(filter: PlanListFilter) {
  return useInfiniteQuery(
    useDeskQueries().successPlans.list.infiniteOptions({
      input: (offset: number) => ({ ...filter, offset, limit: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (last.more ? pages.length * PAGE : undefined),
      select: ({ pages }) => pages.flatMap(({ rows }) => rows),
      placeholderData: (before: unknown) => before as never,
      meta: { entities: PLAN_ENTITIES },
    }),
  );
}

/** The success plans of a deal. */
export function usePlansOfDeal(deal: string) {
  return useQuery(
    useDeskQueries().successPlans.list.queryOptions({ input: { deal, limit: 500 }, meta: { entities: PLAN_ENTITIES } }),
  );
}

export function usePlan(plan: string) {
  return useQuery(
    useDeskQueries().successPlans.get.queryOptions({ input: { plan }, meta: { entities: PLAN_ENTITIES } }),
  );
}

/** Figures that goals and check-ins of a plan can be taken from. */
export function useFigureChoices(plan: string) {
  return useQuery(
    useDeskQueries().successPlans.choices.queryOptions({
      input: { plan },
      meta: { entities: ['verdict', 'valueCase', 'quoteLine', 'benchmarkRun'] },
    }),
  );
}
