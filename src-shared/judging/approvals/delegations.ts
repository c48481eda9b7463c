import { ApprovalDelegation, type DelegationParty, delegationState, mayHold } from '../../approvals';
import type { RowOf } from '../../kernel/entity';
import type { Rows } from '../../kernel/reading';
import { Person } from '../../workspace';
import { readersOf, repsSeeCost } from '../readers';

type Reading = Pick<Rows, 'get' | 'where'>;

/** An admin's word is not lent out. */
export const lendable = (role: string): boolean => role !== 'admin';

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
