import { formatMinor } from '../../src-shared/kernel/money';
import {
  isShare,
  type MarginFigures,
  type ModelFieldChange,
  modelFieldText,
  type PricingSimulation,
} from '../../src-shared/pricing';
import { type CliCommand, facts, showingJob, table } from '../command-line';
import { modelNamed } from './model-named';

const modelArgument = { name: 'MODEL', about: 'name and version such as "Platform 2026.2", or the id of the version' };
const refusals = { 66: 'there is no such model', 77: 'the policies forbid it' };

/** Versions of pricing models: made, compared, tried on quotes and retired. */
export const pricingVersionCommands: readonly CliCommand[] = [
  {
    name: ['pricing', 'draft'],
    about: 'Begin a new version from one that is there, as a draft.',
    arguments: [modelArgument, { name: 'VERSION', about: 'what the new version is called' }],
    exitCodes: { ...refusals, 65: 'the model has such a version already' },
    examples: [
      { line: 'proofdesk pricing draft "Platform 2026.2" 2027.1', about: 'a draft to be changed' },
      { line: 'proofdesk pricing draft Platform 2027.1 --json', about: 'the same for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const model = await modelNamed(client, call.argument('MODEL'));
      const version = call.argument('VERSION');
      const { result, receipt } = await client.pricing.draft({ input: { from: model.version, version } });
      call.answer({ ...result!, label: version, receipt }, () => `${model.name} ${version} is a draft.\n`);
      return 0;
    },
  },
  {
    name: ['pricing', 'retire'],
    about: 'Retire a version; quotes that pin it keep it, new ones cannot.',
    arguments: [modelArgument],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk pricing retire "Platform 2025.4"', about: 'it is no longer offered' },
      { line: 'proofdesk pricing retire "Platform 2025.4" --as "Mara Osei" --json', about: 'as somebody of finance' },
    ],
    async run(call) {
      const client = await call.client();
      const model = await modelNamed(client, call.argument('MODEL'));
      const { receipt } = await client.pricing.retire({ input: { version: model.version } });
      call.answer({ version: model.version, receipt }, () => `${model.name} ${model.label} is retired.\n`);
      return 0;
    },
  },
  {
    name: ['pricing', 'diff'],
    about: 'Show what differs between two versions: rows that came and went, and each field that changed.',
    arguments: [
      { name: 'BEFORE', about: modelArgument.about },
      { name: 'AFTER', about: 'the version that it is compared with' },
    ],
    exitCodes: { 65: 'both are the same version', 66: 'there is no such model' },
    examples: [
      { line: 'proofdesk pricing diff "Platform 2026.2" "Platform 2027.1"', about: 'what a draft would change' },
      {
        line: 'proofdesk pricing diff "Platform 2026.2" "Platform 2027.1" --json',
        about: 'field by field for a script',
      },
    ],
    async run(call) {
      const client = await call.client();
      const [before, after] = [
        await modelNamed(client, call.argument('BEFORE')),
        await modelNamed(client, call.argument('AFTER')),
      ];
      const diff = await client.pricing.diff({ before: before.version, after: after.version });
      const rows = diff.changes.flatMap(({ table: part, change, key, fields }): DiffLine[] =>
        change === 'changed'
          ? fields.map((field) => ({ part, change, row: key, ...field }))
          : [{ part, change, row: key, field: '', before: null, after: null, changeBasisPoints: null }],
      );
      call.answer(diff, () =>
        table(
          [
            { title: 'Table', value: ({ part }) => part },
            { title: 'Row', value: ({ row }) => row },
            { title: 'Change', value: ({ change, field }) => (field ? modelFieldText(field) : change) },
            { title: before.label, right: true, value: (row) => diffValue(row, row.before) },
            { title: after.label, right: true, value: (row) => diffValue(row, row.after) },
            { title: '%', right: true, value: ({ changeBasisPoints: points }) => signedPercent(points) },
          ],
          rows,
          'Nothing differs.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['pricing', 'simulate'],
    about:
      'Show what a version, draft or published, does to revenue and margin of open or sent quotes. Changes nothing.',
    arguments: [modelArgument],
    options: [
      {
        name: 'sent',
        about: 'quotes that were sent, in the last calendar quarter unless days are given; else open ones',
      },
      { name: 'from', value: 'DAY', about: 'with --sent, the first day' },
      { name: 'until', value: 'DAY', about: 'with --sent, the first day that no longer counts' },
      { name: 'all', about: 'also quotes on other models' },
    ],
    exitCodes: { 65: 'the days cannot be', 66: 'there is no such model' },
    examples: [
      { line: 'proofdesk pricing simulate "Platform 2027.1"', about: 'open quotes on a draft, before it is published' },
      {
        line: 'proofdesk pricing simulate "Platform 2027.1" --sent --from 2026-07-01 --until 2026-10-01 --json',
        about: 'what was sent in the third quarter',
      },
    ],
    async run(call) {
      const client = await call.client();
      const model = await modelNamed(client, call.argument('MODEL'));
      const [from, until] = [call.option('from'), call.option('until')];
      const request = {
        version: model.version,
        scope: call.flag('sent') || from !== undefined || until !== undefined ? ('sent' as const) : ('open' as const),
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
        ...(call.flag('all') ? { otherModels: true } : {}),
      };
      const found = await showingJob(call, 'pricing.simulate', (options) => client.pricing.simulate(request, options));
      call.answer(found, () => simulationText(found, `${model.name} ${model.label}`));
      return 0;
    },
  },
];

/** A value as it is written; shares as a percentage. */
const diffValue = ({ field }: DiffLine, text: string | null): string | null =>
  text !== null && isShare(field) ? `${Number(text) / 100} %` : text;

/** A field that changed, or a row that came or went, as a line of the table. */
interface DiffLine extends ModelFieldChange {
  part: string;
  change: string;
  row: string;
}

function simulationText(found: PricingSimulation, model: string): string {
  const priced = found.rows.filter(({ before, after }) => before && after);
  const refused = found.rows.filter(({ before, after }) => !before || !after);
  const days = found.from && found.until ? `sent from ${found.from} until ${found.until}` : 'open';
  return [
    facts([
      ['On', model],
      ['Quotes', `${found.quotes}, ${days}`],
      ['Not priced', found.notPriced],
      ['On other models, left out', found.leftOut],
    ]),
    table(
      [
        { title: 'Currency', value: ({ currency }) => currency },
        { title: 'Quotes', right: true, value: ({ quotes }) => quotes },
        { title: 'Now', right: true, value: ({ beforeMinor, currency }) => formatMinor(beforeMinor, currency) },
        { title: 'Then', right: true, value: ({ afterMinor, currency }) => formatMinor(afterMinor, currency) },
        { title: '%', right: true, value: ({ changeBasisPoints }) => signedPercent(changeBasisPoints) },
        { title: 'Margin now', right: true, value: ({ beforeMargin }) => marginText(beforeMargin) },
        { title: 'Then', right: true, value: ({ afterMargin }) => marginText(afterMargin) },
        { title: 'Newly under a floor', right: true, value: ({ newlyUnderFloor }) => newlyUnderFloor },
      ],
      found.totals,
      'No quote could be priced.',
    ),
    table(
      [
        { title: 'Quote', value: ({ number, version }) => `${number}${version === null ? ' draft' : ` v${version}`}` },
        { title: 'Account', value: ({ account }) => account },
        { title: 'Now', right: true, value: ({ before, currency }) => formatMinor(before!.netMinor, currency) },
        { title: 'Then', right: true, value: ({ after, currency }) => formatMinor(after!.netMinor, currency) },
        { title: '%', right: true, value: ({ changeBasisPoints }) => signedPercent(changeBasisPoints) },
        { title: 'Margin now', right: true, value: ({ before }) => marginText(before!.margin) },
        { title: 'Then', right: true, value: ({ after }) => marginText(after!.margin) },
      ],
      priced,
      'No quotes.',
    ),
    ...(refused.length > 0
      ? [
          table(
            [
              { title: 'Not priced', value: ({ number }) => number },
              {
                title: 'Why',
                value: ({ problems }) =>
                  problems.map(({ on, message }) => (on === 'pinned' ? `as it is: ${message}` : message)).join('; '),
              },
            ],
            refused,
          ),
        ]
      : []),
  ].join('\n');
}

function signedPercent(basisPoints: number | null): string | null {
  if (basisPoints === null) return null;
  return `${basisPoints > 0 ? '+' : ''}${(basisPoints / 100).toFixed(2)}`;
}

function marginText(margin: MarginFigures | null): string | null {
  return margin?.marginBasisPoints == null ? null : `${(margin.marginBasisPoints / 100).toFixed(2)} %`;
}
