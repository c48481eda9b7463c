import { decisionsOn } from '../../src-core/workspace/request-decisions';
import { ApprovalRequest, approvalState } from '../../src-shared/approvals';
import {
  type ChartStanding,
  chartStanding,
  ReleasedChart,
  ReleaseWithdrawal,
  releaseChart,
} from '../../src-shared/claims';
import type { RowOf } from '../../src-shared/kernel/entity';
import type { ChartDraft, State } from './draft-rows';
import { dayOf } from './review-commands';

/** What was asked, decided and released of one version of a chart. */
export interface VersionStanding {
  standing: ChartStanding;
  request: RowOf<typeof ApprovalRequest> | undefined;
  release: RowOf<typeof ReleasedChart> | undefined;
}

/** Where one version of a chart stands. */
export function versionStanding(state: State, chart: ChartDraft, version: number, now: number): VersionStanding {
  const request = state.where(ApprovalRequest, { subject: chart.id, command: releaseChart.name, version })[0];
  const release = state.where(ReleasedChart, { chart: chart.id, version })[0];
  const status = version < chart.version || chart.status !== 'draft' ? (release ? 'released' : 'submitted') : 'draft';
  return {
    standing: chartStanding({
      status,
      approval: request ? approvalState(request.needs, request.requester, decisionsOn(state, request)).state : null,
      release: release
        ? {
            expiresOn: release.expiresOn,
            withdrawn: state.where(ReleaseWithdrawal, { release: release.id }).length > 0,
          }
        : null,
      today: dayOf(now),
    }),
    request,
    release,
  };
}

/** Where a chart stands as a whole: its newest version. */
export const standingOfChart = (state: State, chart: ChartDraft, now: number): ChartStanding =>
  chart.status === 'draft' ? 'draft' : versionStanding(state, chart, chart.version, now).standing;

/** The newest version that legal approved, released or not; null where none was. */
export function approvedVersion(state: State, chart: ChartDraft, now: number): number | null {
  for (let version = chart.version; version > 0; version -= 1) {
    const { standing } = versionStanding(state, chart, version, now);
    if (standing === 'approved' || standing === 'released') return version;
  }
  return null;
}
