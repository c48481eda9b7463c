import type { ContractRouterClient } from '@orpc/contract';
import { systemContract } from './system/contract';

/** Everything that a face may ask of the desk: one typed tree of the domains' contracts. */
export const contract = {
  system: systemContract,
};

/** A client of that tree, whichever transport it is on. */
export type DeskClient = ContractRouterClient<typeof contract>;
