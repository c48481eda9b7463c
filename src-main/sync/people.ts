import { requireServer } from '../../src-core/sync/state';
import type { Workspace } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { SyncDevice, SyncMember } from '../../src-shared/sync/contract';
import { readableFor } from '../desk';
import type { Session } from '../session';
import { listPeople } from '../workspace';
import type { ServerConnection } from './connection';

/** The open workspace with the connection to its server; throws `bad-input` where it has none. */
export function atServer(session: Session): { workspace: Workspace; address: string; connection: ServerConnection } {
  const workspace = session.desk.workspace();
  const { address } = requireServer(workspace);
  return { workspace, address, connection: session.desk.sync.connection(address) };
}

const isAdmin = (session: Session): boolean =>
  session.actor !== null && session.desk.workspace().actor(session.actor).roles.includes('admin');

/** Everybody in the workspace, who has an account at its server, and, for an admin, who is invited. */
export async function members(session: Session): Promise<SyncMember[]> {
  const { workspace, connection } = atServer(session);
  const [bound, invitations] = await Promise.all([
    connection.api.members.list({ workspace: workspace.id }),
    isAdmin(session) ? connection.api.invitations.list({ workspace: workspace.id }) : [],
  ]);
  const now = workspace.context.now();
  const open = invitations.filter((one) => one.accepted === null && one.withdrawn === null && one.expires > now);
  const accounts = new Map(bound.map((one) => [one.person, one]));
  const personal = readableFor(session).has('personal');
  return listPeople(workspace)
    .filter(({ archived, id }) => !archived || accounts.get(id)?.account)
    .map(({ id, name, roles }) => {
      const invited = open.find(({ person }) => person === id);
      return {
        person: id,
        name: (personal ? name : null) ?? id,
        roles: [...roles],
        joined: accounts.get(id)?.joined ?? null,
        invited: invited ? { id: invited.id, expires: invited.expires } : null,
      };
    });
}

/** An invitation for a person of the workspace: its code is told once, and good for one account. */
export async function invite(
  session: Session,
  input: { person: string; days: number },
): Promise<{ id: string; code: string; expires: number; address: string }> {
  const { workspace, address, connection } = atServer(session);
  const person = session.desk.person(input.person);
  const { invitation, code } = await explained(
    connection.api.invitations.create({ workspace: workspace.id, person, days: input.days }),
    'The server does not know this person yet: they are invited once the receipt that added them was sent. Try again in a moment.',
  );
  return { id: invitation.id, code, expires: invitation.expires, address };
}

export async function withdrawInvitation(session: Session, id: string): Promise<{ id: string }> {
  const { workspace, connection } = atServer(session);
  await connection.api.invitations.withdraw({ workspace: workspace.id, id });
  return { id };
}

/** Ends a person's access and devices at the server. They stay among the people, whose receipts name them. */
export async function removeMember(session: Session, text: string): Promise<{ person: string }> {
  const { workspace, connection } = atServer(session);
  const person = session.desk.person(text);
  if (person === session.actor) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'You cannot remove yourself.',
      hint: 'Leave the workspace instead: proofdesk sync leave --everywhere.',
    });
  }
  await connection.api.members.remove({ workspace: workspace.id, person });
  return { person };
}

/** Devices at the server: one's own; an admin sees everybody's. */
export async function devices(session: Session): Promise<SyncDevice[]> {
  const { workspace, connection } = atServer(session);
  const all = await connection.api.devices.list({ workspace: workspace.id });
  return all.map((device) => ({ ...device, here: workspace.device.holds(workspace.id, device.chain) }));
}

/** Ends a device's access: nothing that it commits from now on is taken. */
export async function revokeDevice(session: Session, chain: string): Promise<{ chain: string }> {
  const { workspace, connection } = atServer(session);
  await connection.api.devices.revoke({ workspace: workspace.id, chain });
  return { chain };
}

/** Puts a hint to a `not-found` of the server that says nothing of how to mend it. */
async function explained<T>(asked: Promise<T>, hint: string): Promise<T> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof ProofdeskError && thrown.code === 'not-found' && !thrown.hint)
      throw new ProofdeskError({ ...thrown.toRecord(), hint }, { cause: thrown });
    throw thrown;
  }
}
