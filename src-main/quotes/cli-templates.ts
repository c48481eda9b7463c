import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { QuoteTemplateView } from '../../src-shared/quotes';
import { type CliCommand, requiredOption, table } from '../command-line';
import { quoteArgument, quoteOf, refusals } from './cli-quote';

/** A template by its id or name; `not-found` for none, `bad-input` where several have the name. */
export async function templateNamed(client: DeskClient, text: string): Promise<QuoteTemplateView> {
  const templates = await client.quotes.templates();
  const found = templates.filter(({ id, name }) => id === text || name.toLowerCase() === text.trim().toLowerCase());
  if (found.length === 1 && found[0]) return found[0];
  throw new ProofdeskError({
    code: found.length > 1 ? 'bad-input' : 'not-found',
    message: found.length > 1 ? `${found.length} templates are called ${text}.` : `There is no quote template ${text}.`,
    hint: '`proofdesk quote templates` lists them with their ids.',
  });
}

/** Commands that begin quotes from others, and keep templates. */
export const templateCliCommands: readonly CliCommand[] = [
  {
    name: ['quote', 'clone'],
    about: 'Begin a quote with the lines and terms of another.',
    arguments: [quoteArgument],
    options: [
      { name: 'version', value: 'NUMBER', about: 'one of its versions; its lines as they stand now unless said' },
      { name: 'deal', value: 'DEAL', about: 'for another deal, by number, id or whole title' },
      { name: 'title', value: 'TEXT', about: 'what it is called' },
    ],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote clone Q-A7-0001', about: 'on the same deal' },
      {
        line: 'proofdesk quote clone Q-A7-0001 --version 1 --deal D-A7-0004 --json',
        about: 'of a version, for another',
      },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const deal = call.option('deal');
      const { result, receipt } = await client.quotes.clone({
        input: {
          quote: quote.id,
          version: call.integer('version', { from: 1 }),
          ...(deal !== undefined && { deal: (await client.deals.find({ text: deal })).id }),
          title: call.option('title'),
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.number}\n`);
      return 0;
    },
  },
  {
    name: ['quote', 'save-template'],
    about: 'Keep the lines and terms of a quote as a template to begin others with.',
    arguments: [quoteArgument],
    options: [
      { name: 'name', value: 'TEXT', about: 'what the template is called (required)' },
      { name: 'about', value: 'TEXT', about: 'what it is for' },
    ],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote save-template Q-A7-0001 --name "Starter, 36 months"', about: 'for quotes like it' },
      { line: 'proofdesk quote save-template Q-A7-0001 --name Starter --json', about: 'prints its id' },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const name = requiredOption(call, 'name');
      const { result, receipt } = await client.quotes.saveTemplate({
        input: { quote: quote.id, name, about: call.option('about') },
      });
      call.answer({ ...result!, receipt }, () => `${name} is a template now.\n`);
      return 0;
    },
  },
  {
    name: ['quote', 'templates'],
    about: 'List quote templates, or archive one.',
    options: [{ name: 'archive', value: 'TEMPLATE', about: 'takes this one, by name or id, off the list' }],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote templates', about: 'with how many lines each has' },
      { line: 'proofdesk quote templates --archive Starter --json', about: 'one less' },
    ],
    async run(call) {
      const client = await call.client();
      const gone = call.option('archive');
      if (gone !== undefined)
        await client.quotes.archiveTemplate({ input: { template: (await templateNamed(client, gone)).id } });
      const templates = await client.quotes.templates();
      call.answer({ templates }, () =>
        table(
          [
            { title: 'Name', value: ({ name }) => name },
            { title: 'For', value: ({ about }) => about },
            { title: 'Lines', right: true, value: ({ lines }) => String(lines) },
          ],
          templates,
          'No templates.',
        ),
      );
      return 0;
    },
  },
];
