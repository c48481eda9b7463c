import { resolve } from 'node:path';
import {
  comparable,
  decimalSigns,
  duplicateActs,
  type ImportField,
  importFieldLabels,
  importFields,
  type Mapping,
  type PreviewRow,
  type PreviewSummary,
  stageLabels,
} from '../../../src-shared/deals';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, facts, showingJob, table } from '../../command-line';
import { money, pairsOption, stageNamed } from './values';

const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

/** Importing deals from a file, and showing what an import would do. */
export const importCliCommands: readonly CliCommand[] = [
  {
    name: ['deal', 'import'],
    about: 'Import deals, accounts and contacts from a CSV file in one act.',
    arguments: [{ name: 'FILE', about: 'a file of rows, with headers or without' }],
    options: [
      { name: 'preview', about: 'show what each row would do, and change nothing' },
      {
        name: 'map',
        value: 'FIELD=COLUMN',
        many: true,
        about: `a field's column by its header or number; fields: ${importFields.join(', ')}`,
      },
      { name: 'encoding', value: 'NAME', choices: encodings, about: 'how the text is encoded' },
      { name: 'delimiter', value: 'NAME', choices: Object.keys(delimiters), about: 'what stands between cells' },
      { name: 'decimal', value: 'SIGN', choices: decimalSigns, about: 'what stands before the decimals of amounts' },
      { name: 'dates', value: 'ORDER', choices: ['dmy', 'mdy'], about: 'how 03/04/2026 is read' },
      { name: 'currency', value: 'CODE', about: 'of amounts that name none' },
      { name: 'stage', value: 'TEXT=STAGE', many: true, about: 'what a stage of the file means' },
      { name: 'owner', value: 'TEXT=PERSON', many: true, about: 'who an owner of the file is' },
      { name: 'account', value: 'NAME=ACCOUNT', many: true, about: 'which account a close name means, or `new`' },
      {
        name: 'duplicates',
        value: 'ACT',
        choices: duplicateActs,
        about: 'what to do with deals that are there or come twice',
      },
      { name: 'leave-out-problems', about: 'import the other rows without those that have problems' },
      { name: 'reason', value: 'TEXT', about: 'kept with the receipt' },
    ],
    exitCodes: {
      1: 'with --preview: some rows cannot be imported yet',
      65: 'the file cannot be read, or rows wait for a decision',
      66: 'there is no such file, column, person or account',
      69: 'the file cannot be read',
      77: 'the policies forbid it',
    },
    examples: [
      { line: 'proofdesk deal import pipeline.csv --preview', about: 'what would happen, and what is still open' },
      {
        line: 'proofdesk deal import pipeline.csv --map value=Betrag --decimal comma --duplicates skip',
        about: 'imports, leaving out deals that are there',
      },
    ],
    async run(call) {
      const session = await call.session();
      const client = await call.client();
      const { id: file, name } = await session.desk.intake.point(resolve(call.io.folder, call.argument('FILE')));
      const reading = {
        encoding: call.option('encoding') as (typeof encodings)[number] | undefined,
        delimiter: delimiters[call.option('delimiter') as keyof typeof delimiters],
      };
      const read = await client.deals.csv.read({ file, reading });
      const mapping = await mappingOf(call, read);
      if (call.flag('preview')) {
        const { summary, rows } = await client.deals.csv.preview({ file, reading, mapping, limit: 1000 });
        call.answer({ file: name, reading: read.reading, mapping, summary, rows }, () =>
          previewText(summary, rows, mapping, read),
        );
        return summary.undecided > 0 ? 1 : 0;
      }
      const { result, receipt } = await showingJob(call, 'deal.import', (options) =>
        client.deals.csv.run({ file, reading, mapping, reason: call.option('reason') }, options),
      );
      call.answer({ file: name, ...result!, receipt }, () => {
        const { created, updated, accounts, contacts } = result!;
        return `${created} deals created, ${updated} updated, ${accounts} new accounts, ${contacts} new contacts.\n`;
      });
      return 0;
    },
  },
];

interface Read {
  columns: { name: string }[];
  mapping: Mapping;
}

