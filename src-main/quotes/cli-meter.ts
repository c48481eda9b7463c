import { resolve } from 'node:path';
import { readNamedFile } from '../../src-core/files/named-file';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type MeterOrder, meterOf, type QuoteDetail, type QuoteLineView } from '../../src-shared/quotes';
import {
  consumptionUses,
  type MeteredMonth,
  type MeterSteps,
  meteredMonths,
  meterSteps,
  sayQuantitySource,
  usageForecastSchema,
  usageTakes,
} from '../../src-shared/usage';
import { type CliCall, type CliCommand, table } from '../command-line';
import { lineOf } from './cli-draft';
import { decimalFrom, quoteArgument, quoteOf, refusals } from './cli-quote';

const growthPer = ['month', 'year'] as const;
const bases = ['month', 'quarter', 'year'] as const;
const decimalSigns = ['point', 'comma'] as const;
const dateOrders = ['dmy', 'mdy'] as const;

/** The options that begin each kind of source. */
const kinds = ['forecast', 'base', 'usage', 'bakeoff', 'again', 'typed'] as const;

const optional = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, Value>>;

const usage = (message: string, hint?: string): ProofdeskError =>
  new ProofdeskError({ code: 'usage', message, ...(hint && { hint }) });

/** Per cent with two places at most, below 0 too, as basis points. */
function growthFrom(text: string): number {
  if (/^-?\d{1,4}(\.\d{1,2})?$/.test(text)) return Math.round(Number(text) * 100);
  throw usage(`--growth is a percentage such as 3 or -1.5, not ${text}.`);
}

/** A forecast from the options, or from a JSON file of the same words. */
async function forecastFrom(call: CliCall, firstMonth: string): Promise<Extract<MeterOrder, { kind: 'forecast' }>> {
  const file = call.option('forecast');
  const steps: MeterSteps = meterSteps.find((one) => one === call.option('steps')) ?? 'none';
  const unit = call.option('unit');
  if (file !== undefined) {
    const text = new TextDecoder().decode(await readNamedFile(resolve(call.io.folder, file), file));
    let content: unknown;
    try {
      content = JSON.parse(text);
    } catch (error) {
      throw new ProofdeskError(
        { code: 'bad-input', message: `${file} is not JSON: ${(error as Error).message}`, where: { file } },
        { cause: error },
      );
    }
    const read = usageForecastSchema.safeParse(content);
    if (!read.success) {
      const [issue] = read.error.issues;
      throw new ProofdeskError({
        code: 'bad-input',
        message: `${file} is no forecast: ${issue?.path.join('.') || 'it'} ${issue?.message ?? 'is wrong'}.`,
        where: { file, ...(issue?.path[0] !== undefined && { field: issue.path.join('.') }) },
        hint: '{"base":"2000000","start":"2027-01","growth":{"basisPoints":300,"per":"month"}} is one.',
      });
    }
    return { kind: 'forecast', forecast: read.data, steps, ...optional('unit', unit) };
  }
  const growth = call.option('growth');
  const seasons = call.option('seasons');
  const ends = (name: 'low' | 'high') => {
    const text = call.option(name);
    return text === undefined ? null : decimalFrom(text, `--${name}`);
  };
  const start = call.option('start') ?? firstMonth;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(start)) throw usage(`--start is a month such as 2026-11, not ${start}.`);
  const factors = seasons?.split(',').map((own) => decimalFrom(own.trim(), '--seasons')) ?? null;
  if (factors && factors.length !== 12)
    throw usage(`--seasons has ${factors.length} factors; it takes twelve, January first.`);
  return {
    kind: 'forecast',
    forecast: {
      base: decimalFrom(call.option('base') ?? '', '--base'),
      per: bases.find((one) => one === call.option('per')) ?? 'month',
      growth:
        growth === undefined
          ? null
          : {
              basisPoints: growthFrom(growth),
              per: growthPer.find((one) => one === call.option('growth-per')) ?? 'month',
            },
      seasons: factors,
      start,
      low: ends('low'),
      high: ends('high'),
    },
    steps,
    ...optional('unit', unit),
  };
}

