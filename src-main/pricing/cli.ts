import { resolve } from 'node:path';
import { readNamedText, writeNamedFile } from '../../src-core/files/named-file';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { modelFromCsv, modelFromJson, modelToCsv, type ReadModel } from '../../src-shared/pricing';
import { type CliCall, type CliCommand, facts, table } from '../command-line';
import { modelNamed } from './model-named';

const modelArgument = { name: 'MODEL', about: 'name and version such as "Platform 2026.2", or the id of the version' };
const refusals = {
  65: 'the model or the file cannot be',
  66: 'there is no such model or file',
  77: 'the policies forbid it',
};

async function readModelFile(call: CliCall): Promise<ReadModel> {
  const file = call.argument('FILE');
  const text = await readNamedText(resolve(call.io.folder, file), file);
  if (file.toLowerCase().endsWith('.json')) return modelFromJson(text);
  return modelFromCsv(text, {
    name: call.option('name') ?? '',
    version: call.option('model-version') ?? '',
    currency: call.option('currency') ?? 'EUR',
    discountMode: 'sequential',
    discountLimits: [],
    terms: { standardMonths: [12, 36], billing: ['by-sku'], paymentDays: 30 },
  });
}

/** Pricing models from the command line. */
export const pricingCliCommands: readonly CliCommand[] = [
  {
    name: ['pricing', 'list'],
    about: 'List the versions of pricing models.',
    exitCodes: { 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk pricing list', about: 'what can be quoted on' },
      { line: 'proofdesk pricing list --json', about: 'the same for a script' },
    ],
    async run(call) {
      const models = await (await call.client()).pricing.list();
      call.answer({ models }, () =>
        table(
          [
            { title: 'Model', value: ({ name }) => name },
            { title: 'Version', value: ({ label }) => label },
            { title: 'State', value: ({ status }) => status },
            { title: 'Currency', value: ({ currency }) => currency },
            { title: 'Items', right: true, value: ({ skus }) => skus },
            { title: 'Quotes', right: true, value: ({ quotes }) => quotes },
          ],
          models,
          'No pricing models.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['pricing', 'show'],
    about: 'Show one version of a pricing model with its items and problems.',
    arguments: [modelArgument],
    exitCodes: { 66: 'there is no such model' },
    examples: [
      { line: 'proofdesk pricing show "Platform 2026.2"', about: 'its items, terms and problems' },
      { line: 'proofdesk pricing show Platform --json', about: 'the whole model, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const { version } = await modelNamed(client, call.argument('MODEL'));
      const model = await client.pricing.get({ version });
      call.answer(model, () =>
        [
          facts([
            ['Model', `${model.name} ${model.label}`],
            ['State', model.status],
            ['Currency', model.currency],
            ['Standard terms, months', model.content.terms.standardMonths?.join(', ') ?? null],
            ['Problems', model.problems.map(({ message }) => message).join('; ')],
          ]),
          table(
            [
              { title: 'Code', value: ({ code }) => code },
              { title: 'Name', value: ({ name }) => name },
              { title: 'Family', value: ({ family }) => family },
              { title: 'Unit', value: ({ unit }) => unit },
              { title: 'Billed', value: ({ billingPeriod }) => billingPeriod },
              { title: 'Rate', value: ({ rate }) => rate.kind },
            ],
            model.content.skus,
            'No items.',
          ),
        ].join('\n'),
      );
      return 0;
    },
  },
  {
    name: ['pricing', 'import'],
    about: 'Make a draft of a pricing model from a JSON or CSV file.',
    arguments: [{ name: 'FILE', about: 'a model as JSON, or its items as CSV' }],
    options: [
      { name: 'name', value: 'TEXT', about: "what the model is called; else the file's own name for it" },
      { name: 'model-version', value: 'TEXT', about: "its version; else the file's own" },
      { name: 'currency', value: 'CODE', about: 'for CSV, the currency of its prices; EUR unless said otherwise' },
    ],
    exitCodes: { ...refusals, 69: 'the file cannot be read' },
    examples: [
      { line: 'proofdesk pricing import platform.json', about: 'a draft of what the file holds' },
      {
        line: 'proofdesk pricing import items.csv --name Platform --model-version 2027.1 --currency USD --json',
        about: 'from a table of items',
      },
    ],
    async run(call) {
      const { model, problems } = await readModelFile(call);
      if (!model) {
        const [first] = problems;
        throw new ProofdeskError({
          code: 'bad-input',
          message: problems.map(({ line, column, message }) => placed(line, column, message)).join('; '),
          where: { file: call.argument('FILE'), ...(first?.line ? { line: first.line } : {}) },
        });
      }
      const name = call.option('name') ?? model.name;
      const version = call.option('model-version') ?? model.version;
      const client = await call.client();
      const { result, receipt } = await client.pricing.create({
        input: { name, version, content: { ...model, name, version } },
      });
      for (const { line, column, message } of problems) call.note(placed(line, column, message));
      call.answer({ ...result!, name, label: version, problems, receipt }, () => `${result!.version}\n`);
      return 0;
    },
  },
  {
    name: ['pricing', 'export'],
    about: 'Write one version of a pricing model to a file.',
    arguments: [modelArgument, { name: 'FILE', about: 'ends in .json for the whole model, in .csv for its items' }],
    exitCodes: { 66: 'there is no such model', 69: 'the file cannot be written' },
    examples: [
      { line: 'proofdesk pricing export "Platform 2026.2" platform.json', about: 'the whole model' },
      { line: 'proofdesk pricing export Platform items.csv --json', about: 'its items as a table' },
    ],
    async run(call) {
      const client = await call.client();
      const { version } = await modelNamed(client, call.argument('MODEL'));
      const file = resolve(call.io.folder, call.argument('FILE'));
      const { content } = await client.pricing.get({ version });
      const text = file.toLowerCase().endsWith('.csv')
        ? modelToCsv(content)
        : (await client.pricing.write({ version, format: 'json' })).text;
      await writeNamedFile(file, text);
      call.answer({ file, version, items: content.skus.length }, () => `${file}\n`);
      return 0;
    },
  },
  {
    name: ['pricing', 'publish'],
    about: 'Publish a draft, so that quotes may pin it; it never changes afterwards.',
    arguments: [modelArgument],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk pricing publish "Platform 2027.1"', about: 'from then on quotes may use it' },
      { line: 'proofdesk pricing publish "Platform 2027.1" --as "Mara Osei" --json', about: 'as somebody of finance' },
    ],
    async run(call) {
      const client = await call.client();
      const model = await modelNamed(client, call.argument('MODEL'));
      const { receipt } = await client.pricing.publish({ input: { version: model.version } });
      call.answer({ version: model.version, receipt }, () => `${model.name} ${model.label} is published.\n`);
      return 0;
    },
  },
];

function placed(line: number | null, column: string | null, message: string): string {
  const place = [line === null ? null : `line ${line}`, column].filter(Boolean).join(', ');
  return place ? `${place}: ${message}` : message;
}
