import { resolve } from 'node:path';
import { serverOf, takeOffDevice, unsentCount } from '../../src-core/sync';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';
import { NOTES } from './notes';
import { writeUnsent } from './unsent-file';

/** What was committed a moment ago is sent before it counts as unsent, if the server answers within this time, in milliseconds. */
const TIME_TO_SEND = 10_000;

export interface Leaving {
  unsentTo: string | null;
  discardUnsent: boolean;
  everywhere: boolean;
}

/**
 * Takes the open workspace, which has a server, off this device for good: store, files, backups, keys. What was never sent goes into a file
 * first, if one is named. `everywhere` ends the account's place in it as well. Nothing is taken before all of that worked; once it is begun, it
 * is finished, by the next start where this process ends.
 */
export async function leaveWorkspace(
  session: Session,
  { unsentTo, discardUnsent, everywhere }: Leaving,
): Promise<{ unsent: number; file: string | null }> {
  const { desk } = session;
  const workspace = desk.workspace();
  const { id, folder } = workspace;
  const server = serverOf(workspace);
  if (!server) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'This workspace is on this device alone: leaving would lose it.',
      hint: 'Keep a full export of it (proofdesk workspace export) and remove its folder yourself, if it is to go.',
    });
  }
  const removed = workspace.journal.state(NOTES.removed) !== null;
  if (!removed && !discardUnsent && unsentCount(workspace) > 0) {
    // Best done by itself; where it cannot be, the person is asked.
    await desk.sync.round(AbortSignal.timeout(TIME_TO_SEND)).catch(() => {});
  }
  const unsent = unsentCount(workspace);
  if (unsent > 0 && unsentTo === null && !discardUnsent) {
    throw new ProofdeskError({
      code: 'stale',
      message: `${unsent === 1 ? 'One receipt was' : `${unsent} receipts were`} never sent and would be lost.`,
      hint: 'Name a file for them (--unsent-to FILE), or let them go (--discard-unsent).',
      details: { unsent },
    });
  }
  const written = unsent > 0 && unsentTo !== null ? writeUnsent(workspace, resolve(unsentTo)) : null;
  try {
    if (everywhere && !removed) await leaveAtServer(session, server.address, id);
  } catch (thrown) {
    // Nothing was left: the file would only be in the way of the next attempt.
    written?.takeBack();
    throw thrown;
  }
  await desk.sync.end();
  desk.closeWorkspace();
  session.actAs(null);
  takeOffDevice(desk.device, id, folder, desk.context.now());
  return { unsent, file: written?.file ?? null };
}

async function leaveAtServer(session: Session, address: string, workspace: string): Promise<void> {
  try {
    await session.desk.sync.connection(address).api.members.leave({ workspace });
  } catch (thrown) {
    // Whoever is out already, by an admin or an answer that got lost, has left.
    if (thrown instanceof ProofdeskError && thrown.details?.['membership'] === 'ended') return;
    throw thrown;
  }
}
