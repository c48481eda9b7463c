import { implement } from '@orpc/server';
import {
  ApprovalRequest,
  approvalsContract,
  decideApproval,
  delegateApproval,
  endDelegation,
  withdrawApproval,
} from '../../src-shared/approvals';
import { running } from '../desk';
import type { Session } from '../session';
import { listDelegations, possibleDelegates } from './delegations';
import { getRequest, inbox, mayBeShown, requestView } from './queries';

const os = implement(approvalsContract).$context<Session>();

export const approvalsRouter = os.router({
  inbox: os.inbox.handler(({ context, input }) => inbox(context, input.show, input.closed)),
  get: os.get.handler(({ context, input }) => getRequest(context, input.id)),
  of: os.of.handler(({ context, input }) =>
    context.desk
      .workspace()
      .reader.where(ApprovalRequest, { subject: input.subject })
      .filter((row) => row.entity === input.entity && mayBeShown(context, row))
      .map((row) => requestView(context, row)),
  ),
  decide: os.decide.handler(running(decideApproval)),
  withdraw: os.withdraw.handler(running(withdrawApproval)),
  delegations: os.delegations.handler(({ context, input }) => listDelegations(context, input.over)),
  delegates: os.delegates.handler(({ context }) => possibleDelegates(context)),
  delegate: os.delegate.handler(running(delegateApproval)),
  endDelegation: os.endDelegation.handler(running(endDelegation)),
  run: os.run.handler(async ({ context, input }) => {
    const outcome = context.desk.runApproved(context, input.request);
    // The approved command may have been an erasure.
    await context.desk.upkeep.forgetErased(context.desk.workspace());
    return outcome;
  }),
});
