import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../client';

/** Entities that what a bakeoff shows depends on. */
export const BAKEOFF_ENTITIES = [
  'bakeoff',
  'contender',
  'benchmarkRun',
  'bakeoffWaiver',
  'verdict',
  'deal',
  'account',
  'person',
];

/** One bakeoff whole, kept fresh. */
export function useBakeoff(bakeoff: string) {
  return useQuery(
    useDeskQueries().bakeoffs.get.queryOptions({ input: { bakeoff }, meta: { entities: BAKEOFF_ENTITIES } }),
  );
}

/** Bakeoffs as lists show them. */
export function useBakeoffs(filter: { deal?: string; text?: string; limit?: number } = {}) {
  return useQuery(
    useDeskQueries().bakeoffs.list.queryOptions({
      input: filter,
      meta: { entities: BAKEOFF_ENTITIES },
      placeholderData: (before: unknown) => before as never,
    }),
  );
}

/** How many open bakeoffs there are, for the navigation. */
export function useOpenBakeoffs(): number | undefined {
  const { data } = useQuery(
    useDeskQueries().bakeoffs.list.queryOptions({
      input: { status: 'open', limit: 1 },
      meta: { entities: ['bakeoff'] },
    }),
  );
  return data?.total;
}
