import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../../../client';

const BAKEOFFS = ['bakeoff', 'contender', 'benchmarkRun', 'verdict'];

/** Bakeoffs to choose from, the newest first. */
export function useBakeoffChoice() {
  return useQuery(useDeskQueries().bakeoffs.list.queryOptions({ input: { limit: 200 }, meta: { entities: BAKEOFFS } }));
}

/** A bakeoff with its rows, runs and verdicts, once one is chosen. */
export function useChosenBakeoff(bakeoff: string | null) {
  return useQuery(
    useDeskQueries().bakeoffs.get.queryOptions({
      input: { bakeoff: bakeoff ?? '' },
      enabled: bakeoff !== null,
      meta: { entities: BAKEOFFS },
    }),
  );
}

/** A recorded verdict with its rows, once one is chosen. */
export function useChosenVerdict(verdict: string | null) {
  return useQuery(
    useDeskQueries().bakeoffs.verdict.queryOptions({
      input: { verdict: verdict ?? '' },
      enabled: verdict !== null,
      meta: { entities: BAKEOFFS },
    }),
  );
}
