import { createRequire } from 'node:module';
import { canonicalText } from '../../src-shared/kernel/canonical';
import type { CommandDeclaration, FactType } from '../../src-shared/kernel/command';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { sha256 } from '../ledger/digests';

type Cedar = typeof import('@cedar-policy/cedar-wasm/nodejs');

let loaded: Cedar | null = null;

/** Cedar's engine, loaded at the first decision (25 ms, 4 MB) so that opening a workspace does not wait for it. */
export function cedar(): Cedar {
  loaded ??= createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as Cedar;
  return loaded;
}

/** Cedar texts by policy id, as a workspace keeps them. */
export type PolicyTexts = Record<string, string>;

export interface PolicyAnnotations {
  /** Sentence for a person. */
  say: string | null;
  /** For a `forbid`: whose approval lifts it. */
  needs: string | null;
}

/** The digest by which receipts name the set that decided. */
export function policySetDigest(policies: PolicyTexts): string {
  return sha256(canonicalText(policies));
}

/** Splits Cedar text into policies keyed by their `@id`. Throws `bad-input` for a policy without one, a double id or bad syntax. */
export function readPolicies(text: string, file: string): PolicyTexts {
  const parts = cedar().policySetTextToParts(text);
  if (parts.type === 'failure') {
    const error = parts.errors[0];
    const start = error?.sourceLocations?.[0]?.start;
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The policies cannot be read: ${error?.message ?? 'unknown error'}.`,
      where: { file, ...(start === undefined ? {} : { byte: start, line: text.slice(0, start).split('\n').length }) },
    });
  }
  const policies: PolicyTexts = {};
  for (const policy of parts.policies) {
    const id = annotations(policy)['id'];
    if (!id) throw new ProofdeskError({ code: 'bad-input', message: 'A policy lacks its @id.', where: { file } });
    if (policies[id])
      throw new ProofdeskError({ code: 'bad-input', message: `Two policies are called ${id}.`, where: { file } });
    policies[id] = policy;
  }
  return policies;
}

/** What a policy says to a person and asks for. */
export function policyAnnotations(policy: string): PolicyAnnotations {
  const found = annotations(policy);
  return { say: found['say'] ?? null, needs: found['needs'] ?? null };
}

function annotations(policy: string): Record<string, string> {
  const answer = cedar().policyToJson(policy);
  return answer.type === 'success' ? ((answer.json.annotations ?? {}) as Record<string, string>) : {};
}

const CEDAR_TYPE: Record<FactType, object> = {
  long: { type: 'Long' },
  boolean: { type: 'Boolean' },
  string: { type: 'String' },
  set: { type: 'Set', element: { type: 'String' } },
};

/** The Cedar schema that follows from the declared commands: one action a command, its facts as the context. */
export function policySchema(commands: readonly CommandDeclaration[]): object {
  const actions = Object.fromEntries(
    commands.map(({ name, facts }) => [
      name,
      {
        appliesTo: {
          principalTypes: ['Person'],
          resourceTypes: ['Item'],
          context: {
            type: 'Record',
            attributes: {
              approvals: { type: 'Set', element: { type: 'String' } },
              ...Object.fromEntries(Object.entries(facts ?? {}).map(([fact, type]) => [fact, CEDAR_TYPE[type]])),
            },
          },
        },
      },
    ]),
  );
  return {
    '': {
      entityTypes: {
        Person: { shape: { type: 'Record', attributes: { roles: { type: 'Set', element: { type: 'String' } } } } },
        Item: { shape: { type: 'Record', attributes: { kind: { type: 'String' } } } },
      },
      actions,
    },
  };
}

/** Digests of sets that were found to hold, each with its schema: Cedar takes a tenth of a second for one. */
const holding = new Set<string>();

/** Checks a set against the commands; throws `bad-input` naming the first policy that cannot hold. */
export function validatePolicies(policies: PolicyTexts, commands: readonly CommandDeclaration[]): void {
  const call = { schema: policySchema(commands) as never, policies: { staticPolicies: policies } };
  const digest = sha256(JSON.stringify(call));
  if (holding.has(digest)) return;
  const answer = cedar().validate(call);
  if (answer.type === 'failure') {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The policies cannot be checked: ${answer.errors[0]?.message ?? 'unknown error'}.`,
    });
  }
  const first = answer.validationErrors[0];
  if (first) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `Policy ${first.policyId} does not fit the commands: ${first.error.message}.`,
      where: { field: first.policyId },
    });
  }
  holding.add(digest);
}
