import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { StudySort, StudyStanding } from '../../src-shared/case-studies';
import { useDeskQueries } from '../client';

/** Entities that what case studies show depends on. */
export const STUDY_ENTITIES = [
  'caseStudy',
  'caseStudyMetric',
  'customerQuote',
  'caseStudyVersion',
  'approvalRequest',
  'approvalDecision',
  'account',
  'contact',
  'deal',
  'verdict',
  'bakeoff',
  'benchmarkRun',
  'valueCase',
  'quoteLine',
  'person',
];

const PAGE = 100;

export interface StudyListFilter {
  text?: string;
  standing?: StudyStanding;
  deal?: string;
  mine?: boolean;
  sort?: StudySort;
  descending?: boolean;
}

/** Case studies page by page as one scrolls. */
export function useStudyPages(filter: StudyListFilter) {
  return useInfiniteQuery(
    useDeskQueries().caseStudies.list.infiniteOptions({
      input: (offset: number) => ({ ...filter, offset, limit: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (last.more ? pages.length * PAGE : undefined),
      select: ({ pages }) => pages.flatMap(({ rows }) => rows),
      placeholderData: (before: unknown) => before as never,
      meta: { entities: STUDY_ENTITIES },
    }),
  );
}

/** The case studies of a deal. */
export function useStudiesOfDeal(deal: string) {
  return useQuery(
    useDeskQueries().caseStudies.list.queryOptions({ input: { deal, limit: 500 }, meta: { entities: STUDY_ENTITIES } }),
  );
}

export function useStudy(study: string) {
  return useQuery(
    useDeskQueries().caseStudies.get.queryOptions({ input: { study }, meta: { entities: STUDY_ENTITIES } }),
  );
}
