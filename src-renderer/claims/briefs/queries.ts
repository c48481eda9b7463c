import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../../client';
import { CHART_ENTITIES } from '../queries';

/** Briefs, the newest first. */
export function useBriefs() {
  return useQuery(
    useDeskQueries().claims.briefs.queryOptions({ meta: { entities: ['defensibilityBrief', ...CHART_ENTITIES] } }),
  );
}
