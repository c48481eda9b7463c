import type { Decision, FactValue } from '../../src-shared/kernel/command';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { cedar, type PolicyTexts, policyAnnotations, policySetDigest } from './policies';

/** Who asks, what for, on which row, and what the rules found out. */
export interface GateQuestion {
  actor: { id: string; roles: readonly string[] };
  command: string;
  resource: { entity: string; id: string };
  facts: Readonly<Record<string, FactValue>>;
  /** Approvals already given: `finance`, and `finance:2` where two different people of finance gave one. */
  approvals: readonly string[];
}

const ANSWERS_KEPT = 2_000;

/** Sets that Cedar has read in this process, named by their digest: a workspace that is opened again, or another with the same policies, need not wait. */
const prepared = new Set<string>();

/**
 * The policy gate: Cedar decides over one installed set of policies. A `forbid` with `@needs` that stands alone in the way means
 * "needs approval"; the gate asks again with those approvals given, to be sure that nothing else forbids.
 */
export class PolicyGate {
  readonly digest: string;
  readonly #name: string;
  readonly #annotations = new Map<string, ReturnType<typeof policyAnnotations>>();
  readonly #answers = new Map<string, Decision>();

  constructor(readonly policies: PolicyTexts) {
    this.digest = policySetDigest(policies);
    this.#name = `policies-${this.digest}`;
    if (prepared.has(this.#name)) return;
    const answer = cedar().preparsePolicySet(this.#name, { staticPolicies: policies });
    if (answer.type === 'failure') {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `The installed policies cannot be read: ${answer.errors[0]?.message ?? 'unknown error'}.`,
      });
    }
    prepared.add(this.#name);
  }

  /** Decides. Answers are kept by everything they depend on. */
  decide(question: GateQuestion): Decision {
    const key = JSON.stringify([
      question.actor,
      question.command,
      question.resource,
      question.facts,
      question.approvals,
    ]);
    const kept = this.#answers.get(key);
    if (kept) return kept;
    const decision = this.#decide(question);
    if (this.#answers.size >= ANSWERS_KEPT) this.#answers.clear();
    this.#answers.set(key, decision);
    return decision;
  }

  #decide(question: GateQuestion): Decision {
    const first = this.#ask(question, question.approvals);
    if (first.decision === 'allow') return { decision: 'allow', by: first.reason, say: [], needs: [] };
    const denying = first.reason;
    const say = denying.map((id) => this.#notes(id).say).filter((text): text is string => text !== null);
    const needs = [
      ...new Set(denying.map((id) => this.#notes(id).needs).filter((role): role is string => role !== null)),
    ];
    if (denying.length > 0 && denying.every((id) => this.#notes(id).needs !== null)) {
      const second = this.#ask(question, [...question.approvals, ...needs.flatMap(withLesser)]);
      if (second.decision === 'allow') return { decision: 'needs-approval', by: denying, say, needs };
      const others = second.reason.map((id) => this.#notes(id).say).filter((text): text is string => text !== null);
      return {
        decision: 'deny',
        by: second.reason,
        say: others.length > 0 ? others : [this.#noPermit(question)],
        needs: [],
      };
    }
    return { decision: 'deny', by: denying, say: say.length > 0 ? say : [this.#noPermit(question)], needs: [] };
  }

  #ask(question: GateQuestion, approvals: readonly string[]): { decision: 'allow' | 'deny'; reason: string[] } {
    const answer = cedar().statefulIsAuthorized({
      principal: { type: 'Person', id: question.actor.id },
      action: { type: 'Action', id: question.command },
      resource: { type: 'Item', id: question.resource.id },
      context: { ...question.facts, approvals: [...new Set(approvals)] } as never,
      entities: [
        { uid: { type: 'Person', id: question.actor.id }, attrs: { roles: [...question.actor.roles] }, parents: [] },
        { uid: { type: 'Item', id: question.resource.id }, attrs: { kind: question.resource.entity }, parents: [] },
      ],
      preparsedPolicySetId: this.#name,
      validateRequest: false,
    });
    if (answer.type === 'failure') {
      throw new ProofdeskError({
        code: 'internal',
        message: `The policy gate could not decide: ${answer.errors[0]?.message ?? 'unknown error'}.`,
      });
    }
    // A policy that fails to evaluate must not turn into silence: a forbid that errs would be skipped by Cedar.
    const failed = answer.response.diagnostics.errors[0];
    if (failed) {
      throw new ProofdeskError({
        code: 'internal',
        message: `Policy ${failed.policyId} could not be evaluated: ${failed.error.message}.`,
      });
    }
    return { decision: answer.response.decision, reason: answer.response.diagnostics.reason.slice().sort() };
  }

  #notes(id: string): ReturnType<typeof policyAnnotations> {
    let notes = this.#annotations.get(id);
    if (!notes) {
      notes = policyAnnotations(this.policies[id] ?? '');
      this.#annotations.set(id, notes);
    }
    return notes;
  }

  #noPermit({ actor, command }: GateQuestion): string {
    const roles = actor.roles.length > 0 ? actor.roles.join(', ') : 'no role';
    return `No policy lets ${roles} do this (${command}).`;
  }
}

/** `finance:2` stands for two approvals of finance, so the first is given too. */
function withLesser(need: string): string[] {
  const [role, count] = need.split(':');
  const all: string[] = [role!];
  for (let index = 2; index <= Number(count ?? 1); index += 1) all.push(`${role}:${index}`);
  return all;
}
