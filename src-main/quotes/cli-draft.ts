import { ProofdeskError } from '../../src-shared/kernel/errors';
import { parseMajor } from '../../src-shared/kernel/money';
import { billingChoices, type LineWish, type RampSegment, solveLine } from '../../src-shared/pricing';
import type { QuoteDetail } from '../../src-shared/quotes';
import type { CliCall, CliCommand } from '../command-line';
import {
  clearable,
  dayFrom,
  decimalFrom,
  draftOf,
  money,
  percentFrom,
  percentOption,
  quoteArgument,
  quoteOf,
  refusals,
} from './cli-quote';

const yesOrNo = ['yes', 'no'] as const;

/** `yes` or `no` as a boolean, undefined where it was not given. */
const decided = (call: CliCall, name: string): boolean | undefined => {
  const text = call.option(name);
  return text === undefined ? undefined : text === 'yes';
};

/** What was given, without what was left out; `usage` when nothing was. */
function given<T extends Record<string, unknown>>(fields: T): Partial<T> {
  const kept = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
  if (Object.keys(kept).length > 0) return kept;
  throw new ProofdeskError({ code: 'usage', message: 'Say at least one thing that changes.' });
}

/** `MONTHS:QUANTITY`, with `@PRICE` and `-PERCENT%` where a stretch has its own; several joined by commas. */
export function rampFrom(text: string): RampSegment[] {
  return text.split(',').map((part) => {
    const read = /^([1-9]\d{0,2}):(\d{1,18}(?:\.\d{1,12})?)(?:@(\d{1,18}(?:\.\d{1,12})?))?(?:-(\d+(?:\.\d+)?)%)?$/.exec(
      part.trim(),
    );
    if (!read) {
      throw new ProofdeskError({
        code: 'usage',
        message: `A stretch of a ramp is MONTHS:QUANTITY, MONTHS:QUANTITY@PRICE or MONTHS:QUANTITY-PERCENT%, not ${part}.`,
      });
    }
    const [, months, quantity, price, discount] = read;
    return {
      months: Number(months),
      quantity: quantity!,
      ...(price !== undefined && { unitPriceOverride: price }),
      ...(discount !== undefined && { discountBasisPoints: percentFrom(discount, 'A discount') }),
    };
  });
}

/** A line by its number in the table of `quote show`, from 1, or by its id. */
export function lineOf(quote: QuoteDetail, text: string) {
  const line = /^\d+$/.test(text) ? quote.lines[Number(text) - 1] : quote.lines.find(({ id }) => id === text);
  if (line) return line;
  throw new ProofdeskError({
    code: 'not-found',
    message: `${quote.number} has no line ${text}.`,
    hint: `\`proofdesk quote show ${quote.number}\` lists them; the first is 1.`,
  });
}

/** What says a line's price itself. */
const prices = (call: CliCall) => ({
  unitPriceOverride: clearable(call, 'price', decimalFrom),
  discountBasisPoints: percentOption(call, 'discount'),
  discountAmount: clearable(call, 'discount-amount', decimalFrom),
});

/** A typed amount or margin; `usage` for both, or beside what they are solved for. */
function wishOf(call: CliCall, currency: string): LineWish | null {
  const amount = call.option('amount');
  const margin = call.option('margin');
  if (amount === undefined && margin === undefined) return null;
  const others = ['price', 'discount', 'discount-amount', ...(amount && margin ? ['margin'] : [])];
  const beside = others.find((name) => call.option(name) !== undefined);
  if (beside)
    throw new ProofdeskError({ code: 'usage', message: `--${beside} follows from what is typed; leave it out.` });
  if (margin !== undefined) return { figure: 'margin', basisPoints: percentFrom(margin, '--margin') };
  return { figure: 'amount', minor: parseMajor(decimalFrom(amount!, '--amount'), currency, 'amount') };
}

/** How far a line is from what was typed, for a person. */
function leftWords(leftOver: number, wish: LineWish, currency: string): string {
  const size = Math.abs(leftOver);
  const far = wish.figure === 'margin' ? `${size / 100} points of margin` : money(size, currency);
  return `${far} ${leftOver < 0 ? 'below' : 'above'} it`;
}

