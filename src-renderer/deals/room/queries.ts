import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../../client';
import { DEAL_ENTITIES, useToday } from '../shared';

/** What the room depends on besides the deals themselves. */
const ROOM_ENTITIES = [...DEAL_ENTITIES, 'contact', 'dealNote'];

/** The room of a deal, kept fresh. */
export function useDealRoom(deal: string) {
  const desk = useDeskQueries();
  const today = useToday();
  return useQuery(desk.deals.room.queryOptions({ input: { deal, today }, meta: { entities: ROOM_ENTITIES } }));
}

/** How many contacts the deal's account has. */
export function useContactCount(deal: string): number | undefined {
  return useDealRoom(deal).data?.contacts.length;
}
