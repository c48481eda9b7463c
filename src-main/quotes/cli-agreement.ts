import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { priceQuote } from '../../src-shared/pricing';
import {
  type AgreedLineView,
  type AmendedLine,
  type AmendmentChange,
  amendedLines,
  compareQuotes,
  type QuoteDetail,
  renewalPrices,
} from '../../src-shared/quotes';
import { type CliCall, type CliCommand, facts, table } from '../command-line';
import { modelNamed } from '../pricing';
import { comparisonText } from './cli-compare';
import { dayFrom, decimalFrom, draftOf, money, quoteArgument, quoteOf, refusals } from './cli-quote';

const signed = (minor: number, currency: string): string => `${minor > 0 ? '+' : ''}${money(minor, currency)}`;

/** The line that was named by its place in the list of what is in force, its id, or its item where only one line has it. */
function lineNamed(lines: readonly AgreedLineView[], text: string): AgreedLineView {
  const found = lines.filter(({ id, sku }, index) => id === text || sku === text || String(index + 1) === text);
  const [only] = found;
  if (only && found.length === 1) return only;
  throw new ProofdeskError({
    code: found.length > 1 ? 'bad-input' : 'not-found',
    message: found.length > 1 ? `${found.length} lines that are in force are ${text}.` : `No line in force is ${text}.`,
    hint: '`proofdesk quote agreement` lists them with their numbers and ids.',
  });
}

/** `NAME=REST`; `usage` otherwise. */
function pair(text: string, form: string): [string, string] {
  const at = text.lastIndexOf('=');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new ProofdeskError({ code: 'usage', message: `It is ${form}, not ${text}.` });
}

/** What the options say is changed, in the order of the kinds: more, fewer, swapped, removed, added. */
function changesOf(call: CliCall, lines: readonly AgreedLineView[]): AmendmentChange[] {
  const by = (kind: 'more' | 'fewer') =>
    call.optionList(kind).map((text): AmendmentChange => {
      const [line, count] = pair(text, 'LINE=COUNT');
      return { kind, line: lineNamed(lines, line).id, by: decimalFrom(count, `--${kind}`) };
    });
  return [
    ...by('more'),
    ...by('fewer'),
    ...call.optionList('swap').map((text): AmendmentChange => {
      const [line, item] = pair(text, 'LINE=ITEM or LINE=ITEM:COUNT');
      const [sku = '', count] = item.split(':', 2);
      const swapped = { kind: 'swap' as const, line: lineNamed(lines, line).id, sku };
      return count === undefined ? swapped : { ...swapped, quantity: decimalFrom(count, '--swap') };
    }),
    ...call.optionList('remove').map((text): AmendmentChange => ({ kind: 'remove', line: lineNamed(lines, text).id })),
    ...call.optionList('add').map((text): AmendmentChange => {
      const [sku, count] = text.includes('=') ? pair(text, 'ITEM=COUNT') : [text, '1'];
      return { kind: 'add', sku, quantity: decimalFrom(count, '--add') };
    }),
  ];
}

/** An amendment's changes as a table: what there was, what there will be, and the difference until the end. */
export function amendmentText(quote: QuoteDetail): string {
  const input = draftOf(quote);
  const priced = priceQuote(quote.content, input, { role: quote.role });
  const { currency } = quote;
  const own = quote.amendment;
  if (!own) return '';
  return [
    facts([
      ['Number', quote.number],
      ['Changes', own.number],
      ['From', own.effectiveOn],
      ['Until', own.untilDate],
      ['Stale', own.stale],
      ['Problem', own.problem ? [own.problem.message, own.problem.hint].filter(Boolean).join('. ') : null],
      ...priced.problems.map(({ message }): [string, string] => ['Problem', message]),
    ]),
    table<AmendedLine>(
      [
        { title: 'Item', value: ({ name }) => name },
        { title: 'Change', value: ({ kind }) => kind },
        { title: 'Before', right: true, value: ({ before }) => before ?? '–' },
        { title: 'After', right: true, value: ({ after }) => after ?? '–' },
        { title: 'Unit', value: ({ unit }) => unit },
        { title: 'Price before', right: true, value: ({ beforeMinor }) => money(beforeMinor, currency) },
        { title: 'Price after', right: true, value: ({ afterMinor }) => money(afterMinor, currency) },
        { title: 'Difference', right: true, value: ({ differenceMinor }) => signed(differenceMinor, currency) },
        { title: 'Problem', value: ({ problem }) => problem ?? '' },
      ],
      amendedLines(quote.content, input, priced),
      'Nothing changes yet.',
    ),
    facts([
      ...(priced.totals.multiYearDiscountMinor + priced.totals.orderDiscountMinor === 0
        ? []
        : ([
            [
              'Discounts on all lines',
              signed(-(priced.totals.multiYearDiscountMinor + priced.totals.orderDiscountMinor), currency),
            ],
          ] as [string, string][])),
      ['Difference until the end', signed(priced.totals.netMinor, currency)],
    ]),
  ].join('\n');
}

