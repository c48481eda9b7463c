import { isAbsolute } from 'node:path';
import { implement } from '@orpc/server';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { syncContract } from '../../src-shared/sync/contract';
import type { Session } from '../session';
import { brokenOffJoinings, removeBrokenOff } from './broken-off';
import { engineProcedures } from './engine-router';
import { join, workspacesAt } from './join';
import { leaveWorkspace } from './leave';
import { devices, invite, members, removeMember, revokeDevice, withdrawInvitation } from './people';
import { signedInServers, signIn, signOut } from './sign-in';
import { upload } from './upload';

/** Whoever asks may be in another folder than this process: a file is where it is said to be, or nowhere. Throws `bad-input`. */
function requireWholePath(file: string): void {
  if (isAbsolute(file)) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `“${file}” does not say in which folder.`,
    where: { field: 'unsentTo' },
    hint: 'Write the whole path of the file, from the root of the disk.',
  });
}

const os = implement(syncContract).$context<Session>();

/** What a device does with its server. */
export const syncRouter = os.router({
  ...engineProcedures,
  signIn: os.signIn.handler(({ context, input }) => signIn(context.desk, input.address)),
  signedIn: os.signedIn.handler(({ context }) => signedInServers(context.desk)),
  signOut: os.signOut.handler(({ context, input }) => signOut(context.desk, input.address)),
  task: os.task.handler(({ context, input }) => context.desk.sync.tasks.state(input.id, input.wait)),
  cancelTask: os.cancelTask.handler(({ context, input }) => context.desk.sync.tasks.cancel(input.id)),
  upload: os.upload.handler(({ context, input }) => upload(context, input.address)),
  workspaces: os.workspaces.handler(({ context, input }) => workspacesAt(context.desk, input.address)),
  join: os.join.handler(({ context, input }) => join(context, input)),
  brokenOff: os.brokenOff.handler(({ context }) => brokenOffJoinings(context.desk)),
  removeBrokenOff: os.removeBrokenOff.handler(({ context, input }) => removeBrokenOff(context.desk, input.workspace)),
  leave: os.leave.handler(({ context, input }) => {
    if (input.unsentTo !== null) requireWholePath(input.unsentTo);
    return leaveWorkspace(context, input);
  }),
  members: os.members.handler(({ context }) => members(context)),
  invite: os.invite.handler(({ context, input }) => invite(context, input)),
  withdrawInvitation: os.withdrawInvitation.handler(({ context, input }) => withdrawInvitation(context, input.id)),
  removeMember: os.removeMember.handler(({ context, input }) => removeMember(context, input.person)),
  devices: os.devices.handler(({ context }) => devices(context)),
  revokeDevice: os.revokeDevice.handler(({ context, input }) => revokeDevice(context, input.chain)),
});
