import type { HarnessFile, Json, ParseContext, ParsedSeries } from '../interface';
import { amount, count, percentileName } from '../reading/quantities';
import { type DelimitedRecord, eachRecord } from '../reading/records';
import { SkippedRows } from '../reading/skipped';
import { instant } from '../reading/timestamps';
import { figure, isWhole, keyOf, valueIn } from './columns';
import { refuseUnusable, statsRow, type Whole } from './stats';

/** More messages than this are not listed one by one. */
const mostMessages = 100;

/** What the history of a run says: its times and users, and its last cumulative rows. */
export interface History {
  series: ParsedSeries[];
  whole: Whole | undefined;
  metadata: { [name: string]: Json };
  skipped: SkippedRows;
}

/**
 * Reads `_stats_history.csv`. Only its cumulative columns (`Total …`) are figures of the run: its percentiles and rates are those of
 * the last ten seconds at each moment.
 */
export async function readHistory(file: HarnessFile, context: ParseContext): Promise<History> {
  const skipped = new SkippedRows();
  const last = new Map<string, { series: ParsedSeries[]; whole?: Whole }>();
  let [first, end, users] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  await eachRecord(file, context, skipped, (record) => {
    const time = amount(record.value('Timestamp'));
    if (time === undefined) return { reason: 'the time stamp is no time', value: record.value('Timestamp') ?? '' };
    const row = statsRow(record, []);
    if ('reason' in row) return row;
    first = Math.min(first, time);
    end = Math.max(end, time);
    users = Math.max(users, count(record.value('User Count')) ?? 0);
    last.set(keyOf(record), { series: row.series, ...(isWhole(record) && { whole: row }) });
    return undefined;
  });
  refuseUnusable(last.size, skipped, file, context);
  const rows = [...last.values()];
  const [startedAt, finishedAt] = [instant(first * 1000), instant(end * 1000)];
  return {
    series: rows.flatMap(({ series }) => series),
    whole: rows.find(({ whole }) => whole)?.whole,
    metadata: {
      ...(startedAt && { startedAt }),
      ...(finishedAt && { finishedAt }),
      ...(users > 0 && { allocatedVirtualUsers: users }),
    },
    skipped,
  };
}

/** Reads `_failures.csv`: how often each request failed with each message. */
export async function readFailures(
  file: HarnessFile,
  context: ParseContext,
): Promise<{ series: ParsedSeries[]; listed: Json[]; skipped: SkippedRows }> {
  const skipped = new SkippedRows();
  const sums = new Map<string, number>();
  const listed: Json[] = [];
  await eachRecord(file, context, skipped, (record) => {
    const text = valueIn(record, 'Occurrences', 'Occurences') ?? '';
    const occurrences = count(text);
    if (occurrences === undefined) return { reason: 'the number of occurrences is none', value: text };
    const key = keyOf(record);
    sums.set(key, (sums.get(key) ?? 0) + occurrences);
    if (listed.length < mostMessages) listed.push({ key, error: record.value('Error') ?? '', occurrences });
    return undefined;
  });
  refuseUnusable(sums.size, skipped, file, context);
  return { series: [...sums].map(([key, value]) => figure(key, 'failures', value, '1', 'lower')), listed, skipped };
}

/** Reads `_exceptions.csv`: exceptions of the test script itself. */
export async function readExceptions(
  file: HarnessFile,
  context: ParseContext,
): Promise<{ series: ParsedSeries[]; total: number; listed: Json[]; skipped: SkippedRows }> {
  const skipped = new SkippedRows();
  const sums = new Map<string, number>();
  await eachRecord(file, context, skipped, (record) => {
    const text = record.value('Count') ?? '';
    const times = count(text);
    if (times === undefined) return { reason: 'the count is no number', value: text };
    const message = record.value('Message') ?? '';
    sums.set(message, (sums.get(message) ?? 0) + times);
    return undefined;
  });
  refuseUnusable(sums.size, skipped, file, context);
  const listed = [...sums].slice(0, mostMessages).map(([message, times]): Json => ({ message, count: times }));
  return {
    series: [...sums].map(([key, value]) => figure(key, 'exceptions', value, '1', 'lower')),
    total: [...sums.values()].reduce((sum, times) => sum + times, 0),
    listed,
    skipped,
  };
}

/** Reads the `_distribution.csv` of Locust before 1.0: percentiles by `GET /name`, in milliseconds. */
export async function readDistribution(
  file: HarnessFile,
  context: ParseContext,
): Promise<{ series: ParsedSeries[]; skipped: SkippedRows }> {
  const skipped = new SkippedRows();
  const series: ParsedSeries[] = [];
  await eachRecord(file, context, skipped, (record) => {
    const n = count(record.value('# requests'));
    if (n === undefined) return { reason: 'the number of requests is none', value: record.value('# requests') ?? '' };
    const percentiles = percentilesOf(record);
    if (!percentiles) return { reason: 'a percentile is no time in milliseconds' };
    const key = (record.value('Name') ?? '').replace(/^None (?=Total$|Aggregated$)/, '');
    const named = { key, metric: 'response_time', unit: 'ms', better: 'lower', source: 'histogram' } as const;
    series.push({ ...named, printed: { n, percentiles } });
    return undefined;
  });
  refuseUnusable(series.length, skipped, file, context);
  return { series, skipped };
}

function percentilesOf(record: DelimitedRecord): Record<string, number> | undefined {
  const found: Record<string, number> = {};
  for (const column of record.columns.filter((name) => /^\d+(?:\.\d+)?%?$/.test(name))) {
    const text = record.value(column) ?? '';
    if (text === '' || text === 'N/A') continue;
    const value = amount(text);
    if (value === undefined) return undefined;
    found[percentileName(Number.parseFloat(column))] = value;
  }
  return found;
}
