import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Rule } from '../../src-shared/kernel/rule';
import type { CliCall, CliCommand } from '../command-line';

const registry = async (): Promise<readonly Rule[]> => (await import('../../src-shared/rules')).rules;

export const calcCommands: readonly CliCommand[] = [
  {
    name: ['calc'],
    about: 'Run one rule on figures of your own, as the product runs it.',
    arguments: [{ name: 'RULE', about: 'the name of a rule, such as stats.mann-whitney-u', optional: true }],
    options: [
      { name: 'list', about: 'list every rule with its input and its source' },
      { name: 'input', value: 'FILE', about: 'read the input from a file instead of standard input' },
    ],
    exitCodes: { 65: 'the input does not fit the rule, or has no answer', 66: 'there is no such rule or file' },
    examples: [
      { line: 'proofdesk calc --list', about: 'names every rule, what it computes and where it comes from' },
      { line: 'proofdesk calc roi.npv-end --json < flows.json', about: 'computes one rule on the input in flows.json' },
    ],
    async run(call) {
      const rules = await registry();
      if (call.flag('list')) {
        call.answer(rules.map(description), () => listing(rules));
        return 0;
      }
      if (!call.has('RULE')) {
        throw new ProofdeskError({
          code: 'usage',
          message: 'RULE is missing.',
          hint: 'proofdesk calc --list names them.',
        });
      }
      const rule = find(rules, call.argument('RULE'));
      const output = rule.compute(await input(call, rule));
      call.answer(output, () => `${JSON.stringify(output, null, 2)}\n`);
      return 0;
    },
  },
];

function find(rules: readonly Rule[], name: string): Rule {
  const rule = rules.find((candidate) => candidate.name === name);
  if (rule) return rule;
  const near = rules.filter(
    (candidate) => candidate.name.split('.')[1] === name || candidate.name.startsWith(`${name}.`),
  );
  throw new ProofdeskError({
    code: 'not-found',
    message: `There is no rule ${name}.`,
    hint:
      near.length > 0
        ? `Did you mean ${near.map((rule) => rule.name).join(', ')}?`
        : 'proofdesk calc --list names them.',
  });
}

async function input(call: CliCall, rule: Rule): Promise<unknown> {
  const file = call.option('input');
  const text = file === undefined ? await call.io.stdin() : await readNamed(call, file);
  const where = file === undefined ? {} : { file };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    const message = text.trim() === '' ? 'No input was given.' : `The input is not JSON: ${(thrown as Error).message}.`;
    throw new ProofdeskError({
      code: 'bad-input',
      message,
      where,
      hint: 'proofdesk calc --list --json shows the shape that each rule takes.',
    });
  }
  const checked = rule.input.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${field ? `${field}: ` : ''}${issue?.message ?? 'The input does not fit the rule.'}`,
    where: { ...where, ...(field && { field }) },
    hint: 'proofdesk calc --list --json shows the shape that each rule takes.',
  });
}

async function readNamed(call: CliCall, file: string): Promise<string> {
  return readFile(resolve(call.io.folder, file), 'utf8').catch((thrown: NodeJS.ErrnoException) => {
    throw new ProofdeskError(
      { code: 'not-found', message: `${file} cannot be read: ${thrown.message}.`, where: { file } },
      { cause: thrown },
    );
  });
}

const description = (rule: Rule) => ({
  name: rule.name,
  about: rule.about,
  source: rule.source,
  input: z.toJSONSchema(rule.input, { unrepresentable: 'any' }),
});

function listing(rules: readonly Rule[]): string {
  const blocks = rules.map((rule) => {
    const schema = description(rule).input as { properties?: Record<string, unknown> };
    return `${rule.name}\n  ${rule.about}\n  Input: ${Object.keys(schema.properties ?? {}).join(', ')}\n  Source: ${rule.source}\n`;
  });
  return `${blocks.join('\n')}\n${rules.length} rules. With --json, each has the whole schema of its input.\n`;
}
