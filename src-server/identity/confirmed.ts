import { readersOf } from '../../src-core/workspace/readable';
import { Person, Workspace } from '../../src-shared/workspace';
import type { SequenceRecord, Storage, StoreReader } from '../storage/storage';

/** What confirmed state says about one person. */
export interface ConfirmedPerson {
  person: string;
  roles: string[];
  archived: boolean;
}

/** A workspace as one of its people stands in it. */
export interface Standing {
  sequence: SequenceRecord;
  person: ConfirmedPerson | null;
  name: string | null;
  repsSeeCost: boolean;
}

const rolesIn = (fields: Record<string, unknown>): string[] => {
  const roles = fields['roles'];
  return Array.isArray(roles) ? roles.filter((role): role is string => typeof role === 'string') : [];
};

async function standingIn(reader: StoreReader, workspace: string, person: string | null): Promise<Standing> {
  const sequence = await reader.sequence();
  const rows = await reader.rows([
    { entity: Workspace.name, id: workspace },
    ...(person === null ? [] : [{ entity: Person.name, id: person }]),
  ]);
  const about = rows.find(({ entity }) => entity === Workspace.name);
  const row = rows.find(({ entity }) => entity === Person.name);
  return {
    sequence,
    person: row && person ? { person, roles: rolesIn(row.fields), archived: row.archived } : null,
    name: typeof about?.fields['name'] === 'string' ? about.fields['name'] : null,
    repsSeeCost: about?.fields['repsSeeCost'] !== false,
  };
}

/** How a person stands in a workspace by its confirmed state. Throws `not-found` for a workspace that is not here. */
export const standing = (storage: Storage, workspace: string, person: string | null): Promise<Standing> =>
  storage.reading(workspace, (reader) => standingIn(reader, workspace, person));

/** All people of a workspace, archived ones too. */
export const confirmedPeople = (storage: Storage, workspace: string): Promise<ConfirmedPerson[]> =>
  storage.reading(workspace, async (reader) => {
    const people: ConfirmedPerson[] = [];
    for (let after: { entity: string; id: string } | null = null; ; ) {
      const page = await reader.rowsAfter(after, 500, Person.name);
      for (const { id, fields, archived } of page) people.push({ person: id, roles: rolesIn(fields), archived });
      const last = page.at(-1);
      if (!last || page.length < 500) return people;
      after = { entity: last.entity, id: last.id };
    }
  });

/**
 * Groups of readers for somebody with these roles in this workspace. The founder reads everything that is in it while it is uploaded:
 * it came from their own disk.
 */
export const readersIn = (roles: readonly string[], { repsSeeCost }: Pick<Standing, 'repsSeeCost'>): string[] =>
  readersOf(roles, { repsSeeCost });
