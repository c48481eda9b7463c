import { implementCommand, judgedBy } from '../../src-core/commands/implementation';
import { checkContrast, textContrast } from '../../src-shared/documents';
import { archivePersonFacts, revisePersonFacts } from '../../src-shared/judging/facts/people';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { addPerson, archivePerson, Person, revisePerson, reviseWorkspace, Workspace } from '../../src-shared/workspace';

export const workspaceCommands = [
  implementCommand(reviseWorkspace, (input, state) => {
    const [workspace] = state.where(Workspace, {});
    const id = workspace!.id;
    const heading = input.brand?.heading;
    const [unreadable] = heading
      ? checkContrast({ accent: heading, heading }).filter(({ needs, passes }) => needs === textContrast && !passes)
      : [];
    if (unreadable) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: unreadable.message,
        where: { field: 'brand.heading' },
        hint: `Take a darker colour, such as ${unreadable.instead}.`,
      });
    }
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
    return {
      ...judgedBy(revisePersonFacts, tools, [patch(Person, person, { ...fields, ...change })]),
      personal: person,
      result: { id: person },
    };
  }),
  implementCommand(archivePerson, ({ person }, state, tools) => {
    state.require(Person, person);
    return { ...judgedBy(archivePersonFacts, tools, [archive(Person, person)]), result: { id: person } };
  }),
];
