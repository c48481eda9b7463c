import { metricSchema, templateNames } from '../../src-shared/bakeoffs';
import { type EvidenceInput, evidenceInputSchema } from '../../src-shared/claims';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { jsonOf } from '../../src-shared/kernel/json-text';
import { type CliCall, type CliCommand, requiredOption, table } from '../command-line';
import {
  chartArgument,
  draftExitCodes,
  elementArgument,
  elementNamed,
  handedFile,
  lineRange,
  namedText,
  wordOption,
} from './cli-names';

/** The file that an option names: a digest of a file that is kept already, or a path. */
async function fileOf(call: CliCall, option: string): Promise<{ handed?: string; sha256?: string }> {
  const named = requiredOption(call, option);
  return /^[0-9a-f]{64}$/.test(named) ? { sha256: named } : { handed: await handedFile(call, named) };
}

function region(text: string | undefined) {
  if (text === undefined) return undefined;
  const numbers = text.split(',').map((one) => Number(one.trim()));
  if (numbers.length !== 4 || numbers.some((one) => !Number.isInteger(one) || one < 0))
    throw new ProofdeskError({ code: 'usage', message: `--region takes x,y,width,height in pixels, not ${text}.` });
  const [x, y, width, height] = numbers as [number, number, number, number];
  return { x, y, width, height };
}

