import type { PlanState, PlanTools } from '../../../src-core/commands/implementation';
import { decisionsOn } from '../../../src-core/workspace/request-decisions';
import { ApprovalRequest, approvalState } from '../../../src-shared/approvals';
import { type Change, create, patch } from '../../../src-shared/kernel/change';
import type { RowOf } from '../../../src-shared/kernel/entity';

type Reading = Pick<PlanState, 'get' | 'where'>;

/** What became of a version that was handed in: by its needs and the decisions on its request. */
export function stateOfVersion(
  state: Reading,
  command: string,
  subject: string,
  { version, needs }: { version: number; needs: readonly string[] },
): { state: 'waiting' | 'approved' | 'returned'; request: string | null } {
  const request = requestOf(state, command, subject, version);
  if (needs.length === 0) return { state: 'approved', request: request?.id ?? null };
  if (!request) return { state: 'waiting', request: null };
  const { state: decided } = approvalState(request.needs, request.requester, decisionsOn(state, request));
  return { state: decided, request: request.id };
}

function requestOf(
  state: Reading,
  command: string,
  subject: string,
  version: number,
): RowOf<typeof ApprovalRequest> | undefined {
  return state.where(ApprovalRequest, { subject, command, version })[0];
}

/** The request for a version that needs sign-offs, and the closing of those for earlier versions. Its id is null where nobody is asked. */
export function askForApproval(
  state: Reading,
  tools: PlanTools,
  about: { title: string; command: string; entity: string; subject: string; version: number; needs: string[] },
): { request: string | null; changes: Change[] } {
  const open = state.where(ApprovalRequest, { subject: about.subject, command: about.command, closed: false });
  const closing = open.map(({ id }) => patch(ApprovalRequest, id, { closed: true }, { closed: false }));
  if (about.needs.length === 0) return { request: null, changes: closing };
  const request = tools.newId();
  return {
    request,
    changes: [
      ...closing,
      create(ApprovalRequest, request, {
        ...about,
        requester: tools.actor.id,
        requestedAt: tools.now,
        input: null,
        changes: null,
      }),
    ],
  };
}
