import { oc } from '@orpc/contract';

/** What the router knows of a procedure beside its input and output. */
export interface ProcedureMeta extends Record<string, unknown> {
  /** Served in customer view. Everything else is refused there: what is internal is absent, not hidden. */
  customer?: boolean;
  /** Served before anybody acts: what leads into a workspace. Everything else of an open workspace needs a person in it. */
  entrance?: boolean;
  /** Served only to a person with this role. Commands need no such mark: policies decide on them. */
  role?: 'admin';
  /** Writes to the store: it waits for a job that is just committing thousands of rows, without holding up anything else. */
  writes?: boolean;
}

/** The start of every procedure's contract. Queries: `procedure.input(…).output(…)`; commands: `commandProcedure(declaration)`. */
export const procedure = oc.$meta<ProcedureMeta>({});

/** A query that customer view may ask too; its answers hold customer-visible fields of the one account only. */
export const customerProcedure = oc.$meta<ProcedureMeta>({ customer: true });

/** What a start screen asks, with nobody acting yet. */
export const entranceProcedure = oc.$meta<ProcedureMeta>({ entrance: true });

/** A query for admins: its answer reaches beyond what one person may read. */
export const adminProcedure = oc.$meta<ProcedureMeta>({ role: 'admin' });
