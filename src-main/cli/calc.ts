import { resolve } from 'node:path';
import { readNamedText } from '../../src-core/files/named-file';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { jsonOf } from '../../src-shared/kernel/json-text';
import type { Rule } from '../../src-shared/kernel/rule';
import type { CliCall, CliCommand } from '../command-line';

export const calcCommands: readonly CliCommand[] = [
  {
    name: ['calc'],
    about: 'Run one rule on figures of your own, as the product runs it.',
    arguments: [{ name: 'RULE', about: 'the name of a rule, such as stats.mann-whitney-u', optional: true }],
    options: [
      { name: 'list', about: 'list every rule with its input and its source' },
      { name: 'input', value: 'FILE', about: 'read the input from a file instead of standard input' },
    ],
    exitCodes: {
      65: 'the input does not fit the rule, or has no answer',
      66: 'there is no such file',
      69: 'the file cannot be read',
    },
    examples: [
      { line: 'proofdesk calc --list', about: 'names every rule, what it computes and where it comes from' },
      { line: 'proofdesk calc roi.npv-end --json < flows.json', about: 'computes one rule on the input in flows.json' },
    ],
    async run(call) {
      const { calculate, findRule, inputSchema, rules } = await import('../../src-shared/rules');
      if (call.flag('list')) {
        const listed = rules.map((rule) => ({ ...facts(rule), input: inputSchema(rule) }));
        call.answer(listed, () => listed.map(block).join('\n'));
        return 0;
      }
      if (!call.has('RULE')) {
        throw new ProofdeskError({
          code: 'usage',
          message: 'RULE is missing.',
          hint: 'proofdesk calc --list names them.',
        });
      }
      const name = findRule(call.argument('RULE')).name;
      const output = calculate(name, await input(call));
      call.answer(output, () => `${JSON.stringify(output, null, 2)}\n`);
      return 0;
    },
  },
];

const inputHint = 'proofdesk calc --list --json shows the shape that each rule takes.';

const facts = ({ name, about, source }: Rule) => ({ name, about, source });

function block(rule: ReturnType<typeof facts> & { input: unknown }): string {
  const fields = Object.keys((rule.input as { properties?: object }).properties ?? {});
  return `${rule.name}\n  ${rule.about}\n  Input: ${fields.join(', ')}\n  Source: ${rule.source}\n`;
}

async function input(call: CliCall): Promise<unknown> {
  const file = call.option('input');
  const text = file === undefined ? await call.io.stdin() : await readNamedText(resolve(call.io.folder, file), file);
  if (file === undefined && text.trim() === '') {
    throw new ProofdeskError({ code: 'bad-input', message: 'No input was given.', hint: inputHint });
  }
  return jsonOf(text, file === undefined ? 'The input' : `“${file}”`, { file, hint: inputHint });
}
