import { implementCommand, judgedBy, type PlanState } from '../../src-core/commands/implementation';
import { decisionsOn } from '../../src-core/workspace/request-decisions';
import {
  ApprovalDecision,
  ApprovalRequest,
  approvalState,
  decideApproval,
  keepApproval,
  requestApproval,
  withdrawApproval,
} from '../../src-shared/approvals';
import { decideApprovalFacts, withdrawApprovalFacts } from '../../src-shared/judging/facts/approvals';
import { create, patch } from '../../src-shared/kernel/change';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { releaseQuote } from '../../src-shared/quotes';
import { costOfVersion, type DecidedCost, decidedCost } from '../quotes';
import { delegationCommands } from './delegation-commands';
import { standingFor } from './delegations';

/** Finance's approval freezes cost and margin of a quote's version whose submitter could not read costs. */
function costToFreeze(
  request: RowOf<typeof ApprovalRequest>,
  made: { role: string; decision: string },
  holdsRole: boolean,
  state: PlanState,
): DecidedCost | null {
  if (made.role !== 'finance' || made.decision !== 'approve' || !holdsRole) return null;
  if (request.command !== releaseQuote.name || request.version === null) return null;
  if (decidedCost(state, request.subject, request.version)) return null;
  return costOfVersion(state, request.subject, request.version);
}

/** Reasons about what only some may read are for them alone. */
const said = ({ circle }: RowOf<typeof ApprovalRequest>): { reasonReaders?: 'claims' } =>
  circle ? { reasonReaders: circle } : {};

export const approvalCommands = [
  ...delegationCommands,
  implementCommand(keepApproval, () => {
    throw new ProofdeskError({ code: 'forbidden', message: 'Approvals are kept when a changed version is handed in.' });
  }),
  implementCommand(requestApproval, () => {
    throw new ProofdeskError({ code: 'forbidden', message: 'A request is made by the command that needs it.' });
  }),
  implementCommand(decideApproval, ({ request: id, role, decision, onBehalfOf }, state, tools) => {
    const request = state.require(ApprovalRequest, id);
    if (!request.needs.some((need) => need.split(':')[0] === role)) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `This request does not ask for ${role}.`,
        where: { field: 'role' },
        hint: `It asks for ${request.needs.join(', ')}.`,
      });
    }
    const decisions = decisionsOn(state, request);
    const decisionId = tools.newId();
    const actor = tools.actor.id;
    const made = { role, decision, by: actor, decidedAt: tools.now, onBehalfOf: onBehalfOf ?? null };
    const delegated =
      onBehalfOf !== undefined &&
      standingFor(state, actor, tools.now, role).some(({ person }) => person === onBehalfOf);
    const hasRole = onBehalfOf === undefined && tools.actor.roles.includes(role);
    const cost = costToFreeze(request, made, hasRole || delegated, state);
    const { state: after } = approvalState(request.needs, request.requester, [...decisions, made]);
    return {
      ...judgedBy(decideApprovalFacts, tools, [
        create(ApprovalDecision, decisionId, { request: id, reason: '', ...made, ...(cost ? { cost } : {}) }),
      ]),
      ...said(request),
      result: { decision, state: after },
    };
  }),
  implementCommand(withdrawApproval, ({ request: id }, state, tools) => {
    const request = state.require(ApprovalRequest, id);
    return {
      ...judgedBy(withdrawApprovalFacts, tools, [patch(ApprovalRequest, id, { closed: true }, { closed: false })]),
      ...said(request),
      result: { request: id },
    };
  }),
];
