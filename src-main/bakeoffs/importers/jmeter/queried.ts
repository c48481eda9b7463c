import type { DelimitedLayout, HarnessFile, ParseContext, ParsedRun, QueriedRows } from '../interface';
import { spansOf, timelineWidth } from '../reading/timeline';
import { type ColumnPlan, timestampPattern } from './columns';
import { type LabelResults, mostCodes, mostLabels, runOfResults, transactionMessage } from './rows';

/** More different times than this are not brought together as counts; the rows are then read one by one. */
const mostCounts = 2_000_000;
/** Rows whose times a question about stretches holds at once: what is held does not grow with the file. */
const rowsAtOnce = 1_000_000;

/**
 * The results of a large file, from queries over its rows. Null where a row is not as plain as nearly all files' rows are: a time that
 * is no number of milliseconds, a row of another length, a header in the middle. Reading row by row then says what it is and where.
 */
export async function queriedResults(
  file: HarnessFile,
  context: ParseContext,
  plan: ColumnPlan,
  metadata: ParsedRun['metadata'],
): Promise<ParsedRun | null> {
  if (!context.tables || plan.timeStamp < 0 || plan.success < 0) return null;
  return context.tables.delimited(file, layoutOf(plan), async (rows) => {
    const overall = await overallOf(rows);
    if (overall === null) return null;
    const discard = (context.discardSeconds ?? 0) * 1000;
    const whole = await labelResults(rows, overall, null);
    if (whole === null) return null;
    const failedCodes = await failedCodesOf(rows, plan);
    const runOf = (labels: LabelResults[]): ParsedRun =>
      runOfResults({
        format: 'jmeter-jtl-csv',
        labels,
        first: overall.first,
        last: overall.last,
        zoned: true,
        mostThreads: overall.mostThreads,
        failedCodes,
        skipped: 0,
        metadata,
      });
    const run = runOf(whole);
    if (discard === 0) return run;
    const late = await labelResults(rows, overall, overall.first + discard);
    return late && { ...run, discarded: true, series: runOf(late).series };
  });
}

/** A column's text as a number of at most 15 digits written the usual way; null for anything else. */
const digits = (column: number): string =>
  `CASE WHEN length(c${column}) <= 15 AND CAST(TRY_CAST(c${column} AS BIGINT) AS VARCHAR) = c${column} AND c${column}[1] <> '-' THEN TRY_CAST(c${column} AS BIGINT) END`;

function layoutOf(plan: ColumnPlan): DelimitedLayout {
  const { responseMessage, dataType, url } = plan;
  const transaction =
    responseMessage >= 0
      ? `starts_with(coalesce(c${responseMessage}, ''), '${transactionMessage}')`
      : dataType >= 0 && url >= 0
        ? `coalesce(c${dataType}, '') = '' AND coalesce(c${url}, '') IN ('', 'null')`
        : 'false';
  const select = [
    `coalesce(${plan.label >= 0 ? `c${plan.label}` : `'all'`}, '') AS label`,
    `${digits(plan.elapsed)} AS elapsed`,
    `${digits(plan.timeStamp)} AS started`,
    `CASE lower(c${plan.success}) WHEN 'true' THEN 0 WHEN 'false' THEN 1 END::UTINYINT AS failed`,
    `CASE WHEN ${transaction} THEN 1 ELSE 0 END::UTINYINT AS transaction`,
    `${plan.sampleCount >= 0 ? `c${plan.sampleCount} = '1'` : 'true'} AS single`,
    `${plan.allThreads >= 0 ? digits(plan.allThreads) : '0'} AS threads`,
    `${plan.responseCode >= 0 ? `CASE WHEN lower(c${plan.success}) = 'false' THEN coalesce(c${plan.responseCode}, '') END` : 'NULL'} AS code`,
  ].join(', ');
  return { delimiter: plan.delimiter, header: plan.header, columns: plan.names.length, select };
}

interface Overall {
  first: number;
  last: number;
  mostThreads: number;
}

/** Null where a row needs to be looked at. */
async function overallOf(rows: QueriedRows): Promise<Overall | null> {
  const [[count, good, first, last, threads, labels] = []] = await rows.all(
    `SELECT count(*)::DOUBLE, count(*) FILTER (elapsed IS NOT NULL AND started IS NOT NULL AND failed IS NOT NULL AND coalesce(single, false))::DOUBLE,
       min(started)::DOUBLE, max(started + elapsed)::DOUBLE, coalesce(max(threads), 0)::DOUBLE, count(DISTINCT label)::DOUBLE FROM measurements`,
  );
  if (count === 0 || count !== good || (labels as number) > mostLabels) return null;
  // What cannot be a time of day is left to the reading row by row, which says so.
  if (!timestampPattern(String(first))) return null;
  return { first: first as number, last: last as number, mostThreads: threads as number };
}

