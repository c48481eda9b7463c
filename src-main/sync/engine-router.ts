import { implement } from '@orpc/server';
import { syncContract } from '../../src-shared/sync/contract';
import type { Session } from '../session';
import { discardEntry, resendRefused, syncInbox } from './inbox';
import { pinDeal, pinnedFiles } from './pins';

const os = implement(syncContract).$context<Session>();

/** How the open workspace stands with its server, what somebody has to look at, and what is kept here for times without a network. */
export const engineProcedures = {
  status: os.status.handler(({ context }) => context.desk.sync.status()),
  now: os.now.handler(async ({ context, signal }) => {
    await context.desk.sync.round(signal);
    return context.desk.sync.status();
  }),
  inbox: os.inbox.handler(({ context }) => syncInbox(context)),
  resend: os.resend.handler(({ context, input }) => resendRefused(context, input)),
  discard: os.discard.handler(({ context, input }) => discardEntry(context, input.id)),
  pin: os.pin.handler(({ context, input: { deal, pinned } }) => {
    pinDeal(context.desk.workspace(), deal, pinned);
    // Its files are fetched in the next round.
    context.desk.sync.fetchSoon();
    return { deal, pinned };
  }),
  pinned: os.pinned.handler(({ context, input }) => pinnedFiles(context.desk.workspace(), input.deal)),
};
