import type { z } from 'zod';
import type { Change } from './change';
import type { FactValue } from './command';
import type { EntityDefinition } from './entity';
import { ProofdeskError } from './errors';
import type { Known } from './reading';

/** One executed command, as rules about it are told: by the plan that makes it, and by a server that was sent it. */
export interface Act {
  actor: { id: string; roles: readonly string[] };
  /** Milliseconds since 1970 at which it was done. */
  at: number;
  /** The recorded input, all parts laid together. */
  input: Readonly<Record<string, unknown>>;
  /** What it writes, all parts and all receipts of its group laid together, in the entities' present schemas. */
  changes: readonly Change[];
}

/** What the policy gate is asked with about an act. */
export interface Judged {
  /** The row that it is about. */
  resource: { entity: string; id: string };
  /** Exactly the facts that the command declares. */
  facts: Record<string, FactValue>;
  /** The request whose approvals count. */
  approvalRequest?: string;
  /** For commands that record what happened outside: what speaks against it, as sentences. */
  contested?: string[];
}

/**
 * Finds the facts of an act. Facts follow from what is written and from rows as they stand, never from what the input says of it: whoever
 * sends a receipt may have written other changes than the input asks for. Pure; throws a `ProofdeskError` for changes that no honest plan
 * makes.
 */
export type FactRule = (act: Act, known: Known) => Judged;

/** Values as the entity's fields hold them. */
type Written<D extends EntityDefinition> = { [K in keyof D['fields']]: z.output<D['fields'][K]['schema']> } & {
  archived: boolean;
};

/** A change of one entity, with the fields that it writes. */
export type ChangeOf<D extends EntityDefinition> = Omit<Change, 'fields' | 'guards'> & {
  fields: Partial<Written<D>>;
  guards?: Partial<Written<D>>;
};

/** Changes of one entity and kind, in their order. */
export function changesOf<D extends EntityDefinition>(
  { changes }: Pick<Act, 'changes'>,
  definition: D,
  op?: Change['op'],
): ChangeOf<D>[] {
  return changes.filter(
    (change) => change.entity === definition.name && (op === undefined || change.op === op),
  ) as ChangeOf<D>[];
}

/** The only change of one entity and kind. Throws `bad-input` where there is none or more than one. */
export function changeOf<D extends EntityDefinition>(
  act: Pick<Act, 'changes'>,
  definition: D,
  op?: Change['op'],
): ChangeOf<D> {
  const [change, ...more] = changesOf(act, definition, op);
  if (change && more.length === 0) return change;
  throw new ProofdeskError({
    code: 'bad-input',
    message: change
      ? `This act writes more than one ${definition.label}.`
      : `This act writes no ${definition.label}, and it is about one.`,
  });
}

/** The only value among several; throws `bad-input` where they differ. What one act writes belongs to one thing. */
export function sameOf<T>(values: readonly T[], what: string): T {
  const [first, ...rest] = values;
  if (first !== undefined && rest.every((value) => value === first)) return first;
  throw new ProofdeskError({ code: 'bad-input', message: `What this act writes does not belong to one ${what}.` });
}
