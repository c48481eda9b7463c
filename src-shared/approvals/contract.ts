import { z } from 'zod';
import { changeViewSchema, commandProcedure, declareCommand, outcomeSchema } from '../kernel/command';
import { procedure } from '../kernel/procedure';
import { rowNames } from '../receipts';

export const requestApproval = declareCommand({
  name: 'approval.request',
  version: 1,
  deed: 'asked for approval',
  input: z.object({ request: z.string() }),
  result: z.object({ request: z.string() }),
  notUndoable: 'Withdraw the request instead.',
});

export const decideApproval = declareCommand({
  name: 'approval.decide',
  version: 1,
  deed: 'decided on a request',
  input: z.object({
    request: z.string(),
    /** For which needed role the person decides. */
    role: z.string(),
    decision: z.enum(['approve', 'return']),
  }),
  reasonRequired: false,
  facts: { ownRequest: 'boolean', hasRole: 'boolean', open: 'boolean', newest: 'boolean', decidedForOther: 'boolean' },
  result: z.object({ decision: z.string(), state: z.enum(['waiting', 'approved', 'returned']) }),
  notUndoable: 'Decide again instead: the newer decision stands, both are kept.',
});

export const withdrawApproval = declareCommand({
  name: 'approval.withdraw',
  version: 1,
  deed: 'withdrew a request',
  input: z.object({ request: z.string() }),
  facts: { ownRequest: 'boolean' },
  result: z.object({ request: z.string() }),
});

const decisionView = z.object({
  id: z.string(),
  role: z.string(),
  decision: z.enum(['approve', 'return']),
  reason: z.string(),
  by: z.string(),
  byName: z.string().nullable(),
  decidedAt: z.number(),
  receipt: z.string().nullable(),
});

const requestView = z.object({
  id: z.string(),
  title: z.string(),
  command: z.string(),
  deed: z.string(),
  entity: z.string(),
  subject: z.string(),
  version: z.number().nullable(),
  needs: z.array(z.string()),
  missing: z.array(z.string()),
  state: z.enum(['waiting', 'approved', 'returned']),
  closed: z.boolean(),
  requester: z.string(),
  requesterName: z.string().nullable(),
  requestedAt: z.number(),
  reason: z.string().nullable(),
  decisions: z.array(decisionView),
  /** What would change, for a request that holds its changes; a request about a frozen version has none. */
  changes: z.array(changeViewSchema.extend({ label: z.string(), title: z.string() })),
  names: rowNames,
  /** Roles for which the acting person may decide now. */
  mine: z.array(z.string()),
  /** The command can be run by its requester now. */
  runnable: z.boolean(),
});
export type ApprovalRequestView = z.infer<typeof requestView>;

export const approvalsContract = {
  inbox: procedure
    .input(z.object({ show: z.enum(['mine', 'asked', 'all']).default('mine'), closed: z.boolean().default(false) }))
    .output(z.array(requestView)),
  get: procedure.input(z.object({ id: z.string() })).output(requestView),
  of: procedure.input(z.object({ entity: z.string(), subject: z.string() })).output(z.array(requestView)),
  decide: commandProcedure(decideApproval),
  withdraw: commandProcedure(withdrawApproval),
  /** Runs what was asked for, exactly as it was planned, once it is approved. */
  run: procedure.input(z.object({ request: z.string() })).output(outcomeSchema(z.unknown())),
};
