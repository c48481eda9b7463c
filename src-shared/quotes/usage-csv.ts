import { z } from 'zod';
import { dateOrderOf, decimalSignOf, type FileRow, plainFigure, readDate } from '../deals';
import { daysInMonth } from '../kernel/civil-date';
import { decimalPlaces, formatDecimal, parseDecimal } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import { measuredMonthSchema, monthNumber, monthOfNumber } from '../usage';

/** How an imported usage file is written, where it does not tell by itself. */
export const usageReading = z.object({
  decimals: z.enum(['point', 'comma']).optional(),
  dates: z.enum(['dmy', 'mdy']).optional(),
});
export type UsageReading = z.infer<typeof usageReading>;

export const usageMeter = z.object({
  /** As the file names it; empty where it has no column for it. */
  meter: z.string(),
  /** As the file says it; null where it has no column for it. */
  unit: z.string().nullable(),
  measured: z.array(measuredMonthSchema),
  /** Months between its first and its last of which the file has no row; they count for nothing, not for zero. */
  missing: z.array(z.string()),
});
export type UsageMeter = z.infer<typeof usageMeter>;

export const usageProblem = z.object({
  line: z.number(),
  column: z.number(),
  /** The heading of the column. */
  heading: z.string(),
  message: z.string(),
});
export type UsageProblem = z.infer<typeof usageProblem>;

export const readUsageTable = z.object({
  meters: z.array(usageMeter),
  rows: z.number(),
  /** Headings of the columns that were understood. */
  columns: z.object({
    date: z.string(),
    quantity: z.string(),
    meter: z.string().nullable(),
    unit: z.string().nullable(),
  }),
  /** First and last day, or month, of the file. */
  from: z.string(),
  until: z.string(),
  /** Every row that could not be read; a file with one is not taken. */
  problems: z.array(usageProblem),
});
export type UsageTable = z.infer<typeof readUsageTable>;

const known = {
  date: [
    'timestamp',
    'date',
    'day',
    'time',
    'month',
    'period',
    'datetime',
    'usage date',
    'usage start',
    'datum',
    'tag',
    'monat',
    'zeit',
    'zeitstempel',
    'zeitpunkt',
    'jour',
    'mois',
    'horodatage',
    '日付',
    '年月',
    '月',
  ],
  quantity: [
    'quantity',
    'usage',
    'usage quantity',
    'value',
    'amount',
    'count',
    'consumption',
    'units',
    'menge',
    'verbrauch',
    'wert',
    'anzahl',
    'quantité',
    'quantite',
    'consommation',
    'valeur',
    '数量',
    '使用量',
  ],
  meter: [
    'meter',
    'metric',
    'meter name',
    'sku',
    'resource',
    'service',
    'product',
    'item',
    'name',
    'zähler',
    'messgröße',
    'artikel',
    'compteur',
    'ressource',
    'メーター',
    '項目',
  ],
  unit: ['unit', 'units of measure', 'unit of measure', 'uom', 'einheit', 'unité', 'unite', '単位'],
} as const;
type Column = keyof typeof known;

const plainHeading = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s-]+/g, ' ');

