import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../../client';

const made = ['document', 'documentShare', 'quoteSent', 'roiCase', 'roiCaseVersion', 'quote', 'contact'];

/** What the customer of a deal has, the newest first. */
export function useHandedOver(deal: string) {
  return useQuery(useDeskQueries().documents.shares.list.queryOptions({ input: { deal }, meta: { entities: made } }));
}

/** What of a deal can be given, and why some cannot. */
export function useShareable(deal: string) {
  return useQuery(
    useDeskQueries().documents.shares.offered.queryOptions({ input: { deal }, meta: { entities: made } }),
  );
}
