import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../client';
import { QUOTE_ENTITIES } from './entities';

/** How many quotes a deal has. */
export function useDealQuoteCount(deal: string): number | undefined {
  return useQuery(useDeskQueries().quotes.list.queryOptions({ input: { deal }, meta: { entities: QUOTE_ENTITIES } }))
    .data?.length;
}
