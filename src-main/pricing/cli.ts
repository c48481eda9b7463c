import { type CliCommand, facts, table } from '../command-line';
import { pricingFileCommands } from './cli-files';
import { pricingVersionCommands } from './cli-versions';
import { modelNamed } from './model-named';

const modelArgument = { name: 'MODEL', about: 'name and version such as "Platform 2026.2", or the id of the version' };
const refusals = {
  65: 'the model cannot be',
  66: 'there is no such model',
  77: 'the policies forbid it',
};

/** Pricing models from the command line. */
export const pricingCliCommands: readonly CliCommand[] = [
  {
    name: ['pricing', 'list'],
    about: 'List the versions of pricing models.',
    exitCodes: { 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk pricing list', about: 'what can be quoted on' },
      { line: 'proofdesk pricing list --json', about: 'the same for a script' },
    ],
    async run(call) {
      const models = await (await call.client()).pricing.list();
      call.answer({ models }, () =>
        table(
          [
            { title: 'Model', value: ({ name }) => name },
            { title: 'Version', value: ({ label }) => label },
            { title: 'State', value: ({ status }) => status },
            { title: 'Currency', value: ({ currency }) => currency },
            { title: 'Items', right: true, value: ({ skus }) => skus },
            { title: 'Quotes', right: true, value: ({ quotes }) => quotes },
          ],
          models,
          'No pricing models.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['pricing', 'show'],
    about: 'Show one version of a pricing model with its items and problems.',
    arguments: [modelArgument],
    exitCodes: { 66: 'there is no such model' },
    examples: [
      { line: 'proofdesk pricing show "Platform 2026.2"', about: 'its items, terms and problems' },
      { line: 'proofdesk pricing show Platform --json', about: 'the whole model, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const { version } = await modelNamed(client, call.argument('MODEL'));
      const model = await client.pricing.get({ version });
      call.answer(model, () =>
        [
          facts([
            ['Model', `${model.name} ${model.label}`],
            ['State', model.status],
            ['Currency', model.currency],
            ['Standard terms, months', model.content.terms.standardMonths?.join(', ') ?? null],
            ['Problems', model.problems.map(({ message }) => message).join('; ')],
          ]),
          table(
            [
              { title: 'Code', value: ({ code }) => code },
              { title: 'Name', value: ({ name }) => name },
              { title: 'Family', value: ({ family }) => family },
              { title: 'Unit', value: ({ unit }) => unit },
              { title: 'Billed', value: ({ billingPeriod }) => billingPeriod },
              { title: 'Rate', value: ({ rate }) => rate.kind },
            ],
            model.content.skus,
            'No items.',
          ),
        ].join('\n'),
      );
      return 0;
    },
  },
  {
    name: ['pricing', 'publish'],
    about: 'Publish a draft, so that quotes may pin it; it never changes afterwards.',
    arguments: [modelArgument],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk pricing publish "Platform 2027.1"', about: 'from then on quotes may use it' },
      { line: 'proofdesk pricing publish "Platform 2027.1" --as "Mara Osei" --json', about: 'as somebody of finance' },
    ],
    async run(call) {
      const client = await call.client();
      const model = await modelNamed(client, call.argument('MODEL'));
      const { receipt } = await client.pricing.publish({ input: { version: model.version } });
      call.answer({ version: model.version, receipt }, () => `${model.name} ${model.label} is published.\n`);
      return 0;
    },
  },
  ...pricingFileCommands,
  ...pricingVersionCommands,
];
