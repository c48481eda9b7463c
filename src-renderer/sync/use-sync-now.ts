import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useDesk, useDeskQueries } from '../client';

/** Sends and fetches at once; why it failed stays until the next time. */
export function useSyncNow(): { run(): Promise<void>; busy: boolean; failed: unknown } {
  const desk = useDesk();
  const queries = useQueryClient();
  const procedures = useDeskQueries();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const run = useCallback(async () => {
    setBusy(true);
    setFailed(null);
    try {
      queries.setQueryData(procedures.sync.status.queryKey(), await desk.sync.now());
    } catch (thrown) {
      setFailed(thrown);
    }
    setBusy(false);
  }, [desk, queries, procedures]);
  return { run, busy, failed };
}
