import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ChartStanding } from '../../src-shared/claims';
import { useDeskQueries } from '../client';

/** As many rows as lists ask for at once. */
const PAGE = 50;
/** As many rows as pickers offer. */
const MOST_OFFERED = 500;

/** How lists ask for their rows: page by page, one after the other as they are scrolled to. */
const paged = {
  initialPageParam: 0,
  getNextPageParam: (last: readonly unknown[], pages: readonly unknown[]) =>
    last.length < PAGE ? undefined : pages.length * PAGE,
  placeholderData: (before: unknown) => before as never,
};

const rowsOf = <Row>({ pages }: { pages: readonly (readonly Row[])[] }): readonly Row[] => pages.flat();

/** Entities that what a claim set shows depends on. */
export const SET_ENTITIES = ['claimSet', 'claimSetVersion', 'claimChart', 'person'];

/** Claim sets to choose from, newest first. */
export function useClaimSets() {
  return useQuery(
    useDeskQueries().claims.sets.queryOptions({
      input: { limit: MOST_OFFERED },
      meta: { entities: SET_ENTITIES },
      placeholderData: (before: unknown) => before as never,
    }),
  );
}

/** Claim sets as the list shows them, newest first, page by page. */
export function useClaimSetPages(text: string) {
  return useInfiniteQuery(
    useDeskQueries().claims.sets.infiniteOptions({
      input: (offset: number) => ({ ...(text && { text }), offset, limit: PAGE }),
      meta: { entities: SET_ENTITIES },
      select: rowsOf,
      ...paged,
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

/** Charts to choose from, newest first. */
export function useCharts(filter: { set?: string; standing?: ChartStanding }) {
  return useQuery(
    useDeskQueries().claims.charts.queryOptions({
      input: { ...filter, limit: MOST_OFFERED },
      meta: { entities: CHART_ENTITIES },
      placeholderData: (before: unknown) => before as never,
    }),
  );
}

/** Charts as the list shows them, newest first, page by page. */
export function useChartPages(filter: { standing?: ChartStanding; text?: string; mine?: boolean }) {
  return useInfiniteQuery(
    useDeskQueries().claims.charts.infiniteOptions({
      input: (offset: number) => ({ ...filter, offset, limit: PAGE }),
      meta: { entities: CHART_ENTITIES },
      select: rowsOf,
      ...paged,
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

/** What was released for sales to say and holds, to choose from, the newest first. */
export function useReleases() {
  return useQuery(
    useDeskQueries().claims.releases.queryOptions({
      input: { holding: true, limit: MOST_OFFERED },
      meta: { entities: RELEASE_ENTITIES },
      placeholderData: (before: unknown) => before as never,
    }),
  );
}

/** What was released, the newest first, page by page. */
export function useReleasePages(filter: { text?: string; holding?: boolean }) {
  return useInfiniteQuery(
    useDeskQueries().claims.releases.infiniteOptions({
      input: (offset: number) => ({ ...filter, offset, limit: PAGE }),
      meta: { entities: CHART_ENTITIES },
      select: rowsOf,
      ...paged,
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
