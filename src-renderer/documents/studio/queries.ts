import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../../client';

/** What a composition draws on; a receipt that touches one of these may change how it looks. */
export const COMPOSITION_ENTITIES = [
  'composition',
  'compositionBlock',
  'compositionVersion',
  'snippet',
  'snippetVersion',
  'documentTemplate',
  'document',
  'approvalRequest',
  'approvalDecision',
  'workspace',
  'deal',
  'quoteVersion',
  'verdict',
  'valueCaseVersion',
  'roiCaseVersion',
  'releasedChart',
  'caseStudyVersion',
  'successPlanVersion',
];

export function useCompositions(deal?: string) {
  return useQuery(
    useDeskQueries().documents.compositions.list.queryOptions({
      input: deal === undefined ? {} : { deal },
      meta: { entities: COMPOSITION_ENTITIES },
    }),
  );
}

export function useComposition(id: string) {
  return useQuery(
    useDeskQueries().documents.compositions.get.queryOptions({
      input: { composition: id },
      meta: { entities: COMPOSITION_ENTITIES },
    }),
  );
}

export function useStudioKinds() {
  return useQuery(useDeskQueries().documents.compositions.kinds.queryOptions());
}

/** What the blocks of a composition can be taken from. */
export function useSources(composition: string) {
  return useQuery(
    useDeskQueries().documents.compositions.sources.queryOptions({
      input: { composition },
      meta: { entities: COMPOSITION_ENTITIES },
    }),
  );
}

/** Documents in which something is out of date. */
export function useOutdated(deal?: string) {
  return useQuery(
    useDeskQueries().documents.outdated.queryOptions({
      input: deal === undefined ? {} : { deal },
      meta: { entities: COMPOSITION_ENTITIES },
    }),
  );
}
