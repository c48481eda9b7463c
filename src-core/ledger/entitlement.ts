import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { ReceiptHeader, ReceiptPart } from '../../src-shared/kernel/receipt';
import { Chain, ChainAnnouncement, ChainRevocation, PolicySet } from '../../src-shared/receipts/schema';
import { Person } from '../../src-shared/workspace/schema';
import type { Workspace } from '../workspace/workspace';
import { fieldHistory } from './history';

/** Which commands may write what keys are trusted by, and what decides. */
const WRITERS: Record<string, readonly string[]> = {
  [Chain.name]: ['workspace.create', 'chain.open'],
  [ChainAnnouncement.name]: ['workspace.create', 'chain.announce'],
  [ChainRevocation.name]: ['chain.revoke'],
  [PolicySet.name]: ['workspace.create', 'policy.install'],
};

/** What admins alone do to keys and policies; the gate said so where the receipt was committed, and a forger has no gate. */
const FOR_ADMINS: readonly string[] = ['chain.announce', 'chain.revoke', 'policy.install'];

/**
 * Holds a receipt from elsewhere against who may decide on keys: announcements and revocations count only from somebody who was an admin
 * when they were made, and nothing else may carry them. A signature alone says only who it was. Throws `forbidden`.
 */
export function requireEntitled(
  workspace: Workspace,
  header: ReceiptHeader,
  parts: readonly Pick<ReceiptPart, 'changes'>[],
  refuse: (why: string) => ProofdeskError,
): void {
  const { name } = header.command;
  for (const { entity } of parts.flatMap(({ changes }) => changes)) {
    const writers = WRITERS[entity];
    if (writers && !writers.includes(name)) throw forbidden(refuse(`“${name}” cannot decide on keys or policies`));
  }
  const decides =
    FOR_ADMINS.includes(name) ||
    // Otherwise a forger would make an admin of themselves first.
    (name !== 'workspace.create' && parts.some(({ changes }) => changes.some(givesRoles)));
  if (decides && !rolesAt(workspace, header.actor, header.at).has('admin')) {
    throw forbidden(refuse('only an admin decides on keys, roles and policies, and whoever signed it was none then'));
  }
  if (name === 'workspace.create' && workspace.journal.count() > 0) {
    throw forbidden(refuse('a workspace begins once'));
  }
}

const givesRoles = ({ entity, op, fields }: ReceiptPart['changes'][number]): boolean =>
  entity === Person.name && (op !== 'patch' || 'roles' in fields || 'archived' in fields);

/** A person's roles when the clock stood at `at` (a reading of the hybrid clock), as the receipts that are here tell it. */
function rolesAt(workspace: Workspace, person: string, at: string): ReadonlySet<string> {
  const writes = (field: 'roles' | 'archived') =>
    fieldHistory(workspace.journal, Person, person, field, () => true)
      .filter(({ receipt }) => receipt.at <= at)
      .sort((a, b) => (a.receipt.at < b.receipt.at ? -1 : 1))
      .map(({ value }) => value);
  if (writes('archived').at(-1) === true) return new Set();
  const roles = new Set<string>();
  for (const value of writes('roles') as (string[] | { add?: string[]; remove?: string[] })[]) {
    const { add = [], remove = [] } = Array.isArray(value) ? { add: value } : value;
    for (const role of remove) roles.delete(role);
    for (const role of add) roles.add(role);
  }
  return roles;
}

function forbidden(refusal: ProofdeskError): ProofdeskError {
  return new ProofdeskError({ ...refusal.toRecord(), code: 'forbidden', details: { kind: 'not-entitled' } });
}