async function orderFrom(call: CliCall, firstMonth: string): Promise<MeterOrder | null> {
  const given = kinds.filter((kind) => (kind === 'again' || kind === 'typed' ? call.flag(kind) : call.option(kind)));
  const [kind, other] = given;
  if (other) throw usage(`--${kind} and --${other} are two sources; a line has one.`);
  if (kind === undefined) return null;
  switch (kind) {
    case 'again':
    case 'typed':
      return { kind };
    case 'forecast':
    case 'base':
      return forecastFrom(call, firstMonth);
    case 'usage': {
      const { desk } = await call.session();
      const { id } = await desk.intake.point(resolve(call.io.folder, call.option('usage') ?? ''));
      const decimals = decimalSigns.find((one) => one === call.option('decimals'));
      const dates = dateOrders.find((one) => one === call.option('dates'));
      return {
        kind,
        file: id,
        take: usageTakes.find((one) => one === call.option('take')) ?? 'mean',
        partialToo: call.flag('partial'),
        reading: { ...optional('decimals', decimals), ...optional('dates', dates) },
        ...optional('meter', call.option('meter')),
        ...optional('unit', call.option('unit')),
        ...optional('lastMonths', call.integer('months', { from: 1, to: 120 })),
      };
    }
    case 'bakeoff': {
      const [metric, volume] = ['metric', 'volume'].map((name) => {
        const text = call.option(name);
        if (text === undefined) throw usage(`--bakeoff goes with --${name}.`, 'Its page shows the ids of its rows.');
        return text;
      });
      return {
        kind,
        bakeoff: call.option('bakeoff') ?? '',
        metric: metric ?? '',
        volume: decimalFrom(volume ?? '', '--volume'),
        ...optional(
          'use',
          consumptionUses.find((one) => one === call.option('use')),
        ),
      };
    }
  }
}

/** What a line's quantity is and comes from, for a person. */
function told(line: QuoteLineView, months: readonly MeteredMonth[]): string {
  const { quantityFrom: source, quantityRange: range } = line;
  if (!source)
    return `${line.sku}: ${line.quantity}, typed${line.quantitySource ? ` (${line.quantitySource})` : ''}.\n`;
  const between = range ? ` (${range.low} to ${range.high})` : '';
  const rows = table<MeteredMonth>(
    [
      { title: 'Month', value: ({ month }) => month },
      { title: 'Quantity', right: true, value: ({ quantity }) => quantity },
      { title: 'Low', right: true, value: ({ low }) => low ?? '' },
      { title: 'High', right: true, value: ({ high }) => high ?? '' },
    ],
    [...months],
  );
  const changed = line.sourceChanged ? `\n${line.sourceChanged} Take it again with --again.` : '';
  return `${line.sku}: ${line.quantity}${between}, ${sayQuantitySource(source)}.${changed}\n\n${rows}`;
}

/** The months behind a line's quantity; none for a typed one, or where the item or its days no longer fit. */
function monthsOf(quote: QuoteDetail, line: QuoteLineView): MeteredMonth[] {
  if (!line.quantityFrom || line.sourceChanged) return [];
  return meteredMonths(line.quantityFrom, meterOf(quote.content, quote, line));
}

/** The metered lines of a quote with their sources, each a sentence; nothing where all are typed. */
export function sourcesOf({ lines }: QuoteDetail): string[] {
  return lines.flatMap(({ quantityFrom, sourceChanged }, index) =>
    quantityFrom
      ? [[`${index + 1}  ${sayQuantitySource(quantityFrom)}.`, sourceChanged].filter(Boolean).join(' ').concat('\n')]
      : [],
  );
}

