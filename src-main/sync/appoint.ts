import { implementCommand } from '../../src-core/commands/implementation';
import { create } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { appointServer, ServerAppointment } from '../../src-shared/sync/appointment';

/** What gives a workspace its server. */
export const syncCommands = [
  implementCommand(appointServer, (input, state, tools) => {
    const [present] = state.where(ServerAppointment, {});
    if (present) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `This workspace has a server already: ${present.address}.`,
        hint: 'A workspace keeps its server.',
      });
    }
    const id = tools.newId();
    return {
      changes: [create(ServerAppointment, id, input)],
      resource: { entity: ServerAppointment.name, id },
      result: { id },
    };
  }),
];