/** Commands that change the draft of a quote. */
export const draftCliCommands: readonly CliCommand[] = [
  {
    name: ['quote', 'revise'],
    about: 'Open the next draft of a submitted or released quote; its versions stay as they are.',
    arguments: [quoteArgument],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote revise Q-A7-0001', about: 'prints the number of the version being drafted' },
      { line: 'proofdesk quote revise Q-A7-0001 --json', about: 'the same for a script' },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const { result, receipt } = await client.quotes.revise({ input: { quote: quote.id } });
      call.answer({ ...result!, receipt }, () => `${quote.number} is a draft again: version ${result!.version}.\n`);
      return 0;
    },
  },
  {
    name: ['quote', 'edit'],
    about: 'Change the terms of a draft: dates, billing, region, yearly rise, order discount, tax, partner.',
    arguments: [quoteArgument],
    options: [
      { name: 'title', value: 'TEXT', about: 'what it is called' },
      { name: 'start', value: 'DAY', about: 'first day of the term' },
      { name: 'term', value: 'MONTHS', about: 'how long it runs' },
      { name: 'valid-until', value: 'DAY', about: 'until when the offer holds' },
      { name: 'billing', value: 'RHYTHM', choices: billingChoices, about: 'when bills are written' },
      { name: 'payment-days', value: 'DAYS', about: 'days to pay' },
      { name: 'discount', value: 'PERCENT', about: 'off the whole order' },
      {
        name: 'discount-amount',
        value: 'AMOUNT',
        about: 'off the whole term, after the percentage; none takes it back',
      },
      {
        name: 'multi-year',
        value: 'ANSWER',
        choices: yesOrNo,
        about: "whether the model's multi-year discount is taken",
      },
      { name: 'region', value: 'REGION', about: 'region whose prices hold; none takes it back' },
      { name: 'price-date', value: 'DAY', about: 'day whose exchange rates and item dates hold; none for the start' },
      { name: 'rise', value: 'PERCENT', about: 'yearly rise; none for none, model for what the model says' },
      { name: 'tax', value: 'JURISDICTION', about: 'where tax is charged; none takes it back' },
      { name: 'exempt', value: 'REASON', about: 'why no tax is charged there (with --tax)' },
      { name: 'partner', value: 'TIER', about: 'tier of the reseller that buys; none takes it back' },
      {
        name: 'alternatives',
        value: 'NAMES',
        about: 'of which the customer picks one, such as Good,Better,Best; none takes them back',
      },
      { name: 'propose', value: 'NAME', about: 'the alternative that the totals are about' },
      { name: 'registered', value: 'ANSWER', choices: yesOrNo, about: "whether the partner's deal is registered" },
    ],
    exitCodes: refusals,
    examples: [
      {
        line: 'proofdesk quote edit Q-A7-0001 --region eu --rise 3',
        about: 'prices of a region, three per cent a year',
      },
      {
        line: 'proofdesk quote edit Q-A7-0001 --tax DE --exempt "Reverse charge" --json',
        about: 'without tax, and why',
      },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const rise = call.option('rise');
      const tax = clearable(call, 'tax', (text) => text);
      const exempt = call.option('exempt');
      if (exempt !== undefined && typeof tax !== 'string') {
        throw new ProofdeskError({ code: 'usage', message: '--exempt goes with --tax JURISDICTION.' });
      }
      const partner = clearable(call, 'partner', (text) => text);
      const named = clearable(call, 'alternatives', (text) =>
        text
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean),
      );
      const registered = decided(call, 'registered');
      const tier = partner === undefined ? quote.partner?.tier : partner;
      if (registered !== undefined && !tier) {
        throw new ProofdeskError({ code: 'usage', message: '--registered goes with a partner: give --partner TIER.' });
      }
      const fields = given({
        title: call.option('title'),
        startDate: clearable(call, 'start', dayFrom) ?? undefined,
        termMonths: call.integer('term', { from: 1, to: 120 }),
        validUntil: clearable(call, 'valid-until', dayFrom) ?? undefined,
        billing: billingChoices.find((one) => one === call.option('billing')),
        paymentDays: call.integer('payment-days', { from: 0, to: 365 }),
        orderDiscountBasisPoints: percentOption(call, 'discount'),
        orderDiscountAmount: clearable(call, 'discount-amount', decimalFrom),
        multiYear: decided(call, 'multi-year'),
        region: clearable(call, 'region', (text) => text),
        priceDate: clearable(call, 'price-date', dayFrom),
        escalator:
          rise === undefined
            ? undefined
            : rise === 'model'
              ? null
              : rise === 'none'
                ? ('none' as const)
                : { basisPoints: percentFrom(rise, '--rise') },
        tax: typeof tax === 'string' ? { jurisdiction: tax, ...(exempt && { exemption: exempt }) } : tax,
        alternatives: named === null ? [] : named,
        alternative: call.option('propose') ?? (named === null ? null : undefined),
        partner:
          partner === undefined && registered === undefined
            ? undefined
            : tier
              ? { tier, registrationValid: registered ?? quote.partner?.registrationValid ?? false }
              : null,
      });
      const { result, receipt } = await client.quotes.edit({ input: { quote: quote.id, fields } });
      call.answer({ ...result!, receipt }, () => `${quote.number} is changed.\n`);
      return 0;
    },
  },
  {
    name: ['quote', 'line'],
    about: 'Change one line of a draft: quantity, price, discount, ramp, days, credit.',
    arguments: [quoteArgument, { name: 'LINE', about: 'its number in `quote show`, from 1, or its id' }],
    options: [
      { name: 'quantity', value: 'NUMBER', about: 'how many per period' },
      { name: 'range', value: 'LOW-HIGH', about: 'low and high end of a forecast quantity; none takes it back' },
      { name: 'price', value: 'AMOUNT', about: 'unit price in place of the list; none for the list' },
      { name: 'amount', value: 'AMOUNT', about: 'what the line comes to over the term, solved for discount or price' },
      {
        name: 'margin',
        value: 'PERCENT',
        about: 'margin of the line, solved for discount or price and never undercut',
      },
      { name: 'contract-price', value: 'AMOUNT', about: 'unit price agreed in a contract; none takes it back' },
      { name: 'discount', value: 'PERCENT', about: 'off the line' },
      {
        name: 'discount-amount',
        value: 'AMOUNT',
        about: 'off each whole bill, after the percentage; none takes it back',
      },
      { name: 'ramp', value: 'STRETCHES', about: 'such as 12:100,12:200@9.50,12:300-5%; none takes it back' },
      { name: 'from', value: 'DAY', about: "the line's first day; none for the term's" },
      { name: 'until', value: 'DAY', about: "first day it no longer covers; none for the term's end" },
      { name: 'credit', value: 'ANSWER', choices: yesOrNo, about: 'whether it is given back' },
      { name: 'optional', value: 'ANSWER', choices: yesOrNo, about: 'whether it is offered only, never in the total' },
      { name: 'options', value: 'CODES', about: "a bundle's chosen options, with commas; none for its standard ones" },
      { name: 'group', value: 'TEXT', about: 'the heading it stands under; none for its family' },
      { name: 'alternative', value: 'NAME', about: 'the alternative it belongs to; none for all of them' },
      { name: 'note', value: 'TEXT', about: 'for the customer; none takes it back' },
    ],
    exitCodes: refusals,
    examples: [
      {
        line: 'proofdesk quote line Q-A7-0001 2 --ramp 12:100,24:200',
        about: 'a hundred for a year, then two hundred',
      },
      {
        line: 'proofdesk quote line Q-A7-0001 1 --from 2027-01-01 --discount-amount 250 --json',
        about: 'later, and less',
      },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const line = lineOf(quote, call.argument('LINE'));
      const quantity = call.option('quantity');
      const wish = wishOf(call, quote.currency);
      const solution = wish && solveLine(quote.content, draftOf(quote), line.id, wish);
      const { leftOver = 0, ...solved } = solution ?? {};
      const fields = given({
        ...solved,
        quantity: quantity === undefined ? undefined : decimalFrom(quantity, '--quantity'),
        quantityRange: clearable(call, 'range', (text, name) => {
          const [low = '', high = ''] = text.split('-', 2);
          return { low: decimalFrom(low, name), high: decimalFrom(high, name) };
        }),
        ...(solution ? {} : prices(call)),
        contractUnitPrice: clearable(call, 'contract-price', decimalFrom),
        ramp: clearable(call, 'ramp', rampFrom),
        startDate: clearable(call, 'from', dayFrom),
        untilDate: clearable(call, 'until', dayFrom),
        options: clearable(call, 'options', (text) => text.split(',').map((code) => code.trim())),
        credit: decided(call, 'credit'),
        optional: decided(call, 'optional'),
        group: clearable(call, 'group', (text) => text),
        alternative: clearable(call, 'alternative', (text) => text),
        note: clearable(call, 'note', (text) => text),
      });
      const { result, receipt } = await client.quotes.reviseLine({ input: { line: line.id, fields } });
      if (leftOver !== 0)
        call.note(`Nothing comes to it exactly: the line is ${leftWords(leftOver, wish!, quote.currency)}.`);
      call.answer(
        { ...result!, ...(wish && { leftOver, ...solved }), receipt },
        () => `${line.sku} of ${quote.number} is changed.\n`,
      );
      return 0;
    },
  },
];
