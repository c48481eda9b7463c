import { Person, Workspace } from '../../src-shared/workspace';
import type { Storage } from '../storage/storage';

/** What confirmed state says about one person. */
export interface ConfirmedPerson {
  person: string;
  roles: string[];
  archived: boolean;
}

const rolesIn = (fields: Record<string, unknown>): string[] => {
  const roles = fields['roles'];
  return Array.isArray(roles) ? roles.filter((role): role is string => typeof role === 'string') : [];
};

/** One person of a workspace; null where confirmed state has none of that id. */
export const confirmedPerson = (storage: Storage, workspace: string, person: string): Promise<ConfirmedPerson | null> =>
  storage.reading(workspace, async (reader) => {
    const [row] = await reader.rows([{ entity: Person.name, id: person }]);
    return row ? { person, roles: rolesIn(row.fields), archived: row.archived } : null;
  });

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

/** What a workspace calls itself; null before its first receipts have come. */
export const workspaceName = (storage: Storage, workspace: string): Promise<string | null> =>
  storage.reading(workspace, async (reader) => {
    const [row] = await reader.rows([{ entity: Workspace.name, id: workspace }]);
    return typeof row?.fields['name'] === 'string' ? row.fields['name'] : null;
  });
