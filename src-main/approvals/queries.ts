import { readable } from '../../src-core/ledger/history';
import { mayRead } from '../../src-core/workspace/readable';
import type { Workspace } from '../../src-core/workspace/workspace';
import { ApprovalDecision, ApprovalRequest, type ApprovalRequestView, approvalState } from '../../src-shared/approvals';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { readableFor } from '../desk';
import { namesIn, titleOf } from '../receipts';
import type { Session } from '../session';
import { personName } from '../workspace';

/** A request as the session sees it: what is missing, who decided what, and whether the acting person may decide. */
export function requestView(session: Session, request: RowOf<typeof ApprovalRequest>): ApprovalRequestView {
  const workspace = session.desk.workspace();
  const actor = workspace.actor(session.desk.actor(session));
  const decisions = workspace.reader.where(ApprovalDecision, { request: request.id });
  const { state, missing } = approvalState(request.needs, request.requester, decisions);
  const roles = [...new Set(request.needs.map((need) => need.split(':')[0]!))];
  const own = request.requester === actor.id;
  const decidedFor = new Set(
    decisions.filter(({ by, decision }) => by === actor.id && decision === 'approve').map(({ role }) => role),
  );
  const mine =
    request.closed || own
      ? []
      : roles.filter((role) => actor.roles.includes(role) && [...decidedFor].every((done) => done === role));
  const changes = plannedChanges(session, workspace, request);
  return {
    id: request.id,
    title: request.title,
    command: request.command,
    deed: workspace.command(request.command).declaration.deed,
    entity: request.entity,
    subject: request.subject,
    version: request.version,
    needs: request.needs,
    missing,
    state,
    closed: request.closed,
    requester: request.requester,
    requesterName: personName(workspace, request.requester),
    requestedAt: request.requestedAt,
    reason: requestReason(session, workspace, request.id),
    decisions: decisions.map((decision) => {
      const receipt = workspace.receiptOf(ApprovalDecision.name, decision.id, 'approval.decide');
      return {
        id: decision.id,
        role: decision.role,
        decision: decision.decision,
        reason: reasonOf(session, workspace, receipt) ?? decision.reason,
        by: decision.by,
        byName: personName(workspace, decision.by),
        decidedAt: decision.decidedAt,
        receipt,
      };
    }),
    changes,
    names: namesIn(
      session,
      workspace,
      changes.map(({ fields }) => fields),
    ),
    mine: mine.filter(
      (role) =>
        !decisions.some(({ by, role: of, decision }) => by === actor.id && of === role && decision === 'approve'),
    ),
    runnable: own && !request.closed && state === 'approved' && request.changes !== null,
  };
}

/** What a request would change, with the present values, as far as the session may read them. */
function plannedChanges(
  session: Session,
  workspace: Workspace,
  request: RowOf<typeof ApprovalRequest>,
): ApprovalRequestView['changes'] {
  const { readers } = readableFor(session);
  return (request.changes ?? []).map((change) => {
    const definition = workspace.definitions.get(change.entity);
    const present = definition && (workspace.reader.get(definition, change.id) as Record<string, unknown> | undefined);
    return {
      entity: change.entity,
      id: change.id,
      op: change.op,
      label: definition?.label ?? change.entity,
      title: titleOf(session, workspace, change.entity, change.id),
      fields: Object.entries(change.fields)
        .filter(([field]) => readers.includes(definition?.fields[field]?.readers ?? 'shared'))
        .map(([field, after]) => ({
          field,
          label: definition?.fields[field]?.label ?? field,
          before: present?.[field] ?? null,
          after,
        })),
    };
  });
}

/** Requests for the inbox: those that wait for the acting person, those they asked for, or all; the oldest first. */
export function inbox(session: Session, show: 'mine' | 'asked' | 'all', closed: boolean): ApprovalRequestView[] {
  const workspace = session.desk.workspace();
  const actor = session.desk.actor(session);
  const rows = workspace.reader.where(ApprovalRequest, closed ? {} : { closed: false });
  const views = rows.map((row) => requestView(session, row));
  if (show === 'all') return views;
  if (show === 'asked') return views.filter(({ requester }) => requester === actor);
  return views.filter(
    ({ mine, missing, state }) =>
      // A returned request is back with whoever asked.
      state === 'waiting' && mine.some((role) => missing.some((need) => need.split(':')[0] === role)),
  );
}

export function getRequest(session: Session, id: string): ApprovalRequestView {
  const row = session.desk.workspace().reader.get(ApprovalRequest, id);
  if (!row) throw new ProofdeskError({ code: 'not-found', message: 'There is no such request.' });
  return requestView(session, row);
}

function requestReason(session: Session, workspace: Workspace, id: string): string | null {
  const first = workspace.journal.touching(ApprovalRequest.name, id)[0];
  return reasonOf(session, workspace, first?.hash ?? null);
}

function reasonOf(session: Session, workspace: Workspace, hash: string | null): string | null {
  const receipt = hash ? workspace.journal.byHash(hash) : undefined;
  if (!receipt) return null;
  const { readers } = readableFor(session);
  return readable(workspace.journal, receipt, (part) => mayRead(readers, part)).reason;
}
