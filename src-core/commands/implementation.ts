import type { z } from 'zod';
import type { Change } from '../../src-shared/kernel/change';
import type { CommandDeclaration, FactValue } from '../../src-shared/kernel/command';
import type { EntityDefinition, Readers, RowOf } from '../../src-shared/kernel/entity';
import type { FactRule, Judged } from '../../src-shared/kernel/judged';
import type { Known, Rows } from '../../src-shared/kernel/reading';
import type { Compilable } from '../store/query';

/** What a plan may read: the tables as they stand inside the transaction. */
export interface PlanState extends Rows {
  /** Decoded rows of a Kysely query that selects all columns of the entity's table. */
  rows<D extends EntityDefinition>(definition: D, query: Compilable<object>): RowOf<D>[];
  /** Rows of any Kysely query, as SQLite gives them. */
  all<Output>(query: Compilable<Output>): Output[];
}

/** What a plan may use besides state: identity, time and numbers from the context. */
export interface PlanTools {
  /** What the facts of the command are found in: rules of `src-shared/judging` take it, on a server as here. */
  known: Known;
  /** The acting person. */
  actor: { id: string; roles: readonly string[] };
  /** Milliseconds since 1970, the same for the whole command. */
  now: number;
  newId(): string;
  /** The next human number of a series on this device, such as `Q-A7-0142`. Taken only when the command commits. */
  number(series: string): string;
  /**
   * Whose approvals the policies in force would want for another command with these facts, by this person; or by a person with other
   * roles, where whoever asks is not who will do it.
   */
  needsFor(
    command: string,
    resource: { entity: string; id: string },
    facts: Record<string, FactValue>,
    roles?: readonly string[],
  ): string[];
  /** Hash of the receipt that created a row's last change by the named command, for citing frozen versions. */
  receiptOf(entity: string, id: string, command: string): string | null;
}

export interface Plan<R> {
  changes: Change[];
  /** The row that the command is about, for policies and for the explorer. */
  resource: { entity: string; id: string };
  /** Facts that the declaration names, computed by rules. */
  facts?: Record<string, FactValue>;
  result: R;
  /** The person whom personal input values are about. */
  personal?: string;
  /** The approval request whose decisions the gate is to count, and the header to cite. */
  approvalRequest?: string;
  /** What the request is called when the gate says that approval is needed; unless said, the deed as a wish with the row's name. */
  approvalTitle?: string;
  /** Who may read the reason, where that depends on the row; else as the declaration says. */
  reasonReaders?: Readers;
  /** For facts: rules that do not hold, as sentences. They mark the receipt contested. */
  contested?: string[];
}

/**
 * What the gate is asked with about a planned act, by the rule that a server asks with about it too. `recorded` is what the rule needs to
 * know of the input.
 */
export function judgedBy(
  rule: FactRule,
  tools: PlanTools,
  changes: Change[],
  recorded: Readonly<Record<string, unknown>> = {},
): Judged & { changes: Change[] } {
  return { changes, ...rule({ actor: tools.actor, at: tools.now, input: recorded, changes }, tools.known) };
}

/** A command with its plan. */
export interface CommandImplementation<I extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  declaration: CommandDeclaration<I, R>;
  plan(input: z.output<I>, state: PlanState, tools: PlanTools): Plan<z.output<R>>;
}

/** Joins a declaration and its plan. */
export function implementCommand<I extends z.ZodType, R extends z.ZodType>(
  declaration: CommandDeclaration<I, R>,
  plan: CommandImplementation<I, R>['plan'],
): CommandImplementation<I, R> {
  return { declaration, plan };
}
