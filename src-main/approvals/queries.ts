import { readable } from '../../src-core/ledger/history';
import { mayRead } from '../../src-core/workspace/readable';
import { decisionsOn } from '../../src-core/workspace/request-decisions';
import type { Workspace } from '../../src-core/workspace/workspace';
import {
  ApprovalDecision,
  ApprovalRequest,
  type ApprovalRequestView,
  approvalState,
  lastDecided,
  voiceOf,
} from '../../src-shared/approvals';
import { blockersOf, ownersOf } from '../../src-shared/judging/approvals/matters';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { readableFor } from '../desk';
import { namesIn, titleOf } from '../receipts';
import type { Session } from '../session';
import { personName } from '../workspace';
import { standingFor } from './delegations';

/** A request as the session sees it: what is missing, who decided what, and whether the acting person may decide. */
export function requestView(session: Session, request: RowOf<typeof ApprovalRequest>): ApprovalRequestView {
  const workspace = session.desk.workspace();
  const actor = workspace.actor(session.desk.actor(session));
  const decisions = decisionsOn(workspace.reader, request);
  const { state, missing } = approvalState(request.needs, request.requester, decisions);
  const own = request.requester === actor.id;
  const voices = voicesFor(session, request, decisions);
  const changes = plannedChanges(session, workspace, request);
  return {
    id: request.id,
    title: (readableFor(session).has('claims') ? request.insideTitle : null) ?? request.title,
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
        onBehalfOf: decision.onBehalfOf,
        onBehalfOfName: decision.onBehalfOf && personName(workspace, decision.onBehalfOf),
        kept: decision.request !== request.id,
      };
    }),
    changes,
    names: namesIn(
      session,
      workspace,
      changes.map(({ fields }) => fields),
    ),
    mine: [...new Set(voices.map(({ role }) => role))],
    voices: voices.map((voice) => ({ ...voice, name: voice.onBehalfOf && personName(workspace, voice.onBehalfOf) })),
    blockers: request.closed ? [] : blockersOf(request, workspace.reader, session.desk.context.now()),
    since: comparable(workspace, request),
    kept: request.kept,
    runnable: own && !request.closed && state === 'approved' && request.changes !== null,
  };
}

/** In which roles the acting person may decide now, of their own and in whose place; not where they have approved already. */
function voicesFor(
  session: Session,
  request: RowOf<typeof ApprovalRequest>,
  decisions: readonly RowOf<typeof ApprovalDecision>[],
): { role: string; onBehalfOf: string | null }[] {
  if (request.closed) return [];
  const workspace = session.desk.workspace();
  const actor = workspace.actor(session.desk.actor(session));
  const owners = ownersOf(request, workspace.reader);
  if (owners.includes(actor.id)) return [];
  const lent = standingFor(workspace.reader, actor.id, session.desk.context.now());
  const roles = [...new Set(request.needs.map((need) => need.split(':')[0]!))];
  const approvals = decisions.filter(({ decision }) => decision === 'approve');
  const voices = roles.flatMap((role) => {
    const free = (people: readonly string[]): boolean =>
      !approvals.some((one) => one.role !== role && (people.includes(one.by) || people.includes(voiceOf(one))));
    const own = actor.roles.includes(role) && !approvals.some((one) => one.role === role && voiceOf(one) === actor.id);
    const places = lent.filter(
      ({ person, role: of }) =>
        of === role &&
        !owners.includes(person) &&
        free([actor.id, person]) &&
        // Once counts, whoever of the two it was; and nobody is overruled by their delegate.
        !approvals.some((one) => one.role === role && (one.by === actor.id || voiceOf(one) === person)) &&
        !decisions.some(({ by }) => by === person),
    );
    return [
      ...(own && free([actor.id]) ? [{ role, onBehalfOf: null }] : []),
      ...places.map(({ person }) => ({ role, onBehalfOf: person })),
    ];
  });
  // One's own word first: nobody speaks for another by pressing a key.
  return voices.sort((a, b) => Number(a.onBehalfOf !== null) - Number(b.onBehalfOf !== null));
}

/** The earlier version that a request about a version is compared with. */
function comparable(workspace: Workspace, request: RowOf<typeof ApprovalRequest>): ApprovalRequestView['since'] {
  const { version } = request;
  if (version === null) return null;
  const earlier = workspace.reader
    .where(ApprovalRequest, { subject: request.subject, command: request.command })
    .flatMap((one) => {
      if (one.version === null || one.version >= version) return [];
      const decisions = decisionsOn(workspace.reader, one);
      const { state } = approvalState(one.needs, one.requester, decisions);
      return [{ request: one.id, version: one.version, state, decided: decisions.length > 0 }];
    });
  const found = lastDecided(earlier);
  return found && { request: found.request, version: found.version, state: found.state };
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
  const rows = workspace.reader
    .where(ApprovalRequest, closed ? {} : { closed: false })
    .filter((row) => mayBeShown(session, row));
  const views = rows.map((row) => requestView(session, row));
  if (show === 'all') return views;
  if (show === 'asked') return views.filter(({ requester }) => requester === actor);
  return views.filter(
    ({ mine, missing, state }) =>
      // A returned request is back with whoever asked.
      state === 'waiting' && mine.some((role) => missing.some((need) => need.split(':')[0] === role)),
  );
}

/** Whether the session belongs to those whom a request is shown to. */
export function mayBeShown(session: Session, { circle }: Pick<RowOf<typeof ApprovalRequest>, 'circle'>): boolean {
  return circle === null || readableFor(session).has(circle);
}

export function getRequest(session: Session, id: string): ApprovalRequestView {
  const row = session.desk.workspace().reader.get(ApprovalRequest, id);
  if (!row || !mayBeShown(session, row))
    throw new ProofdeskError({ code: 'not-found', message: 'There is no such request.' });
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
