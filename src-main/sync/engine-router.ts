import { implement } from '@orpc/server';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { syncContract } from '../../src-shared/sync/contract';
import type { Session } from '../session';

const os = implement(syncContract).$context<Session>();

/** How the open workspace stands with its server, what somebody has to look at, and what is kept here for times without a network. */
export const engineProcedures = {
  status: os.status.handler(({ context }) => context.desk.sync.status()),
  now: os.now.handler(async ({ context, signal }) => {
    await context.desk.sync.round(signal);
    return context.desk.sync.status();
  }),
  inbox: os.inbox.handler(() => notYet()),
  resend: os.resend.handler(() => notYet()),
  discard: os.discard.handler(() => notYet()),
  pin: os.pin.handler(() => notYet()),
  pinned: os.pinned.handler(() => notYet()),
};

function notYet(): never {
  throw new ProofdeskError({ code: 'unavailable', message: 'This needs the engine of the workspace’s sync.' });
}
