import { beginUpload, serverOf, setSyncState } from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { appointServer, ServerAppointment } from '../../src-shared/sync/appointment';
import type { SyncTask } from '../../src-shared/sync/contract';
import { Person } from '../../src-shared/workspace';
import type { Session } from '../session';
import { ownChainClaim, registerOwnChains } from './chains';
import type { ServerConnection } from './connection';
import { NOTES, type Uploading, uploadBegun } from './notes';
import { pushEverything } from './round';
import { plainAddress, serverAt } from './server-address';
import { requireSignIn } from './sign-in';
import type { TaskNews } from './tasks';

/**
 * Gives the open workspace, which is on this device alone, to a server that one is signed in at: it is registered there, an admin appoints the
 * server, and everything is sent in its local order. May be ended or killed at any point: called again, it goes on where it was. From then on
 * whoever uploaded it acts here; the others join on devices of their own.
 */
export function upload(session: Session, given: string): SyncTask {
  const { desk } = session;
  const address = serverAt(given);
  const workspace = desk.workspace();
  const person = desk.actor(session);
  const connection = desk.sync.connection(address);
  const { account } = requireSignIn(connection);
  requireUploadable(workspace, person, address);
  requireSameUploader(workspace, person, account);
  return desk.sync.tasks.start('upload', 'Registering the workspace at the server', async (say, signal) => {
    const stillOpen = (): void => {
      signal.throwIfAborted();
      if (desk.openWorkspace() === workspace) return;
      throw new ProofdeskError({
        code: 'cancelled',
        message: 'The workspace was closed while it was uploaded.',
        hint: 'Open it and upload it again: it goes on where it was.',
      });
    };
    await register({ workspace, person, account, connection, stillOpen, signal });
    say({ stage: 'Appointing the server' });
    appoint(session, workspace, person, account);
    await sendAll({ workspace, connection, say, signal });
    stillOpen();
    say({ stage: 'Uploaded' });
    desk.sync.wake();
    desk.changed([ServerAppointment.name]);
  });
}

/** Why a workspace cannot be given to a server: it has one, or its policies or this device's key do not let the person do it. */
function requireUploadable(workspace: Workspace, person: string, address: string): void {
  const server = serverOf(workspace);
  if (server && plainAddress(server.address) !== address) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `This workspace has a server already: ${server.address}.`,
      where: { field: 'address' },
      hint: 'A workspace keeps its server.',
    });
  }
  if (!isAppointed(workspace) && !workspace.mayRun(person, appointServer.name)) {
    throw new ProofdeskError({
      code: 'forbidden',
      message: 'The policies of this workspace let nobody appoint a server: they are older than that.',
      hint: 'Install the policy that this release brings: proofdesk policy take admin-appoints-the-server, or Settings, Policies.',
    });
  }
  // Opens the person's chain where this device has none yet: the server is shown its key.
  workspace.committing(person, () => {});
  const held = workspace.device.activeKey(workspace.id, person);
  const chain = held && workspace.chains().get(held.chain);
  if (chain && chain.standing !== 'unannounced' && chain.revokedAfter === null) return;
  throw new ProofdeskError({
    code: 'forbidden',
    message: 'The key of this device is not one that this workspace trusts, so it cannot appoint a server.',
    hint: 'Upload it from the device on which the workspace was begun.',
  });
}

/** An upload that was broken off is gone on with by whom it was begun: the server knows them as its founder. */
function requireSameUploader(workspace: Workspace, person: string, account: string): void {
  const begun = uploadBegun(workspace);
  if (!begun || (begun.person === person && begun.account === account)) return;
  const name = workspace.reader.get(Person, begun.person)?.name ?? 'somebody else';
  throw new ProofdeskError({
    code: 'forbidden',
    message:
      begun.person === person
        ? 'The upload of this workspace was begun with another account.'
        : `The upload of this workspace was begun as ${name}.`,
    hint:
      begun.person === person
        ? 'Sign in at the server with that account and upload it again: it goes on where it was.'
        : `Act as ${name} and upload it again: it goes on where it was.`,
  });
}

const isAppointed = (workspace: Workspace): boolean => workspace.reader.where(ServerAppointment, {}).length > 0;

async function register(place: {
  workspace: Workspace;
  person: string;
  account: string;
  connection: ServerConnection;
  stillOpen(): void;
  signal: AbortSignal;
}): Promise<void> {
  const { workspace, person, account, connection, stillOpen, signal } = place;
  if (serverOf(workspace) && isAppointed(workspace)) return;
  const claim = ownChainClaim(workspace, person, account)!;
  const answer = await connection.api.workspaces
    .register({ workspace: workspace.id, person, ...claim }, { signal })
    .catch((thrown) => {
      throw foreign(thrown);
    });
  stillOpen();
  workspace.connection
    .transaction(() => {
      beginUpload(workspace, connection.address, answer.opening);
      setSyncState(workspace, NOTES.uploading, JSON.stringify({ person, account } satisfies Uploading));
    })
    .immediate();
}

/** An admin's word that the server decides from now on, and whom its account is here. */
function appoint(session: Session, workspace: Workspace, person: string, account: string): void {
  if (!isAppointed(workspace)) {
    session.desk.run({ ...session, actor: person }, appointServer, { input: serverOf(workspace) });
  }
  workspace.connection
    .transaction(() => {
      setSyncState(workspace, NOTES.person, person);
      setSyncState(workspace, NOTES.account, account);
      setSyncState(workspace, NOTES.uploading, null);
    })
    .immediate();
}

async function sendAll(place: {
  workspace: Workspace;
  connection: ServerConnection;
  say(news: TaskNews): void;
  signal: AbortSignal;
}): Promise<void> {
  const { workspace, connection, say, signal } = place;
  await pushEverything(workspace, connection, { say, signal });
  await registerOwnChains(workspace, connection, workspace.journal.state(NOTES.person)!);
  setSyncState(workspace, NOTES.contact, String(workspace.context.now()));
}

/** Somebody else has this workspace on the server: it was uploaded from a copy, or by another account. */
function foreign(thrown: unknown): unknown {
  if (!(thrown instanceof ProofdeskError) || thrown.code !== 'forbidden' || thrown.details?.['signIn']) return thrown;
  return new ProofdeskError(
    {
      code: 'forbidden',
      message: 'This workspace is on the server already, uploaded by another account or person.',
      hint: 'Sign in as who uploaded it, or ask for an invitation and join it in a folder of its own.',
      details: thrown.details,
    },
    { cause: thrown },
  );
}
