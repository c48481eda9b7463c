import { isoTimestamp, wallClock } from '../reading/timestamps';

/** Column names that JMeter writes (2.x to 5.x), besides the names of sample variables, which it puts in quotation marks. */
const known = new Set([
  'timeStamp',
  'elapsed',
  'label',
  'responseCode',
  'responseMessage',
  'threadName',
  'dataType',
  'success',
  'failureMessage',
  'bytes',
  'sentBytes',
  'grpThreads',
  'allThreads',
  'URL',
  'Filename',
  'Latency',
  'Encoding',
  'SampleCount',
  'ErrorCount',
  'Hostname',
  'IdleTime',
  'Connect',
]);

/** Where the columns are that a reader uses; -1 where the file has none. */
export interface ColumnPlan {
  delimiter: string;
  header: boolean;
  names: string[];
  timeStamp: number;
  elapsed: number;
  label: number;
  success: number;
  responseCode: number;
  responseMessage: number;
  dataType: number;
  url: number;
  allThreads: number;
  sampleCount: number;
}

const unquoted = (field: string): string => field.replace(/^"(.*)"$/s, '$1');

/** The delimiter of a header row (any one character that is not part of a name) and its names; undefined where it is none. */
export function headerOf(line: string): { delimiter: string; names: string[] } | undefined {
  for (const delimiter of new Set(line.match(/[^\w"]/g) ?? [])) {
    const names = line.split(delimiter).map(unquoted);
    const likely = names.filter((name) => known.has(name));
    if (names.includes('elapsed') && likely.length >= 2) return { delimiter, names };
  }
  return undefined;
}

export function planOfHeader(delimiter: string, names: string[]): ColumnPlan {
  const at = (name: string): number => names.indexOf(name);
  return {
    delimiter,
    header: true,
    names,
    timeStamp: at('timeStamp'),
    elapsed: at('elapsed'),
    label: at('label'),
    success: at('success'),
    responseCode: at('responseCode'),
    responseMessage: at('responseMessage'),
    dataType: at('dataType'),
    url: at('URL'),
    allThreads: at('allThreads'),
    sampleCount: at('SampleCount'),
  };
}

/** A column name that is used and stands twice in a header, or undefined. */
export function doubledColumn(names: readonly string[]): string | undefined {
  return names.find((name, index) => known.has(name) && names.indexOf(name) !== index);
}

/**
 * The columns of a file that was written without a header (`print_field_names=false`), from its first rows. JMeter writes them
 * in one order: time, elapsed, label, response code, response message, thread name, data type, success … Undefined where the
 * rows do not look like that.
 */
export function planOfRows(rows: string[][], delimiter: string): ColumnPlan | undefined {
  const [first] = rows;
  if (!first || first.length < 5) return undefined;
  const whole = rows.filter((row) => row.length === first.length);
  const all = (index: number, holds: (field: string) => boolean): boolean =>
    whole.every((row) => holds(row[index] ?? ''));
  const isTime = (field: string): boolean => field.length >= 9 && timestampPattern(field) !== undefined;
  if (!all(0, isTime) || !/^\d{1,15}$/.test(first[1]!)) return undefined;
  const success = first.findIndex((_, index) => index >= 3 && all(index, (field) => /^(true|false)$/i.test(field)));
  if (success < 0) return undefined;
  // Between label and success stand code, message, thread name and data type, as many of them as were saved.
  const saved = success - 3;
  return {
    delimiter,
    header: false,
    names: first.map((_, index) => `column ${index + 1}`),
    timeStamp: 0,
    elapsed: 1,
    label: 2,
    success,
    responseCode: saved >= 1 ? 3 : -1,
    responseMessage: saved >= 2 ? 4 : -1,
    dataType: -1,
    url: -1,
    allThreads: -1,
    sampleCount: -1,
  };
}

type TimestampPattern = (text: string) => number;

/** Milliseconds since 1970, the formats that JMeter itself reads back, and ISO 8601 with a zone. */
const patterns: { zoned: boolean; read: TimestampPattern }[] = [
  { zoned: true, read: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : Number.NaN) },
  {
    zoned: false,
    read(text) {
      const match = /^(\d{4})([-/])(\d\d)\2(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?$/.exec(text);
      if (!match) return Number.NaN;
      const fraction = match[8] ? Number(`0.${match[8]}`) * 1000 : 0;
      return wallClock(+match[1]!, +match[3]!, +match[4]!, +match[5]!, +match[6]!, +match[7]!) + Math.round(fraction);
    },
  },
  {
    zoned: false,
    read(text) {
      const match = /^(\d\d)\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text);
      return match
        ? wallClock(2000 + +match[3]!, +match[1]!, +match[2]!, +match[4]!, +match[5]!, +match[6]!)
        : Number.NaN;
    },
  },
  { zoned: true, read: isoTimestamp },
];

/** How to read a file's timestamps, from one of them; undefined for a format that is not known. */
export function timestampPattern(example: string): { zoned: boolean; read: TimestampPattern } | undefined {
  return patterns.find(({ read }) => !Number.isNaN(read(example)));
}
