import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../../../client';
import { CHART_ENTITIES } from '../../queries';

/** One chart whole, by id or number, kept fresh. */
export function useChart(chart: string) {
  return useQuery(useDeskQueries().claims.chart.queryOptions({ input: { chart }, meta: { entities: CHART_ENTITIES } }));
}

/** A version as it was submitted. */
export function useFrozenChart(chart: string, version: number) {
  return useQuery(
    useDeskQueries().claims.frozen.queryOptions({ input: { chart, version }, meta: { entities: CHART_ENTITIES } }),
  );
}

/** What the check of language must know while somebody types; asked once somebody does. */
export function useLanguageContext(chart: string, element: string | undefined, enabled: boolean) {
  return useQuery(
    useDeskQueries().claims.languageContext.queryOptions({
      input: { chart, ...(element !== undefined && { element }) },
      enabled,
      meta: { entities: CHART_ENTITIES },
    }),
  );
}

/** Approved phrases, those that hold first. */
export function useSnippets() {
  return useQuery(useDeskQueries().claims.snippets.queryOptions({ meta: { entities: ['languageSnippet'] } }));
}
