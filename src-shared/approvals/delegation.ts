/** A delegation, as the rules need it; times in milliseconds since 1970. */
export interface DelegationFact {
  person: string;
  delegate: string;
  role: string;
  from: number;
  until: number;
  endedAt: number | null;
}

/** `ahead`: not begun; `standing`: the delegate decides now; `over`: its time has passed, or it was ended. */
export type DelegationState = 'ahead' | 'standing' | 'over';

/** Where a delegation stands at a time: from `from` on and before `until`, unless it was ended. */
export function delegationState(
  { from, until, endedAt }: Pick<DelegationFact, 'from' | 'until' | 'endedAt'>,
  now: number,
): DelegationState {
  if (endedAt !== null || now >= until) return 'over';
  return now < from ? 'ahead' : 'standing';
}

/** What is known of a person when a delegation is judged. */
export interface DelegationParty {
  active: boolean;
  roles: readonly string[];
  /** Groups of readers that the roles open. */
  readers: readonly string[];
}

/**
 * Whether somebody can hold a role's decisions in another's place: both are here, the other has the role (nobody passes on what they were
 * only lent), and the delegate reads all that the role reads, since nobody can sign what they may not see.
 */
export function mayHold(
  role: string,
  roleReaders: readonly string[],
  person: DelegationParty,
  delegate: DelegationParty,
): boolean {
  return (
    person.active &&
    delegate.active &&
    person.roles.includes(role) &&
    roleReaders.every((one) => delegate.readers.includes(one))
  );
}
