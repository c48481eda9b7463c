import { type PolicyDigests, policyDigests, policyOffer } from '../../src-core/gate/policy-offer';
import type { Workspace } from '../../src-core/workspace/workspace';
import { PolicySet } from '../../src-shared/receipts';
import type { OfferedPolicy } from '../../src-shared/workspace';
import { templatePolicies } from '../policies';

/**
 * What this release brings that the workspace has not answered yet. Nothing of it holds before an admin installs it, and what an admin
 * left out is not offered again until a release changes it.
 */
export function policyOfferOf(workspace: Workspace): {
  digest: string;
  offered: OfferedPolicy[];
  answered: Record<string, string>;
} {
  const shipped = templatePolicies();
  const { digest, policies } = workspace.gate();
  return {
    digest,
    offered: policyOffer(shipped, policies, knownPolicies(workspace)),
    answered: policyDigests(shipped),
  };
}

/** What the last release that was answered shipped; a workspace is founded with what its release shipped. */
function knownPolicies(workspace: Workspace): PolicyDigests {
  const sets = workspace.reader
    .where(PolicySet, {})
    .sort((a, b) => a.installed - b.installed || (a.id < b.id ? -1 : 1));
  return sets.findLast(({ answered }) => answered !== null)?.answered ?? policyDigests(sets[0]?.policies ?? {});
}
