import type { SyncStatus } from '../../src-shared/sync/contract';
import type { SyncIndicatorProps } from '../ui';

/** From this difference on a clock is worth a word. Milliseconds. */
export const SKEW_SAID = 30_000;

type Sign = Pick<SyncIndicatorProps, 'state' | 'since' | 'pending' | 'attention'>;

/**
 * What the indicator shows of a status. What keeps anything from being sent comes before what waits for a person, because that stays in the
 * navigation beside it.
 */
export function signOf(status: SyncStatus, time: (moment: number) => string): Sign {
  const { state, pending, attention, offlineSince } = status;
  switch (state) {
    case 'none':
      return { state: 'local' };
    case 'removed':
    case 'update':
    case 'contradicts':
      return { state, pending };
    case 'signed-out':
      return { state: 'sign-in', pending };
    case 'offline':
      return { state, pending, ...(offlineSince !== null && { since: time(offlineSince) }) };
    case 'sending':
    case 'synced':
      if (attention > 0) return { state: 'attention', attention, pending };
      return { state: state === 'sending' ? 'syncing' : 'synced', pending };
  }
}

/** Which way a clock is wrong, where it is enough to matter; null where it is not, or nothing is known. */
export function skewSaid(skew: number | null): { way: 'ahead' | 'behind'; by: number } | null {
  if (skew === null || Math.abs(skew) <= SKEW_SAID) return null;
  return { way: skew > 0 ? 'ahead' : 'behind', by: Math.abs(skew) };
}

/** Whether a workspace has a server, and so a place for what needs attention. */
export const hasServer = (status: SyncStatus | undefined): boolean => status !== undefined && status.state !== 'none';
