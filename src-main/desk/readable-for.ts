import { readableRow, readersOf } from '../../src-core/workspace/readable';
import type { EntityDefinition, Readers, RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';
import { requireOwnPerson } from '../sync';
import { repsSeeCost } from '../workspace';

/** What a session may read. Queries pass every row through `see`, and ask `has('cost')` before they compute from such fields. */
export interface Readable {
  readers: readonly string[];
  has(readers: Readers): boolean;
  see<D extends EntityDefinition>(definition: D, row: RowOf<D>): RowOf<D>;
}

const CUSTOMER_READERS = ['shared'];

/** The reading rights of the session's person; in customer view only what is shared (and customer-visible, which queries see to). */
export function readableFor(session: Session): Readable {
  const readers = session.customerAccount !== null ? CUSTOMER_READERS : readersOfSession(session);
  return {
    readers,
    has: (name) => readers.includes(name),
    see: (definition, row) => readableRow(definition, row, readers),
  };
}

function readersOfSession(session: Session): string[] {
  const workspace = session.desk.workspace();
  if (!session.actor) {
    throw new ProofdeskError({
      code: 'forbidden',
      message: 'Nobody is chosen to act here.',
      hint: 'Choose who you are with the person switcher, or with --as.',
    });
  }
  requireOwnPerson(workspace, session.actor);
  const person = workspace.actor(session.actor);
  return readersOf(person.roles, { repsSeeCost: repsSeeCost(workspace.reader) });
}
