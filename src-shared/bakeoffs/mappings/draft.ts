import type { MappedQuantity, MappingContent, RowsMapping, TextPattern } from './content';
import type { FilePeek } from './peek';
import { dimensionOf, unitNamed } from './units';

/** Words in the names of columns that tell what is measured, most telling first, with the unit where none is named. */
const measures: readonly { words: RegExp; unit: string; better: 'lower' | 'higher' }[] = [
  {
    words: /throughput|requests?_?per|ops_?per|(^|_)(rps|qps|tps|iops|ops_s|req_s)(_|$)/,
    unit: '1/s',
    better: 'higher',
  },
  {
    words:
      /latency|elapsed|duration|response_?time|resp_?time|(^|_)(rt|rtt|ttfb|ttft|took|lat|time_?taken|run_?time|wall|wall_?time|real)(_|$)/,
    unit: 'ms',
    better: 'lower',
  },
  { words: /accuracy|(^|_)(score|f1|recall|precision|auc|exact_match|acc)(_|$)/, unit: 'ratio', better: 'higher' },
  { words: /memory|(^|_)(rss|heap|size|bytes)(_|$)/, unit: 'B', better: 'lower' },
  { words: /(^|_)(ms|msec|us|usec|ns|seconds|secs|millis|micros|nanos)(_|$)/, unit: 'ms', better: 'lower' },
];

const unitWords: Readonly<Record<string, string>> = {
  ms: 'ms',
  msec: 'ms',
  millis: 'ms',
  milliseconds: 'ms',
  us: 'us',
  usec: 'us',
  micros: 'us',
  microseconds: 'us',
  ns: 'ns',
  nanos: 'ns',
  nanoseconds: 'ns',
  s: 's',
  sec: 's',
  secs: 's',
  seconds: 's',
  bytes: 'B',
  kb: 'kB',
  mb: 'MB',
  mib: 'MiB',
  kib: 'KiB',
  percent: '%',
  pct: '%',
};

const keyWords =
  /(^|_)(label|page|endpoint|url|path|route|request|operation|op|query|scenario|workload|test|case|benchmark|task|transaction|method|name)(_|$)/;
const timeWords = /timestamp|(^|_)(time|ts|date|datetime|started|start|start_time|end_time|at|when|epoch)(_|$)/;
const outcomeWords = /(^|_)(success|ok|passed|failed|failure|error|status|status_code|code|outcome|result)(_|$)/;
const itemWords = /(^|_)(item|item_id|doc_id|sample_id|question_id|id)(_|$)/;

/** `Response Time (ms)` and `responseTimeMs` as `response_time_ms`. */
const plainName = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9%]+/g, '_')
    .replace(/^_+|_+$/g, '');

/** What a column of this name probably measures: metric, unit and direction, with the unit that its name says. */
export function draftQuantity(column: string): MappedQuantity {
  const name = plainName(column);
  const measure = measures.find(({ words }) => words.test(name));
  const said = name
    .split('_')
    .reverse()
    .map((word) => unitWords[word])
    .find((unit) => unit !== undefined && (!measure || dimensionOf(unit) === dimensionOf(measure.unit)));
  const inBrackets = /[([]([^)\]]{1,12})[)\]]\s*$/.exec(column)?.[1];
  const unit = (inBrackets && unitNamed(inBrackets.trim())) || said || measure?.unit || '1';
  const figure =
    /(^|_)(p|pct|percentile_?)(\d{2})(_|$)/.exec(name)?.[3] ?? /(^|_)(\d{2})th(_|$)/.exec(name)?.[2] ?? undefined;
  const average = /(^|_)(avg|average|mean)(_|$)/.test(name)
    ? 'mean'
    : /(^|_)(median)(_|$)/.test(name)
      ? 'median'
      : undefined;
  return {
    metric: column.replace(/\s+/g, ' ').trim().slice(0, 200) || 'value',
    unit,
    better: measure?.better ?? 'lower',
    figure: figure ? `p${figure}` : (average ?? 'sample'),
  };
}

/** A first mapping for a file of which only the beginning is known: to be looked at and mended by a person. */
export function draftMapping(peek: FilePeek, tool = 'own script'): MappingContent {
  const numbers = { decimal: peek.decimalComma ? (',' as const) : ('.' as const), grouping: '' as const };
  if (peek.kind === 'text') {
    return {
      kind: 'text',
      tool,
      encoding: 'utf-8',
      numbers,
      key: { constant: 'all' },
      patterns: [draftPattern(exampleLine(peek.lines))],
      repetitions: false,
    };
  }
  const rows = draftRows(peek);
  switch (peek.kind) {
    case 'csv':
      return {
        kind: 'csv',
        tool,
        delimiter: peek.delimiter ?? ',',
        encoding: 'utf-8',
        numbers,
        header: peek.header ?? true,
        skipLines: peek.skipLines ?? 0,
        comment: '',
        ...rows,
      };
    default:
      return peek.kind === 'ndjson'
        ? { kind: 'ndjson', tool, encoding: 'utf-8', numbers, ...rows }
        : { kind: 'parquet', tool, numbers, ...rows };
  }
}

