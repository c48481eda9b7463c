import type { SyncStatus } from '../../src-shared/sync/contract';

/** A status in tests: in step with a server, unless said otherwise. */
export const statusOf = (given: Partial<SyncStatus>): SyncStatus => ({
  state: 'synced',
  address: 'https://desk.example',
  account: 'ines@northwind.example',
  signedIn: true,
  person: 'ines',
  pending: 0,
  waiting: 0,
  attention: 0,
  uploads: 0,
  lastContact: 1_000,
  offlineSince: null,
  skew: 0,
  number: 10,
  serverNumber: 10,
  history: null,
  problem: null,
  ...given,
});
