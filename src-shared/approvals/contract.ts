import { z } from 'zod';
import { changeViewSchema, commandProcedure, declareCommand, outcomeSchema } from '../kernel/command';
import { procedure } from '../kernel/procedure';
import { creates, patches, theActor } from '../kernel/writes';
import { rowNames } from '../receipts';
import { keptApprovals } from './schema';

export const requestApproval = declareCommand({
  name: 'approval.request',
  version: 1,
  deed: 'asked for approval',
  writes: [creates('approvalRequest', { requester: theActor, closed: [false], version: [null], kept: [null] })],
  input: z.object({ request: z.string() }),
  result: z.object({ request: z.string() }),
  notUndoable: 'Withdraw the request instead.',
});

export const decideApproval = declareCommand({
  name: 'approval.decide',
  version: 1,
  deed: 'decided on a request',
  writes: [creates('approvalDecision', { by: theActor })],
  input: z.object({
    request: z.string(),
    /** For which needed role the person decides. */
    role: z.string(),
    decision: z.enum(['approve', 'return']),
    /** In whose place, where somebody delegated the role. */
    onBehalfOf: z.string().optional(),
  }),
  reasonRequired: false,
  facts: {
    /** One's own request or quote, or that of the person in whose place one decides. */
    ownRequest: 'boolean',
    hasRole: 'boolean',
    open: 'boolean',
    newest: 'boolean',
    decidedForOther: 'boolean',
    /** It is decided in another's place. */
    inPlace: 'boolean',
    /** That person delegated the role, and the delegation stands now. */
    delegated: 'boolean',
    /** That person has decided on it already. */
    decidedThemselves: 'boolean',
    /** It would be approved, and what it is about is not in order: it says itself what has to be put right. */
    notReady: 'boolean',
  },
  result: z.object({ decision: z.string(), state: z.enum(['waiting', 'approved', 'returned']) }),
  notUndoable: 'Decide again instead: the newer decision stands, both are kept.',
});

export const withdrawApproval = declareCommand({
  name: 'approval.withdraw',
  version: 1,
  deed: 'withdrew a request',
  writes: [patches('approvalRequest', ['closed'], { closed: [true] })],
  input: z.object({ request: z.string() }),
  facts: { ownRequest: 'boolean' },
  result: z.object({ request: z.string() }),
});

export const delegateApproval = declareCommand({
  name: 'approval.delegate',
  version: 1,
  deed: 'delegated decisions',
  writes: [creates('approvalDelegation', { endedAt: [null] })],
  input: z
    .object({
      /** Who is away; the acting person unless said. */
      person: z.string().optional(),
      delegate: z.string(),
      role: z.string(),
      /** Milliseconds since 1970. */
      from: z.number().int(),
      until: z.number().int(),
    })
    .refine(({ from, until }) => until > from, { message: 'it has to end after it begins', path: ['until'] }),
  facts: {
    /** One's own decisions are passed on. */
    own: 'boolean',
    /** Both are here, the one who is away has the role, and the delegate may read all that the role reads. */
    delegateMayHold: 'boolean',
  },
  result: z.object({ id: z.string() }),
});

export const endDelegation = declareCommand({
  name: 'approval.endDelegation',
  version: 1,
  deed: 'ended a delegation',
  writes: [patches('approvalDelegation', ['endedAt'])],
  input: z.object({ delegation: z.string() }),
  /** `own`: of the one who is away, or of the delegate, who may lay it down. */
  facts: { own: 'boolean' },
  result: z.object({ id: z.string() }),
});

/**
 * Whether approvals of an earlier version stand for a changed one. Nobody runs it: handing a version in asks the policies about it, for each
 * role, and the request records what they said.
 */
export const keepApproval = declareCommand({
  name: 'approval.keep',
  version: 1,
  deed: 'kept approvals',
  writes: [],
  input: z.object({ request: z.string() }),
  facts: {
    role: 'string',
    /** Nothing was changed but what makes the version less risky: less discount, shorter text. */
    onlyLowersRisk: 'boolean',
    /** Whether both margins could be read by whoever handed the version in. */
    marginKnown: 'boolean',
    /** Basis points, new less approved; 0 where one is not known. */
    marginChange: 'long',
  },
  result: z.object({ request: z.string() }),
  notUndoable: 'It is part of handing a version in.',
});

const delegationView = z.object({
  id: z.string(),
  person: z.string(),
  personName: z.string().nullable(),
  delegate: z.string(),
  delegateName: z.string().nullable(),
  role: z.string(),
  from: z.number(),
  until: z.number(),
  state: z.enum(['ahead', 'standing', 'over']),
  /** It would stand, but somebody has gone or has other roles now. */
  lapsed: z.boolean(),
  /** The acting person is the one who is away, or the delegate. */
  mine: z.boolean(),
});
export type DelegationView = z.infer<typeof delegationView>;

const decisionView = z.object({
  id: z.string(),
  role: z.string(),
  decision: z.enum(['approve', 'return']),
  reason: z.string(),
  by: z.string(),
  byName: z.string().nullable(),
  decidedAt: z.number(),
  receipt: z.string().nullable(),
  /** In whose place. */
  onBehalfOf: z.string().nullable(),
  onBehalfOfName: z.string().nullable(),
  /** Made on an earlier version and kept for this one. */
  kept: z.boolean(),
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
  /** The same, with those in whose place: a role that one has and was lent as well stands in it more than once. */
  voices: z.array(z.object({ role: z.string(), onBehalfOf: z.string().nullable(), name: z.string().nullable() })),
  /** The earlier version to compare with: the last one approved, else the last one that somebody decided on. */
  since: z
    .object({ request: z.string(), version: z.number(), state: z.enum(['waiting', 'approved', 'returned']) })
    .nullable(),
  /** Why it cannot be approved as it is, as sentences. */
  blockers: z.array(z.string()),
  /** What became of the approvals of an earlier version. */
  kept: keptApprovals.nullable(),
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
  /** Who decides in whose place: those that stand or are ahead, and those that are over where asked for. */
  delegations: procedure.input(z.object({ over: z.boolean().default(false) })).output(z.array(delegationView)),
  /** The people to whom the acting person can delegate each of their roles. */
  delegates: procedure.output(
    z.array(z.object({ role: z.string(), people: z.array(z.object({ id: z.string(), name: z.string().nullable() })) })),
  ),
  delegate: commandProcedure(delegateApproval),
  endDelegation: commandProcedure(endDelegation),
  /** Runs what was asked for, exactly as it was planned, once it is approved. */
  run: procedure.input(z.object({ request: z.string() })).output(outcomeSchema(z.unknown())),
};
