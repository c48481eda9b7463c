import { useQuery } from '@tanstack/react-query';
import type { ChartStanding } from '../../src-shared/claims';
import { useDeskQueries } from '../client';

/** Entities that what a claim set shows depends on. */
export const SET_ENTITIES = ['claimSet', 'claimSetVersion', 'claimChart', 'person'];

/** Claim sets as the list shows them, newest first. */
export function useClaimSets(text: string) {
  return useQuery(
    useDeskQueries().claims.sets.queryOptions({
      input: text ? { text } : {},
      meta: { entities: SET_ENTITIES },
      placeholderData: (before: unknown) => before as never,
    }),
  );
}

/** One claim set with its versions; the newest one is shown unless said. */
export function useClaimSet(set: string, version: number | undefined) {
  return useQuery(
    useDeskQueries().claims.set.queryOptions({
      input: { set, ...(version !== undefined && { version }) },
      meta: { entities: SET_ENTITIES },
      placeholderData: (before: unknown) => before as never,
    }),
  );
}

/** Entities that what charts show depends on. */
export const CHART_ENTITIES = [
  'claimChart',
  'claimChartVersion',
  'chartElement',
  'elementEvidence',
  'elementComment',
  'elementMetric',
  'claimLanguageRule',
  'languageWaiver',
  'languageSnippet',
  'competitorName',
  'bakeoff',
  'releasedChart',
  'releaseWithdrawal',
  'approvalRequest',
  'approvalDecision',
  'benchmarkRun',
  'verdict',
  'archetype',
  ...SET_ENTITIES,
];

/** Charts as the list shows them, newest first. */
export function useCharts(filter: { set?: string; standing?: ChartStanding; text?: string; mine?: boolean }) {
  return useQuery(
    useDeskQueries().claims.charts.queryOptions({
      input: filter,
      meta: { entities: CHART_ENTITIES },
      placeholderData: (before: unknown) => before as never,
    }),
  );
}

/** The house's own archetypes, then the shipped templates that were not taken over. */
export function useArchetypes() {
  return useQuery(useDeskQueries().claims.archetypes.queryOptions({ meta: { entities: ['archetype', 'claimChart'] } }));
}

/** Entities that what was released depends on: it goes out of date with what it cites. */
export const RELEASE_ENTITIES = [
  'releasedChart',
  'releasedElement',
  'releaseWithdrawal',
  'releaseOpening',
  'releaseUse',
  'benchmarkRun',
  'verdict',
  'bakeoff',
  'deal',
  'person',
];

/** What was released for sales to say, the newest first. */
export function useReleases(filter: { text?: string; holding?: boolean }) {
  return useQuery(
    useDeskQueries().claims.releases.queryOptions({
      input: filter,
      meta: { entities: RELEASE_ENTITIES },
      placeholderData: (before: unknown) => before as never,
    }),
  );
}

/** The releases that a deal is sold with, and whether they still hold. */
export function useReleasesOfDeal(deal: string) {
  return useQuery(
    useDeskQueries().claims.ofDeal.queryOptions({ input: { deal }, meta: { entities: RELEASE_ENTITIES } }),
  );
}

/** Charts whose evidence changed under them; empty for whoever may not read drafts. */
export function useClaimAttention() {
  return useQuery(
    useDeskQueries().claims.attention.queryOptions({ meta: { entities: [...CHART_ENTITIES, 'bakeoff'] } }),
  );
}