/** The labels in the order in which they appear, with how often each time occurred; from a time on, or all. */
async function labelResults(
  rows: QueriedRows,
  { first, last }: Overall,
  from: number | null,
): Promise<LabelResults[] | null> {
  const where = from === null ? '' : `WHERE started >= ${from}`;
  const labels = await rows.all(
    `SELECT label, min("row")::DOUBLE AS place, sum(failed)::DOUBLE, sum(transaction)::DOUBLE, count(*)::DOUBLE, count(DISTINCT elapsed)::DOUBLE
       FROM measurements ${where} GROUP BY label ORDER BY place`,
  );
  if (labels.reduce((sum, row) => sum + (row[5] as number), 0) > mostCounts) return null;
  const numbers = new Map(labels.map(([label], index) => [label as string, index]));
  const found = labels.map(
    ([key, , errors, transactions, count, different]): LabelResults => ({
      key: key as string,
      count: count as number,
      errors: errors as number,
      transactions: transactions as number,
      counts: {
        values: new Float64Array(different as number),
        counts: new Float64Array(different as number),
        failed: new Float64Array(different as number),
      },
    }),
  );
  const next = found.map(() => 0);
  const counted = await rows.all(
    `SELECT label, elapsed::DOUBLE, count(*)::DOUBLE, sum(failed)::DOUBLE FROM measurements ${where} GROUP BY label, elapsed ORDER BY elapsed`,
  );
  for (const [label, elapsed, count, lost] of counted) {
    const index = numbers.get(label as string)!;
    const { values, counts, failed } = found[index]!.counts!;
    values[next[index]!] = elapsed as number;
    counts[next[index]!] = count as number;
    failed![next[index]!] = lost as number;
    next[index]! += 1;
  }
  await addTimelines(rows, found, numbers, {
    start: from ?? first,
    width: timelineWidth(last - first),
    end: last,
  });
  return found;
}

async function addTimelines(
  rows: QueriedRows,
  found: LabelResults[],
  numbers: ReadonlyMap<string, number>,
  { start, width, end }: { start: number; width: number; end: number },
): Promise<void> {
  const stretches = Math.floor((end - start) / width) + 1;
  if (stretches * found.length > mostCounts) return;
  const lines = found.map(() => ({
    start,
    width,
    count: new Float64Array(stretches),
    failed: new Float64Array(stretches),
    median: new Float64Array(stretches).fill(Number.NaN),
    p95: new Float64Array(stretches).fill(Number.NaN),
    p99: new Float64Array(stretches).fill(Number.NaN),
    max: new Float64Array(stretches).fill(Number.NaN),
  }));
  const held = await rows.all(
    `SELECT ((started - ${start}) // ${width})::DOUBLE AS stretch, count(*)::DOUBLE FROM measurements WHERE started >= ${start}
       GROUP BY stretch ORDER BY stretch`,
  );
  for (const [earliest, latest] of spansOf(held as [number, number][], rowsAtOnce)) {
    const [from, before] = [start + earliest * width, start + (latest + 1) * width];
    const measured = await rows.all(
      `SELECT label, ((started - ${start}) // ${width})::DOUBLE AS stretch, count(*)::DOUBLE, sum(failed)::DOUBLE,
         quantile_cont(elapsed, 0.5)::DOUBLE, quantile_cont(elapsed, 0.95)::DOUBLE, quantile_cont(elapsed, 0.99)::DOUBLE, max(elapsed)::DOUBLE
         FROM measurements WHERE started >= ${from} AND started < ${before} GROUP BY label, stretch`,
    );
    for (const [label, stretch, count, failed, median, p95, p99, max] of measured) {
      const line = lines[numbers.get(label as string)!]!;
      const at = stretch as number;
      line.count[at] = count as number;
      line.failed[at] = failed as number;
      line.median[at] = median as number;
      line.p95[at] = p95 as number;
      line.p99[at] = p99 as number;
      line.max[at] = max as number;
    }
  }
  for (const [index, line] of lines.entries()) found[index]!.timeline = line;
}

/** The response codes of failed rows, those that appear first. */
async function failedCodesOf(rows: QueriedRows, { responseCode }: ColumnPlan): Promise<Map<string, number>> {
  if (responseCode < 0) return new Map();
  const codes = await rows.all(
    `SELECT coalesce(nullif(code, ''), 'none') AS written, count(*)::DOUBLE, min("row") AS place FROM measurements WHERE failed = 1
       GROUP BY written ORDER BY place LIMIT ${mostCodes}`,
  );
  return new Map(codes.map(([code, count]) => [code as string, count as number]));
}
