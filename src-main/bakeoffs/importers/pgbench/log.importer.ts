import type { HarnessFile, Importer, Json, ParseContext, ParsedRun, ParsedSeries, Samples } from '../interface';
import { textLines } from '../reading/lines';
import { mergedSamples } from '../reading/merged-samples';
import { NumberColumn } from '../reading/number-column';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { headText, isBlank } from '../reading/text';
import { instant } from '../reading/timestamps';
import { threadsTogether } from './log-names';
import { logMetrics } from './metrics';

const format = 'pgbench-log';
const row = /^\d+ \d+ (\d+|skipped|failed|serialization|deadlock|other|unknown) \d+ \d+ \d{1,6}( \d+){0,2}\r?$/;

/**
 * The log of single transactions (`pgbench -l`): client, transaction number, time in microseconds or a word for what did not
 * succeed, script, when it ended, then the schedule lag (`--rate`) and the retries (`--max-tries`) where they were asked for.
 * The files of several threads are one run.
 */
export const importer: Importer = {
  tool: 'pgbench',
  formats: [format],
  metrics: logMetrics,

  detect(head) {
    if (isBlank(head)) return null;
    const lines = headText(head).split('\n', 4).slice(0, 3);
    if (!row.test(lines[0]!)) return null;
    const others = lines.slice(1).filter((line) => line !== '' && head.length > line.length);
    return others.every((line, index) => row.test(line) || index === others.length - 1)
      ? { format, by: 'content' }
      : null;
  },

  together: threadsTogether,

  async parse(files, context): Promise<ParsedRun> {
    const threads: ThreadLog[] = [];
    for (const file of files) {
      const thread = new ThreadLog();
      await thread.read(file, context);
      threads.push(thread);
    }
    const failure = threads[0]!.failure;
    if (failure && threads.every(({ columns }) => columns === 0)) {
      throw context.refusal(files[0]!, { message: `No line can be used: ${failure.reason}.`, where: failure.place });
    }
    return runOf(threads);
  },
};

/** What the log of one thread holds: a number a column for each transaction that succeeded. */
class ThreadLog {
  readonly latency = new NumberColumn();
  readonly end = new NumberColumn();
  readonly script = new NumberColumn();
  readonly seventh = new NumberColumn();
  readonly eighth = new NumberColumn();
  /** The seventh column of transactions that failed. */
  readonly seventhOfFailed = new NumberColumn();
  /** How often each word stood where a time should be. */
  readonly words = new Map<string, number>();
  failure: ReturnType<SkippedRows['first']>;
  columns = 0;

  async read(file: HarnessFile, context: ParseContext): Promise<void> {
    const skipped = new SkippedRows();
    for await (const { first, lines } of textLines(file, context)) {
      for (let index = 0; index < lines.length; index += 1) {
        if (lines[index] === '') continue;
        const unusable = this.#take(lines[index]!.split(' '));
        if (unusable) skipped.add(unusable, { line: first + index });
      }
    }
    this.failure = skipped.first();
    skipped.report(file, context, 'line');
  }

  #take(fields: string[]): Unusable | undefined {
    const time = fields[2]!;
    if (fields.length < 6 || fields.length > 8) return { reason: 'it has not 6 to 8 fields (the file may be cut off)' };
    if (this.columns !== 0 && fields.length !== this.columns)
      return { reason: 'it has another number of fields than the lines before (the file may be cut off)' };
    for (let index = 0; index < fields.length; index += 1) {
      if (index !== 2 && !digits.test(fields[index]!)) {
        return { reason: 'a field is no whole number', value: fields[index]! };
      }
    }
    const succeeded = digits.test(time);
    if (!succeeded && !words.has(time)) return { reason: 'the time is no number of microseconds', value: time };
    this.columns = fields.length;
    const seventh = fields.length > 6 ? Number(fields[6]) : undefined;
    if (!succeeded) {
      this.words.set(time, (this.words.get(time) ?? 0) + 1);
      if (seventh !== undefined && time !== 'skipped') this.seventhOfFailed.add(seventh);
      return undefined;
    }
    const epoch = Number(fields[4]);
    this.latency.add(Number(time));
    this.script.add(Number(fields[3]));
    // Windows has no clock for it and writes zeros.
    this.end.add(epoch > 0 ? epoch * 1000 + Number(fields[5]) / 1000 : Number.NaN);
    if (seventh !== undefined) this.seventh.add(seventh);
    if (fields.length > 7) this.eighth.add(Number(fields[7]));
    return undefined;
  }

  /** A column as samples, of all scripts or of one. */
  samples(column: NumberColumn, script?: number): Samples {
    const [values, times] = [column.values(), this.end.values()];
    if (script === undefined) return { values, times };
    const scripts = this.script.values();
    const own = (_: number, index: number): boolean => scripts[index] === script;
    return { values: values.filter(own), times: times.filter(own) };
  }
}

