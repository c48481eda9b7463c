import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../../client';

/** What a case is made of; a receipt that touches one of these may change it. */
export const CASE_ENTITIES = [
  'roiCase',
  'roiCaseInput',
  'roiCaseScenario',
  'roiCaseVersion',
  'roiModelVersion',
  'valueCase',
  'valueCaseVersion',
  'quote',
  'quoteVersion',
  'verdict',
  'deal',
  'account',
];

/** Cases by a model and value cases in one list, of one deal or all, kept fresh. */
export function useCases(deal?: string) {
  return useQuery(
    useDeskQueries().roi.cases.queryOptions({
      input: deal === undefined ? {} : { deal },
      meta: { entities: CASE_ENTITIES },
    }),
  );
}

/** One case by its id. */
export function useCase(id: string) {
  return useQuery(
    useDeskQueries().roi.case.queryOptions({ input: { case: id }, meta: { entities: [...CASE_ENTITIES, 'contact'] } }),
  );
}

/** Figures of the deal that fit inputs of a case. */
export function useOffers(id: string) {
  return useQuery(
    useDeskQueries().roi.offers.queryOptions({
      input: { case: id },
      meta: { entities: [...CASE_ENTITIES, 'quoteLine', 'bakeoff'] },
    }),
  );
}
