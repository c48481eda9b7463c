import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { writingProblem } from '../../src-core/files/named-file';
import { removeFromDisk, serverOf, unsentCount, unsentLines } from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';
import { NOTES } from './notes';

/** What was committed a moment ago is sent before it counts as unsent, if the server answers within this time, in milliseconds. */
const TIME_TO_SEND = 10_000;

export interface Leaving {
  unsentTo: string | null;
  discardUnsent: boolean;
  everywhere: boolean;
}

/**
 * Takes the open workspace, which has a server, off this device for good: store, files, backups, keys. What was never sent goes into a file
 * first, if one is named. `everywhere` ends the account's place in it as well. Nothing is taken before all of that worked.
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
  const file = unsent > 0 && unsentTo !== null ? writeUnsent(workspace, resolve(unsentTo)) : null;
  try {
    if (everywhere && !removed) await leaveAtServer(session, server.address, id);
  } catch (thrown) {
    // Nothing was left: the file would only be in the way of the next attempt.
    if (file !== null) rmSync(file, { force: true });
    throw thrown;
  }
  await desk.sync.end();
  desk.closeWorkspace();
  session.actAs(null);
  removeFromDisk(folder);
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
  desk.device.forgetWorkspace(folder);
  desk.device.forgetKeys(id);
  return { unsent, file };
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

/** Writes the receipts that were never decided, as a file that an import takes. It must not be there yet, nor lie in what goes. */
function writeUnsent(workspace: Workspace, file: string): string {
  if (!relative(workspace.folder, file).startsWith('..')) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'The file for what was never sent lies in the folder that goes.',
      where: { file },
      hint: 'Name one outside of it.',
    });
  }
  let handle: number;
  try {
    handle = openSync(file, 'wx', 0o600);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw writingProblem(cause, file);
    throw new ProofdeskError({
      code: 'bad-input',
      message: `There is a file “${file}” already.`,
      where: { file },
      hint: `Name one that is not there yet, in ${dirname(file)} or elsewhere.`,
    });
  }
  try {
    for (const line of unsentLines(workspace)) writeSync(handle, line);
    fsyncSync(handle);
  } catch (cause) {
    closeSync(handle);
    rmSync(file, { force: true });
    throw writingProblem(cause, file);
  }
  closeSync(handle);
  return file;
}
