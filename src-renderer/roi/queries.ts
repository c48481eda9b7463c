import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../client';

/** Value cases, of one deal or all, kept fresh. */
export function useValueCases(deal?: string) {
  return useQuery(
    useDeskQueries().roi.list.queryOptions({
      input: deal === undefined ? {} : { deal },
      meta: { entities: ['valueCase', 'deal', 'account'] },
    }),
  );
}
