import { extname, resolve } from 'node:path';
import { writeNamedFile } from '../../src-core/files/named-file';
import {
  type ChartFormat,
  chartFormats,
  chartKinds,
  factDifferences,
  type RunView,
  type SideFact,
  timeMeasures,
} from '../../src-shared/bakeoffs';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, requiredOption, showingJob, table } from '../command-line';

const named = { name: 'BAKEOFF', about: 'its number or id' };

/** Pictures and facts of both sides on the command line. */
export const chartCliCommands: readonly CliCommand[] = [
  {
    name: ['bakeoff', 'chart'],
    about: 'Draw a picture of a bakeoff or of one of its runs as PNG or SVG, or its figures as CSV.',
    arguments: [named],
    options: [
      { name: 'kind', value: 'KIND', about: 'what is drawn (required)', choices: chartKinds },
      { name: 'row', value: 'ROW', about: 'the row by its id or label; the first unless said otherwise' },
      {
        name: 'measure',
        value: 'MEASURE',
        about: 'with --kind time: the median unless said otherwise',
        choices: timeMeasures,
      },
      { name: 'run', value: 'RUN', about: 'of this run alone: its id, or BAKEOFF#PLACE' },
      {
        name: 'out',
        value: 'FILE',
        about: 'where to; its ending tells the format. Its own name as SVG in this folder unless said otherwise',
      },
      { name: 'format', value: 'FORMAT', about: 'where the ending does not tell', choices: chartFormats },
      {
        name: 'disclosure',
        value: 'WHO',
        about: 'who may have it; a competitor for internal use only stays inside',
        choices: ['internal', 'nda', 'public'],
      },
    ],
    exitCodes: {
      66: 'there is no such bakeoff, row or run, or nothing to draw',
      69: 'the file cannot be written',
      77: 'the competitor is for internal use only',
    },
    examples: [
      {
        line: 'proofdesk bakeoff chart B-A7-0001 --kind intervals --out intervals.png',
        about: 'all rows with intervals',
      },
      {
        line: 'proofdesk bakeoff chart B-A7-0001 --kind time --measure p95 --row search-median --out p95.csv --json',
        about: 'what the picture of p95 over the run shows, as figures',
      },
    ],
    async run(call) {
      const client = await call.client();
      const kind = requiredOption(call, 'kind');
      const run = call.option('run');
      const bakeoff = call.argument('BAKEOFF');
      const file = await showingJob(call, 'bakeoff.distributions', async (options) =>
        client.bakeoffs.exportChart(
          {
            bakeoff,
            kind: chartKinds.find((one) => one === kind) ?? 'intervals',
            format: formatOf(call),
            ...(run !== undefined && { run: (await client.bakeoffs.run({ run })).run.id }),
            row: call.option('row'),
            measure: timeMeasures.find((one) => one === call.option('measure')),
            disclosure: (['internal', 'nda', 'public'] as const).find((one) => one === call.option('disclosure')),
          },
          options,
        ),
      );
      const out = call.option('out') ?? file.name;
      const bytes = Buffer.from(file.content, file.encoding === 'base64' ? 'base64' : 'utf8');
      await writeNamedFile(resolve(call.io.folder, out), bytes, out);
      call.answer({ file: out, mediaType: file.mediaType, bytes: bytes.length }, () => `${out}\n`);
      return 0;
    },
  },
  {
    name: ['bakeoff', 'facts'],
    about: 'Show the recorded facts of both sides beside each other, those that differ first.',
    arguments: [named],
    options: [{ name: 'all', about: 'equal ones too' }],
    exitCodes: { 66: 'there is no such bakeoff' },
    examples: [
      { line: 'proofdesk bakeoff facts B-A7-0001', about: 'what differs, and what the gate says about it' },
      { line: 'proofdesk bakeoff facts B-A7-0001 --all --json', about: 'every fact' },
    ],
    async run(call) {
      const view = await (await call.client()).bakeoffs.get({ bakeoff: call.argument('BAKEOFF') });
      const of = (side: 'ours' | 'theirs') => view.runs.filter((run) => run.side === side).map(recorded);
      const facts = factDifferences(of('ours'), of('theirs'), view.comparison.gate).filter(
        ({ state, finding }) => call.flag('all') || state !== 'equal' || finding !== null,
      );
      call.answer(facts, () =>
        table(
          [
            { title: 'Fact', value: ({ label, unit }) => (unit ? `${label}, ${unit}` : label) },
            { title: 'Ours', value: ({ ours }) => said(ours) },
            { title: 'Theirs', value: ({ theirs }) => said(theirs) },
            {
              title: 'The gate says',
              value: ({ state, finding }) =>
                finding ? `${finding.severity}${finding.waiver ? ', accepted' : ''}` : state,
            },
          ],
          facts,
          'Every recorded fact is the same on both sides.',
        ),
      );
      return 0;
    },
  },
];

const recorded = ({ metadata, files, ranBy }: RunView) => ({ ...metadata, files, ...(ranBy && { ranBy }) });

const said = ({ values, missing }: SideFact): string =>
  values.length === 0 ? 'not recorded' : `${values.join(' | ')}${missing > 0 ? ` (${missing} runs without)` : ''}`;

/** By `--format`, else by the ending of `--out`. */
function formatOf(call: CliCall): ChartFormat {
  const out = call.option('out');
  const wanted = call.option('format') ?? (out === undefined ? 'svg' : extname(out).slice(1).toLowerCase());
  const format = chartFormats.find((one) => one === wanted);
  if (format) return format;
  throw new ProofdeskError({
    code: 'usage',
    message: `${out ?? wanted} has no ending that tells a format.`,
    hint: 'End it with .svg, .png or .csv, or say --format.',
  });
}
