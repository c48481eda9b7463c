import { oc } from '@orpc/contract';

/** What the router knows of a procedure beside its input and output. */
export interface ProcedureMeta extends Record<string, unknown> {
  /** Served in customer view. Everything else is refused there: what is internal is absent, not hidden. */
  customer?: boolean;
}

/** The start of every procedure's contract. Queries: `procedure.input(…).output(…)`; commands: `commandProcedure(declaration)`. */
export const procedure = oc.$meta<ProcedureMeta>({});

/** A query that customer view may ask too; its answers hold customer-visible fields of the one account only. */
export const customerProcedure = oc.$meta<ProcedureMeta>({ customer: true });
