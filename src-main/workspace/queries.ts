import type { Workspace } from '../../src-core/workspace/workspace';
import { type DeskState, Person, type PersonView, Workspace as WorkspaceEntity } from '../../src-shared/workspace';
import { readableFor } from '../desk';
import type { Session } from '../session';
import { ownPerson } from '../sync';

/** What every page needs first: the workspace, who acts, who else there is. */
export function deskState(session: Session): DeskState {
  const workspace = session.desk.openWorkspace();
  const empty: DeskState = {
    folder: workspace?.folder ?? null,
    workspace: null,
    person: null,
    people: [],
    readers: [],
    customerAccount: session.customerAccount,
    notices: session.customerAccount === null ? session.desk.notices() : [],
    counts: {},
    problem: workspace || session.customerAccount !== null ? null : session.desk.problem(),
  };
  if (!workspace || workspace.isEmpty) return empty;
  const settings = workspace.reader.where(WorkspaceEntity, {})[0];
  if (!settings) return empty;
  const { id, name, company, address, currency, locale, paper, brand, turnaroundHours } = settings;
  const repsSeeCost = settings.repsSeeCost !== false;
  const view = { id, name, company, address, currency, locale, paper, brand, turnaroundHours, repsSeeCost };
  if (session.customerAccount !== null) {
    return { ...empty, folder: null, workspace: { ...view, name: company, turnaroundHours: 0, repsSeeCost: false } };
  }
  const people = listPeople(workspace);
  const own = ownPerson(workspace);
  const mayAct = (id: string) => id === session.actor && (own === null || own === id);
  const person = people.find(({ id, archived }) => mayAct(id) && !archived) ?? null;
  return {
    ...empty,
    workspace: view,
    people,
    person,
    readers: person ? [...readableFor(session).readers] : [],
  };
}

const collator = new Intl.Collator();

/** Everybody in the workspace, by name; people who have left come last. */
export function listPeople(workspace: Workspace): PersonView[] {
  const here = new Set(
    [...workspace.chains().values()]
      .filter(({ chain }) => workspace.device.isActive(workspace.id, chain))
      .map(({ person }) => person),
  );
  return [...workspace.reader.where(Person, {}), ...workspace.reader.where(Person, { archived: true })]
    .map(({ id, name, email, title, roles, archived }) => ({
      id,
      name,
      email,
      title,
      roles,
      archived,
      here: here.has(id),
    }))
    .sort((a, b) => Number(a.archived) - Number(b.archived) || collator.compare(a.name ?? '', b.name ?? ''));
}

/** A person's name, or null after an erasure. */
export function personName(workspace: Workspace, person: string): string | null {
  return workspace.reader.get(Person, person)?.name ?? null;
}
