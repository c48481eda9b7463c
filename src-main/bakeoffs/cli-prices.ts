import { resolve } from 'node:path';
import { readNamedText } from '../../src-core/files/named-file';
import {
  basisWords,
  exactDecimal,
  type PriceSheet,
  pricedSheet,
  readPriceSheet,
  sides,
} from '../../src-shared/bakeoffs';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCommand, table } from '../command-line';

/** The price sheet of a contender on the command line: shown, or put in place of the one before. */
export const pricesCliCommand: CliCommand = {
  name: ['bakeoff', 'prices'],
  about: 'Show what each side costs to run, or record the price sheet of one side.',
  arguments: [{ name: 'BAKEOFF', about: 'its number or id' }],
  options: [
    { name: 'side', value: 'SIDE', about: 'whose price sheet --sheet is', choices: [...sides] },
    {
      name: 'sheet',
      value: 'FILE',
      about: 'the whole sheet, CSV or JSON: label, amount, currency, per, quantity, months, date, source',
    },
    { name: 'reason', value: 'TEXT', about: 'why it is recorded; kept in its receipt' },
  ],
  exitCodes: {
    65: 'the sheet does not fit',
    66: 'there is no such bakeoff, side or file',
    77: 'the policies forbid it',
  },
  examples: [
    { line: 'proofdesk bakeoff prices B-A7-0001 --json', about: 'the sheets of both sides, with their sums an hour' },
    {
      line: 'proofdesk bakeoff prices B-A7-0001 --side ours --sheet prices.csv',
      about: 'what ours costs, in place of the sheet before',
    },
  ],
  async run(call) {
    const client = await call.client();
    const named = call.argument('BAKEOFF');
    const [file, side] = [call.option('sheet'), call.option('side')];
    if ((file === undefined) !== (side === undefined)) {
      throw new ProofdeskError({ code: 'usage', message: '--side and --sheet belong together.' });
    }
    if (file !== undefined) {
      const prices = readPriceSheet(await readNamedText(resolve(call.io.folder, file), file), file);
      const view = await client.bakeoffs.get({ bakeoff: named });
      const contender = view.contenders.find((one) => one.side === side);
      if (!contender) {
        throw new ProofdeskError({ code: 'not-found', message: `${view.number} has no contender on that side.` });
      }
      const reason = call.option('reason');
      await client.bakeoffs.reviseContender({
        input: { contender: contender.id, prices },
        ...(reason !== undefined && { reason }),
      });
    }
    const { number, contenders } = await client.bakeoffs.get({ bakeoff: named });
    const document = {
      bakeoff: number,
      sides: contenders.map(({ side: of, product, prices }) => ({ side: of, product, prices, ...sums(prices) })),
    };
    call.answer(document, () =>
      document.sides
        .map(({ side: of, product, prices, hourly, currency, problem }) =>
          [
            `${product} (${of})\n`,
            table(
              [
                { title: 'Price', value: ({ label }) => label },
                { title: 'Quantity', right: true, value: ({ quantity }) => quantity },
                { title: 'Amount', right: true, value: ({ amount, currency: money }) => `${amount} ${money}` },
                {
                  title: 'Per',
                  value: ({ per, months }) => (months ? `licence, over ${months} months` : basisWords[per]),
                },
                { title: 'On', value: ({ date }) => date },
                { title: 'From', value: ({ source }) => source },
              ],
              prices,
              'No prices.',
            ),
            problem ? `${problem}\n` : `Paid by time: ${hourly} ${currency} per hour\n`,
          ].join(''),
        )
        .join('\n'),
    );
    return 0;
  },
};

function sums(prices: PriceSheet) {
  const sheet = pricedSheet(prices);
  return typeof sheet === 'string'
    ? { hourly: null, currency: null, problem: sheet }
    : { hourly: exactDecimal(sheet.hourly), currency: sheet.currency, problem: null };
}
