import { serverOf } from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Person } from '../../src-shared/workspace';
import { NOTES } from './notes';

/** The one person who acts and reads on this device, in a workspace with a server; null where everybody of the workspace may. */
export function ownPerson(workspace: Workspace): string | null {
  const person = workspace.journal.state(NOTES.person);
  return person !== null && serverOf(workspace) !== null ? person : null;
}

/**
 * Throws `forbidden` where somebody else than the signed-in account's person would act or read: what is on this device was cut to what that
 * person may read, and receipts are theirs.
 */
export function requireOwnPerson(workspace: Workspace, person: string): void {
  const own = ownPerson(workspace);
  if (own === null || own === person) return;
  const name = workspace.reader.get(Person, own)?.name ?? 'the person who joined here';
  throw new ProofdeskError({
    code: 'forbidden',
    message: `On this device only ${name} acts in this workspace: it has a server, and what is here is what they may read.`,
    hint: 'Others join it with an invitation, on a device of their own.',
    details: { person: own },
  });
}

/**
 * Throws `forbidden` once the server said that whoever works here is not in the workspace any more: what is on this device is not theirs to
 * read then. It stays until they took off what was never sent, or are in again.
 */
export function requireStillIn(workspace: Workspace): void {
  const noted = workspace.journal.state(NOTES.removed);
  if (noted === null) return;
  throw new ProofdeskError({
    code: 'forbidden',
    message: 'You are not in this workspace any more, so nothing of it is shown on this device.',
    hint: 'Take it off this device; what was never sent can be kept in a file (proofdesk sync leave --unsent-to FILE). If it is a mistake, ask an admin for an invitation and synchronise again.',
    details: { membership: 'ended' },
  });
}
