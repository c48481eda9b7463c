import { PolicyGate } from '../../src-core/gate/gate';
import type { PolicyTexts } from '../../src-core/gate/policies';
import type { Decision, FactValue } from '../../src-shared/kernel/command';
import { ProofdeskError } from '../../src-shared/kernel/errors';

const GATES_KEPT = 64;

/** One person's act, as the policies are asked about it. */
export interface GateAsk {
  actor: { id: string; roles: readonly string[] };
  command: string;
  resource: { entity: string; id: string };
  facts: Readonly<Record<string, FactValue>>;
  approvals: readonly string[];
}

/** Gates by the digest of their policies, for all workspaces of this process. */
export class Gates {
  readonly #gates = new Map<string, { gate: PolicyGate; namesItems: boolean; namesPeople: boolean }>();

  /** Answers by the set with this digest, whose texts are asked for where it is not kept. */
  async decide(digest: string, texts: () => Promise<PolicyTexts>, ask: GateAsk): Promise<Decision> {
    let kept = this.#gates.get(digest);
    if (!kept) {
      const policies = await texts();
      const all = Object.values(policies).join('\n');
      kept = {
        gate: new PolicyGate(policies),
        namesItems: all.includes('Item::'),
        namesPeople: all.includes('Person::'),
      };
      if (this.#gates.size >= GATES_KEPT) this.#gates.delete(this.#gates.keys().next().value!);
      this.#gates.set(digest, kept);
    }
    try {
      // Policies that name no single row or person answer by roles and facts alone, so their answers are kept for all.
      return kept.gate.decide({
        ...ask,
        actor: { id: kept.namesPeople ? ask.actor.id : '', roles: [...ask.actor.roles].sort() },
        resource: { entity: ask.resource.entity, id: kept.namesItems ? ask.resource.id : '' },
        approvals: [...ask.approvals].sort(),
      });
    } catch (error) {
      if (!(error instanceof ProofdeskError)) throw error;
      // What the policies cannot answer they do not allow.
      return { decision: 'deny', by: [], say: [error.message], needs: [] };
    }
  }
}
