import type { HarnessFile, Json, ParseContext, PrintedFigures } from '../interface';
import { type ConsoleLine, type Found, findLine } from '../reading/console';
import { amount, bytesOf, count, percentileName, present, secondsOf } from '../reading/quantities';
import { type Interval, intervalsOf } from './intervals';

/** The kinds of test that can be told from what a run prints. */
export type TestKind = 'cpu' | 'memory' | 'threads' | 'mutex' | 'fileio' | 'oltp';

/** A figure per second that a test prints beside the latency. */
export interface Rate {
  metric: string;
  unit: string;
  value: number;
}

/** One run of sysbench as it was printed; times in milliseconds unless the name says seconds. */
export interface SysbenchRun {
  version: string | undefined;
  kind: TestKind | undefined;
  threads: number | undefined;
  /** Events a second that were asked for (`--rate`); absent where the load was closed. */
  targetRate: number | undefined;
  /** The lines between "Running the test with following options" and the start. */
  options: string[];
  latency: PrintedFigures;
  events: number;
  seconds: number | undefined;
  errors: number | undefined;
  /** The first is the main one. */
  rates: Rate[];
  fairness: { [name: string]: Json } | undefined;
  /** Upper ends of the bins (ms) and how many events were in each. */
  histogram: [value: number, events: number][];
  intervals: Interval[];
}

/** The first line of every call of sysbench. */
export const callBegins = /^sysbench (\d+\.\d+\S*?):?(?:\s|$)/;
/** The heading of the latency figures: version 1.0 and later, 0.5, 0.4. */
export const latencyBegins = /^(Latency \(ms\)|response time|per-request statistics):$/;
/** Printed as soon as the workers run. */
export const threadsStarted = /^Threads started!$/;
const perSecond = '\\((\\S+)\\s+per sec\\.\\)';

/** Reads the lines of one run that has its latency figures. Throws the refusal of `context` for a damaged number. */
export function sysbenchRunOf(call: readonly ConsoleLine[], file: HarnessFile, context: ParseContext): SysbenchRun {
  const lines = withLastReport(call);
  const damaged = ({ at }: Found): Error =>
    context.refusal(file, {
      message: `The line “${at.text.slice(0, 80)}” is damaged: a number in it is none.`,
      where: { line: at.line },
    });
  const figure = (pattern: RegExp, read = amount): number | undefined => {
    const found = findLine(lines, pattern);
    const value = read(found?.parts[1]);
    if (found && value === undefined) throw damaged(found);
    return value;
  };
  const events = figure(/^total number of events:\s+(\S+)$/, count);
  if (events === undefined) {
    throw context.refusal(file, {
      message: 'The output does not say how many events there were: it was cut off.',
      where: { line: lines.at(-1)!.line },
    });
  }
  const kind = kindOf(lines);
  const errors = figure(/^(?:ignored errors|deadlocks):\s+(\S+)\s/, count);
  return {
    version: findLine(lines, callBegins)?.parts[1],
    kind,
    threads: figure(/^Number of threads:\s+(\S+)$/, count),
    targetRate: figure(/^Target transaction rate:\s+(\S+?)\/sec/) || undefined,
    options: optionsOf(lines),
    latency: { n: events, ...latencyOf(lines, damaged) },
    events,
    seconds: figure(/^(?:total time|time elapsed):\s+(\S+)$/, secondsOf),
    errors,
    rates: ratesOf(figure, lines),
    fairness: fairnessOf(lines),
    histogram: histogramOf(lines),
    intervals: intervalsOf(call),
  };
}

/**
 * The lines of a call with its last report only: with `--report-checkpoints` the figures are printed several times, and the last
 * ones are those of the end.
 */
function withLastReport(lines: readonly ConsoleLine[]): readonly ConsoleLine[] {
  const reports = lines.flatMap(({ text }, index) => (latencyBegins.test(text) ? [index] : []));
  if (reports.length < 2) return lines;
  const started = lines.findIndex(({ text }) => threadsStarted.test(text));
  return [...lines.slice(0, started + 1), ...lines.slice(reports.at(-2)! + 1)];
}

function kindOf(lines: readonly ConsoleLine[]): TestKind | undefined {
  const marks: [TestKind, RegExp][] = [
    ['oltp', /^(?:OLTP test statistics|SQL statistics):$/],
    ['cpu', /^(?:CPU speed:|Prime numbers limit:|Maximum prime number checked|Doing CPU performance benchmark)/],
    ['memory', /^(?:Running memory speed test|Doing memory operations speed test|Total operations:)/],
    ['fileio', /^(?:File operations:|Extra file open flags:|Operations performed:.*\bOther\b)/],
    ['mutex', /^(?:Doing mutex performance test|Number of mutexes:)/],
    ['threads', /^(?:Doing thread subsystem performance test|Thread yields per test:)/],
  ];
  return marks.find(([, mark]) => findLine(lines, mark))?.[0];
}

const mostOptions = 60;

function optionsOf(lines: readonly ConsoleLine[]): string[] {
  const begin = lines.findIndex(({ text }) => /^Running the test with following options:$/.test(text));
  const end = lines.findIndex(({ text }) => /^(?:Initializing worker threads|Threads started!)/.test(text));
  if (begin < 0 || end < begin) return [];
  return lines.slice(begin + 1, Math.min(end, begin + 1 + mostOptions)).map(({ text }) => text);
}

