import { resolve } from 'node:path';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { BrokenOffJoining } from '../../src-shared/sync/contract';
import type { CliCall, CliCommand } from '../command-line';

/** Taking away what is left of a joining that was broken off. */
export const brokenOffCliCommands: readonly CliCommand[] = [
  {
    name: ['sync', 'take-off'],
    about:
      'Take a workspace off this device of which only a part is here: its joining was broken off. Your place in it stays.',
    arguments: [{ name: 'WORKSPACE', about: 'its name, id or folder, as `workspace list` prints them' }],
    options: [{ name: 'yes', about: 'do not ask first' }],
    exitCodes: {
      1: 'the question was not answered with yes',
      66: 'no joining of this workspace was broken off',
      69: 'it is being joined just now, or something of it cannot be removed',
    },
    examples: [
      { line: 'proofdesk sync take-off Northwind', about: 'asks first' },
      { line: 'proofdesk sync take-off ./northwind --yes --json', about: 'by its folder, for a script' },
    ],
    async run(call) {
      const client = await call.client('none');
      const one = oneOf(await client.sync.brokenOff(), call);
      await requireYes(call, one);
      const { folder } = await client.sync.removeBrokenOff({ workspace: one.workspace });
      call.answer({ workspace: one.workspace, folder }, () => `${one.name} is gone from this device (${folder}).\n`);
      return 0;
    },
  },
];

async function requireYes(call: CliCall, { name, folder }: BrokenOffJoining): Promise<void> {
  if (call.flag('yes')) return;
  if (!call.io.ask) {
    throw new ProofdeskError({
      code: 'usage',
      message: `Nobody can be asked here whether ${name} is to be taken off this device.`,
      hint: 'Say --yes.',
    });
  }
  const said = await call.io.ask(`Take what is here of ${name} off this device (${folder})? (yes/no) `);
  if (/^y(es)?$/i.test(said.trim())) return;
  throw new ProofdeskError({ code: 'cancelled', message: 'Nothing was taken off this device.' });
}

/** The one that a name, id or folder means; `not-found` with those there are otherwise. */
function oneOf(all: readonly BrokenOffJoining[], call: CliCall): BrokenOffJoining {
  const text = call.argument('WORKSPACE');
  const wanted = text.trim().toLocaleLowerCase();
  const path = resolve(call.io.folder, text);
  const found = all.filter(
    ({ workspace, name, folder }) => workspace === text || folder === path || name.toLocaleLowerCase() === wanted,
  );
  if (found.length === 1) return found[0]!;
  throw new ProofdeskError({
    code: 'not-found',
    message:
      found.length === 0
        ? `No joining of “${text}” was broken off on this device.`
        : `Several workspaces whose joining was broken off are called “${text}”.`,
    hint: `There are: ${all.map(({ workspace, name }) => `${name} (${workspace})`).join(', ') || 'none'}.`,
  });
}