/** Places of the columns by their headings. Throws `bad-input` for a table without a date or a quantity, or with two of one. */
function columnsOf(headers: readonly string[], file: string): Record<Column, number> {
  const at = (column: Column): number => {
    const found = headers.flatMap((heading, index) =>
      (known[column] as readonly string[]).includes(plainHeading(heading)) ? [index] : [],
    );
    if (found.length > 1) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `The file has ${found.length} columns for the ${column}: ${found.map((index) => headers[index]).join(', ')}.`,
        where: { file, line: 1, column: (found[1] ?? 0) + 1 },
        hint: 'Rename or remove those that are not meant.',
      });
    }
    return found[0] ?? -1;
  };
  const places = { date: at('date'), quantity: at('quantity'), meter: at('meter'), unit: at('unit') };
  const missing = (['date', 'quantity'] as const).find((column) => places[column] < 0);
  if (missing) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The file has no column for the ${missing} in its first row: ${headers.join(', ')}.`,
      where: { file, line: 1 },
      hint: `Call it “${missing}”. The columns are date (or timestamp, or month), quantity, and where there are several meter and unit.`,
    });
  }
  return places;
}

interface Point {
  month: string;
  /** The day, or the month where no day is said. */
  time: string;
  /** The cell as it stands: several rows of one time are one measurement. */
  said: string;
}

/**
 * Reads the rows of a usage file and adds them up by meter and month. Dates count as they are written, whatever their zone. Nothing that can be read in two
 * ways is guessed: it is a problem that names line and column. A month that the file begins or ends inside is partial; in a file
 * of one row a month for each meter every month is whole.
 */
export function readUsageRows(
  headers: readonly string[],
  rows: readonly FileRow[],
  file: string,
  reading: UsageReading = {},
): UsageTable {
  const places = columnsOf(headers, file);
  const cell = ({ cells }: FileRow, column: Column): string => (cells[places[column]] ?? '').trim();
  const sign = reading.decimals ?? decimalSignOf(rows.map((row) => cell(row, 'quantity'))).sign;
  const order = reading.dates ?? dateOrderOf(rows.map((row) => cell(row, 'date'))).order;
  const problems: UsageProblem[] = [];
  const meters = new Map<string, { unit: string | null; months: Map<string, { sum: bigint; times: Set<string> }> }>();
  const times: string[] = [];
  for (const row of rows) {
    const refuse = (column: Column, message: string): void => {
      const place = places[column];
      problems.push({ line: row.line, column: place + 1, heading: headers[place] ?? column, message });
    };
    const point = readPoint(cell(row, 'date'), order);
    if (typeof point === 'string') refuse('date', point);
    const quantity = readAmount(cell(row, 'quantity'), sign);
    if (typeof quantity === 'string') refuse('quantity', quantity);
    const name = places.meter < 0 ? '' : cell(row, 'meter');
    if (places.meter >= 0 && name === '') refuse('meter', 'It names no meter.');
    const unit = places.unit < 0 ? null : cell(row, 'unit') || null;
    const meter = meters.get(name) ?? { unit, months: new Map() };
    if (meter.unit !== unit)
      refuse('unit', `${name || 'It'} is in ${unit ?? 'no unit'} here, and in ${meter.unit ?? 'no unit'} above.`);
    if (typeof point === 'string' || typeof quantity === 'string') continue;
    meters.set(name, meter);
    const month = meter.months.get(point.month) ?? { sum: 0n, times: new Set<string>() };
    month.sum += quantity;
    month.times.add(point.said);
    meter.months.set(point.month, month);
    times.push(point.time);
  }
  times.sort();
  const [from = '', until = ''] = [times[0], times.at(-1)];
  const monthly = [...meters.values()].every(({ months }) => [...months.values()].every((own) => own.times.size === 1));
  const partial = monthly && new Set(times.map((time) => time.slice(0, 7))).size > 1 ? [] : partialMonths(from, until);
  const heading = (column: Column): string | null => (places[column] < 0 ? null : (headers[places[column]] ?? null));
  return {
    meters: [...meters].map(([meter, { unit, months }]) => ({
      meter,
      unit,
      measured: [...months]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([month, own]) => ({
          month,
          quantity: formatDecimal(own.sum),
          times: own.times.size,
          partial: partial.includes(month),
        })),
      missing: missingMonths([...months.keys()].sort()),
    })),
    rows: rows.length,
    columns: {
      date: heading('date') ?? '',
      quantity: heading('quantity') ?? '',
      meter: heading('meter'),
      unit: heading('unit'),
    },
    from,
    until,
    problems,
  };
}

function readPoint(said: string, order: 'dmy' | 'mdy' | null): Point | string {
  if (said === '') return 'It has no date.';
  if (/^\d{4}[-/](0[1-9]|1[0-2])$/.test(said)) {
    const month = said.replace('/', '-');
    return { month, time: month, said };
  }
  const written = readDate(said);
  if (!written) return `“${said}” is no date. Write it as 2026-11-30, or 2026-11 for a month.`;
  if (written.dmy !== written.mdy && order === null)
    return `“${said}” can be read in two ways: say whether the day or the month comes first.`;
  const day = written[order ?? 'dmy'];
  if (day === null) return `“${said}” is not a date with the ${order === 'mdy' ? 'month' : 'day'} first.`;
  return { month: day.slice(0, 7), time: day, said };
}

/** A quantity scaled by 10^12, or the sentence that says why it is none. */
function readAmount(said: string, sign: 'point' | 'comma' | null): bigint | string {
  if (said === '') return 'It has no quantity.';
  if (/[.,]/.test(said) && sign === null)
    return `“${said}” can be read in two ways: say whether a point or a comma stands before the decimals.`;
  const plain = plainFigure(said, sign ?? 'point');
  if (plain === null) return `“${said}” is no number${sign ? ` with a decimal ${sign}` : ''}.`;
  if (plain.startsWith('-')) return `“${said}” is below 0.`;
  const [whole = '', decimals = ''] = plain.split('.');
  if (whole.length > 18 || decimals.length > decimalPlaces) return `“${said}” has more digits than can be kept.`;
  return parseDecimal(plain, 'quantity');
}

/** The month that the file begins in after its first day, and the one that it ends in before its last. */
function partialMonths(from: string, until: string): string[] {
  const begins = from.length === 10 && !from.endsWith('-01') ? [from.slice(0, 7)] : [];
  const [year, month] = [Number(until.slice(0, 4)), Number(until.slice(5, 7))];
  const ends = until.length === 10 && Number(until.slice(8)) < daysInMonth(year, month) ? [until.slice(0, 7)] : [];
  return [...begins, ...ends];
}

function missingMonths(months: readonly string[]): string[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const there = new Set(months);
  const all = Array.from({ length: monthNumber(last) - monthNumber(first) + 1 }, (_, index) =>
    monthOfNumber(monthNumber(first) + index),
  );
  return all.filter((month) => !there.has(month));
}

/** The meter that is meant: the only one, or the one of that name. Throws `bad-input` with the names that there are. */
export function chosenMeter({ meters }: UsageTable, wanted: string | undefined, file: string): UsageMeter {
  const found = wanted === undefined && meters.length === 1 ? meters[0] : meters.find(({ meter }) => meter === wanted);
  if (found) return found;
  throw new ProofdeskError({
    code: 'bad-input',
    message: wanted === undefined ? `${file} has several meters.` : `${file} has no meter “${wanted}”.`,
    where: { file, field: 'meter' },
    hint: meters.every(({ meter }) => meter === '')
      ? 'Its rows name no meter: leave the meter out.'
      : `It has ${meters.map(({ meter }) => (meter === '' ? 'rows without a meter' : `“${meter}”`)).join(', ')}.`,
  });
}

/** How many rows have a problem; a row may have several. */
export const unreadableRows = (problems: UsageTable['problems']): number =>
  new Set(problems.map(({ line }) => line)).size;

/** Refuses a table with rows that could not be read, naming the first. */
export function requireReadable({ problems, rows }: UsageTable, file: string): void {
  const [first] = problems;
  if (!first) return;
  const { line, column, heading, message } = first;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${unreadableRows(problems)} of ${rows} rows cannot be read. Line ${line}, column ${column} (${heading}): ${message}`,
    where: { file, line, column },
    hint: 'Mend the file and import it again; nothing was taken from it.',
  });
}
