import type { Change } from '../../src-shared/kernel/change';
import type { Known } from '../../src-shared/kernel/reading';
import { readable } from '../ledger/history';
import type { Workspace } from './workspace';

/** What rules about a command of this person are told: the tables, earlier acts and the policies in force of a workspace. */
export function knownIn(workspace: Workspace, person: { id: string; roles: readonly string[] }): Known {
  const { reader, journal } = workspace;
  return {
    get: (definition, id) => reader.get(definition, id),
    require: (definition, id) => reader.require(definition, id),
    where: (definition, fields) => reader.where(definition, fields),
    act: (hash) => {
      const receipt = journal.byHash(hash);
      if (!receipt) return null;
      const receipts = receipt.group_id ? journal.group(receipt.group_id) : [receipt];
      return {
        actor: receipt.actor,
        command: receipt.command,
        changes: receipts.flatMap((one): Change[] => readable(journal, one, () => true).changes),
        contested: workspace.isContested(hash),
      };
    },
    decide: ({ command, resource, facts }) =>
      workspace.gate().decide({ actor: person, command, resource, facts, approvals: [] }),
    mayRun: (command) => workspace.mayRun(person.id, command),
  };
}
