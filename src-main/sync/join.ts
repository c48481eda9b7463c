import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { joinWorkspace, noteJoining, removeFromDisk, setSyncState } from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { SyncTask } from '../../src-shared/sync/contract';
import type { Membership } from '../../src-shared/sync/server-contract';
import type { Desk } from '../desk';
import type { Session } from '../session';
import { aloneAtJoining, begunJoining, forgetBegun, noteBegun, removePart } from './broken-off';
import { registerOwnChains } from './chains';
import type { ServerConnection } from './connection';
import { fetchWorkspace } from './fetch-workspace';
import { isBarelyBegun, lies, workspaceIn } from './here';
import { NOTES } from './notes';
import { plainAddress, serverAt } from './server-address';
import { requireSignIn } from './sign-in';
import type { TaskNews } from './tasks';

export interface Joining {
  address: string;
  code?: string | undefined;
  workspace?: string | undefined;
  folder?: string | undefined;
}

/** The workspaces of a server that the signed-in account is in, and where each lies on this device. */
export async function workspacesAt(
  desk: Desk,
  address: string,
): Promise<{ workspace: string; name: string | null; person: string; folder: string | null }[]> {
  const connection = desk.sync.connection(serverAt(address));
  requireSignIn(connection);
  const mine = await connection.api.workspaces.mine();
  return mine.map(({ workspace, name, person }) => ({ workspace, name, person, folder: lies(desk, workspace) }));
}

/**
 * Fetches a workspace to this device, by the code of an invitation or one that the account is in already, and opens it. One that is here already
 * is opened where it lies; one that is here alone, without this server, is never replaced. When it fails or is called off, nothing of it stays
 * on this device; the place in the workspace does, once a code was taken.
 */
export function join(session: Session, joining: Joining): SyncTask {
  const { desk } = session;
  const address = serverAt(joining.address);
  const connection = desk.sync.connection(address);
  requireSignIn(connection);
  const named = joining.folder === undefined ? null : requireFree(desk, resolve(joining.folder));
  return desk.sync.tasks.start('join', 'Asking the server for the workspace', async (say, signal) => {
    const membership = await membershipFor(connection, joining, signal);
    const { workspace, person } = membership;
    const folder = await aloneAtJoining(desk, workspace, async () => {
      const here = await bringHere({ desk, connection, membership, named, say, signal });
      desk.open(here);
      // Only now it is known where it lies: until then it would be fetched a second time.
      forgetBegun(desk, workspace);
      return here;
    });
    session.actAs(person);
    desk.rememberActor(person);
    desk.changed(['seat']);
    say({ stage: 'Joined', joined: { folder, workspace, person } });
  });
}

async function membershipFor(
  connection: ServerConnection,
  { code, workspace }: Joining,
  signal: AbortSignal,
): Promise<Membership> {
  if (code !== undefined) {
    return connection.api.invitations.accept({ code: code.trim() }, { signal }).catch((thrown) => {
      throw unknownCode(thrown);
    });
  }
  const mine = await connection.api.workspaces.mine(undefined, { signal });
  const found =
    workspace === undefined
      ? mine.length === 1
        ? mine[0]
        : undefined
      : mine.find((one) => one.workspace === workspace);
  if (found) return found;
  throw new ProofdeskError({
    code: workspace === undefined ? 'bad-input' : 'not-found',
    message:
      mine.length === 0
        ? 'Your account is in no workspace of this server yet.'
        : workspace === undefined
          ? 'Your account is in several workspaces of this server.'
          : 'Your account is not in this workspace.',
    where: { field: 'workspace' },
    hint:
      mine.length === 0
        ? 'Ask an admin of a workspace for an invitation, and join with its code.'
        : `Say which (--id): ${mine.map((one) => `${one.name ?? 'one without a name yet'} (${one.workspace})`).join(', ')}.`,
  });
}

