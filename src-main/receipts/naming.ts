import type { Workspace } from '../../src-core/workspace/workspace';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { readableFor } from '../desk';
import type { Session } from '../session';

/** Ids of rows are UUIDs of version 7. */
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What a row is called, with the kind of row that it is. */
export interface RowName {
  entity: string;
  title: string;
}

/**
 * What a row is called, as far as the session may read it: its title fields; where it has none, what it belongs to (a decision is called
 * after its request); else its kind and the end of its id.
 */
export function titleOf(session: Session, workspace: Workspace, entity: string, id: string): string {
  const definition = workspace.definitions.get(entity);
  const values = definition && valuesOf(session, workspace, definition, id);
  if (!definition || !values) return id.slice(0, 8);
  return (
    ownTitle(definition, values) ?? ownersTitle(session, workspace, values) ?? `${definition.label} ${id.slice(-6)}`
  );
}

/** The name of the row that an id belongs to, whatever kind it is; null where no row with a title has it. */
export function nameOfId(session: Session, workspace: Workspace, id: string): RowName | null {
  if (!ID.test(id)) return null;
  for (const definition of workspace.definitions.values()) {
    const values = valuesOf(session, workspace, definition, id);
    const title = values && ownTitle(definition, values);
    if (title) return { entity: definition.name, title };
  }
  return null;
}

/** The names of all rows whose ids occur in values of any shape. */
export function namesIn(session: Session, workspace: Workspace, values: unknown): Record<string, RowName> {
  const names: Record<string, RowName> = {};
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      const name = value in names ? null : nameOfId(session, workspace, value);
      if (name) names[value] = name;
    } else if (value && typeof value === 'object') Object.values(value).forEach(look);
  };
  look(values);
  return names;
}

function valuesOf(
  session: Session,
  workspace: Workspace,
  definition: EntityDefinition,
  id: string,
): Record<string, unknown> | null {
  const row = workspace.reader.get(definition, id);
  return row ? (readableFor(session).see(definition, row) as Record<string, unknown>) : null;
}

function ownTitle(definition: EntityDefinition, values: Record<string, unknown>): string | null {
  const titles = Object.entries(definition.fields)
    .filter(([, { search }]) => search === 'title')
    .map(([name]) => values[name])
    .filter((value): value is string => typeof value === 'string' && value !== '');
  return titles.length > 0 ? titles.join(' · ') : null;
}

/** The title of the first row that these values name, in the order in which the entity declares them. */
function ownersTitle(session: Session, workspace: Workspace, values: Record<string, unknown>): string | null {
  for (const [field, value] of Object.entries(values)) {
    if (field === 'id' || typeof value !== 'string') continue;
    const named = nameOfId(session, workspace, value);
    // Who did it stands in the sentence already.
    if (named && named.entity !== 'person') return named.title;
  }
  return null;
}