const digits = /^\d{1,15}$/;
const words = new Set(['skipped', 'failed', 'serialization', 'deadlock', 'other', 'unknown']);
/** More retries than this are asked for by nobody; the largest schedule lag of a run, in microseconds, exceeds it. */
const mostRetries = 100;

/**
 * Which columns stand behind the time. Where there is only one, the file does not say whether `--rate` or `--max-tries` was
 * given: transactions are skipped only under `--rate`; retries are few, and a transaction that failed has used them all up.
 */
function extrasOf(threads: readonly ThreadLog[]): { lag: boolean; retries: boolean } {
  const columns = Math.max(...threads.map((thread) => thread.columns));
  if (columns < 7) return { lag: false, retries: false };
  if (columns === 8) return { lag: true, retries: true };
  if (threads.some((thread) => thread.words.has('skipped'))) return { lag: true, retries: false };
  let most = 0;
  let leastOfFailed = Number.POSITIVE_INFINITY;
  for (const { seventh, seventhOfFailed } of threads) {
    for (const value of seventh.values()) most = Math.max(most, value);
    for (const value of seventhOfFailed.values()) {
      most = Math.max(most, value);
      leastOfFailed = Math.min(leastOfFailed, value);
    }
  }
  const retries = most < mostRetries || leastOfFailed === most;
  return { lag: !retries, retries };
}

function runOf(threads: readonly ThreadLog[]): ParsedRun {
  const extras = extrasOf(threads);
  const named = { key: 'all', better: 'lower', source: 'samples' } as const;
  const column = (of: (thread: ThreadLog) => NumberColumn, script?: number): Samples =>
    mergedSamples(threads.map((thread) => thread.samples(of(thread), script)));
  const latency = column((thread) => thread.latency);
  const totals = totalsOf(threads, latency.values.length);
  const { errors, attempts } = totals;
  const series: ParsedSeries[] = [{ ...named, metric: 'latency', unit: 'us', samples: latency, errors, attempts }];
  if (extras.lag) {
    series.push({ ...named, metric: 'schedule_lag', unit: 'us', samples: column((thread) => thread.seventh) });
  }
  if (extras.retries) {
    const samples = column((thread) => (extras.lag ? thread.eighth : thread.seventh));
    series.push({ ...named, metric: 'retries', unit: '1', samples });
  }
  const scripts = new Set<number>();
  for (const thread of threads) for (const script of thread.script.values()) scripts.add(script);
  if (scripts.size > 1 && scripts.size <= mostScripts) {
    for (const script of [...scripts].sort((a, b) => a - b)) {
      const samples = column((thread) => thread.latency, script);
      series.push({ ...named, key: `script ${script}`, metric: 'latency', unit: 'us', samples });
    }
  }
  const count = latency.values.length;
  return {
    format,
    outcome: count === 0 ? 'ok-no-samples' : 'ok',
    series: count === 0 ? [] : series,
    totals: { ...totals },
    metadata: {
      files: threads.length,
      ...timesOf(latency),
      ...(threads.some(({ columns }) => columns === 7) && { seventhColumn: extras.lag ? 'schedule lag' : 'retries' }),
    },
  };
}

/** pgbench takes at most 128 scripts. */
const mostScripts = 128;

interface Totals {
  count: number;
  errors: number;
  attempts: number;
  skipped?: number;
  failures?: { [word: string]: number };
}

/** What was counted: `count` transactions that succeeded, and those that failed, by the word that stands in their place. */
function totalsOf(threads: readonly ThreadLog[], count: number): Totals {
  const counted = new Map<string, number>();
  for (const { words: seen } of threads)
    for (const [word, times] of seen) counted.set(word, (counted.get(word) ?? 0) + times);
  const skipped = counted.get('skipped');
  counted.delete('skipped');
  const errors = [...counted.values()].reduce((sum, times) => sum + times, 0);
  return {
    count,
    errors,
    attempts: count + errors,
    ...(skipped !== undefined && { skipped }),
    ...(counted.size > 0 && { failures: Object.fromEntries(counted) }),
  };
}

/** When the first transaction began and the last one ended. */
function timesOf({ values, times }: Samples): { [name: string]: Json } {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at += 1) {
    const end = times?.[at] ?? Number.NaN;
    if (Number.isNaN(end)) continue;
    first = Math.min(first, end - values[at]! / 1000);
    last = Math.max(last, end);
  }
  const [startedAt, endedAt] = [instant(first), instant(last)];
  return startedAt !== undefined && endedAt !== undefined ? { startedAt, endedAt } : {};
}
