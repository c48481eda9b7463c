import { resolve } from 'node:path';
import { writeNamedFile } from '../../src-core/files/named-file';
import type { ReturnedChartView } from '../../src-shared/claims';
import type { CliCommand } from '../command-line';
import { chartArgument, draftExitCodes, handedFile } from './cli-names';
import { markedRuns } from './cli-sets';

const states: Readonly<Record<ReturnedChartView['changes'][number]['state'], string>> = {
  taken: '',
  there: ' (stands here already)',
  conflict: ' (was changed here as well)',
  gone: ' (its element is gone)',
};

/** What came back, a cell after the other. */
function returnedText({ changes, comments, number }: ReturnedChartView): string {
  if (changes.length === 0 && comments.length === 0) return `Nothing in the file is other than in ${number}.\n`;
  return [
    ...changes.map(
      ({ label, state, runs, trackedBy }) =>
        `${label}${states[state]}${trackedBy.length > 0 ? `, tracked changes of ${trackedBy.join(', ')} read as accepted` : ''}\n  ${markedRuns(runs)}\n`,
    ),
    ...comments.map(({ text, there }) => `Comment${there ? ' (stands here already)' : ''}: ${text}\n`),
  ].join('');
}

/** Charts as Word files on the command line. */
export const docxCliCommands: readonly CliCommand[] = [
  {
    name: ['claim', 'export'],
    about: 'Write a chart as a Word file (DOCX) that legal can edit: its summary and its mappings.',
    arguments: [chartArgument],
    options: [
      {
        name: 'version',
        value: 'NUMBER',
        about: 'a version that was handed in; the newest, or the draft, unless said',
      },
      { name: 'out', value: 'FILE', about: 'where to; its own name in this folder unless said' },
    ],
    exitCodes: { 66: 'there is no such chart or version', 77: draftExitCodes[77] },
    examples: [
      { line: 'proofdesk claim export CC-A7-0001 --out chart.docx', about: 'to be edited and taken back' },
      { line: 'proofdesk claim export CC-A7-0001 --version 1 --json', about: 'as it was handed in' },
    ],
    async run(call) {
      const version = call.integer('version', { from: 1 });
      const file = await (await call.client()).claims.editable({ chart: call.argument('CHART'), version });
      const out = call.option('out') ?? file.name;
      const bytes = Buffer.from(file.content, 'base64');
      await writeNamedFile(resolve(call.io.folder, out), bytes, out);
      call.note('The file is for engineers and legal; it is not for customers.');
      call.answer({ file: out, mediaType: file.mediaType, bytes: bytes.length }, () => `${out}\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'take-back'],
    about: 'Take an edited Word file of a chart back: what was changed in its cells, and comments.',
    arguments: [chartArgument, { name: 'FILE', about: 'the edited file' }],
    options: [{ name: 'look', about: 'only say what it would change' }],
    exitCodes: {
      1: 'a text was changed here as well; nothing was taken',
      65: 'the file is none of this chart, is damaged, or was changed outside of its cells; or the chart is not a draft',
      66: 'there is no such chart or file',
      77: draftExitCodes[77],
    },
    examples: [
      { line: 'proofdesk claim take-back CC-A7-0001 chart.docx --look', about: 'shows each change, before and after' },
      { line: 'proofdesk claim take-back CC-A7-0001 chart.docx', about: 'takes them; mappings are one act' },
    ],
    async run(call) {
      const returned = await (await call.client()).claims.takeBack({
        chart: call.argument('CHART'),
        file: await handedFile(call, call.argument('FILE')),
        simulate: call.flag('look'),
      });
      call.answer(returned, () => returnedText(returned));
      return 0;
    },
  },
];
