import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../client';

/** Documents, of a deal, of what they were made from, or all, kept fresh. */
export function useDocuments(filter: { deal?: string; subject?: string } = {}) {
  return useQuery(
    useDeskQueries().documents.list.queryOptions({
      input: filter,
      meta: { entities: ['document', 'deal', 'account'] },
    }),
  );
}
