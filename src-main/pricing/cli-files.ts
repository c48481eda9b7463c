import { resolve } from 'node:path';
import { readNamedText, writeNamedFile } from '../../src-core/files/named-file';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  type CsvTable,
  csvTables,
  modelFromJson,
  modelTableFromCsv,
  modelTableToCsv,
  type PricingModel,
  type TableProblem,
} from '../../src-shared/pricing';
import type { CliCall, CliCommand } from '../command-line';
import { modelNamed } from './model-named';

const modelArgument = { name: 'MODEL', about: 'name and version such as "Platform 2026.2", or the id of the version' };
const fileArgument = {
  name: 'FILE',
  about: 'a whole model as JSON, or tables of one as CSV, each known by its header',
  many: true,
};

/** Reads files into a model one after the other: JSON is a whole one, CSV replaces the table that its header names. */
async function readInto(call: CliCall, start: PricingModel): Promise<{ model: PricingModel; notes: string[] }> {
  let model = start;
  const notes: string[] = [];
  for (const file of call.argumentList('FILE')) {
    const text = await readNamedText(resolve(call.io.folder, file), file);
    const read = file.toLowerCase().endsWith('.json') ? modelFromJson(text) : modelTableFromCsv(text, model);
    if (!read.model) throw refused(file, read.problems);
    model = read.model;
    notes.push(...read.problems.map((problem) => `${file}: ${placed(problem)}`));
  }
  return { model, notes };
}

function refused(file: string, problems: readonly TableProblem[]): ProofdeskError {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  return new ProofdeskError({
    code: 'bad-input',
    message: errors.map(placed).join('; '),
    where: { file, ...(first?.line ? { line: first.line } : {}) },
    ...(first?.hint && { hint: first.hint }),
  });
}

/** A problem as a line: where, and what. */
function placed({ line, column, message }: TableProblem): string {
  const place = [line === null ? null : `line ${line}`, column].filter(Boolean).join(', ');
  return place ? `${place}: ${message}` : message;
}

/** Pricing models from files, and into them. */
export const pricingFileCommands: readonly CliCommand[] = [
  {
    name: ['pricing', 'import'],
    about: 'Make a draft of a pricing model from a JSON file, or from CSV files of its tables.',
    arguments: [fileArgument],
    options: [
      { name: 'name', value: 'TEXT', about: "what the model is called; else the file's own name for it" },
      { name: 'model-version', value: 'TEXT', about: "its version; else the file's own" },
      { name: 'currency', value: 'CODE', about: 'for CSV, the currency of its prices; EUR unless said otherwise' },
    ],
    exitCodes: {
      65: 'the model or the file cannot be',
      66: 'there is no such file',
      69: 'the file cannot be read',
      77: 'the policies forbid it',
    },
    examples: [
      { line: 'proofdesk pricing import platform.json', about: 'a draft of what the file holds' },
      {
        line: 'proofdesk pricing import items.csv bundles.csv taxes.csv --name Platform --model-version 2027.1 --json',
        about: 'from tables of a spreadsheet',
      },
    ],
    async run(call) {
      const start: PricingModel = {
        name: call.option('name') ?? '–',
        version: call.option('model-version') ?? '–',
        currency: call.option('currency') ?? 'EUR',
        skus: [],
        discountMode: 'sequential',
        discountLimits: [],
        terms: { standardMonths: [12, 36], billing: ['by-sku'], paymentDays: 30 },
      };
      const { model, notes } = await readInto(call, start);
      const name = call.option('name') ?? model.name;
      const version = call.option('model-version') ?? model.version;
      if (name === '–' || version === '–') {
        throw new ProofdeskError({
          code: 'usage',
          message: 'Tables as CSV do not say which model they are.',
          hint: 'Give --name and --model-version.',
        });
      }
      const client = await call.client();
      const { result, receipt } = await client.pricing.create({
        input: { name, version, content: { ...model, name, version } },
      });
      for (const note of notes) call.note(note);
      call.answer({ ...result!, name, label: version, notes, receipt }, () => `${result!.version}\n`);
      return 0;
    },
  },
  {
    name: ['pricing', 'revise'],
    about: 'Put tables from CSV files, or a whole model as JSON, into a draft; what the files do not say stays.',
    arguments: [modelArgument, fileArgument],
    exitCodes: {
      65: 'the file cannot be, or the version is no draft',
      66: 'there is no such model or file',
      69: 'the file cannot be read',
      77: 'the policies forbid it',
    },
    examples: [
      { line: 'proofdesk pricing revise "Platform 2027.1" taxes.csv', about: 'another table of taxes' },
      {
        line: 'proofdesk pricing revise "Platform 2027.1" items.csv bundles.csv --json',
        about: 'its items and bundles',
      },
    ],
    async run(call) {
      const client = await call.client();
      const { version, label, name } = await modelNamed(client, call.argument('MODEL'));
      const { content } = await client.pricing.get({ version });
      const { model, notes } = await readInto(call, content);
      const { receipt } = await client.pricing.revise({
        input: { version, content: { ...model, name: content.name, version: content.version } },
      });
      for (const note of notes) call.note(note);
      call.answer({ version, notes, receipt }, () => `${name} ${label} is changed.\n`);
      return 0;
    },
  },
  {
    name: ['pricing', 'export'],
    about: 'Write one version of a pricing model, or one of its tables, to a file.',
    arguments: [modelArgument, { name: 'FILE', about: 'ends in .json for the whole model, in .csv for a table of it' }],
    options: [
      {
        name: 'table',
        value: 'TABLE',
        choices: ['items', ...csvTables],
        about: 'which table a .csv holds; its items unless said otherwise',
      },
    ],
    exitCodes: { 66: 'there is no such model', 69: 'the file cannot be written' },
    examples: [
      { line: 'proofdesk pricing export "Platform 2026.2" platform.json', about: 'the whole model' },
      { line: 'proofdesk pricing export Platform taxes.csv --table taxes --json', about: 'its taxes as a table' },
    ],
    async run(call) {
      const client = await call.client();
      const { version } = await modelNamed(client, call.argument('MODEL'));
      const file = resolve(call.io.folder, call.argument('FILE'));
      const { content } = await client.pricing.get({ version });
      const wanted = call.option('table') ?? 'items';
      const text = file.toLowerCase().endsWith('.csv')
        ? modelTableToCsv(content, wanted === 'items' ? 'skus' : (wanted as CsvTable))
        : (await client.pricing.write({ version, format: 'json' })).text;
      await writeNamedFile(file, text);
      call.answer({ file, version, items: content.skus.length }, () => `${file}\n`);
      return 0;
    },
  },
];
