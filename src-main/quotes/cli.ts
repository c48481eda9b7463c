import { messageWithHint, ProofdeskError } from '../../src-shared/kernel/errors';
import { priceQuote } from '../../src-shared/pricing';
import { handedOver, quoteStanding } from '../../src-shared/quotes';
import { type CliCommand, dealOption, facts, requiredOption, table } from '../command-line';
import { modelNamed } from '../pricing';
import { agreementCliCommands } from './cli-agreement';
import { clockCliCommands } from './cli-clock';
import { compareCliCommands } from './cli-compare';
import { draftCliCommands } from './cli-draft';
import { exportCliCommands } from './cli-export';
import { handoverCliCommands } from './cli-handover';
import { linesOf, refusedLines, requireSold } from './cli-lines';
import { meterCliCommands, sourcesOf } from './cli-meter';
import { draftOf, money, percentOption, quoteArgument, quoteOf, refusals } from './cli-quote';
import { templateCliCommands, templateNamed } from './cli-templates';

/** Quotes from the command line, over their whole path. */
export const quotesCliCommands: readonly CliCommand[] = [
  {
    name: ['quote', 'list'],
    about: 'List quotes with their state and clock.',
    options: [
      { name: 'deal', value: 'DEAL', about: 'only of this deal' },
      { name: 'state', value: 'STATE', choices: quoteStanding.options, about: 'only in this state' },
      { name: 'mine', about: 'only those of the acting person' },
      { name: 'text', value: 'WORDS', about: 'only those with the words in number, title or account' },
    ],
    exitCodes: { 66: 'there is no such deal, or no workspace' },
    examples: [
      { line: 'proofdesk quote list --state waiting', about: 'what waits for sign-off' },
      { line: 'proofdesk quote list --mine --json', about: "the acting person's, for a script" },
    ],
    async run(call) {
      const client = await call.client();
      const quotes = await client.quotes.list({
        deal: await dealOption(call, client),
        standing: quoteStanding.options.find((one) => one === call.option('state')),
        mine: call.flag('mine') || undefined,
        text: call.option('text'),
      });
      call.answer({ quotes }, () =>
        table(
          [
            { title: 'Number', value: ({ number }) => number },
            { title: 'Quote', value: ({ title }) => title },
            { title: 'Account', value: ({ accountName }) => accountName },
            { title: 'State', value: ({ standing, version }) => `${standing} ${version}` },
            { title: 'Waits for', value: ({ clock }) => clock.waitingFor.join(', ') },
            { title: 'Hours', right: true, value: ({ clock }) => (clock.elapsed / 3_600_000).toFixed(1) },
            { title: 'Total', right: true, value: ({ totalMinor, currency }) => money(totalMinor, currency) },
          ],
          quotes,
          'No quotes.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['quote', 'show'],
    about: 'Show one quote with its lines, figures and versions.',
    arguments: [quoteArgument],
    exitCodes: { 66: 'there is no such quote' },
    examples: [
      { line: 'proofdesk quote show Q-A7-0001', about: 'its draft or newest version' },
      { line: 'proofdesk quote show Q-A7-0001 --json', about: 'the same for a script' },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const frozen =
        quote.status === 'draft' ? null : await client.quotes.frozen({ quote: quote.id, version: quote.version });
      const priced = frozen?.priced ?? priceQuote(quote.content, draftOf(quote), { role: quote.role });
      const { content: _content, ...rest } = quote;
      const belongs = new Map((frozen?.input.lines ?? draftOf(quote).lines).map((line) => [line.id, line.alternative]));
      call.answer({ ...rest, priced }, () =>
        [
          facts([
            ['Number', quote.number],
            ['Title', quote.title],
            ['Account', quote.accountName],
            ['State', `${quote.standing}, version ${quote.version}`],
            ['Waits for', quote.clock.waitingFor.join(', ')],
            ['Model', `${quote.modelName} ${quote.modelVersion}`],
            ['Term', `${quote.termMonths} months from ${quote.startDate}`],
            ['Valid until', quote.validUntil],
            ['Total', money(priced.totals.totalContractValueMinor, quote.currency)],
            ...(priced.alternatives ?? []).map(({ name, proposed, totals }): [string, string | null] => [
              proposed ? `${name} (proposed)` : name,
              money(totals.totalContractValueMinor, quote.currency),
            ]),
          ]),
          ...quote.versions.flatMap((version) =>
            version.sent.length === 0
              ? []
              : [
                  table(
                    [
                      {
                        title: `The customer has of version ${version.version}`,
                        value: ({ document, sent }) => document?.name ?? sent.document,
                      },
                      { title: 'Kind', value: ({ document }) => document?.kind ?? '' },
                      { title: 'Sent', value: ({ sent }) => new Date(sent.at).toISOString().slice(0, 16) },
                      { title: 'How', value: ({ sent }) => (sent.contested ? `${sent.how}, contested` : sent.how) },
                    ],
                    handedOver(version),
                    '',
                  ),
                ],
          ),
          table(
            [
              { title: '#', right: true, value: ({ line }) => String(line) },
              { title: 'Item', value: ({ name }) => name },
              {
                title: priced.alternatives ? 'Alternative' : '',
                value: ({ alternative }) => alternative,
              },
              { title: 'Quantity', right: true, value: ({ quantity }) => quantity },
              { title: 'Unit', value: ({ unit }) => unit },
              {
                title: 'Amount',
                right: true,
                value: ({ listMinor, lineDiscountMinor }) => money(listMinor - lineDiscountMinor, quote.currency),
              },
              {
                title: 'Problem',
                value: ({ problems }) => problems.map(messageWithHint).join('; '),
              },
            ],
            priced.lines.map((line, index) => ({ ...line, line: index + 1, alternative: belongs.get(line.id) ?? '' })),
            'No lines.',
          ),
          ...sourcesOf(quote),
        ].join('\n'),
      );
      return 0;
    },
  },
  {
    name: ['quote', 'create'],
    about: 'Begin a quote on a deal.',
    arguments: [
      { name: 'DEAL', about: 'its number, id or whole title' },
      { name: 'LINE', about: 'SKU=QUANTITY of the model', optional: true, many: true },
    ],
    options: [
      { name: 'model', value: 'MODEL', about: 'the pricing model, such as "Platform 2026.2" (required)' },
      { name: 'title', value: 'TEXT', about: "what it is called; the deal's title unless said" },
      { name: 'template', value: 'TEMPLATE', about: 'begin with its lines and terms' },
      { name: 'term', value: 'MONTHS', about: 'how long it runs' },
      { name: 'requested', value: 'ISO', about: 'when the customer asked; now unless said' },
    ],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote create D-A7-0001 BASE SEAT=40 --model "Platform 2026.2"', about: 'with two lines' },
      {
        line: 'proofdesk quote create D-A7-0001 --model Platform --term 36 --requested 2026-11-12T08:00:00Z --json',
        about: 'prints its id and number',
      },
    ],
    async run(call) {
      const client = await call.client();
      const model = requiredOption(call, 'model');
      const requested = call.option('requested');
      const requestedAt = requested === undefined ? undefined : Date.parse(requested);
      if (Number.isNaN(requestedAt)) {
        throw new ProofdeskError({ code: 'usage', message: `--requested is a time in ISO 8601, not ${requested}.` });
      }
      const template = call.option('template');
      const { id: deal } = await client.deals.find({ text: call.argument('DEAL') });
      const { version } = await modelNamed(client, model);
      const lines = linesOf(call.argumentList('LINE'));
      await requireSold(client, version, lines);
      const { result, receipt } = await client.quotes.create({
        input: {
          deal,
          model: version,
          title: call.option('title'),
          ...(template !== undefined && { template: (await templateNamed(client, template)).id }),
          termMonths: call.integer('term', { from: 1, to: 120 }),
          requestedAt,
          lines,
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.number}\n`);
      return 0;
    },
  },
  {
    name: ['quote', 'add'],
    about: 'Add lines to the draft of a quote.',
    arguments: [quoteArgument, { name: 'LINE', about: 'SKU=QUANTITY of the model', many: true }],
    options: [
      { name: 'discount', value: 'PERCENT', about: 'taken off these lines' },
      { name: 'group', value: 'TEXT', about: 'the heading they stand under' },
      { name: 'optional', about: 'offered, never in the total' },
    ],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote add Q-A7-0001 SEAT=40 --discount 8', about: 'forty seats, less 8 %' },
      { line: 'proofdesk quote add Q-A7-0001 ONBOARD --optional --json', about: 'an optional line' },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const more = {
        discountBasisPoints: percentOption(call, 'discount') ?? 0,
        group: call.option('group'),
        optional: call.flag('optional'),
      };
      const lines = linesOf(call.argumentList('LINE'));
      await requireSold(client, quote.model, lines);
      const { result, receipt } = await client.quotes.addLines({
        input: { quote: quote.id, lines: lines.map((line) => ({ ...line, ...more })) },
      });
      call.answer({ ...result!, receipt }, () => `${result!.ids.length} added to ${quote.number}.\n`);
      return 0;
    },
  },
  {
    name: ['quote', 'submit'],
    about: 'Freeze the draft of a quote as a version and ask for its sign-off.',
    arguments: [quoteArgument],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote submit Q-A7-0001', about: 'prints whose sign-off it needs' },
      { line: 'proofdesk quote submit Q-A7-0001 --json', about: 'with the id of the request' },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const { result, receipt } = await client.quotes.submit({ input: { quote: quote.id } }).catch((error) => {
        throw refusedLines(error, quote);
      });
      const { needs } = await client.approvals.get({ id: result!.request });
      call.answer(
        { ...result!, needs, receipt },
        () => `Version ${result!.version} of ${quote.number} needs ${needs.join(', ')}. Request ${result!.request}\n`,
      );
      return 0;
    },
  },
  {
    name: ['quote', 'release'],
    about: 'Release the submitted version of a quote once it is signed off.',
    arguments: [quoteArgument],
    exitCodes: { ...refusals, 1: 'a sign-off is missing' },
    examples: [
      { line: 'proofdesk quote release Q-A7-0001', about: 'from then on it may be sent' },
      { line: 'proofdesk quote release Q-A7-0001 --json', about: 'prints its receipt' },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const { result, receipt } = await client.quotes.release({ input: { quote: quote.id, version: quote.version } });
      call.answer({ ...result!, receipt }, () => `Version ${quote.version} of ${quote.number} is released.\n`);
      return 0;
    },
  },
  ...handoverCliCommands,
  ...draftCliCommands,
  ...meterCliCommands,
  ...compareCliCommands,
  ...exportCliCommands,
  ...templateCliCommands,
  ...agreementCliCommands,
  ...clockCliCommands,
];