/** The percentile is an option of the run (`--percentile`): its label tells which. 0.4 and 0.5 write `approx.  95 percentile`. */
function latencyOf(lines: readonly ConsoleLine[], damaged: (found: Found) => Error): PrintedFigures {
  const figures: PrintedFigures = {};
  const percentiles: Record<string, number> = {};
  const begin = lines.findIndex(({ text }) => latencyBegins.test(text));
  const names = { min: 'min', avg: 'mean', max: 'max' } as const;
  for (const at of lines.slice(begin + 1)) {
    const row =
      /^(min|avg|max|sum|(?:approx\.\s*)?([\d.]+)\s*(?:st|nd|rd|th)? percentile|percentile stats):\s+(\S+)$/.exec(
        at.text,
      );
    if (!row) break;
    if (row[1] === 'sum' || row[3] === 'disabled') continue;
    const value = amount(row[3]!.replace(/ms$/, ''));
    if (value === undefined) throw damaged({ parts: row, at });
    const percent = row[2] === undefined ? undefined : Number(row[2]);
    if (percent !== undefined && percent <= 100) percentiles[percentileName(percent)] = value;
    const name = names[row[1] as keyof typeof names];
    if (name) figures[name] = value;
  }
  return { ...figures, percentiles };
}

/** What the test did per second, the main figure first. */
function ratesOf(
  figure: (pattern: RegExp, read?: (text: string | undefined) => number | undefined) => number | undefined,
  lines: readonly ConsoleLine[],
): Rate[] {
  const rates: Rate[] = [];
  const add = (metric: string, unit: string, value: number | undefined): void => {
    if (value !== undefined && !rates.some((rate) => rate.metric === metric)) rates.push({ metric, unit, value });
  };
  add('throughput', 'transactions/s', figure(new RegExp(`^transactions:\\s+\\S+\\s+${perSecond}`)));
  add(
    'throughput',
    'operations/s',
    figure(/^(?:Total operations|Operations performed): \d+ \(\s*(\S+) (?:per second|ops\/sec)\)$/),
  );
  add('throughput', 'events/s', figure(/^events per second:\s+(\S+)$/));
  add('throughput', 'requests/s', figure(/^(\S+) Requests\/sec executed$/));
  add('throughput', 'events/s', figure(/^events\/s \(eps\):\s+(\S+)$/));
  add('queries', 'queries/s', figure(new RegExp(`^(?:queries|read/write requests):\\s+\\S+\\s+${perSecond}`)));
  for (const operation of ['reads', 'writes', 'fsyncs']) {
    add(operation, 'operations/s', figure(new RegExp(`^${operation}/s:\\s+(\\S+)$`)));
  }
  // Version 1.1 has one line for each: `read:  IOPS=2345.67 36.65 MiB/s (38.43 MB/s)`.
  for (const operation of ['read', 'write', 'fsync']) {
    const line = findLine(lines, new RegExp(`^${operation}:\\s+IOPS=(\\S+)(?:\\s+(\\S+) MiB/s)?`));
    add(`${operation}s`, 'operations/s', amount(line?.parts[1]));
    add(operation === 'read' ? 'read_throughput' : 'write_throughput', 'MiB/s', amount(line?.parts[2]));
  }
  add('read_throughput', 'MiB/s', figure(/^read, MiB\/s:\s+(\S+)$/));
  add('write_throughput', 'MiB/s', figure(/^written, MiB\/s:\s+(\S+)$/));
  add('transfer', 'MiB/s', figure(/^\S+ Mi?B transferred \(\s*(\S+) Mi?B\/sec\)$/));
  const old = findLine(lines, /^Read \S+\s+Written \S+\s+Total transferred \S+\s+\((\S+)\/sec\)$/)?.parts[1];
  const bytes = bytesOf(old);
  add('transfer', 'MiB/s', bytes === undefined ? undefined : bytes / 1024 ** 2);
  return rates;
}

function fairnessOf(lines: readonly ConsoleLine[]): { [name: string]: Json } | undefined {
  const pair = (name: string): { mean: number; stddev: number } | undefined => {
    const parts = findLine(lines, new RegExp(`^${name} \\(avg/stddev\\):\\s+([\\d.]+)/([\\d.]+)$`))?.parts;
    const [mean, stddev] = [amount(parts?.[1]), amount(parts?.[2])];
    return mean === undefined || stddev === undefined ? undefined : { mean, stddev };
  };
  const found = present({ events: pair('events'), executionSeconds: pair('execution time') });
  return Object.keys(found).length > 0 ? found : undefined;
}

function histogramOf(lines: readonly ConsoleLine[]): [number, number][] {
  const begin = lines.findIndex(({ text }) => /^Latency histogram \(values are in milliseconds\)$/.test(text));
  if (begin < 0) return [];
  const rows: [number, number][] = [];
  for (const { text } of lines.slice(begin + 1)) {
    const row = /^([\d.]+) \|\**\s+(\d+)$/.exec(text);
    const [value, events] = [amount(row?.[1]), count(row?.[2])];
    if (value !== undefined && events !== undefined) rows.push([value, events]);
    else if (!/^value\s+-+ distribution -+ count$/.test(text)) break;
  }
  return rows;
}
