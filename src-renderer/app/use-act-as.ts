import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useDesk, useDeskQueries } from '../client';
import { reportError } from '../ui';

/**
 * Lets another person act at this seat. What the one before could read leaves the page's memory before anything is drawn for the next
 * (see `useFreshForActor`).
 */
export function useActAs(): (person: string) => void {
  const desk = useDesk();
  const queries = useQueryClient();
  // Its parts are made anew at each mention; the whole is stable.
  const procedures = useDeskQueries();
  return useCallback(
    async (person: string) => {
      try {
        await desk.workspace.actAs({ person });
        queries.setQueryData(procedures.workspace.state.queryKey(), await desk.workspace.state());
      } catch (thrown) {
        reportError(thrown);
      }
    },
    [desk, queries, procedures],
  );
}