/** What the options of `claim attach` cite; exactly one of the six kinds. */
async function evidenceOf(call: CliCall): Promise<EvidenceInput> {
  const kinds = ['run', 'verdict', 'log', 'config', 'screenshot', 'document', 'web'] as const;
  const given = kinds.filter((kind) => call.option(kind) !== undefined);
  if (given.length !== 1) {
    throw new ProofdeskError({
      code: 'usage',
      message: `Evidence is one of ${kinds.map((kind) => `--${kind}`).join(', ')}; ${given.length === 0 ? 'none was' : `${given.length} were`} given.`,
    });
  }
  const kind = given[0]!;
  const page = call.integer('page', { from: 1 });
  const evidence = {
    run: () => ({ kind: 'metric', run: call.option('run'), row: requiredOption(call, 'row') }),
    verdict: () => ({ kind: 'metric', verdict: call.option('verdict'), row: requiredOption(call, 'row') }),
    log: async () => ({ kind: 'log', ...(await fileOf(call, 'log')), ...lineRange(requiredOption(call, 'lines')) }),
    config: async () => ({
      kind: 'configuration',
      ...(await fileOf(call, 'config')),
      key: requiredOption(call, 'key'),
      value: call.option('value'),
    }),
    screenshot: async () => ({
      kind: 'screenshot',
      ...(await fileOf(call, 'screenshot')),
      region: region(call.option('region')),
      caption: call.option('caption'),
    }),
    document: async () => ({
      kind: 'document',
      ...(await fileOf(call, 'document')),
      title: call.option('title'),
      page: page ?? 1,
      quote: requiredOption(call, 'quote'),
    }),
    web: async () => ({
      kind: 'web',
      ...(await fileOf(call, 'copy')),
      url: call.option('web'),
      capturedOn: requiredOption(call, 'captured'),
      quote: requiredOption(call, 'quote'),
    }),
  };
  const parsed = evidenceInputSchema.safeParse(await evidence[kind]());
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${issue?.path.join('.') ?? 'The evidence'}: ${issue?.message ?? 'not valid'}.`,
    where: { field: issue?.path.join('.') ?? '' },
  });
}

/** Evidence and measurements on the command line. */
export const evidenceCliCommands: readonly CliCommand[] = [
  {
    name: ['claim', 'attach'],
    about:
      'Attach evidence to an element: a run’s or verdict’s row, log lines, a configuration key, a picture, a page, an address.',
    arguments: [chartArgument, elementArgument],
    options: [
      { name: 'run', value: 'RUN', about: 'id of a run, or SHA-256 of its raw file; with --row' },
      { name: 'verdict', value: 'VERDICT', about: 'number of a verdict; with --row' },
      { name: 'row', value: 'ROW', about: 'id or label of the bakeoff’s row' },
      { name: 'log', value: 'FILE', about: 'a log, or the SHA-256 of a raw file; with --lines' },
      { name: 'lines', value: 'RANGE', about: '12 or 12-18' },
      { name: 'config', value: 'FILE', about: 'a configuration file; with --key' },
      { name: 'key', value: 'KEY', about: 'as it is nested: cache.size' },
      { name: 'value', value: 'TEXT', about: 'what is said to stand there; refused where it does not' },
      { name: 'screenshot', value: 'FILE', about: 'a PNG or JPEG picture' },
      { name: 'region', value: 'X,Y,W,H', about: 'the part that counts, in pixels; all of it unless said' },
      { name: 'caption', value: 'TEXT', about: 'what the picture shows' },
      { name: 'document', value: 'FILE', about: 'a document; with --page and --quote' },
      { name: 'title', value: 'TEXT', about: 'what the document is called' },
      { name: 'page', value: 'NUMBER', about: 'the page; 1 unless said' },
      { name: 'quote', value: 'TEXT', about: 'the words as they stand there' },
      { name: 'web', value: 'URL', about: 'a public address; with --copy, --captured and --quote' },
      { name: 'copy', value: 'FILE', about: 'the copy that was captured of the address' },
      { name: 'captured', value: 'DAY', about: 'when, 2026-11-21' },
      { name: 'note', value: 'TEXT', about: 'what it shows' },
    ],
    exitCodes: {
      ...draftExitCodes,
      65: 'what is said does not stand in the file, or the chart is not a draft',
      66: 'there is no such chart, element, run or file',
    },
    examples: [
      {
        line: 'proofdesk claim attach CC-A7-0001 "1[a]" --config app.yaml --key cache.size --note "The cache is on"',
        about: 'a key with its value',
      },
      {
        line: 'proofdesk claim attach CC-A7-0001 "1[b]" --verdict B-A7-0003/1 --row home --json',
        about: 'what a verdict says',
      },
      { line: 'proofdesk claim attach CC-A7-0001 "1[c]" --log server.log --lines 12-18', about: 'lines of a log' },
    ],
    async run(call) {
      const client = await call.client();
      const { element } = await elementNamed(call, client);
      const { result, receipt } = await client.claims.attach({
        element: element.id,
        evidence: await evidenceOf(call),
        note: call.option('note'),
      });
      call.answer({ ...result!, receipt }, () => `${result!.id}\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'detach'],
    about: 'Take evidence away from an element.',
    arguments: [{ name: 'EVIDENCE', about: 'its id, as `claim show` prints it' }],
    exitCodes: draftExitCodes,
    examples: [
      {
        line: 'proofdesk claim detach 0198aaaa-0000-7000-8000-000000000001',
        about: 'from the draft; earlier versions keep it',
      },
      { line: 'proofdesk claim detach 0198aaaa-0000-7000-8000-000000000001 --json', about: 'prints the receipt' },
    ],
    async run(call) {
      const { result, receipt } = await (await call.client()).claims.removeEvidence({
        input: { evidence: call.argument('EVIDENCE') },
      });
      call.answer({ ...result!, receipt }, () => 'Taken away.\n');
      return 0;
    },
  },
  {
    name: ['claim', 'check'],
    about:
      'Check a draft: every cited file against its digest, evidence, wording; says what stands in the way of approval.',
    arguments: [chartArgument],
    exitCodes: { 1: 'something has to be put right', 66: draftExitCodes[66], 77: draftExitCodes[77] },
    examples: [
      { line: 'proofdesk claim check CC-A7-0001', about: 'before it is submitted' },
      {
        line: 'proofdesk claim check CC-A7-0001 --json',
        about: 'with missing and altered files and the elements they break',
      },
    ],
    async run(call) {
      const { claims } = await call.client();
      const chart = await claims.chart({ chart: call.argument('CHART') });
      const { files, broken } = await claims.checkEvidence({ chart: chart.id });
      const sentences = [
        ...broken.map(
          ({ file, problem, elements, why }) =>
            `${file} ${problem === 'missing' ? 'is not on this device' : 'was altered'} and breaks ${elements.join(', ')}.${why ? ` ${why}` : ''}`,
        ),
        ...chart.blockers,
      ];
      call.answer(
        { ok: sentences.length === 0, files, broken, blockers: chart.blockers, coverage: chart.coverage },
        () =>
          sentences.length === 0
            ? `${chart.number}: ${chart.coverage.elements} elements stand on evidence that holds; ${files} files are as they were.\n`
            : `${sentences.join('\n')}\n`,
      );
      return sentences.length === 0 ? 0 : 1;
    },
  },
  {
    name: ['claim', 'measure'],
    about: 'Plan what would have to be measured for an element: a row of a bakeoff, linked to it.',
    arguments: [chartArgument, elementArgument],
    options: [
      { name: 'bakeoff', value: 'BAKEOFF', about: 'a bakeoff without runs, by its number' },
      { name: 'new', value: 'TITLE', about: 'a new bakeoff with this title' },
      { name: 'template', value: 'NAME', choices: templateNames, about: 'of a new bakeoff; custom unless said' },
      {
        name: 'metric',
        value: 'FILE',
        about: 'the row as JSON, with id, label, series, metric, measure, unit and better',
      },
      { name: 'row', value: 'ROW', about: 'id of a row that is there already' },
    ],
    exitCodes: {
      ...draftExitCodes,
      65: 'the row is not valid, or is there already',
      77: 'the bakeoff has runs or is closed, or the policies forbid it',
    },
    examples: [
      {
        line: 'proofdesk claim measure CC-A7-0001 "1[a]" --new "Cache hits" --metric row.json',
        about: 'a new bakeoff',
      },
      {
        line: 'proofdesk claim measure CC-A7-0001 "1[a]" --bakeoff B-A7-0003 --row home --json',
        about: 'a row that is there',
      },
    ],
    async run(call) {
      const client = await call.client();
      const { element } = await elementNamed(call, client);
      const file = call.option('metric');
      const title = call.option('new');
      const { result, receipt } = await client.claims.measure({
        input: {
          element: element.id,
          bakeoff: call.option('bakeoff'),
          row: call.option('row'),
          ...(title !== undefined && {
            create: { title, template: wordOption(call, 'template', templateNames) ?? 'custom' },
          }),
          ...(file !== undefined && { metric: await metricOf(call, file) }),
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.number}, row ${result!.row}\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'supports'],
    about: 'List the elements that a verdict says something about.',
    arguments: [{ name: 'VERDICT', about: 'its number, or that of its bakeoff for the newest' }],
    exitCodes: { 66: 'there is no such verdict' },
    examples: [
      { line: 'proofdesk claim supports B-A7-0003/1', about: 'elements that cite it, or whose row was planned in it' },
      { line: 'proofdesk claim supports B-A7-0003 --json', about: 'of the newest verdict' },
    ],
    async run(call) {
      const elements = await (await call.client()).claims.supportedBy({ verdict: call.argument('VERDICT') });
      call.answer({ elements }, () =>
        table(
          [
            { title: 'Chart', value: ({ chartNumber }) => chartNumber },
            { title: 'Element', value: ({ label }) => label },
            { title: 'Status', value: ({ status }) => status },
            { title: 'Row', value: ({ rowLabel }) => rowLabel },
            { title: 'Verdict', value: ({ outcome }) => outcome },
            { title: 'Cited', value: ({ cited }) => (cited ? 'yes' : 'planned') },
          ],
          elements,
          'No element stands on it.',
        ),
      );
      return 0;
    },
  },
];

async function metricOf(call: CliCall, named: string) {
  const parsed = metricSchema.safeParse(jsonOf(await namedText(call, named), named, { file: named }));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${named}: ${issue?.path.join('.') || 'the row'}: ${issue?.message ?? 'not valid'}.`,
    where: { file: named, field: issue?.path.join('.') ?? '' },
    hint: 'A row has id, label, series, metric, measure, unit and better, as `bakeoff show --json` prints them.',
  });
}
