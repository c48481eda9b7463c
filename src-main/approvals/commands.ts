import { implementCommand, type PlanState } from '../../src-core/commands/implementation';
import { decisionsOn } from '../../src-core/workspace/request-decisions';
import {
  ApprovalDecision,
  ApprovalRequest,
  approvalState,
  decideApproval,
  keepApproval,
  requestApproval,
  voiceOf,
  withdrawApproval,
} from '../../src-shared/approvals';
import { CaseStudy, publishStudy } from '../../src-shared/case-studies';
import { ClaimChart, releaseChart } from '../../src-shared/claims';
import { create, patch } from '../../src-shared/kernel/change';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Quote, releaseQuote } from '../../src-shared/quotes';
import { studyVersionBlockers } from '../case-studies';
import { versionBlockers } from '../claims';
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

/** Whose own matter a request is: of who asked, and of the owner of the quote, chart or case study, whoever handed it in. */
export function ownersOf(request: RowOf<typeof ApprovalRequest>, state: Pick<PlanState, 'get'>): string[] {
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
  state: Pick<PlanState, 'get' | 'where'>,
  now: number,
): string[] {
  if (request.version === null) return [];
  if (request.command === publishStudy.name) return studyVersionBlockers(state, request.subject, request.version);
  if (request.command !== releaseChart.name) return [];
  return versionBlockers(state, request.subject, request.version, now);
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
    const voices = [actor, voiceOf(made)];
    const delegated =
      onBehalfOf !== undefined &&
      standingFor(state, actor, tools.now, role).some(({ person }) => person === onBehalfOf);
    const hasRole = onBehalfOf === undefined && tools.actor.roles.includes(role);
    const cost = costToFreeze(request, made, hasRole || delegated, state);
    const { state: after } = approvalState(request.needs, request.requester, [...decisions, made]);
    return {
      changes: [create(ApprovalDecision, decisionId, { request: id, reason: '', ...made, ...(cost ? { cost } : {}) })],
      resource: { entity: 'approvalRequest', id },
      facts: {
        ownRequest: ownersOf(request, state).some((own) => voices.includes(own)),
        hasRole,
        open: !request.closed,
        newest: !state
          .where(ApprovalRequest, { subject: request.subject, command: request.command })
          .some((other) => (other.version ?? 0) > (request.version ?? 0)),
        decidedForOther: decisions.some(
          (one) =>
            one.role !== role &&
            one.decision === 'approve' &&
            (voices.includes(one.by) || voices.includes(voiceOf(one))),
        ),
        inPlace: onBehalfOf !== undefined,
        delegated,
        decidedThemselves: onBehalfOf !== undefined && decisions.some(({ by }) => by === onBehalfOf),
        notReady: decision === 'approve' && blockersOf(request, state, tools.now).length > 0,
      },
      ...said(request),
      result: { decision, state: after },
    };
  }),
  implementCommand(withdrawApproval, ({ request: id }, state, tools) => {
    const request = state.require(ApprovalRequest, id);
    return {
      changes: [patch(ApprovalRequest, id, { closed: true }, { closed: false })],
      resource: { entity: 'approvalRequest', id },
      facts: { ownRequest: request.requester === tools.actor.id },
      ...said(request),
      result: { request: id },
    };
  }),
];
