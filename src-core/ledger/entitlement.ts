import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { ReceiptHeader, ReceiptPart } from '../../src-shared/kernel/receipt';
import { entitlementFaults } from '../../src-shared/receipts/entitlement';
import { SERVER_ACTOR } from '../../src-shared/sync/protocol';
import { Person } from '../../src-shared/workspace/schema';
import type { Workspace } from '../workspace/workspace';
import { fieldHistory } from './history';
import type { StoredReceipt } from './journal';

/**
 * Why a receipt from elsewhere may not decide on keys as it does; null where it may. Announcements and revocations count only from somebody
 * who was an admin when they were made, or from a server that one had appointed, and nothing else may carry them. A signature alone says
 * only who it was. `earlier` tells which receipts say what roles the signer had: those earlier by their clock, or those that a server put
 * before this one.
 */
export function entitlementFault(
  workspace: Workspace,
  header: ReceiptHeader,
  parts: readonly Pick<ReceiptPart, 'changes'>[],
  earlier: (receipt: StoredReceipt) => boolean,
): string | null {
  const server = header.actor === SERVER_ACTOR;
  const faults = entitlementFaults({
    command: header.command.name,
    changes: parts.flatMap(({ changes }) => changes),
    roles: () => rolesOf(workspace, header.actor, earlier),
    server,
    begun: header.command.name === 'workspace.create' && hasBegun(workspace),
  });
  if (faults.length > 0) return faults.join('; ');
  if (!server || header.command.name === 'chain.open') return null;
  return workspace.chains().get(header.chain)?.appointed ? null : 'no admin has appointed this server';
}

/** The same for a receipt that came in a file: throws `forbidden`. */
export function requireEntitled(
  workspace: Workspace,
  header: ReceiptHeader,
  parts: readonly Pick<ReceiptPart, 'changes'>[],
  refuse: (why: string) => ProofdeskError,
): void {
  const fault = entitlementFault(workspace, header, parts, ({ at }) => at <= header.at);
  if (fault === null) return;
  throw new ProofdeskError({ ...refuse(fault).toRecord(), code: 'forbidden', details: { kind: 'not-entitled' } });
}

/** Whether a workspace has its first receipt. A server's chain may stand before it. */
function hasBegun({ runner }: Workspace): boolean {
  return runner.statement("SELECT 1 FROM receipts WHERE command <> 'chain.open' LIMIT 1").get() !== undefined;
}

/** A person's roles as the earlier ones of the receipts that are here tell them. */
function rolesOf(
  workspace: Workspace,
  person: string,
  earlier: (receipt: StoredReceipt) => boolean,
): ReadonlySet<string> {
  const writes = (field: 'roles' | 'archived') =>
    fieldHistory(workspace.journal, Person, person, field, () => true)
      .filter(({ receipt }) => earlier(receipt))
      .sort((a, b) => (clockOf(a.receipt) < clockOf(b.receipt) ? -1 : 1))
      .map(({ value }) => value);
  const [base] = workspace.journal.base() === null ? [] : workspace.journal.leaves(Person.name, person);
  if ((writes('archived').at(-1) ?? base?.archived) === true) return new Set();
  const roles = new Set<string>((base?.fields['roles'] as string[] | undefined) ?? []);
  for (const value of writes('roles') as (string[] | { add?: string[]; remove?: string[] })[]) {
    const { add = [], remove = [] } = Array.isArray(value) ? { add: value } : value;
    for (const role of remove) roles.delete(role);
    for (const role of add) roles.add(role);
  }
  return roles;
}

const clockOf = ({ merge_clock, at }: StoredReceipt): string => merge_clock ?? at;
