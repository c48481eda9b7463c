import { ApprovalDecision, type ApprovalRequest } from '../../src-shared/approvals/schema';
import type { RowOf } from '../../src-shared/kernel/entity';
import type { PlanState } from '../commands/implementation';

/** Every decision that counts for a request: its own, and those of an earlier version that stand for it too. */
export function decisionsOn(
  state: Pick<PlanState, 'get' | 'where'>,
  request: RowOf<typeof ApprovalRequest>,
): RowOf<typeof ApprovalDecision>[] {
  const kept = (request.kept?.decisions ?? []).flatMap((id) => state.get(ApprovalDecision, id) ?? []);
  return [...kept, ...state.where(ApprovalDecision, { request: request.id })];
}
