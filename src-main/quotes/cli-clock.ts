import { resolve } from 'node:path';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type ClockPart, clockParts, type TurnaroundAnswer } from '../../src-shared/quotes';
import { type CliCommand, table } from '../command-line';
import { dayFrom, money, quoteArgument, quoteOf, refusals } from './cli-quote';

const hours = (milliseconds: number): string => (milliseconds / 3_600_000).toFixed(1);
const percent = (basisPoints: number | null): string =>
  basisPoints === null ? '' : `${(basisPoints / 100).toFixed(2)} %`;

const spentOn = (parts: readonly { part: ClockPart; milliseconds: number }[], part: ClockPart): string =>
  hours(parts.find((one) => one.part === part)?.milliseconds ?? 0);

/** The turnaround clock: what the customer owes, how long quotes took, and what accepted ones really brought. */
export const clockCliCommands: readonly CliCommand[] = [
  {
    name: ['quote', 'await'],
    about: 'Record that the customer owes an answer; until it comes the time counts as theirs.',
    arguments: [quoteArgument, { name: 'QUESTION', about: 'what was asked' }],
    exitCodes: refusals,
    examples: [
      {
        line: 'proofdesk quote await Q-A7-0001 "How many seats at the second site?"',
        about: 'the customer’s time runs',
      },
      { line: 'proofdesk quote await Q-A7-0001 "Which region?" --json', about: 'prints its receipt' },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const { result, receipt } = await client.quotes.awaitCustomer({
        input: { quote: quote.id, question: call.argument('QUESTION') },
      });
      call.answer({ ...result!, receipt }, () => `${quote.number} waits for the customer.\n`);
      return 0;
    },
  },
  {
    name: ['quote', 'answered'],
    about: 'Record that the customer’s answer came.',
    arguments: [quoteArgument],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk quote answered Q-A7-0001', about: 'our own time runs again' },
      { line: 'proofdesk quote answered Q-A7-0001 --json', about: 'prints its receipt' },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const { result, receipt } = await client.quotes.customerAnswered({ input: { quote: quote.id } });
      call.answer({ ...result!, receipt }, () => `${quote.number} waits for the customer no more.\n`);
      return 0;
    },
  },
  {
    name: ['quote', 'actuals'],
    about:
      'Record what accepted quotes really brought and cost, from a file with the columns quote, month, revenue, cost.',
    arguments: [{ name: 'FILE', about: 'a CSV file; amounts in the currency of each quote' }],
    options: [{ name: 'preview', about: 'only say what is in it' }],
    exitCodes: { ...refusals, 65: 'the file is no such table, or a row cannot be recorded; nothing is recorded then' },
    examples: [
      { line: 'proofdesk quote actuals november.csv --preview', about: 'each row, and what is wrong with it' },
      { line: 'proofdesk quote actuals november.csv --json', about: 'records all rows, or none' },
    ],
    async run(call) {
      const client = await call.client();
      const file = call.argument('FILE');
      const { desk } = await call.session();
      const { id } = await desk.intake.point(resolve(call.io.folder, file));
      const read = await client.quotes.readActuals({ file: id });
      const rows = () =>
        table(
          [
            { title: 'Line', right: true, value: ({ line }) => String(line) },
            { title: 'Quote', value: ({ number }) => number },
            { title: 'Month', value: ({ month }) => month },
            { title: 'Problem', value: ({ problem }) => problem ?? '' },
          ],
          read.rows,
          'The file has no rows.',
        );
      if (call.flag('preview')) {
        call.answer(read, rows);
        return 0;
      }
      const bad = read.rows.find(({ problem }) => problem !== null);
      if (bad || read.rows.length === 0) {
        throw new ProofdeskError({
          code: 'bad-input',
          message: bad ? `Line ${bad.line}: ${bad.problem} Nothing was recorded.` : 'The file has no rows.',
          where: { file, ...(bad && { line: bad.line }) },
          hint: '--preview shows all rows with what is wrong with them.',
        });
      }
      const { result, receipt } = await client.quotes.recordActuals({
        input: {
          rows: read.rows.map(({ quote, month, revenueMinor, costMinor }) => ({
            ...{ quote: quote!, month, revenueMinor: revenueMinor!, costMinor: costMinor!, source: read.name },
          })),
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.recorded} months are recorded.\n`);
      return 0;
    },
  },
  {
    name: ['quote', 'turnaround'],
    about: 'Show how long quotes took from the request to the handover, by week, and where the time went.',
    options: [
      { name: 'from', value: 'DAY', about: 'sent on this day or later; twelve weeks back unless said' },
      { name: 'until', value: 'DAY', about: 'sent on this day or earlier; today unless said' },
    ],
    exitCodes: { 65: 'a day cannot be' },
    examples: [
      { line: 'proofdesk quote turnaround', about: 'the last twelve weeks' },
      {
        line: 'proofdesk quote turnaround --from 2026-10-01 --until 2026-12-31 --json',
        about: 'a quarter, every quote',
      },
    ],
    async run(call) {
      const [from, until] = (['from', 'until'] as const).map((name) => {
        const text = call.option(name);
        return text === undefined ? undefined : dayFrom(text, `--${name}`);
      });
      const report = await (await call.client()).quotes.turnaround({ from, until });
      call.answer(report, () => {
        if (!report.whole) return `No quote was sent from ${report.from} to ${report.until}.\n`;
        type Row = TurnaroundAnswer['weeks'][number];
        const weeks = table<Row>(
          [
            { title: 'Week of', value: ({ week }) => week },
            { title: 'Sent', right: true, value: ({ sent }) => String(sent) },
            { title: 'In time', right: true, value: ({ withinTarget }) => String(withinTarget) },
            { title: 'Median h', right: true, value: ({ median }) => hours(median) },
            { title: 'p90 h', right: true, value: ({ p90 }) => hours(p90) },
            ...clockParts.map((part) => ({
              title: `${part} h`,
              right: true,
              value: ({ parts }: Row) => spentOn(parts, part),
            })),
          ],
          [...report.weeks, { week: 'all', ...report.whole }],
        );
        const margins =
          report.margins && report.margins.length > 0
            ? `\n${table(
                [
                  { title: 'Quote', value: ({ number }) => number },
                  { title: 'Months', right: true, value: ({ months }) => String(months) },
                  {
                    title: 'Revenue',
                    right: true,
                    value: ({ revenueMinor, currency }) => money(revenueMinor, currency)!,
                  },
                  { title: 'Margin quoted', right: true, value: ({ quotedBasisPoints }) => percent(quotedBasisPoints) },
                  { title: 'Margin actual', right: true, value: ({ actualBasisPoints }) => percent(actualBasisPoints) },
                  {
                    title: 'Difference',
                    right: true,
                    value: ({ differenceBasisPoints }) => percent(differenceBasisPoints),
                  },
                ],
                report.margins,
              )}`
            : '';
        return `${weeks}${margins}`;
      });
      return 0;
    },
  },
];
