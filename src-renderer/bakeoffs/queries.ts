import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useDesk, useDeskQueries } from '../client';

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

/** Rows that are asked for at once; more come as one scrolls. */
const PAGE = 200;

/** Bakeoffs page by page, newest first. What is shown stays while a changed search is asked. */
export function useBakeoffPages(filter: { text?: string }) {
  const desk = useDesk();
  const key = useDeskQueries().bakeoffs.list.key();
  const pages = useInfiniteQuery({
    queryKey: [...key, 'pages', filter],
    queryFn: ({ pageParam, signal }) => desk.bakeoffs.list({ ...filter, offset: pageParam, limit: PAGE }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, all) => {
      const had = all.reduce((sum, { bakeoffs }) => sum + bakeoffs.length, 0);
      return had < total ? had : null;
    },
    meta: { entities: BAKEOFF_ENTITIES },
    placeholderData: (before) => before,
    structuralSharing: false,
  });
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages;
  const onMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  const bakeoffs = useMemo(() => pages.data?.pages.flatMap((page) => page.bakeoffs) ?? [], [pages.data]);
  return { query: pages, bakeoffs, total: pages.data?.pages.at(-1)?.total ?? 0, onMore };
}

/** Bakeoffs as lists show them. */
export function useBakeoffs(filter: { deal?: string } = {}) {
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
