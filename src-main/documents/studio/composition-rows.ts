import type { PlanState } from '../../../src-core/commands/implementation';
import { Composition, CompositionBlock } from '../../../src-shared/documents';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';

type Reading = Pick<PlanState, 'get' | 'where'>;

/** A composition by its id or number; throws `not-found`. */
export function requireComposition(state: Reading, named: string): RowOf<typeof Composition> {
  const row = state.get(Composition, named) ?? state.where(Composition, { number: named })[0];
  if (!row || row.archived) {
    throw new ProofdeskError({ code: 'not-found', message: `There is no document ${named} in the studio.` });
  }
  return row;
}

/** The blocks of a composition in their order; equal positions by id, so that every device shows one order. */
export function blocksOf(state: Pick<PlanState, 'where'>, composition: string): RowOf<typeof CompositionBlock>[] {
  return state
    .where(CompositionBlock, { composition })
    .sort((a, b) => (a.position === b.position ? (a.id < b.id ? -1 : 1) : a.position < b.position ? -1 : 1));
}