/** Where the quantity of a metered line comes from. */
export const meterCliCommands: readonly CliCommand[] = [
  {
    name: ['quote', 'meter'],
    about:
      'Take the quantity of a metered line from a forecast, a usage file or a bakeoff, or say where it comes from now.',
    arguments: [quoteArgument, { name: 'LINE', about: 'its number in `quote show`, from 1, or its id' }],
    options: [
      { name: 'base', value: 'NUMBER', about: 'forecast: used in the first month' },
      { name: 'per', value: 'PERIOD', choices: bases, about: 'forecast: what --base is for; month unless said' },
      { name: 'growth', value: 'PERCENT', about: 'forecast: compound growth, such as 3; with = where below 0' },
      {
        name: 'growth-per',
        value: 'PERIOD',
        choices: growthPer,
        about: 'forecast: month unless said; year rises once a year',
      },
      { name: 'seasons', value: 'FACTORS', about: 'forecast: twelve, January first, in proportion to each other' },
      { name: 'start', value: 'MONTH', about: "forecast: the month --base is about; the line's first unless said" },
      { name: 'low', value: 'NUMBER', about: 'forecast: what --base may be at least (with --high)' },
      { name: 'high', value: 'NUMBER', about: 'forecast: what --base may be at most (with --low)' },
      {
        name: 'steps',
        value: 'STEPS',
        choices: meterSteps,
        about: 'forecast: priced as it rises, by month, quarter or year; none: the mean',
      },
      { name: 'forecast', value: 'FILE', about: 'forecast: a JSON file in place of these options' },
      { name: 'usage', value: 'FILE', about: 'a CSV of measured use: date or month, quantity, perhaps meter and unit' },
      { name: 'meter', value: 'NAME', about: 'usage: which, where the file has several' },
      { name: 'take', value: 'FIGURE', choices: usageTakes, about: 'usage: of its months; mean unless said' },
      { name: 'months', value: 'NUMBER', about: 'usage: how many months --take last takes; 3 unless said' },
      { name: 'partial', about: 'usage: months that the file covers in part count too' },
      { name: 'decimals', value: 'SIGN', choices: decimalSigns, about: 'usage: sign before the decimals' },
      { name: 'dates', value: 'ORDER', choices: dateOrders, about: 'usage: order of dates such as 03/04/2026' },
      { name: 'bakeoff', value: 'NUMBER', about: 'what our own runs of this bakeoff consumed' },
      { name: 'metric', value: 'ROW', about: 'bakeoff: id of the row' },
      {
        name: 'use',
        value: 'WHAT',
        choices: consumptionUses,
        about: 'bakeoff: for rows of cost, what of one unit of work',
      },
      { name: 'volume', value: 'NUMBER', about: 'bakeoff: units of work a month' },
      { name: 'unit', value: 'UNIT', about: "what the forecast or file counts; the item's unit unless said" },
      { name: 'again', about: 'take the same source once more' },
      { name: 'typed', about: 'keep the quantity, as a typed one' },
      { name: 'preview', about: 'only show what it would come to, month by month' },
    ],
    exitCodes: {
      ...refusals,
      65: 'the item is not metered, the units differ, a row of the file cannot be read: nothing is changed then',
    },
    examples: [
      {
        line: 'proofdesk quote meter Q-A7-0001 2 --base 2000000 --unit "API calls" --growth 3 --steps year',
        about: 'growing 3 % a month, priced year by year',
      },
      {
        line: 'proofdesk quote meter Q-A7-0001 2 --usage usage.csv --meter api --take p95 --json',
        about: 'the 95th percentile of the months of a file',
      },
    ],
    async run(call) {
      const { client, quote } = await quoteOf(call);
      const line = lineOf(quote, call.argument('LINE'));
      const order = await orderFrom(call, (line.startDate ?? quote.startDate).slice(0, 7));
      if (order === null) {
        const months = monthsOf(quote, line);
        call.answer({ line: shown(line), months }, () => told(line, months));
        return 0;
      }
      const simulate = call.flag('preview');
      const outcome = await client.quotes.meterLine({ line: line.id, order, ...(simulate && { simulate }) });
      const after = simulate
        ? { ...line, ...outcome.becomes, sourceChanged: null }
        : lineOf(await client.quotes.get({ id: quote.id }), line.id);
      const months = monthsOf(quote, after);
      call.answer(
        { line: shown(after), months, ...(outcome.receipt && { receipt: outcome.receipt }) },
        () => `${told(after, months)}${simulate ? '\nNothing was changed.\n' : ''}`,
      );
      return 0;
    },
  },
];

const shown = ({
  id,
  sku,
  quantity,
  quantityRange,
  ramp,
  quantityFrom,
  quantitySource,
  sourceChanged,
}: QuoteLineView) => ({
  id,
  sku,
  quantity,
  quantityRange,
  ramp,
  source: quantityFrom ?? { kind: 'typed' as const, note: quantitySource },
  says: quantityFrom ? sayQuantitySource(quantityFrom) : null,
  changed: sourceChanged,
});
