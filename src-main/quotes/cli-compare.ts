import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { priceQuote } from '../../src-shared/pricing';
import {
  type ComparedSide,
  comparedFieldText,
  compareQuotes,
  type QuoteComparison,
  type QuoteDetail,
} from '../../src-shared/quotes';
import { type CliCommand, facts, requiredOption, table } from '../command-line';
import { modelNamed } from '../pricing';
import { draftOf, money, quoteArgument, quoteOf, refusals } from './cli-quote';

/** A version by its number, or the draft. */
async function sideOf(client: DeskClient, quote: QuoteDetail, text: string): Promise<ComparedSide> {
  if (text === 'draft') {
    if (quote.status !== 'draft') {
      throw new ProofdeskError({ code: 'not-found', message: `${quote.number} has no draft now.` });
    }
    const input = draftOf(quote);
    return { input, priced: priceQuote(quote.content, input, { role: quote.role }), header: { ...quote } };
  }
  if (!/^[1-9]\d*$/.test(text)) {
    throw new ProofdeskError({ code: 'usage', message: `A side is a version's number or draft, not ${text}.` });
  }
  return client.quotes.frozen({ quote: quote.id, version: Number(text) });
}

const signed = (minor: number | null, currency: string): string =>
  minor === null ? '–' : `${minor > 0 ? '+' : ''}${money(minor, currency)}`;

/** A comparison for a person: what changed in the terms, in the lines, and in the totals. */
export function comparisonText({ terms, lines, figures }: QuoteComparison, currency: string): string {
  const changed = lines.filter(({ change }) => change !== 'same');
  const total = figures.find(({ figure }) => figure === 'total');
  return [
    ...(terms.length > 0
      ? [
          facts(
            terms.map(({ field, before, after }) => [comparedFieldText(field), `${before ?? '–'} → ${after ?? '–'}`]),
          ),
        ]
      : []),
    table(
      [
        { title: 'Item', value: ({ name }) => name },
        { title: 'Change', value: ({ change }) => change },
        {
          title: 'What',
          value: ({ fields, problem }) =>
            problem ??
            fields
              .map(({ field, before, after }) => `${comparedFieldText(field)} ${before ?? '–'} → ${after ?? '–'}`)
              .join('; '),
        },
        { title: 'Before', right: true, value: ({ beforeMinor }) => money(beforeMinor, currency) ?? '–' },
        { title: 'After', right: true, value: ({ afterMinor }) => money(afterMinor, currency) ?? '–' },
        { title: 'Difference', right: true, value: ({ differenceMinor }) => signed(differenceMinor, currency) },
      ],
      changed,
      'The lines are the same.',
    ),
    facts([
      ['Total before', money(total?.before ?? null, currency)],
      ['Total after', money(total?.after ?? null, currency)],
      ['Difference', signed(total?.difference ?? null, currency)],
    ]),
  ].join('\n');
}

/** Commands that compare versions, and what another model would change. */
export const compareCliCommands: readonly CliCommand[] = [
  {
    name: ['quote', 'compare'],
    about: 'Compare two versions of a quote, or a version and the draft, line by line.',
    arguments: [quoteArgument],
    options: [
      { name: 'from', value: 'VERSION', about: 'the earlier side; the newest version before the other unless said' },
      { name: 'to', value: 'VERSION', about: 'the later side, or draft; what the quote is at now unless said' },
    ],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote compare Q-A7-0001', about: 'the draft against the newest version' },
      { line: 'proofdesk quote compare Q-A7-0001 --from 1 --to 2 --json', about: 'two versions, for a script' },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const to = call.option('to') ?? (quote.status === 'draft' ? 'draft' : String(quote.version));
      const number = to === 'draft' ? quote.version : Number(to);
      const from = call.option('from') ?? String(number - 1);
      const comparison = compareQuotes(await sideOf(client, quote, from), await sideOf(client, quote, to));
      call.answer({ quote: quote.id, from, to, ...comparison }, () => comparisonText(comparison, quote.currency));
      return 0;
    },
  },
  {
    name: ['quote', 'reprice'],
    about: 'Show what another version of a pricing model changes in a draft; with --apply put the draft on it.',
    arguments: [quoteArgument],
    options: [
      { name: 'model', value: 'MODEL', about: 'the version, such as "Platform 2027.1" (required)' },
      { name: 'apply', about: 'put the draft on it; nothing changes without' },
    ],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote reprice Q-A7-0001 --model "Platform 2027.1"', about: 'only the differences' },
      { line: 'proofdesk quote reprice Q-A7-0001 --model "Platform 2027.1" --apply --json', about: 'and the change' },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const { version } = await modelNamed(client, requiredOption(call, 'model'));
      const before = await sideOf(client, quote, 'draft');
      const { content } = await client.pricing.get({ version });
      const comparison = compareQuotes(before, {
        input: before.input,
        priced: priceQuote(content, before.input, { role: quote.role }),
      });
      const applied = call.flag('apply')
        ? await client.quotes.edit({ input: { quote: quote.id, fields: { model: version } } })
        : null;
      call.answer(
        {
          quote: quote.id,
          model: version,
          applied: applied !== null,
          receipt: applied?.receipt ?? null,
          ...comparison,
        },
        () =>
          `${comparisonText(comparison, quote.currency)}\n${applied ? `${quote.number} is on it now.` : 'Nothing is changed; add --apply to put the draft on it.'}\n`,
      );
      return 0;
    },
  },
];
