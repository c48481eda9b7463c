import { z } from 'zod';
import { bakeoffRules } from './bakeoffs/index';
import { claimRules } from './claims/index';
import { ProofdeskError } from './kernel/errors';
import type { Rule } from './kernel/rule';
import { pricingRules } from './pricing/index';
import { roiRules } from './roi/index';
import { usageRules } from './usage/index';

/**
 * Every pure rule that can be asked on its own, by name. They are the functions that the product itself uses: `proofdesk calc`
 * computes with them, and "explain" names them.
 */
export const rules: readonly Rule[] = [
  ...bakeoffRules,
  ...claimRules,
  ...pricingRules,
  ...roiRules,
  ...usageRules,
].sort((x, y) => (x.name < y.name ? -1 : 1));

const byName = new Map(rules.map((rule) => [rule.name, rule]));

/** The rule of this name; throws `usage` with the nearest names when there is none. */
export function findRule(name: string): Rule {
  const rule = byName.get(name);
  if (rule) return rule;
  const area = name.split('.')[0] ?? '';
  const similar = rules.filter((candidate) => candidate.name.startsWith(`${area}.`)).map((candidate) => candidate.name);
  throw new ProofdeskError({
    code: 'usage',
    message: `There is no rule named ${JSON.stringify(name)}.`,
    hint:
      similar.length > 0
        ? `Rules of ${area}: ${similar.join(', ')}.`
        : 'See all names and their inputs with: proofdesk calc --list',
  });
}

/** The first thing that is wrong with an input, as an error that names the field. */
function badInput(rule: Rule, error: z.ZodError): ProofdeskError {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  const told = (issue?.message ?? 'is not valid').replace(/^Invalid input: /, '');
  const what = field && /received undefined$/.test(told) ? 'is missing' : told;
  return new ProofdeskError({
    code: 'bad-input',
    message: field ? `${rule.name}: ${field}: ${what}` : `${rule.name}: ${what}`,
    ...(field && { where: { field } }),
    hint: `See the input of the rule with: proofdesk calc --list`,
  });
}

/** What a double cannot hold is given as null: JSON has no infinity, and a made-up figure is worse than none. */
function withoutInfinities(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(withoutInfinities);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutInfinities(part)]));
  }
  return value;
}

/**
 * Runs one rule on an input of its published shape. Throws `usage` for an unknown name and `bad-input`, naming the field, for an
 * input that the rule has no answer to; a figure that cannot be computed is null.
 */
export function calculate(name: string, input: unknown): unknown {
  const rule = findRule(name);
  const parsed = rule.input.safeParse(input);
  if (!parsed.success) throw badInput(rule, parsed.error);
  return withoutInfinities(rule.compute(parsed.data));
}

/** The input of a rule as JSON schema, for lists and forms. */
export function inputSchema(rule: Rule): unknown {
  return z.toJSONSchema(rule.input, { io: 'input' });
}
