import type { ApprovalState } from '../approvals';
import type { ChartStanding } from './schema';

/** What a version's standing follows from. */
export interface StandingFacts {
  status: 'draft' | 'submitted' | 'released';
  /** What was decided on the version that is with legal; null where nothing was asked. */
  approval: ApprovalState['state'] | null;
  /** Of the release of that version; null where there is none. */
  release: { expiresOn: string | null; withdrawn: boolean } | null;
  /** The day, `2026-11-21`. */
  today: string;
}

/** Whether a release holds on a day. A withdrawal outweighs the end of its time. */
export function releaseState(
  { expiresOn, withdrawn }: { expiresOn: string | null; withdrawn: boolean },
  today: string,
): 'released' | 'expired' | 'withdrawn' {
  if (withdrawn) return 'withdrawn';
  return expiresOn !== null && expiresOn < today ? 'expired' : 'released';
}

/** Where a chart stands, as people say it. */
export function chartStanding({ status, approval, release, today }: StandingFacts): ChartStanding {
  if (status === 'draft') return 'draft';
  if (release) return releaseState(release, today);
  if (approval === 'returned') return 'changes-requested';
  return approval === 'approved' ? 'approved' : 'in-review';
}
