import { ApprovalDelegation, type DelegationView, delegationState } from '../../src-shared/approvals';
import { canDelegate, lendable, standingFor } from '../../src-shared/judging/approvals/delegations';
import type { Session } from '../session';
import { listPeople, personName } from '../workspace';

/** Who decides in whose place, those that end first at the top. */
export function listDelegations(session: Session, over: boolean): DelegationView[] {
  const workspace = session.desk.workspace();
  const actor = session.desk.actor(session);
  const now = session.desk.context.now();
  return workspace.reader
    .where(ApprovalDelegation, {})
    .map(
      (row): DelegationView => ({
        id: row.id,
        person: row.person,
        personName: personName(workspace, row.person),
        delegate: row.delegate,
        delegateName: personName(workspace, row.delegate),
        role: row.role,
        from: row.from,
        until: row.endedAt ?? row.until,
        state: delegationState(row, now),
        lapsed: !canDelegate(workspace.reader, row.person, row.delegate, row.role),
        mine: row.person === actor || row.delegate === actor,
      }),
    )
    .filter(({ state }) => over || state !== 'over')
    .sort((a, b) => a.until - b.until);
}

/** The people to whom the acting person can delegate each of their roles. */
export function possibleDelegates(session: Session): { role: string; people: { id: string; name: string | null }[] }[] {
  const workspace = session.desk.workspace();
  const actor = workspace.actor(session.desk.actor(session));
  const people = listPeople(workspace).filter(({ archived }) => !archived);
  return actor.roles
    .filter(lendable)
    .map((role) => ({
      role,
      people: people
        .filter(({ id }) => canDelegate(workspace.reader, actor.id, id, role))
        .map(({ id, name }) => ({ id, name })),
    }))
    .filter((one) => one.people.length > 0);
}

export { canDelegate, standingFor };
