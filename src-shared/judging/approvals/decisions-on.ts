import { ApprovalDecision, type ApprovalRequest } from '../../approvals';
import type { RowOf } from '../../kernel/entity';
import type { Rows } from '../../kernel/reading';

/** Every decision that counts for a request: its own, and those of an earlier version that stand for it too. */
export function decisionsOn(
  state: Pick<Rows, 'get' | 'where'>,
  request: RowOf<typeof ApprovalRequest>,
): RowOf<typeof ApprovalDecision>[] {
  const kept = (request.kept?.decisions ?? []).flatMap((id) => state.get(ApprovalDecision, id) ?? []);
  return [...kept, ...state.where(ApprovalDecision, { request: request.id })];
}
