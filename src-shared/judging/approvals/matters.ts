import type { ApprovalRequest } from '../../approvals';
import { CaseStudy, publishStudy } from '../../case-studies';
import { ClaimChart, releaseChart } from '../../claims';
import type { RowOf } from '../../kernel/entity';
import type { Rows } from '../../kernel/reading';
import { Quote, releaseQuote } from '../../quotes';
import { studyVersionBlockers } from '../case-studies/study-rows';
import { versionBlockers } from '../claims/readiness';

/** Whose own matter a request is: of who asked, and of the owner of the quote, chart or case study, whoever handed it in. */
export function ownersOf(request: RowOf<typeof ApprovalRequest>, state: Pick<Rows, 'get'>): string[] {
  const owner =
    request.command === releaseQuote.name
      ? state.get(Quote, request.subject)?.owner
      : request.command === releaseChart.name
        ? state.get(ClaimChart, request.subject)?.owner
        : request.command === publishStudy.name
          ? state.get(CaseStudy, request.subject)?.owner
          : null;
  return owner ? [request.requester, owner] : [request.requester];
}

/** Why what a request asks for cannot be approved as it is, as sentences. */
export function blockersOf(
  request: RowOf<typeof ApprovalRequest>,
  state: Pick<Rows, 'get' | 'where'>,
  now: number,
): string[] {
  if (request.version === null) return [];
  if (request.command === publishStudy.name) return studyVersionBlockers(state, request.subject, request.version);
  if (request.command !== releaseChart.name) return [];
  return versionBlockers(state, request.subject, request.version, now);
}
