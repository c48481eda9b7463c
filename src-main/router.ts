import { implement } from '@orpc/server';
import { contract } from '../src-shared/contract';
import { ProofdeskError } from '../src-shared/kernel/errors';
import type { ProcedureMeta } from '../src-shared/kernel/procedure';
import { isExpected, isStream, toWire, withErrors } from '../src-shared/kernel/wire';
import { approvalsRouter } from './approvals';
import { bakeoffsRouter } from './bakeoffs';
import { caseStudiesRouter } from './case-studies';
import { claimsRouter } from './claims';
import { composeDocuments } from './compose';
import { dealsRouter } from './deals';
import { documentsRouter } from './documents';
import { withFiles } from './files-on-demand';
import { pricingRouter } from './pricing';
import { quotesRouter } from './quotes';
import { receiptsRouter } from './receipts';
import { roiRouter } from './roi';
import { searchRouter } from './search';
import type { Session } from './session';
import { successPlansRouter } from './success-plans';
import { requireOwnPerson, requireStillIn } from './sync';
import { syncRouter } from './sync/router';
import { systemRouter } from './system/router';
import { reportUnexpected } from './unexpected';
import { workspaceRouter } from './workspace';

composeDocuments();

const root = implement(contract).$context<Session>();

/**
 * Turns whatever a procedure throws, at once or in the middle of a stream, into our error record; a fault of the program is
 * written to this machine's log with its stack. It stands before input validation, so it sees those errors too.
 */
const typedErrors = root.middleware(async ({ next, path }, _input, output) => {
  const change = (thrown: unknown) => {
    if (!isExpected(thrown)) reportUnexpected(thrown, path.join('.'));
    return toWire(thrown);
  };
  try {
    const result = await next();
    return isStream(result.output) ? output(withErrors(result.output, change)) : result;
  } catch (thrown) {
    throw change(thrown);
  }
});

/** Customer view is served what is declared for it and nothing else: what is internal is absent, not hidden. */
const customerView = root.middleware(async ({ next, context, procedure, path }) => {
  const meta = procedure['~orpc'].meta as ProcedureMeta;
  if (context.customerAccount !== null && path[0] !== 'system' && meta.customer !== true) {
    throw new ProofdeskError({ code: 'forbidden', message: 'This is not part of the customer view.' });
  }
  return next();
});

/** What the frame needs to say that one was removed, and what there is to do then. */
const afterRemoval = (path: readonly string[]): boolean =>
  path[0] === 'system' || path[0] === 'sync' || path.join('.') === 'workspace.state';

/** A workspace that one was removed from is not read on this device any more, nor written to. */
const stillIn = root.middleware(async ({ next, context, procedure, path }) => {
  const { entrance } = procedure['~orpc'].meta as ProcedureMeta;
  const open = entrance || afterRemoval(path) ? null : context.desk.openWorkspace();
  if (open && !open.isEmpty) requireStillIn(open);
  return next();
});

/** An open workspace answers only to a person in it, and what reaches beyond one person's reading only to an admin. */
const whoAsks = root.middleware(async ({ next, context, procedure, path }) => {
  const { customer, entrance, role } = procedure['~orpc'].meta as ProcedureMeta;
  const open = path[0] === 'system' || entrance || customer ? null : context.desk.openWorkspace();
  if (open && !open.isEmpty) {
    if (context.actor) requireOwnPerson(open, context.actor);
    const { roles } = open.actor(context.actor ?? '');
    if (role && !roles.includes(role)) {
      throw new ProofdeskError({
        code: 'forbidden',
        message: 'Only an admin of the workspace may do this: it reaches beyond what one person may read.',
        hint: 'Ask an admin, or choose one with the person switcher or with --as.',
      });
    }
  }
  return next();
});

/** SQLite has one writer at a time. Who waits for it here waits asynchronously; at the store it would block this thread. */
const inTurn = root.middleware(async ({ next, context, procedure }) => {
  const { writes } = procedure['~orpc'].meta as ProcedureMeta;
  if (writes) await context.desk.jobs.writersDone();
  return next();
});

/** Files that a procedure wanted and that are not on this device are fetched from the server. */
const filesOnDemand = root.middleware(({ next, context, signal }) =>
  withFiles(context.desk, async () => next(), signal),
);

/** The answers to the whole contract, for every transport. */
export const router = root
  .use(typedErrors)
  .use(customerView)
  .use(stillIn)
  .use(whoAsks)
  .use(inTurn)
  .use(filesOnDemand)
  .router({
    system: systemRouter,
    workspace: workspaceRouter,
    receipts: receiptsRouter,
    approvals: approvalsRouter,
    search: searchRouter,
    deals: dealsRouter,
    pricing: pricingRouter,
    quotes: quotesRouter,
    bakeoffs: bakeoffsRouter,
    claims: claimsRouter,
    caseStudies: caseStudiesRouter,
    successPlans: successPlansRouter,
    roi: roiRouter,
    documents: documentsRouter,
    sync: syncRouter,
  });
