import { ApprovalDecision, ApprovalDelegation, ApprovalRequest, voiceOf } from '../../approvals';
import type { Change } from '../../kernel/change';
import type { CommandDeclaration } from '../../kernel/command';
import { ProofdeskError } from '../../kernel/errors';
import { changeOf, type FactRule } from '../../kernel/judged';
import { beyondWrites } from '../../kernel/writes';
import { decisionsOn } from '../approvals/decisions-on';
import { canDelegate, standingFor } from '../approvals/delegations';
import { blockersOf, ownersOf } from '../approvals/matters';

const about = (id: string) => ({ entity: ApprovalRequest.name, id });

/**
 * A request that holds what is to be done: its changes have to be what the named command may write, so that approving it approves nothing
 * else.
 */
export const requestApprovalFacts =
  (declarationOf: (command: string) => Pick<CommandDeclaration, 'name' | 'writes'> | undefined): FactRule =>
  (act) => {
    const { id, fields } = changeOf(act, ApprovalRequest, 'create');
    const declaration = declarationOf(fields.command ?? '');
    const [beyond] = declaration
      ? beyondWrites(declaration, (fields.changes ?? []) as Change[], act.actor.id, [])
      : [`There is no command ${fields.command}.`];
    if (beyond !== undefined) throw new ProofdeskError({ code: 'bad-input', message: beyond });
    return { resource: about(id), facts: {} };
  };

/** The role is one that the request asks for; a decision of another role says nothing. */
export const decideApprovalFacts: FactRule = (act, known) => {
  const { fields } = changeOf(act, ApprovalDecision, 'create');
  const { request: id = '', role = '', decision = 'return', by = '', onBehalfOf = null } = fields;
  const request = known.require(ApprovalRequest, id);
  if (!request.needs.some((need) => need.split(':')[0] === role)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `This request does not ask for ${role}.`,
      where: { field: 'role' },
      hint: `It asks for ${request.needs.join(', ')}.`,
    });
  }
  const decisions = decisionsOn(known, request);
  const voices = [act.actor.id, voiceOf({ by, onBehalfOf })];
  const owners = ownersOf(request, known);
  return {
    resource: about(id),
    facts: {
      ownRequest: owners.some((own) => voices.includes(own)),
      hasRole: onBehalfOf === null && act.actor.roles.includes(role),
      open: !request.closed,
      newest: !known
        .where(ApprovalRequest, { subject: request.subject, command: request.command })
        .some((other) => (other.version ?? 0) > (request.version ?? 0)),
      decidedForOther: decisions.some(
        (one) =>
          one.role !== role && one.decision === 'approve' && (voices.includes(one.by) || voices.includes(voiceOf(one))),
      ),
      inPlace: onBehalfOf !== null,
      delegated:
        onBehalfOf !== null &&
        standingFor(known, act.actor.id, act.at, role).some(({ person }) => person === onBehalfOf),
      decidedThemselves: onBehalfOf !== null && decisions.some((one) => one.by === onBehalfOf),
      notReady: decision === 'approve' && blockersOf(request, known, act.at).length > 0,
    },
  };
};

export const withdrawApprovalFacts: FactRule = (act, known) => {
  const { id } = changeOf(act, ApprovalRequest, 'patch');
  return {
    resource: about(id),
    facts: { ownRequest: known.require(ApprovalRequest, id).requester === act.actor.id },
  };
};

export const delegateApprovalFacts: FactRule = (act, known) => {
  const { id, fields } = changeOf(act, ApprovalDelegation, 'create');
  const { person = '', delegate = '', role = '' } = fields;
  return {
    resource: { entity: ApprovalDelegation.name, id },
    facts: { own: person === act.actor.id, delegateMayHold: canDelegate(known, person, delegate, role) },
  };
};

export const endDelegationFacts: FactRule = (act, known) => {
  const { id } = changeOf(act, ApprovalDelegation, 'patch');
  const { person, delegate } = known.require(ApprovalDelegation, id);
  return {
    resource: { entity: ApprovalDelegation.name, id },
    facts: { own: person === act.actor.id || delegate === act.actor.id },
  };
};
