import { useQuery } from '@tanstack/react-query';
import type { SyncStatus } from '../../src-shared/sync/contract';
import { useDeskQueries } from '../client';

/** What queries name that depend on how it stands with the server. */
export const SYNC_ENTITIES = ['sync'];

/** How the open workspace stands with its server; undefined until that is known. */
export function useSyncStatus(): SyncStatus | undefined {
  return useQuery(useDeskQueries().sync.status.queryOptions({ meta: { entities: SYNC_ENTITIES } })).data;
}

/** The one person who may act on this device, where the workspace has a server: the others' parts are not here. Null where anybody may. */
export function useOnlyPerson(): string | null {
  return useSyncStatus()?.person ?? null;
}
