import { type Change, create } from '../../src-shared/kernel/change';
import { newId } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Chain, ChainAnnouncement, PolicySet } from '../../src-shared/receipts/schema';
import { Person, type Role, Workspace as WorkspaceEntity } from '../../src-shared/workspace/schema';
import { checkChanges } from '../commands/check-changes';
import { type PolicyTexts, policySetDigest, validatePolicies } from '../gate/policies';
import { signingKey } from '../ledger/keys';
import { splitChanges, splitInput } from '../ledger/split';
import { writeAct } from '../ledger/write-receipt';
import { deviceLetters } from './chains';
import type { Workspace } from './workspace';

/** What a new workspace begins with. */
export interface Genesis {
  name: string;
  company: string;
  currency: string;
  locale: string;
  owner: { name: string; email: string; title: string; roles: Role[] };
  policies: PolicyTexts;
}

/**
 * Writes the first receipt of a workspace: its settings, its owner (who is an admin), the owner's chain with its key (the root that
 * every other key's trust leads back to), and the policies in force. Returns the ids.
 */
export function createWorkspace(
  workspace: Workspace,
  genesis: Genesis,
): { workspace: string; owner: string; receipt: string } {
  if (!workspace.isEmpty) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'There is a workspace in this folder already.',
      where: { file: workspace.folder },
      hint: 'Open it, or choose another folder.',
    });
  }
  validatePolicies(
    genesis.policies,
    workspace.domain.commands.map(({ declaration }) => declaration),
  );
  const { context, device } = workspace;
  return device.exclusively(() => {
    const ids = workspace.connection
      .transaction(() => {
        const id = newId(context);
        workspace.found(id);
        const owner = newId(context);
        const chain = newId(context);
        const seed = workspace.newSeed(genesis.owner.email || genesis.owner.name, true);
        const key = signingKey(seed);
        const letters = deviceLetters(workspace);
        device.keepKey(id, { chain, person: owner, seed });
        const roles: Role[] = [...new Set<Role>([...genesis.owner.roles, 'admin'])];
        const changes: Change[] = [
          create(WorkspaceEntity, id, {
            name: genesis.name,
            company: genesis.company,
            currency: genesis.currency,
            locale: genesis.locale,
            brand: { accent: '#1f4fd8', logo: null, footer: '' },
          }),
          create(Person, owner, {
            roles,
            name: genesis.owner.name,
            email: genesis.owner.email,
            title: genesis.owner.title,
          }),
          create(Chain, chain, {
            person: owner,
            publicKey: key.publicKey,
            letters,
            device: workspace.deviceName,
            countersignedBy: null,
            countersignature: null,
          }),
          create(ChainAnnouncement, chain, { chain, person: owner, publicKey: key.publicKey }),
          create(PolicySet, newId(context), {
            digest: policySetDigest(genesis.policies),
            policies: genesis.policies,
            installed: context.now(),
          }),
        ];
        const clock = { last: null as string | null };
        const receipts = writeAct(
          {
            workspace: id,
            chain,
            key,
            actor: owner,
            command: { name: 'workspace.create', version: 1 },
            policy: {
              set: policySetDigest(genesis.policies),
              decision: 'allow',
              by: ['house-rule-genesis'],
              approvals: [],
            },
            inputs: splitInput(
              { name: genesis.name, company: genesis.company, currency: genesis.currency, owner: genesis.owner },
              { owner: { name: 'personal', email: 'personal', title: 'personal' } },
              owner,
            ),
            reason: null,
            contested: [],
            split: (some) => splitChanges(some, workspace.definitions, () => null),
            changes: checkChanges(changes, workspace.definitions, workspace.reader).changes,
          },
          workspace.journal,
          context,
          clock,
        );
        workspace.fold(receipts, false);
        workspace.setMeta('clock', clock.last!);
        return { workspace: id, owner, receipt: receipts.at(-1)!.hash };
      })
      .immediate();
    workspace.recordHeads();
    return ids;
  });
}
