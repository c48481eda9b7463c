import { resolve } from 'node:path';
import { readNamedJson } from '../../src-core/files/named-file';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { checkRoiModel, type RoiModelContent, type RoiModelProblem, roiModelContentSchema } from '../../src-shared/roi';
import { type CliCall, type CliCommand, facts, requiredOption, table } from '../command-line';
import { forbidden, modelArgument, noModel } from './cli-named';

const file = { name: 'FILE', about: 'the model as JSON: about, inputs, formulas, flows, outputs, scenarios' };
const fileProblems = {
  65: 'the file is not JSON, or not a model',
  66: 'there is no such file',
  69: 'the file cannot be read',
};

/** ROI models on the command line. */
export const roiModelCliCommands: readonly CliCommand[] = [
  {
    name: ['roi', 'model', 'list'],
    about:
      'List ROI models with their versions, the newest first, and those that come with Proofdesk and were not taken yet.',
    exitCodes: { 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk roi model list', about: 'name, version, state, inputs and formulas' },
      { line: 'proofdesk roi model list --json', about: 'with ids, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const [models, shipped] = [await client.roi.models(), await client.roi.shippedModels()];
      const offered = shipped.filter(({ installed }) => installed === null);
      call.answer({ models, shipped }, () =>
        [
          table(
            [
              { title: 'Model', value: ({ name }) => name },
              { title: 'Version', value: ({ label }) => label },
              { title: 'State', value: ({ status }) => status },
              { title: 'Inputs', right: true, value: ({ inputs }) => inputs },
              { title: 'Formulas', right: true, value: ({ formulas }) => formulas },
              { title: 'Cases', right: true, value: ({ cases }) => cases },
            ],
            models,
            'No ROI models.',
          ),
          ...(offered.length > 0
            ? [
                `\nCome with Proofdesk (take them with "roi model take"):\n${offered.map(({ key, name }) => `  ${key}  ${name}`).join('\n')}\n`,
              ]
            : []),
        ].join(''),
      );
      return 0;
    },
  },
  {
    name: ['roi', 'model', 'show'],
    about:
      'Show a model: its inputs with their units and bounds, its formulas in the order of calculation, what flows.',
    arguments: [modelArgument],
    exitCodes: noModel,
    examples: [
      { line: 'proofdesk roi model show "Consolidation"', about: 'inputs, formulas and problems' },
      { line: 'proofdesk roi model show tco --json', about: 'the whole content, for "roi model create" again' },
    ],
    async run(call) {
      const found = await (await call.client()).roi.model({ version: call.argument('MODEL') });
      call.answer(found, () =>
        [
          facts([
            ['Model', `${found.name}, version ${found.label}`],
            ['State', found.status],
            ['About', found.about],
            ['Cases', String(found.cases)],
          ]),
          content(found.content),
          problems(found.problems),
        ].join('\n'),
      );
      return 0;
    },
  },
  {
    name: ['roi', 'model', 'check'],
    about: 'Check a model in a file without a workspace: names, circles and units.',
    arguments: [file],
    exitCodes: { ...fileProblems, 1: 'the model has a problem that keeps it from being published' },
    examples: [
      { line: 'proofdesk roi model check model.json', about: 'every problem with its place' },
      { line: 'proofdesk roi model check model.json --json', about: 'problems, units and dependencies for a script' },
    ],
    async run(call) {
      const found = await contentOf(call);
      const { problems: told, checked } = checkRoiModel(found);
      const failed = told.some(({ severity }) => severity === 'error');
      call.answer({ ok: !failed, problems: told, formulas: checked }, () =>
        told.length === 0 ? `${checked.length} formulas, no problem.\n` : problems(told),
      );
      return failed ? 1 : 0;
    },
  },
  {
    name: ['roi', 'model', 'take'],
    about:
      'Take models that come with Proofdesk into the workspace, published; all that are not there yet unless some are named.',
    arguments: [
      { name: 'KEY', about: 'such as tco or build-or-buy; see "roi model list"', optional: true, many: true },
    ],
    exitCodes: { 65: 'all of them are there already', 66: 'no such model comes with Proofdesk', ...forbidden },
    examples: [
      { line: 'proofdesk roi model take', about: 'all that are not there yet' },
      { line: 'proofdesk roi model take tco consolidation', about: 'two of them' },
    ],
    async run(call) {
      const keys = call.argumentList('KEY');
      const { result, receipt } = await (await call.client()).roi.installModels({
        input: keys.length > 0 ? { keys } : {},
      });
      call.answer({ ...result!, receipt }, () => result!.versions.map(({ key }) => `${key}\n`).join(''));
      return 0;
    },
  },
  {
    name: ['roi', 'model', 'create'],
    about: 'Make an ROI model out of a JSON file, as a draft.',
    arguments: [file],
    options: [
      { name: 'name', value: 'NAME', about: 'what it is called (required)' },
      { name: 'version', value: 'VERSION', about: 'what its first version is called; 1 unless said otherwise' },
    ],
    exitCodes: { ...fileProblems, ...forbidden },
    examples: [
      { line: 'proofdesk roi model create model.json --name "Energy saved"', about: 'prints the version’s id' },
      {
        line: 'proofdesk roi model create model.json --name "Energy saved" --version 2027 --json',
        about: 'for a script',
      },
    ],
    async run(call) {
      const name = requiredOption(call, 'name');
      const version = call.option('version');
      const found = await contentOf(call);
      const { result, receipt } = await (await call.client()).roi.createModel({
        input: { name, content: found, ...(version !== undefined && { version }) },
      });
      call.answer({ ...result!, receipt }, () => `${result!.version}\n`);
      return 0;
    },
  },
  {
    name: ['roi', 'model', 'draft'],
    about: 'Begin a new version from one that is there, as a draft.',
    arguments: [modelArgument, { name: 'VERSION', about: 'what the new version is called' }],
    exitCodes: { ...noModel, ...forbidden, 65: 'the model has such a version already' },
    examples: [
      { line: 'proofdesk roi model draft tco 2', about: 'a draft to be changed' },
      { line: 'proofdesk roi model draft "Consolidation 1" 2 --json', about: 'prints its id' },
    ],
    async run(call) {
      const client = await call.client();
      const { version: from } = await client.roi.model({ version: call.argument('MODEL') });
      const { result, receipt } = await client.roi.draftModel({ input: { from, version: call.argument('VERSION') } });
      call.answer({ ...result!, receipt }, () => `${result!.version}\n`);
      return 0;
    },
  },
  {
    name: ['roi', 'model', 'revise'],
    about: 'Put the content of a JSON file in place of a draft’s.',
    arguments: [modelArgument, file],
    exitCodes: {
      ...fileProblems,
      ...forbidden,
      1: 'the version is published and never changes',
      66: 'there is no such model or file',
    },
    examples: [
      { line: 'proofdesk roi model revise "tco 2" model.json', about: 'changes the draft' },
      { line: 'proofdesk roi model revise "tco 2" model.json --json', about: 'prints the receipt' },
    ],
    async run(call) {
      const client = await call.client();
      const { version } = await client.roi.model({ version: call.argument('MODEL') });
      const found = await contentOf(call);
      const { result, receipt } = await client.roi.reviseModel({ input: { version, content: found } });
      call.answer({ ...result!, receipt }, () => {
        const { problems: told } = checkRoiModel(found);
        return told.length === 0 ? 'No problem.\n' : problems(told);
      });
      return 0;
    },
  },
  ...(['publish', 'retire'] as const).map(
    (verb): CliCommand => ({
      name: ['roi', 'model', verb],
      about:
        verb === 'publish'
          ? 'Publish a draft: it never changes again, and cases can pin it.'
          : 'Retire a version: cases that pin it keep it, new ones cannot.',
      arguments: [modelArgument],
      exitCodes: { ...noModel, ...forbidden, 1: 'it is not a draft' },
      examples: [
        {
          line: `proofdesk roi model ${verb} "tco 2"`,
          about: verb === 'publish' ? 'refused while it has problems' : 'no longer offered',
        },
        { line: `proofdesk roi model ${verb} "tco 2" --json`, about: 'prints the receipt' },
      ],
      async run(call) {
        const client = await call.client();
        const { version, name, label } = await client.roi.model({ version: call.argument('MODEL') });
        const { receipt } =
          verb === 'publish'
            ? await client.roi.publishModel({ input: { version } })
            : await client.roi.retireModel({ input: { version } });
        call.answer(
          { version, receipt },
          () => `${name} ${label} is ${verb === 'publish' ? 'published' : 'retired'}.\n`,
        );
        return 0;
      },
    }),
  ),
];

async function contentOf(call: CliCall): Promise<RoiModelContent> {
  const name = call.argument('FILE');
  const found = await readNamedJson(resolve(call.io.folder, name), name);
  // A file as "roi model show --json" prints it, or as models come with Proofdesk, holds the content under its name.
  const whole = typeof found === 'object' && found !== null && 'content' in found ? found.content : found;
  const parsed = roiModelContentSchema.safeParse(whole);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue!.path.map(String).join('.');
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${field || 'The model'}: ${issue!.message}.`,
    where: { file: name, field },
  });
}

function content(model: RoiModelContent): string {
  const { checked } = checkRoiModel(model);
  const flows = new Map(model.flows.map((flow) => [flow.formula, flow]));
  return [
    table(
      [
        { title: 'Input', value: ({ name }) => name },
        { title: 'Unit', value: ({ unit }) => unit },
        { title: 'Default', right: true, value: ({ value }) => (value === null ? '–' : [value].flat().join(', ')) },
        { title: 'Range', value: ({ low, high }) => (low === null ? '' : `${low} to ${high}`) },
        {
          title: 'Bounds',
          value: ({ minimum, maximum }) =>
            minimum === null && maximum === null ? '' : `${minimum ?? ''} to ${maximum ?? ''}`,
        },
      ],
      model.inputs,
      'No inputs.',
    ),
    table(
      [
        { title: 'Formula', value: ({ name }) => name },
        { title: 'Unit', value: ({ unit }) => unit },
        { title: 'Is', value: ({ formula }) => formula },
        {
          title: 'Flows',
          value: ({ name }) => {
            const flow = flows.get(name);
            return flow ? `${flow.stream}, ${flow.when}` : '';
          },
        },
      ],
      [...model.formulas].sort((a, b) => (orderOf(checked, a.name) ?? 1e9) - (orderOf(checked, b.name) ?? 1e9)),
      'No formulas.',
    ),
  ].join('\n');
}

const orderOf = (checked: ReturnType<typeof checkRoiModel>['checked'], name: string): number | null =>
  checked.find((own) => own.name === name)?.order ?? null;

function problems(told: readonly RoiModelProblem[]): string {
  return told
    .map(
      ({ severity, field, column, message, hint }) =>
        `${severity}  ${field}${column === null ? '' : `, column ${column}`}: ${message}${hint ? ` ${hint}` : ''}\n`,
    )
    .join('');
}
