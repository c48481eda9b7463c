import type { HarnessFile, ParseContext, ParsedSeries, PrintedFigures } from '../interface';
import { amount, count, percentileName, present } from '../reading/quantities';
import { type DelimitedRecord, eachRecord } from '../reading/records';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { figure, isWhole, keyOf, valueIn } from './columns';

/** What the row for all requests says. */
export type Whole = Pick<Row, 'requests' | 'failures' | 'rate' | 'exact'>;

/** What the statistics of a run say. */
export interface Stats {
  series: ParsedSeries[];
  /** The row for all requests, where the file has it. */
  whole: Whole | undefined;
  skipped: SkippedRows;
}

const columnsOfFigures = {
  mean: ['Average Response Time', 'Average response time', 'Total Average Response Time'],
  median: ['Median Response Time', 'Median response time', 'Total Median Response Time'],
  min: ['Min Response Time', 'Min response time', 'Total Min Response Time'],
  max: ['Max Response Time', 'Max response time', 'Total Max Response Time'],
} as const;

/** Numbers that Locust rounds to two decimals are no base for a duration. */
const fewDigits = /^\d*\.?\d{0,2}$/;

/** Reads `_stats.csv` (`_requests.csv` before 1.0): a row for each name of a request, and one for all. */
export async function readStats(file: HarnessFile, context: ParseContext): Promise<Stats> {
  const skipped = new SkippedRows();
  const stats: Stats = { series: [], whole: undefined, skipped };
  let percents: string[] | undefined;
  await eachRecord(file, context, skipped, (record) => {
    percents ??= percentColumns(record);
    const row = statsRow(record, percents);
    if ('reason' in row) return row;
    stats.series.push(...row.series);
    if (isWhole(record)) stats.whole = row;
    return undefined;
  });
  refuseUnusable(stats.series.length, skipped, file, context);
  return stats;
}

/** The names of the percentile columns; `--csv` of every version has them in a fixed order, but which ones can be configured. */
function percentColumns(record: DelimitedRecord): string[] {
  return record.columns.filter((name) => /^\d+(?:\.\d+)?%?$/.test(name));
}

/** Says what is wrong with the first row where no row could be used. */
export function refuseUnusable(used: number, skipped: SkippedRows, file: HarnessFile, context: ParseContext): void {
  const failure = skipped.first();
  if (used === 0 && failure) {
    throw context.refusal(file, { message: `No row can be used: ${failure.reason}.`, where: failure.place });
  }
}

interface Row {
  series: ParsedSeries[];
  requests: number;
  failures: number;
  rate: number | undefined;
  /** Whether the rate has enough digits to tell how long the run took. */
  exact: boolean;
}

/** The series of one row, or why the row cannot be used. Without percentile columns the file is a history or an old one. */
export function statsRow(record: DelimitedRecord, percents: readonly string[]): Row | Unusable {
  const requestsText = valueIn(record, 'Request Count', '# requests', 'Total Request Count');
  const requests = count(requestsText);
  if (requests === undefined) return unusable('the number of requests is none', requestsText);
  const failuresText = valueIn(record, 'Failure Count', '# failures', 'Total Failure Count');
  const failures = count(failuresText);
  if (failures === undefined) return unusable('the number of failures is none', failuresText);
  const printed: PrintedFigures = { n: requests };
  for (const name of ['mean', 'median', 'min', 'max'] as const) {
    const text = valueIn(record, ...columnsOfFigures[name]);
    const value = figureOf(text);
    if (value === null) return unusable(`the ${name} is no time in milliseconds`, text);
    if (value !== undefined) printed[name] = value;
  }
  const percentiles: Record<string, number> = {};
  for (const column of percents) {
    const value = figureOf(record.value(column));
    if (value === null) return unusable(`the percentile ${column} is no time in milliseconds`, record.value(column));
    if (value !== undefined) percentiles[percentileName(Number.parseFloat(column))] = value;
  }
  if (Object.keys(percentiles).length > 0) printed.percentiles = percentiles;
  if ((printed.min ?? 0) > (printed.max ?? Number.POSITIVE_INFINITY))
    return { reason: 'the least time is above the greatest' };
  return { requests, failures, ...seriesOf(record, printed, failures) };
}

function seriesOf(
  record: DelimitedRecord,
  printed: PrintedFigures,
  failures: number,
): Pick<Row, 'series' | 'rate' | 'exact'> {
  const key = keyOf(record);
  // The history's rate is that of the last seconds, not of the run.
  const rateText = record.value('Timestamp') === undefined ? record.value('Requests/s') : undefined;
  const perSecond = amount(rateText);
  const size = amount(valueIn(record, 'Average Content Size', 'Total Average Content Size'));
  const failureRate = amount(valueIn(record, 'Failures/s', 'Requests Failed/s'));
  const times: ParsedSeries = {
    key,
    metric: 'response_time',
    unit: 'ms',
    better: 'lower',
    source: printed.percentiles || record.value('50%') !== undefined ? 'histogram' : 'summary-only',
    printed,
    errors: failures,
    details: present({
      requestsPerSecond: perSecond,
      failuresPerSecond: rateText === undefined ? undefined : failureRate,
      averageContentSize: size,
    }),
  };
  return {
    series: perSecond === undefined ? [times] : [times, figure(key, 'throughput', perSecond, 'requests/s', 'higher')],
    rate: perSecond,
    exact: rateText !== undefined && !fewDigits.test(rateText),
  };
}

/** A time; undefined where the file has none (`N/A`, empty), null where it is something else. */
function figureOf(text: string | undefined): number | undefined | null {
  if (text === undefined || text === '' || text === 'N/A' || text === 'None') return undefined;
  return amount(text) ?? null;
}

const unusable = (reason: string, value: string | undefined): Unusable => ({
  reason,
  ...(value !== undefined && { value }),
});
