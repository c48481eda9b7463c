import type { CommandDeclaration } from '../../src-shared/kernel/command';
import { wishOf } from '../../src-shared/kernel/deed';
import type { Plan } from '../commands/implementation';
import type { Workspace } from './workspace';

/** The longest name that is told in a title. */
const LONGEST_NAME = 120;

/**
 * What a request for approval is called: what the plan says, or else the command's deed as a wish with the name of the row that it is
 * about: `Create a deal: Halden Energy`. A name that not everybody may read is left out, since every reader sees the title.
 */
export function requestTitle(workspace: Workspace, declaration: CommandDeclaration, plan: Plan<unknown>): string {
  if (plan.approvalTitle !== undefined) return plan.approvalTitle;
  const wish = wishOf(declaration.deed);
  const { entity, id } = plan.resource;
  const definition = workspace.definitions.get(entity);
  if (!definition) return wish;
  const row = workspace.reader.get(definition, id) as Record<string, unknown> | undefined;
  const planned = plan.changes.find((change) => change.entity === entity && change.id === id)?.fields;
  const names = Object.entries(definition.fields)
    .filter(([, field]) => field.search === 'title' && (field.readers ?? 'shared') === 'shared')
    .map(([name]) => row?.[name] ?? planned?.[name])
    .filter((name): name is string => typeof name === 'string' && name !== '');
  return names.length === 0 ? wish : `${wish}: ${names.join(', ').slice(0, LONGEST_NAME)}`;
}
