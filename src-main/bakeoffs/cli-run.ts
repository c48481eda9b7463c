import type { RawRow, RunPageView } from '../../src-shared/bakeoffs';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, facts, showingJob, table } from '../command-line';

const named = { name: 'RUN', about: 'its id, BAKEOFF#PLACE such as B-A7-0001#3, or the digest of a raw file' };

/** Single runs and their raw files on the command line. */
export const runCliCommands: readonly CliCommand[] = [
  {
    name: ['run', 'show'],
    about: 'Show one run: its figures, warnings, files and receipt.',
    arguments: [named],
    exitCodes: { 66: 'there is no such run' },
    examples: [
      { line: 'proofdesk run show B-A7-0001#3', about: 'the third run of a bakeoff' },
      { line: 'proofdesk run show B-A7-0001#3 --json', about: 'with every series and recorded fact' },
    ],
    async run(call) {
      const view = await (await call.client()).bakeoffs.run({ run: call.argument('RUN') });
      call.answer(view, () => shown(view));
      return 0;
    },
  },
  {
    name: ['run', 'raw'],
    about: 'Show a raw file of a run from any byte, line or text on, whatever its size.',
    arguments: [named],
    options: [
      { name: 'file', value: 'NAME', about: 'which of its files; the first unless said otherwise' },
      { name: 'offset', value: 'BYTE', about: 'from the line that holds this byte, counted from 0' },
      { name: 'line', value: 'NUMBER', about: 'from this line, counted from 1' },
      { name: 'find', value: 'TEXT', about: 'from the first line that has this text, from --offset on if given' },
      { name: 'rows', value: 'NUMBER', about: 'how many rows, at most 400; 40 unless said otherwise' },
    ],
    exitCodes: {
      1: 'the text is nowhere in the file',
      66: 'there is no such run or file, or it is not on this device',
    },
    examples: [
      { line: 'proofdesk run raw B-A7-0001#3 --line 40213', about: 'the lines from number 40213 on' },
      { line: 'proofdesk run raw B-A7-0001#3 --find "Non HTTP response" --json', about: 'where a text stands' },
    ],
    async run(call) {
      const client = await call.client();
      const { run } = await client.bakeoffs.run({ run: call.argument('RUN') });
      const ask = { run: run.id, file: fileOf(call, run.files) };
      const offset = call.integer('offset', { from: 0 });
      const line = call.integer('line', { from: 1 });
      const text = call.option('find');
      if (line !== undefined && (offset !== undefined || text !== undefined)) {
        throw new ProofdeskError({ code: 'usage', message: 'Only one of --line and --offset or --find.' });
      }
      let from = offset ?? 0;
      if (line !== undefined) {
        from = (
          await showingJob(call, 'bakeoff.lines', (options) => client.bakeoffs.rawLine({ ...ask, line }, options))
        ).offset;
      }
      if (text !== undefined) {
        const found = await showingJob(call, 'bakeoff.search', (options) =>
          client.bakeoffs.searchRaw({ ...ask, text, from }, options),
        );
        if (found.at === null) {
          call.answer({ found: null }, () => `“${text}” is nowhere in the file.\n`);
          return 1;
        }
        if (found.around) call.note('Found above: the search went on from the beginning.');
        from = found.at;
      }
      const after = call.integer('rows', { from: 1, to: 400 }) ?? 40;
      const window = await client.bakeoffs.raw({ ...ask, offset: from, after });
      if (window.encoding) call.note(`The file is ${window.encoding}: its bytes are shown as they are stored.`);
      call.answer(window, () => window.rows.map(rowText).join(''));
      return 0;
    },
  },
];

/** The byte at which a row begins, then what it holds; an arrow where a long line goes on. */
const rowText = ({ at, starts, text }: RawRow): string =>
  `${String(at).padStart(12)} ${starts ? ' ' : '↳'} ${text.replaceAll('\t', '    ')}\n`;

function fileOf(call: CliCall, files: RunPageView['run']['files']): number {
  const name = call.option('file');
  if (name === undefined) return 0;
  const place = files.findIndex((file) => file.name === name);
  if (place >= 0) return place;
  throw new ProofdeskError({
    code: 'not-found',
    message: `The run has no file ${name}.`,
    hint: `Its files: ${files.map((file) => file.name).join(', ')}.`,
  });
}

function shown({ run, bakeoff, contender, metrics, place, verdicts }: RunPageView): string {
  const product = [contender.product, contender.version].filter(Boolean).join(' ');
  const head = facts([
    ['Run', run.name],
    ['Bakeoff', `${bakeoff.number} ${bakeoff.title}`],
    ['Place', place],
    ['Side', `${contender.side}: ${product}`],
    ['Left out', run.excluded],
    ['Harness', `${run.tool}, ${run.format}, ${run.parse}`],
    ['Importer', run.importer],
    ['Ran by', run.ranBy],
    ['Facts', `${run.facts.known} of ${run.facts.of}`],
    ['Receipt', run.receipt],
    ['Verdicts', verdicts.map(({ number }) => number).join(', ') || null],
  ]);
  const figures = table(
    [
      { title: 'Row', value: ({ metric }) => metrics.find(({ id }) => id === metric)?.label ?? metric },
      { title: 'Value', right: true, value: ({ value }) => (value === null ? null : String(value)) },
      { title: 'Unit', value: ({ unit }) => unit },
      { title: 'Measurements', right: true, value: ({ samples }) => String(samples) },
      { title: '', value: ({ reason }) => reason },
    ],
    run.figures,
  );
  const files = table(
    [
      { title: 'File', value: ({ name }) => name },
      { title: 'Bytes', right: true, value: ({ bytes }) => String(bytes) },
      { title: 'SHA-256', value: ({ sha256 }) => sha256 },
      { title: '', value: ({ present }) => (present ? '' : 'not on this device') },
    ],
    run.files,
  );
  const warnings = run.warnings.map(
    ({ code, message, where }) => `${code}: ${message}${where?.line ? ` (line ${where.line})` : ''}\n`,
  );
  return [head, figures, files, warnings.join('')].filter(Boolean).join('\n');
}