function draftRows(peek: FilePeek): Omit<RowsMapping, 'kind' | 'tool' | 'numbers'> {
  const { rows } = peek;
  const columns = peek.columns.filter((column) => column !== '' && column.length <= 400);
  const cells = (column: string) =>
    rows.map((row) => row[peek.columns.indexOf(column)] ?? null).filter((cell) => cell !== null && cell !== '');
  const numeric = (column: string) => {
    const all = cells(column);
    const sign = peek.decimalComma ? ',' : '.';
    return all.length > 0 && all.every((cell) => Number.isFinite(Number(cell!.replace(sign, '.'))));
  };
  const named = (words: RegExp, but: readonly (string | undefined)[], fits: (column: string) => boolean) =>
    columns.find((column) => !but.includes(column) && words.test(plainName(column)) && fits(column));
  const measured = (column: string) => measures.findIndex(({ words }) => words.test(plainName(column)));
  const candidates = columns.filter(numeric);
  const best = [...candidates].sort((a, b) => rank(measured(a)) - rank(measured(b)))[0];
  const value = best ?? columns[0] ?? '1';
  const time = named(timeWords, [value], (column) => timeFormatOf(cells(column)) !== undefined && measured(column) < 0);
  const key = named(keyWords, [value, time], (column) => !numeric(column) && new Set(cells(column)).size <= 200);
  const outcome = named(outcomeWords, [value, time, key], (column) => outcomeOf(column, cells(column)) !== undefined);
  const item = named(
    itemWords,
    [value, time, key, outcome],
    (column) => new Set(cells(column)).size === cells(column).length,
  );
  // Without a telling name: words that come again and again say what was measured.
  const repeated = columns.find(
    (column) =>
      ![value, time, outcome, item].includes(column) &&
      !numeric(column) &&
      cells(column).length > 1 &&
      new Set(cells(column)).size <= cells(column).length / 2,
  );
  const workload = key ?? repeated;
  return {
    key: workload === undefined ? { constant: 'all' } : { columns: [workload] },
    layout: { kind: 'wide', values: [{ column: value, ...draftQuantity(value) }] },
    only: [],
    time: time === undefined ? null : { column: time, ...timeFormatOf(cells(time))! },
    outcome: outcome === undefined ? null : outcomeOf(outcome, cells(outcome))!,
    item: item ?? null,
    repetitions: false,
  };
}

const rank = (measure: number): number => (measure < 0 ? measures.length : measure);

/** The format of times like these; undefined for what is none. */
function timeFormatOf(
  cells: readonly (string | null)[],
): { format: 'iso' | 'unix-s' | 'unix-ms' | 'unix-us' | 'unix-ns'; zone?: string } | undefined {
  const [first] = cells;
  if (first === undefined || first === null) return undefined;
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?/.test(first)) {
    return /(Z|[+-]\d\d:?\d\d)$/.test(first) ? { format: 'iso' } : { format: 'iso', zone: 'Z' };
  }
  // Moments of this century by how many digits they have before the point.
  const digits = /^(\d+)(\.\d+)?$/.exec(first)?.[1]?.length ?? 0;
  const formats = { 10: 'unix-s', 13: 'unix-ms', 16: 'unix-us', 19: 'unix-ns' } as const;
  const format = formats[digits as keyof typeof formats];
  return format && { format };
}

/** Which words of such a column mean a failure. */
function outcomeOf(column: string, cells: readonly (string | null)[]): NonNullable<RowsMapping['outcome']> | undefined {
  const words = new Set(cells.map((cell) => cell!.toLowerCase()));
  if (words.size === 0) return undefined;
  const said = [...new Set(cells.map((cell) => cell!))];
  const name = plainName(column);
  const bad = /fail|error/.test(name);
  if ([...words].every((word) => /^(true|false|1|0|yes|no)$/.test(word))) {
    const yes = words.has('1') || words.has('0') ? '1' : words.has('yes') || words.has('no') ? 'yes' : 'true';
    const spelled = (word: string) => said.find((one) => one.toLowerCase() === word) ?? word;
    return bad ? { column, failure: [spelled(yes)] } : ({ column, success: [spelled(yes)] } satisfies object);
  }
  if ([...words].every((word) => /^\d{3}$/.test(word))) {
    return { column, success: [...new Set(['200', ...said.filter((code) => /^[23]/.test(code))])] };
  }
  const good = said.filter((word) => /^(ok|success|passed|pass|succeeded)$/i.test(word));
  return good.length > 0 ? { column, success: good } : undefined;
}

const measured = /(\d+(?:[.,]\d+)?)\s?(ns|us|µs|ms|s|sec|seconds)\b/;

/** The first line with a number that has a unit beside it, else with any number. */
function exampleLine(lines: readonly string[]): string {
  return lines.find((line) => measured.test(line)) ?? lines.find((line) => /\d/.test(line)) ?? 'value 1';
}

/** A pattern that takes the first number with a unit out of lines like this, else the first number. */
export function draftPattern(line: string): TextPattern {
  const number = measured.exec(line) ?? /(\d+(?:[.,]\d+)?)/.exec(line) ?? ['1', '1'];
  const before = line.slice(0, line.indexOf(number[0]!)).slice(-60);
  const unit = number[2] === undefined ? undefined : unitNamed(number[2]);
  return {
    pattern: `${quotedPattern(before)}(?<value>[0-9.,]+)${number[2] === undefined ? '' : ` ?${number[2]}`}`,
    values: [{ group: 'value', ...draftQuantity(unit ? 'latency' : 'value'), ...(unit && { unit }), figure: 'sample' }],
    failed: false,
  };
}

/** A text as a pattern that fits it: any number where it has one, and leaders and gaps of any length. */
function quotedPattern(text: string): string {
  return text
    .trimStart()
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replace(/\d+(?:\\?[.,]\d+)*/g, '[0-9.,]+')
    .replace(/(\\\.){3,}/g, '\\.+')
    .replace(/ {2,}/g, ' +');
}