async function mappingOf(call: CliCall, read: Read): Promise<Mapping> {
  const client = await call.client();
  const { desk } = await call.session();
  const columns = { ...read.mapping.columns };
  for (const [field, column] of pairsOption(call, 'map')) columns[fieldNamed(field)] = columnNamed(read, column);
  const accounts: Record<string, string> = {};
  for (const [text, account] of pairsOption(call, 'account')) {
    accounts[comparable(text)] = account === 'new' ? 'new' : (await client.deals.findAccount({ text: account })).id;
  }
  return {
    ...read.mapping,
    columns,
    accounts,
    decimal: (call.option('decimal') as Mapping['decimal'] | undefined) ?? null,
    dateOrder: (call.option('dates') as Mapping['dateOrder'] | undefined) ?? null,
    currency: call.option('currency') ?? read.mapping.currency,
    stages: Object.fromEntries(
      pairsOption(call, 'stage').map(([text, stage]) => [comparable(text), stageNamed(stage)]),
    ),
    owners: Object.fromEntries(
      pairsOption(call, 'owner').map(([text, person]) => [comparable(text), desk.person(person)]),
    ),
    everyDuplicate: (call.option('duplicates') as Mapping['everyDuplicate'] | undefined) ?? null,
    leaveOutProblems: call.flag('leave-out-problems'),
  };
}

function fieldNamed(text: string): ImportField {
  const field = importFields.find((one) => one === text);
  if (field) return field;
  throw new ProofdeskError({
    code: 'usage',
    message: `There is no field ${text} to map.`,
    hint: `The fields are ${importFields.join(', ')}.`,
  });
}

/** A column by its header, or by its number from 1. */
function columnNamed({ columns }: Read, text: string): number {
  const named = columns.findIndex(({ name }) => comparable(name) === comparable(text));
  if (named >= 0) return named;
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= columns.length) return number - 1;
  throw new ProofdeskError({
    code: 'not-found',
    message: `The file has no column ${text}.`,
    hint: `Its columns are ${columns.map(({ name }) => name).join(', ')}.`,
  });
}

function previewText(
  summary: PreviewSummary,
  rows: readonly PreviewRow[],
  mapping: Mapping,
  { columns }: Read,
): string {
  const mapped = Object.entries(mapping.columns).map(
    ([field, column]) => `${importFieldLabels[field as ImportField]} ← ${columns[column]?.name}`,
  );
  const open = [
    ...summary.missingFields.map((field) => `no column holds ${importFieldLabels[field]} (--map ${field}=COLUMN)`),
    ...(summary.decimal && !summary.decimal.sign
      ? [`amounts such as ${summary.decimal.samples[0]?.text} can be read in two ways (--decimal)`]
      : []),
    ...(summary.dateOrder && !summary.dateOrder.order
      ? [`dates such as ${summary.dateOrder.samples[0]?.text} can be read in two ways (--dates)`]
      : []),
    ...(summary.currencyNeeded ? ['some amounts name no currency (--currency)'] : []),
    ...summary.stages
      .filter(({ stage }) => !stage)
      .map(({ text }) => `“${text}” is no known stage (--stage "${text}=…")`),
    ...summary.owners
      .filter(({ person }) => !person)
      .map(({ text }) => `“${text}” is nobody here (--owner "${text}=…")`),
    ...summary.accounts
      .filter(({ choice }) => choice === null)
      .map(
        ({ text, candidates }) => `“${text}” is close to ${candidates.map(({ name }) => name).join(', ')} (--account)`,
      ),
  ];
  const list = table(
    [
      { title: 'Line', right: true, value: ({ line }) => line },
      { title: 'What happens', value: ({ act }) => act },
      { title: 'Deal', value: ({ title }) => title },
      { title: 'Account', value: ({ account, accountState }) => `${account}${accountState === 'new' ? ' (new)' : ''}` },
      { title: 'Stage', value: ({ stage }) => stage && stageLabels[stage] },
      { title: 'Value', right: true, value: ({ valueMinor, currency }) => money(valueMinor, currency) },
      { title: 'Close', value: ({ expectedClose }) => expectedClose },
      { title: 'Open', value: openOf },
    ],
    rows,
  );
  const { create, update, skip, undecided, newAccounts, newContacts } = summary;
  return [
    `${mapped.join('\n')}\n`,
    list,
    facts([
      ['Created', create],
      ['Updated', update],
      ['Left out', skip],
      ['Undecided', undecided],
      ['New accounts', newAccounts],
      ['New contacts', newContacts],
    ]),
    ...(open.length > 0 ? [`To decide:\n${open.map((line) => `  ${line}\n`).join('')}`] : []),
  ].join('\n');
}

function openOf({ problems, duplicate, act }: PreviewRow): string {
  const repeated =
    duplicate && act === 'undecided'
      ? [duplicate.of === 'deal' ? `repeats ${duplicate.number}` : `repeats line ${duplicate.line}`]
      : [];
  return [
    ...problems.map(({ column, message }) => `${column ? `column ${column}: ` : ''}${message}`),
    ...repeated,
  ].join(' ');
}
