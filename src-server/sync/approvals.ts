import { approvalState } from '../../src-shared/approvals/rules';
import { ApprovalDecision, ApprovalRequest } from '../../src-shared/approvals/schema';
import type { ConfirmedState } from './rules';

/** The approvals that stand for a request in confirmed state, in the gate's form: `finance`, `finance:2`. */
export async function givenApprovals(state: ConfirmedState, requestId: string): Promise<string[]> {
  const request = await state.get(ApprovalRequest, requestId);
  if (!request || request.closed) return [];
  const decisions = await state.where(ApprovalDecision, { request: request.id });
  for (const id of request.kept?.decisions ?? []) {
    const kept = await state.get(ApprovalDecision, id);
    if (kept) decisions.push(kept);
  }
  return approvalState(request.needs, request.requester, decisions).given;
}