/** The folder in which the workspace can be worked in. */
async function bringHere(place: {
  desk: Desk;
  connection: ServerConnection;
  membership: Membership;
  named: string | null;
  say(news: TaskNews): void;
  signal: AbortSignal;
}): Promise<string> {
  const { desk, connection, membership, named, say, signal } = place;
  const present = lies(desk, membership.workspace);
  if (present !== null) {
    requireSameServer(present, connection.address);
    return present;
  }
  if (!membership.appointed) {
    throw new ProofdeskError({
      code: 'unavailable',
      message: 'This workspace is still being uploaded from the device on which it was begun.',
      hint: 'Join it when that is through.',
    });
  }
  const begun = begunJoining(desk, membership.workspace)?.folder;
  // A joining that the process did not survive is gone on with, in the same folder.
  const folder =
    named ?? (begun && canGoOnIn(begun, membership.workspace) ? begun : desk.folderFor(membership.name ?? 'workspace'));
  if (begun && begun !== folder) removePart(begun, membership.workspace);
  noteBegun(desk, membership.workspace, { folder, address: connection.address, name: membership.name });
  let workspace: Workspace | null = null;
  try {
    workspace = desk.openForJoining(folder);
    await fill(workspace, { ...place, say, signal });
    workspace.close();
  } catch (thrown) {
    workspace?.close();
    removeFromDisk(folder);
    forgetBegun(desk, membership.workspace);
    throw thrown;
  }
  return folder;
}

async function fill(
  workspace: Workspace,
  place: {
    connection: ServerConnection;
    membership: Membership;
    say(news: TaskNews): void;
    signal: AbortSignal;
  },
): Promise<void> {
  const { connection, membership, say, signal } = place;
  const { person, server } = membership;
  workspace.connection
    .transaction(() => {
      if (workspace.isEmpty) joinWorkspace(workspace, membership.workspace, { address: connection.address, ...server });
      noteJoining(workspace, true);
      setSyncState(workspace, NOTES.person, person);
      setSyncState(workspace, NOTES.account, connection.signIn?.account ?? null);
    })
    .immediate();
  await fetchWorkspace(workspace, connection, { say, signal });
  signal.throwIfAborted();
  say({ stage: 'Registering this device', done: 0, total: null });
  // The person's chain begins here, so that the server knows this device from its first receipt on.
  workspace.committing(person, () => {});
  await registerOwnChains(workspace, connection, person);
  setSyncState(workspace, NOTES.contact, String(workspace.context.now()));
  signal.throwIfAborted();
  noteJoining(workspace, false);
}

/** Whether what lies in a folder is what a joining of this workspace left that was broken off. */
const canGoOnIn = (folder: string, workspace: string): boolean =>
  workspaceIn(folder)?.id === workspace || !existsSync(folder) || isBarelyBegun(folder);

function requireFree(desk: Desk, folder: string): string {
  // What the process did not survive is gone on with where it was begun.
  const here = workspaceIn(folder);
  if (here ? begunJoining(desk, here.id)?.folder === folder : isBarelyBegun(folder)) return folder;
  if (!existsSync(folder) || readdirSync(folder).length === 0) return folder;
  throw new ProofdeskError({
    code: 'bad-input',
    message: 'There is something in this folder already.',
    where: { file: folder },
    hint: 'Join in an empty folder, or leave the choice to Proofdesk.',
  });
}

function requireSameServer(folder: string, address: string): void {
  const server = workspaceIn(folder)?.server ?? null;
  if (server && plainAddress(server) === address) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: server
      ? `This workspace is on this device already, with another server: ${server}.`
      : 'This workspace is on this device already, without this server.',
    where: { file: folder },
    hint: server
      ? 'Open it, and leave it first if it is to come from the other server.'
      : 'It is not replaced: open it and upload it, or move its folder away first.',
  });
}

function unknownCode(thrown: unknown): unknown {
  if (!(thrown instanceof ProofdeskError) || thrown.code !== 'not-found') return thrown;
  return new ProofdeskError(
    {
      code: 'not-found',
      message: 'No open invitation has this code: it was used, withdrawn, mistyped, or is too old.',
      where: { field: 'code' },
      hint: 'If you have joined with it before, choose the workspace from the list of yours. Otherwise ask for a new invitation.',
    },
    { cause: thrown },
  );
}
