import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { emptyContext, type LanguageContext } from '../../../src-shared/claims';
import { useNow } from '../../app';
import { useDeskQueries } from '../../client';

/** Rules in force: shipped, edited here, and the house's own. */
export function useLanguageRules() {
  return useQuery(useDeskQueries().claims.rules.queryOptions({ meta: { entities: ['claimLanguageRule'] } }));
}

/** Approved phrases, those that hold first. */
export function useSnippets() {
  return useQuery(useDeskQueries().claims.snippets.queryOptions({ meta: { entities: ['languageSnippet', 'person'] } }));
}

export function useCompetitorNames() {
  return useQuery(useDeskQueries().claims.competitorNames.queryOptions({ meta: { entities: ['competitorName'] } }));
}

/** What a text that belongs to no chart is checked with. */
export function useFreeContext(): LanguageContext {
  const { data: snippets } = useSnippets();
  const { data: competitors } = useCompetitorNames();
  const today = new Date(useNow()).toISOString().slice(0, 10);
  return useMemo(
    () => ({
      ...emptyContext,
      competitors: competitors ?? [],
      snippets: snippets?.map(({ id, text, expiresOn }) => ({ id, text, expires: expiresOn })) ?? [],
      today,
    }),
    [competitors, snippets, today],
  );
}
