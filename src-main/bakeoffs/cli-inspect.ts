import { resolve } from 'node:path';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCommand, table } from '../command-line';
import { inspectThrough } from './cli-mapping';
import type { Inspection } from './inspect';

/** Reading harness files without a workspace: anybody can check what Proofdesk finds in them. */
export const inspectCliCommands: readonly CliCommand[] = [
  {
    name: ['inspect'],
    about: 'Read result files of load-test and benchmark tools and print what is in them; nothing is stored.',
    arguments: [{ name: 'PATH', about: 'result files, or folders with such files', many: true }],
    options: [{ name: 'mapping', value: 'FILE', about: 'read files of other tools through this mapping, a JSON file' }],
    exitCodes: {
      65: 'a file is damaged or of no known harness',
      66: 'there is no such file or folder',
      69: 'a file cannot be read',
    },
    examples: [
      { line: 'proofdesk inspect run.jtl', about: 'series, figures and warnings of one file' },
      { line: 'proofdesk inspect a.ndjson b.ndjson --json', about: 'an array with one object for each file' },
      {
        line: 'proofdesk inspect own.csv --mapping mapping.json',
        about: 'a file of a tool that is not among the known ones',
      },
    ],
    async run(call) {
      const [{ inspectPath, inspectPaths }, { groupsOf }, { importers }] = await Promise.all([
        import('./inspect'),
        import('./run-files'),
        import('./importers/registry'),
      ]);
      const named = call.argumentList('PATH');
      const paths = named.map((path) => resolve(call.io.folder, path));
      const options = {
        signal: call.signal,
        onProgress: (share: number) => call.progress(share, 'Reading'),
      };
      const mapping = call.option('mapping');
      if (mapping !== undefined) {
        const found = await inspectThrough(call, paths, mapping, options);
        call.answer(found.length === 1 ? found[0] : found, () => found.map(inspectionText).join('\n'));
        return 0;
      }
      const [only] = paths;
      if (paths.length === 1 && (await groupsOf(only!, importers)).whole) {
        const found = (await inspectPath(only!, options)) as Inspection;
        call.answer(found, () => inspectionText(found));
        return 0;
      }
      const { results, problems, passedOver } = await inspectPaths(paths, options);
      for (const path of passedOver) call.note(`${path} is no result of a known harness; passed over.`);
      call.answer(results, () => results.map(inspectionText).join('\n'));
      const [first, ...others] = problems;
      if (!first) return 0;
      throw new ProofdeskError({
        ...first,
        ...(others.length > 0 && {
          hint: `${others.length} more could not be read: ${others.map(({ where }) => where?.file ?? '').join(', ')}.`,
          details: { problems: others },
        }),
      });
    },
  },
];

const figure = (value: unknown): string | null => {
  if (typeof value !== 'number') return null;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
};

function inspectionText({ file, tool, format, parse, series, totals, warnings }: Inspection): string {
  const rows = table(
    [
      { title: 'Series', value: ({ key }) => key },
      { title: 'Metric', value: ({ metric }) => metric },
      { title: 'Unit', value: ({ unit }) => unit },
      { title: 'n', right: true, value: ({ n }) => figure(n) },
      { title: 'Median', right: true, value: ({ median }) => figure(median) },
      { title: 'Mean', right: true, value: ({ mean }) => figure(mean) },
      { title: 'p95', right: true, value: ({ percentiles }) => figure(p95(percentiles)) },
      { title: 'Max', right: true, value: ({ max }) => figure(max) },
      { title: 'Value', right: true, value: ({ value }) => figure(value) },
      { title: 'Errors', right: true, value: ({ errors }) => figure(errors) },
    ],
    series,
    'No series.',
  );
  const sums = Object.entries(totals).map(([name, value]) => `${name} ${figure(value) ?? JSON.stringify(value)}`);
  const lines = [
    `${file}: ${tool}, ${format}, ${parse}${sums.length > 0 ? ` (${sums.join(', ')})` : ''}`,
    ...warnings.map(({ code, message }) => `  ${code}: ${message}`),
  ];
  return `${lines.join('\n')}\n${rows}`;
}

/** By type 7 where there are measurements, else as the tool printed it. */
const p95 = (percentiles: Inspection['series'][number]['percentiles']): number | undefined =>
  percentiles?.linear7?.p95 ?? percentiles?.reported?.p95;