async function amended(client: DeskClient, id: string) {
  const quote = await client.quotes.get({ id });
  const input = draftOf(quote);
  const priced = priceQuote(quote.content, input, { role: quote.role });
  return { quote, document: { lines: amendedLines(quote.content, input, priced), totals: priced.totals } };
}

/** Commands on what was agreed: what is in force, amendments, renewals. */
export const agreementCliCommands: readonly CliCommand[] = [
  {
    name: ['quote', 'agreement'],
    about: 'Show what is in force through an accepted quote and its accepted amendments, on a day.',
    arguments: [quoteArgument],
    options: [{ name: 'on', value: 'DAY', about: 'the day; today unless said' }],
    exitCodes: { ...refusals, 65: 'the quote was not accepted' },
    examples: [
      { line: 'proofdesk quote agreement Q-A7-0001', about: 'what is in force today' },
      { line: 'proofdesk quote agreement Q-A7-0001 --on 2027-06-01 --json', about: 'and on a day to come' },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const on = call.option('on');
      const { content, ...agreement } = await client.quotes.agreement({
        quote: quote.id,
        ...(on !== undefined && { on: dayFrom(on, '--on') }),
      });
      call.answer(agreement, () =>
        [
          facts([
            ['Agreement', agreement.number],
            ['Account', agreement.accountName],
            ['Term', `${agreement.termMonths} months, from ${agreement.startDate} until ${agreement.untilDate}`],
            ['Model', `${content.name} ${content.version}`],
            ['In force on', agreement.day],
            ...agreement.conflicts.map(({ message }): [string, string] => ['Does not count', message]),
          ]),
          table(
            [
              { title: '#', right: true, value: ({ place }) => String(place) },
              { title: 'Item', value: ({ name }) => name },
              { title: 'Quantity', right: true, value: ({ quantity }) => quantity },
              { title: 'Unit', value: ({ unit }) => unit },
              { title: 'From', value: ({ from }) => from },
              { title: 'Until', value: ({ once, until }) => (once ? 'paid once' : until) },
              { title: 'Id', value: ({ id }) => id },
            ],
            agreement.lines.map((line, index) => ({ ...line, place: index + 1 })),
            'Nothing is in force on that day.',
          ),
          table(
            [
              { title: 'Accepted', value: ({ number, version }) => `${number}, version ${version}` },
              { title: 'On', value: ({ acceptedOn }) => acceptedOn },
              { title: 'From', value: ({ effectiveOn }) => effectiveOn },
              { title: 'Total', right: true, value: ({ totalMinor }) => money(totalMinor, agreement.currency) },
            ],
            agreement.chain,
            '',
          ),
          ...(agreement.followers.some(({ accepted }) => !accepted)
            ? [
                table(
                  [
                    { title: 'Open', value: ({ number }) => number },
                    { title: 'Kind', value: ({ kind }) => kind },
                    { title: 'From', value: ({ effectiveOn }) => effectiveOn },
                  ],
                  agreement.followers.filter(({ accepted }) => !accepted),
                  '',
                ),
              ]
            : []),
        ].join('\n'),
      );
      return 0;
    },
  },
  {
    name: ['quote', 'amend'],
    about:
      'Begin an amendment of an accepted quote, or change the draft of one; prices what changes until the agreement ends.',
    arguments: [{ name: 'QUOTE', about: 'the accepted quote, or the draft of an amendment' }],
    options: [
      { name: 'on', value: 'DAY', about: 'when it takes effect (required to begin one)' },
      {
        name: 'more',
        value: 'LINE=COUNT',
        many: true,
        about: 'more of a line that is in force, by its item, number or id',
      },
      { name: 'fewer', value: 'LINE=COUNT', many: true, about: 'fewer of it' },
      { name: 'swap', value: 'LINE=ITEM', many: true, about: 'another item in its place; LINE=ITEM:COUNT for so many' },
      { name: 'remove', value: 'LINE', many: true, about: 'a line that ends' },
      { name: 'add', value: 'ITEM=COUNT', many: true, about: 'an item that comes' },
      { name: 'clear', about: 'forget the changes that the draft has' },
      { name: 'again', about: 'make the draft anew on what is in force now' },
      { name: 'title', value: 'TEXT', about: 'what it is called' },
    ],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote amend Q-A7-0001 --on 2027-03-15 --more SEAT=10', about: 'ten more from that day' },
      { line: 'proofdesk quote amend Q-A7-0002 --remove STORAGE --json', about: 'one change more in its draft' },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const on = call.option('on');
      const effectiveOn = on === undefined ? quote.amendment?.effectiveOn : dayFrom(on, '--on');
      if (effectiveOn === undefined) {
        throw new ProofdeskError({
          code: 'usage',
          message: 'Say when the amendment takes effect: --on DAY.',
          hint: '`proofdesk quote agreement` says what is in force on a day.',
        });
      }
      const { lines, number, startDate, untilDate } = await client.quotes.agreement({
        quote: quote.id,
        on: effectiveOn,
      });
      if (effectiveOn < startDate || effectiveOn >= untilDate) {
        throw new ProofdeskError({
          code: 'bad-input',
          message: `${effectiveOn} lies outside ${number}, which is in force from ${startDate} until ${untilDate}.`,
          where: { field: 'effectiveOn' },
          hint: 'Choose a day of its term, or renew it.',
        });
      }
      const title = call.option('title');
      const own = quote.amendment;
      if (own) {
        const kept = call.flag('clear') ? [] : own.changes;
        const { receipt } = await client.quotes.edit({
          input: {
            quote: quote.id,
            fields: {
              amendment: { effectiveOn, changes: [...kept, ...changesOf(call, lines)] },
              ...(title !== undefined && { title }),
            },
          },
        });
        const after = await amended(client, quote.id);
        call.answer({ id: quote.id, number: quote.number, receipt, ...after.document }, () =>
          amendmentText(after.quote),
        );
        return 0;
      }
      const agreement = await client.quotes.agreement({ quote: quote.id });
      const { result, receipt } = await client.quotes.create({
        input: {
          deal: agreement.deal,
          model: agreement.model,
          ...(title !== undefined && { title }),
          amends: { agreement: agreement.quote, effectiveOn, changes: changesOf(call, lines) },
        },
      });
      const begun = await amended(client, result!.id);
      call.answer({ ...result!, receipt, ...begun.document }, () => amendmentText(begun.quote));
      return 0;
    },
  },
  {
    name: ['quote', 'renew'],
    about:
      'Begin the renewal of an accepted quote with what is in force when it ends, or show a renewal, against the old.',
    arguments: [quoteArgument],
    options: [
      {
        name: 'prices',
        value: 'WAY',
        choices: renewalPrices,
        about: 'those of the current model (which is so unless said), or held as in the last year',
      },
      {
        name: 'model',
        value: 'MODEL',
        about: 'the version to price it on; the newest published one of the same unless said',
      },
      { name: 'term', value: 'MONTHS', about: 'how long it runs; as long as the agreement unless said' },
      { name: 'title', value: 'TEXT', about: 'what it is called' },
    ],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote renew Q-A7-0001 --term 12', about: 'on the current prices, with the uplift by line' },
      { line: 'proofdesk quote renew Q-A7-0001 --prices held --json', about: 'at the prices as agreed' },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      if (quote.renews) {
        const { text, comparison } = await uplift(client, quote.id);
        call.answer({ id: quote.id, number: quote.number, ...comparison }, () => text);
        return 0;
      }
      const agreement = await client.quotes.agreement({ quote: quote.id });
      const prices = call.option('prices') === 'held' ? 'held' : 'current';
      const wanted = call.option('model');
      const model =
        prices === 'held'
          ? agreement.model
          : wanted === undefined
            ? await currentModel(client, agreement.model, agreement.content.name)
            : (await modelNamed(client, wanted)).version;
      const { result, receipt } = await client.quotes.create({
        input: {
          deal: agreement.deal,
          model,
          termMonths: call.integer('term', { from: 1, to: 120 }),
          title: call.option('title'),
          renews: { agreement: agreement.quote, prices },
        },
      });
      const { text, comparison } = await uplift(client, result!.id);
      call.answer({ ...result!, receipt, ...comparison }, () => text);
      return 0;
    },
  },
];

