import type { PlanState } from '../../src-core/commands/implementation';
import { readersOf } from '../../src-core/workspace/readable';
import {
  ApprovalDelegation,
  type DelegationParty,
  type DelegationView,
  delegationState,
  mayHold,
} from '../../src-shared/approvals';
import type { RowOf } from '../../src-shared/kernel/entity';
import { Person } from '../../src-shared/workspace';
import type { Session } from '../session';
import { listPeople, personName, repsSeeCost } from '../workspace';

type Reading = Pick<PlanState, 'get' | 'where'>;

/** An admin's word is not lent out. */
const lendable = (role: string): boolean => role !== 'admin';

function partyOf(state: Reading, id: string, options: { repsSeeCost: boolean }): DelegationParty {
  const row = state.get(Person, id);
  return {
    active: row !== undefined && !row.archived,
    roles: row?.roles ?? [],
    readers: readersOf(row?.roles ?? [], options),
  };
}

/** Whether a person can decide for a role in another's place: both are here, one has the role, the other sees all that it sees. */
export function canDelegate(state: Reading, person: string, delegate: string, role: string): boolean {
  const options = { repsSeeCost: repsSeeCost(state) };
  if (person === delegate || !lendable(role)) return false;
  const roleReaders = readersOf([role], options);
  return mayHold(role, roleReaders, partyOf(state, person, options), partyOf(state, delegate, options));
}

/** Delegations by which a person decides in others' places now, for a role where one is said. */
export function standingFor(
  state: Reading,
  delegate: string,
  now: number,
  role?: string,
): RowOf<typeof ApprovalDelegation>[] {
  return state
    .where(ApprovalDelegation, { delegate, ...(role !== undefined && { role }) })
    .filter((row) => delegationState(row, now) === 'standing' && canDelegate(state, row.person, delegate, row.role));
}

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
