import { resolve } from 'node:path';
import { readNamedJson } from '../../src-core/files/named-file';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { expectedScenario, roiInputEntrySchema } from '../../src-shared/roi';
import { type CliCall, type CliCommand, dealOption, requiredOption, table } from '../command-line';
import { openOf, shown } from './cli-case-text';
import { caseArgument, caseNamed, forbidden, noCase, pairsOf } from './cli-named';

/** Cases by models: begun, shown, filled and frozen. */
export const roiCaseCliCommands: readonly CliCommand[] = [
  {
    name: ['roi', 'case', 'list'],
    about: 'List ROI cases, those by models and those with lines of their own, the newest first.',
    options: [{ name: 'deal', value: 'DEAL', about: 'only those of this deal: its number, id or whole title' }],
    exitCodes: { 66: 'there is no such deal, or no workspace' },
    examples: [
      { line: 'proofdesk roi case list', about: 'all cases with what is missing' },
      { line: 'proofdesk roi case list --deal D-A7-0001 --json', about: 'those of one deal, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const cases = await client.roi.cases({ deal: await dealOption(call, client) });
      call.answer({ cases }, () =>
        table(
          [
            { title: 'Number', value: ({ number }) => number },
            { title: 'Case', value: ({ title }) => title },
            { title: 'Model', value: ({ modelName }) => modelName ?? 'lines of its own' },
            {
              title: 'Net present value',
              right: true,
              value: ({ netPresentValue, currency }) =>
                netPresentValue === null ? '–' : `${netPresentValue} ${currency}`,
            },
            { title: 'Missing', right: true, value: ({ missing }) => missing },
            { title: 'Questions', right: true, value: ({ questions }) => questions },
            { title: 'Frozen', value: ({ version }) => (version === 0 ? 'not yet' : `version ${version}`) },
          ],
          cases,
          'No ROI cases.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['roi', 'case', 'show'],
    about: 'Show a case: its inputs with their sources, what is missing or asked about, its scenarios side by side.',
    arguments: [caseArgument],
    exitCodes: noCase,
    examples: [
      { line: 'proofdesk roi case show V-A7-0002', about: 'inputs, scenarios and versions' },
      { line: 'proofdesk roi case show V-A7-0002 --json', about: 'with everything that the figures follow from' },
    ],
    async run(call) {
      const found = await caseNamed(call, await call.client());
      call.answer(found, () => shown(found));
      return 0;
    },
  },
  {
    name: ['roi', 'case', 'create'],
    about: 'Begin a case on a deal by a published model.',
    options: [
      { name: 'deal', value: 'DEAL', about: 'its number, id or whole title (required)' },
      { name: 'model', value: 'MODEL', about: 'name, name and version, or id of the version (required)' },
      { name: 'quote', value: 'QUOTE', about: 'number or id of the quote that is proposed' },
      { name: 'title', value: 'TITLE', about: 'what it is called' },
      { name: 'currency', value: 'CODE', about: 'the quote’s or the house’s unless said otherwise' },
      { name: 'years', value: 'NUMBER', about: '1 to 10; as the model says unless said otherwise' },
      { name: 'rate', value: 'RATE', about: 'discount rate a year as a fraction such as 0.08, with --rate-source' },
      { name: 'rate-source', value: 'TEXT', about: 'where the rate comes from' },
    ],
    exitCodes: {
      65: 'the model is not published, or a value cannot be',
      66: 'there is no such deal, model or quote',
      ...forbidden,
    },
    examples: [
      { line: 'proofdesk roi case create --deal D-A7-0001 --model tco', about: 'prints the number' },
      {
        line: 'proofdesk roi case create --deal "Latency pilot" --model tco --quote Q-A7-0001 --json',
        about: 'with its quote',
      },
    ],
    async run(call) {
      const client = await call.client();
      requiredOption(call, 'deal');
      const deal = (await dealOption(call, client))!;
      const { version: model } = await client.roi.model({ version: requiredOption(call, 'model') });
      const quote = call.option('quote');
      const rate = call.option('rate');
      const years = call.integer('years', { from: 1, to: 10 });
      const { result, receipt } = await client.roi.createCase({
        input: {
          deal,
          model,
          ...(quote !== undefined && { quote: (await client.quotes.get({ id: quote })).id }),
          ...(call.option('title') !== undefined && { title: call.option('title')! }),
          ...(call.option('currency') !== undefined && { currency: call.option('currency')! }),
          ...(years !== undefined && { years }),
          ...(rate !== undefined && { discountRate: { value: rate, source: requiredOption(call, 'rate-source') } }),
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.number}\n`);
      return 0;
    },
  },
  {
    name: ['roi', 'case', 'set'],
    about: 'Set inputs of a case: typed with where they come from, or all of a JSON file.',
    arguments: [
      caseArgument,
      {
        name: 'NAME=VALUE',
        about: 'such as operators=6, or price=310000,325000 for one number a year',
        optional: true,
        many: true,
      },
    ],
    options: [
      { name: 'source', value: 'TEXT', about: 'where the figures come from; needed for typed ones' },
      { name: 'customer', about: 'the customer gave them' },
      { name: 'low', value: 'NUMBER', about: 'the value is at least this; for one input' },
      { name: 'high', value: 'NUMBER', about: 'the value is at most this; for one input' },
      { name: 'reason', value: 'TEXT', about: 'why a value beyond the bounds counts all the same' },
      { name: 'file', value: 'FILE', about: 'JSON: a list of {name, value, source: {kind, text}, low, high, …}' },
    ],
    exitCodes: { 65: 'a value cannot be, or has no source', ...noCase, ...forbidden },
    examples: [
      {
        line: 'proofdesk roi case set V-A7-0002 operators=6 hour_cost=68 --customer --source "Workshop, 3 March"',
        about: 'two inputs at once',
      },
      {
        line: 'proofdesk roi case set V-A7-0002 --file numbers.json --json',
        about: 'everything that a customer filled in',
      },
    ],
    async run(call) {
      const client = await call.client();
      const { id } = await caseNamed(call, client);
      const inputs = await entriesOf(call);
      const { receipt } = await client.roi.setInputs({ input: { case: id, inputs } });
      const after = await client.roi.case({ case: id });
      call.answer(
        {
          id,
          missing: after.inputs.filter(({ value }) => value === null).map(({ name }) => name),
          questions: after.openQuestions,
          receipt,
        },
        () => openOf(after),
      );
      return 0;
    },
  },
  {
    name: ['roi', 'case', 'clear'],
    about: 'Take inputs back to the model’s defaults.',
    arguments: [caseArgument, { name: 'INPUT', about: 'its name', many: true }],
    exitCodes: { ...noCase, ...forbidden, 65: 'nothing was set for it' },
    examples: [
      { line: 'proofdesk roi case clear V-A7-0002 adoption', about: 'one input' },
      { line: 'proofdesk roi case clear V-A7-0002 adoption price --json', about: 'two, with the receipt' },
    ],
    async run(call) {
      const client = await call.client();
      const { id } = await caseNamed(call, client);
      const { receipt } = await client.roi.clearInputs({ input: { case: id, inputs: call.argumentList('INPUT') } });
      const after = await client.roi.case({ case: id });
      call.answer({ id, receipt }, () => openOf(after));
      return 0;
    },
  },
  {
    name: ['roi', 'case', 'fill'],
    about:
      'Show what quotes, verdicts and usage of the deal offer for the inputs; with names, take the first offer for each.',
    arguments: [caseArgument, { name: 'INPUT', about: 'inputs to fill', optional: true, many: true }],
    exitCodes: { ...noCase, ...forbidden, 65: 'nothing is offered for an input' },
    examples: [
      { line: 'proofdesk roi case fill V-A7-0002', about: 'the offers' },
      {
        line: 'proofdesk roi case fill V-A7-0002 price one_time_price',
        about: 'takes price and one-time price from the quote',
      },
    ],
    async run(call) {
      const client = await call.client();
      const { id } = await caseNamed(call, client);
      const offers = await client.roi.offers({ case: id });
      const names = call.argumentList('INPUT');
      if (names.length === 0) {
        call.answer({ offers }, () =>
          table(
            [
              { title: 'Input', value: ({ input }) => input },
              { title: 'Value', right: true, value: ({ value }) => [value].flat().join(', ') },
              { title: 'Range', value: ({ low, high }) => (low === null ? '' : `${low} to ${high}`) },
              { title: 'From', value: ({ text }) => text },
            ],
            offers,
            'Nothing is offered: the deal has no submitted quote, recorded verdict or imported usage that fits.',
          ),
        );
        return 0;
      }
      const inputs = names.map((name) => {
        const offer = offers.find(({ input }) => input === name);
        if (offer) return { name, from: offer.from };
        throw new ProofdeskError({
          code: 'bad-input',
          message: `Nothing is offered for ${name}.`,
          where: { field: 'INPUT' },
          hint: `Offers are there for ${[...new Set(offers.map(({ input }) => input))].join(', ') || 'no input'}.`,
        });
      });
      const { receipt } = await client.roi.setInputs({ input: { case: id, inputs } });
      const after = await client.roi.case({ case: id });
      call.answer({ id, taken: names, receipt }, () => openOf(after));
      return 0;
    },
  },
  {
    name: ['roi', 'case', 'confirm'],
    about: 'Note that the customer confirmed inputs, and who by their part there.',
    arguments: [caseArgument, { name: 'INPUT', about: 'its name', many: true }],
    options: [
      {
        name: 'who',
        value: 'TEXT',
        about: 'their part, such as "Head of operations"; a name stands with the contact (required)',
      },
      { name: 'on', value: 'DAY', about: 'YYYY-MM-DD; today unless said otherwise' },
      { name: 'contact', value: 'ID', about: 'the contact whose part it is' },
    ],
    exitCodes: { ...noCase, ...forbidden, 65: 'the input was not set in the case' },
    examples: [
      {
        line: 'proofdesk roi case confirm V-A7-0002 operators hour_cost --who "Head of operations"',
        about: 'two inputs, today',
      },
      {
        line: 'proofdesk roi case confirm V-A7-0002 operators --who "Head of operations" --on 2026-11-20 --json',
        about: 'on a day',
      },
    ],
    async run(call) {
      const client = await call.client();
      const { id, number } = await caseNamed(call, client);
      const inputs = call.argumentList('INPUT');
      const who = requiredOption(call, 'who');
      const on = call.option('on') ?? new Date(call.context.now()).toISOString().slice(0, 10);
      const contact = call.option('contact') ?? null;
      const { receipt } = await client.roi.confirmInputs({
        input: { case: id, inputs, confirmed: { who, contact, on } },
      });
      call.answer(
        { id, confirmed: inputs, receipt },
        () => `${number}: ${inputs.join(', ')} confirmed by ${who} on ${on}.\n`,
      );
      return 0;
    },
  },
  {
    name: ['roi', 'case', 'freeze'],
    about: 'Freeze the case as it is now: a version whose model, inputs and figures do not change any more.',
    arguments: [caseArgument],
    options: [{ name: 'seed', value: 'NUMBER', about: 'seed of its draws; 1 unless said otherwise' }],
    exitCodes: { ...noCase, ...forbidden, 65: 'inputs are missing, or questions are open; each is named' },
    examples: [
      { line: 'proofdesk roi case freeze V-A7-0002', about: 'the next version' },
      { line: 'proofdesk roi case freeze V-A7-0002 --seed 7 --json', about: 'prints version, its id and the receipt' },
    ],
    async run(call) {
      const client = await call.client();
      const { id, number } = await caseNamed(call, client);
      const seed = call.integer('seed', { from: 0, to: 4_294_967_295 });
      const { result, receipt } = await client.roi.freezeCase({
        input: { case: id, ...(seed !== undefined && { seed }) },
      });
      call.answer({ ...result!, receipt }, () => `${number}, version ${result!.version}\n`);
      return 0;
    },
  },
  {
    name: ['roi', 'case', 'adopt'],
    about: 'Move a case to another published version of its model.',
    arguments: [caseArgument, { name: 'MODEL', about: 'name and version, or id of the version' }],
    exitCodes: { ...noCase, ...forbidden, 65: 'it is a version of another model, or not published' },
    examples: [
      { line: 'proofdesk roi case adopt V-A7-0002 "Consolidation 2"', about: 'tells inputs that it no longer has' },
      { line: 'proofdesk roi case adopt V-A7-0002 "Consolidation 2" --json', about: 'for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const { id, number } = await caseNamed(call, client);
      const { version, name, label } = await client.roi.model({ version: call.argument('MODEL') });
      const { result, receipt } = await client.roi.adoptModel({ input: { case: id, model: version } });
      call.answer(
        { ...result!, receipt },
        () =>
          `${number} is reckoned by ${name} ${label}.${result!.dropped.length > 0 ? ` It does not have ${result!.dropped.join(', ')}.` : ''}\n`,
      );
      return 0;
    },
  },
  {
    name: ['roi', 'case', 'archive'],
    about: 'Archive a case; its versions are kept.',
    arguments: [caseArgument],
    exitCodes: { ...noCase, ...forbidden },
    examples: [
      { line: 'proofdesk roi case archive V-A7-0002', about: 'it is no longer listed' },
      { line: 'proofdesk roi case archive V-A7-0002 --json', about: 'prints the receipt' },
    ],
    async run(call) {
      const client = await call.client();
      const { id, number } = await caseNamed(call, client);
      const { receipt } = await client.roi.archiveCase({ input: { case: id } });
      call.answer({ id, receipt }, () => `${number} is archived.\n`);
      return 0;
    },
  },
];

async function entriesOf(call: CliCall) {
  const file = call.option('file');
  if (file !== undefined) {
    const parsed = roiInputEntrySchema.array().safeParse(await readNamedJson(resolve(call.io.folder, file), file));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const field = issue!.path.map(String).join('.');
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${field || 'The list'}: ${issue!.message}.`,
      where: { file, field },
    });
  }
  const pairs = pairsOf(call.argumentList('NAME=VALUE'), 'NAME=VALUE');
  if (pairs.length === 0)
    throw new ProofdeskError({ code: 'usage', message: 'Nothing is set: give NAME=VALUE or --file.' });
  const [low, high] = [call.option('low'), call.option('high')];
  if ((low !== undefined || high !== undefined) && pairs.length > 1)
    throw new ProofdeskError({ code: 'usage', message: '--low and --high are for one input at a time.' });
  const text = call.option('source');
  const kind = call.flag('customer') ? ('customer' as const) : ('typed' as const);
  return pairs.map(({ name, value }) => ({
    name,
    value,
    ...(text !== undefined && { source: { kind, text } }),
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
    ...(call.option('reason') !== undefined && { reason: call.option('reason')! }),
  }));
}

/** The scenario that a call is about. */
export const scenarioKeyOf = (call: CliCall): string => call.option('scenario') ?? expectedScenario;
