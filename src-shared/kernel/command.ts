import { z } from 'zod';
import type { Readers } from './entity';
import { procedure } from './procedure';
import type { Writes } from './writes';

/** The readers of a command's input, by key; nested for objects and for lists of objects. What is not named is shared. */
export interface InputReaders {
  [key: string]: Readers | InputReaders;
}

/** Cedar types of facts: whole numbers, booleans, text, sets of text. */
export type FactType = 'long' | 'boolean' | 'string' | 'set';
export type FactValue = number | boolean | string | string[];

/** What a command is, for every layer: declared once in `src-shared/<domain>/contract.ts`, planned in `src-main/<domain>/commands.ts`. */
export interface CommandDeclaration<I extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  /** `quote.submit`: entity, dot, verb. Also the name of the action in policies. */
  name: string;
  version: number;
  input: I;
  result: R;
  /** What it does, as a person's past deed in the receipts explorer: "submitted a quote". */
  deed: string;
  /** The rows and fields that it may write (`kernel/writes`). A command without them writes nothing: its plans are refused. */
  writes?: Writes;
  inputReaders?: InputReaders;
  /**
   * What the receipt keeps of the input, where the changes already say the rest (the rows of an import) and the whole would not fit
   * into one receipt. Absent: all of it.
   */
  recorded?(input: z.output<I>): Record<string, unknown>;
  /** Optional parts of the input that say what the person saw. An act that is done again is done on what stands then, without them. */
  seen?: readonly string[];
  /** The facts that its plan computes for the policy gate, with their Cedar types. Policies may use no others. */
  facts?: Record<string, FactType>;
  /** Readers of the reason; shared unless said otherwise. */
  reasonReaders?: Readers;
  /** A reason must be given. */
  reasonRequired?: boolean;
  /** Records what already happened outside: rules and policies mark it contested, never refuse it. */
  fact?: boolean;
  /** Why this cannot be undone; absent: it can. */
  notUndoable?: string;
}

/** Declares a command, keeping its input and result types. */
export function declareCommand<I extends z.ZodType, R extends z.ZodType>(
  declaration: CommandDeclaration<I, R>,
): CommandDeclaration<I, R> {
  if (!/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(declaration.name)) {
    throw new Error(`Command name ${declaration.name} must be entity.verb.`);
  }
  return declaration;
}

/** The gate's answer in a form that screens show. */
export const decisionSchema = z.object({
  decision: z.enum(['allow', 'deny', 'needs-approval', 'contested']),
  /** Ids of the deciding policies. */
  by: z.array(z.string()),
  /** Sentences for a person. */
  say: z.array(z.string()),
  /** Whose approvals are wanted: `finance`, `finance:2` for a second person. */
  needs: z.array(z.string()),
});
export type Decision = z.infer<typeof decisionSchema>;

/** One planned or executed change as before and after, for previews and for the explorer. */
export const changeViewSchema = z.object({
  entity: z.string(),
  id: z.string(),
  op: z.enum(['create', 'patch', 'archive']),
  fields: z.array(z.object({ field: z.string(), label: z.string(), before: z.unknown(), after: z.unknown() })),
});
export type ChangeView = z.infer<typeof changeViewSchema>;

/** The answer of every command procedure. */
export function outcomeSchema<R extends z.ZodType>(result: R) {
  return z.object({
    /** `simulated` changed nothing; `requested` means the act waits for approval and has become a request. */
    status: z.enum(['done', 'simulated', 'requested']),
    result: result.nullable(),
    /** Hash of the (last) receipt; null when simulated. */
    receipt: z.string().nullable(),
    decision: decisionSchema,
    /** Filled when simulated. */
    changes: z.array(changeViewSchema),
    /** Id of the approval request when the status is `requested`. */
    request: z.string().nullable(),
  });
}

export interface Outcome<R> {
  status: 'done' | 'simulated' | 'requested';
  result: R | null;
  receipt: string | null;
  decision: Decision;
  changes: ChangeView[];
  request: string | null;
}

/** The contract procedure of a command: its input beside how it is to be run. */
export function commandProcedure<I extends z.ZodType, R extends z.ZodType>(declaration: CommandDeclaration<I, R>) {
  return procedure
    .meta({ writes: true })
    .input(
      z.object({
        input: declaration.input,
        reason: z.string().max(2000).optional(),
        /** Show the plan and the decision, change nothing. */
        simulate: z.boolean().optional(),
        /** Where approval is needed, commit a request for it instead of an error. */
        requestApproval: z.boolean().optional(),
      }),
    )
    .output(outcomeSchema(declaration.result));
}
