import { implementCommand } from '../../src-core/commands/implementation';
import { PolicyGate } from '../../src-core/gate/gate';
import { policySetDigest, validatePolicies } from '../../src-core/gate/policies';
import type { Workspace } from '../../src-core/workspace/workspace';
import { create } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { PolicySet } from '../../src-shared/receipts';
import { installPolicies } from '../../src-shared/workspace';

/** The command that puts other policies in force. It needs the workspace's commands to check against, so it is made for one. */
export function policyCommands(workspaceOf: () => Workspace) {
  return [
    implementCommand(installPolicies, ({ policies, answered }, _state, tools) => {
      validatePolicies(
        policies,
        workspaceOf().domain.commands.map(({ declaration }) => declaration),
      );
      keepsTheDoorOpen(policies, tools.actor);
      const id = tools.newId();
      const digest = policySetDigest(policies);
      return {
        changes: [create(PolicySet, id, { digest, policies, installed: tools.now, ...(answered && { answered }) })],
        resource: { entity: 'policySet', id },
        result: { digest },
      };
    }),
  ];
}

/** Whoever installs policies must still be able to install the next ones: otherwise a slip could never be mended. */
function keepsTheDoorOpen(policies: Record<string, string>, actor: { id: string; roles: readonly string[] }): void {
  const { decision } = new PolicyGate(policies).decide({
    actor,
    command: installPolicies.name,
    resource: { entity: '', id: '' },
    facts: {},
    approvals: [],
  });
  if (decision === 'allow') return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: 'With these policies you could not install policies again, so a mistake in them could never be mended.',
    hint: 'Keep a policy that permits Action::"policy.install" to your role.',
  });
}