/** A renewal, a draft or its newest version, against what is in force when the agreement ends. */
async function uplift(client: DeskClient, id: string) {
  const [quote, from] = await Promise.all([client.quotes.get({ id }), client.quotes.renewal({ quote: id })]);
  if (!from) throw new ProofdeskError({ code: 'bad-input', message: `${quote.number} renews nothing.` });
  const frozen = quote.status === 'draft' ? null : await client.quotes.frozen({ quote: id, version: quote.version });
  const input = frozen?.input ?? draftOf(quote);
  const { cost: _cost, ...priced } = frozen?.priced ?? priceQuote(quote.content, input, { role: quote.role });
  const comparison = compareQuotes(
    { input: from.input, priced: priceQuote(from.content, from.input) },
    { input, priced },
  );
  const stale = from.stale === null ? '' : `${from.stale}\n`;
  return {
    comparison,
    text: `${quote.number} renews ${from.number}\n${stale}${comparisonText(comparison, quote.currency)}`,
  };
}

/** The newest published version of the model that an agreement stands on; the agreement's own where there is none. */
async function currentModel(client: DeskClient, agreed: string, name: string): Promise<string> {
  const published = (await client.pricing.list()).filter((one) => one.name === name && one.status === 'published');
  return published.sort((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0))[0]?.version ?? agreed;
}
