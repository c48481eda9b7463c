import { implementCommand } from '../../src-core/commands/implementation';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { addPerson, archivePerson, Person, revisePerson, reviseWorkspace, Workspace } from '../../src-shared/workspace';

/** Whether taking `person`'s admin role away would leave none. */
function isLastAdmin(admins: readonly { id: string; roles: readonly string[] }[], person: string): boolean {
  const left = admins.filter(({ id, roles }) => id !== person && roles.includes('admin'));
  return left.length === 0;
}

export const workspaceCommands = [
  implementCommand(reviseWorkspace, (input, state) => {
    const [workspace] = state.where(Workspace, {});
    const id = workspace!.id;
    return { changes: [patch(Workspace, id, input)], resource: { entity: 'workspace', id }, result: { id } };
  }),
  implementCommand(addPerson, (input, _state, tools) => {
    const id = tools.newId();
    return {
      changes: [create(Person, id, input)],
      resource: { entity: 'person', id },
      personal: id,
      result: { id },
    };
  }),
  implementCommand(revisePerson, ({ person, roles, ...fields }, state, tools) => {
    const row = state.require(Person, person);
    const change = roles
      ? {
          roles: {
            add: roles.filter((role) => !row.roles.includes(role)),
            remove: row.roles.filter((role) => !roles.includes(role)),
          },
        }
      : {};
    const losesAdmin = roles !== undefined && row.roles.includes('admin') && !roles.includes('admin');
    return {
      changes: [patch(Person, person, { ...fields, ...change })],
      resource: { entity: 'person', id: person },
      personal: person,
      facts: {
        ownRoles: roles !== undefined && person === tools.actor.id,
        lastAdmin: losesAdmin && isLastAdmin(state.where(Person, {}), person),
      },
      result: { id: person },
    };
  }),
  implementCommand(archivePerson, ({ person }, state) => {
    const row = state.require(Person, person);
    return {
      changes: [archive(Person, person)],
      resource: { entity: 'person', id: person },
      facts: { lastAdmin: row.roles.includes('admin') && isLastAdmin(state.where(Person, {}), person) },
      result: { id: person },
    };
  }),
];
