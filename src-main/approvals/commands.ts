import { implementCommand, type PlanState } from '../../src-core/commands/implementation';
import {
  ApprovalDecision,
  ApprovalRequest,
  approvalState,
  decideApproval,
  requestApproval,
  withdrawApproval,
} from '../../src-shared/approvals';
import { create, patch } from '../../src-shared/kernel/change';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { releaseQuote } from '../../src-shared/quotes';
import { costOfVersion, type DecidedCost, decidedCost } from '../quotes';

/** Finance's approval freezes cost and margin of a quote's version whose submitter could not read costs. */
function costToFreeze(
  request: RowOf<typeof ApprovalRequest>,
  made: { role: string; decision: string },
  roles: readonly string[],
  state: PlanState,
): DecidedCost | null {
  if (made.role !== 'finance' || made.decision !== 'approve' || !roles.includes('finance')) return null;
  if (request.command !== releaseQuote.name || request.version === null) return null;
  if (decidedCost(state, request.subject, request.version)) return null;
  return costOfVersion(state, request.subject, request.version);
}

export const approvalCommands = [
  implementCommand(requestApproval, () => {
    throw new ProofdeskError({ code: 'forbidden', message: 'A request is made by the command that needs it.' });
  }),
  implementCommand(decideApproval, ({ request: id, role, decision }, state, tools) => {
    const request = state.require(ApprovalRequest, id);
    if (!request.needs.some((need) => need.split(':')[0] === role)) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `This request does not ask for ${role}.`,
        where: { field: 'role' },
        hint: `It asks for ${request.needs.join(', ')}.`,
      });
    }
    const decisions = state.where(ApprovalDecision, { request: id });
    const decisionId = tools.newId();
    const made = { role, decision, by: tools.actor.id, decidedAt: tools.now };
    const cost = costToFreeze(request, made, tools.actor.roles, state);
    const { state: after } = approvalState(request.needs, request.requester, [...decisions, made]);
    return {
      changes: [create(ApprovalDecision, decisionId, { request: id, reason: '', ...made, ...(cost ? { cost } : {}) })],
      resource: { entity: 'approvalRequest', id },
      facts: {
        ownRequest: request.requester === tools.actor.id,
        hasRole: tools.actor.roles.includes(role),
        open: !request.closed,
        newest: !state
          .where(ApprovalRequest, { subject: request.subject, command: request.command })
          .some((other) => (other.version ?? 0) > (request.version ?? 0)),
        decidedForOther: decisions.some(
          (one) => one.by === tools.actor.id && one.role !== role && one.decision === 'approve',
        ),
      },
      result: { decision, state: after },
    };
  }),
  implementCommand(withdrawApproval, ({ request: id }, state, tools) => {
    const request = state.require(ApprovalRequest, id);
    return {
      changes: [patch(ApprovalRequest, id, { closed: true }, { closed: false })],
      resource: { entity: 'approvalRequest', id },
      facts: { ownRequest: request.requester === tools.actor.id },
      result: { request: id },
    };
  }),
];
