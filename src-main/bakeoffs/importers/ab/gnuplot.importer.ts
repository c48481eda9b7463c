import type { Importer, ParsedRun } from '../interface';
import { textLines } from '../reading/lines';
import { amount, count } from '../reading/quantities';
import { SampleColumns } from '../reading/samples';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { headText, isBlank } from '../reading/text';
import { instant } from '../reading/timestamps';
import { metrics } from './text.importer';

const format = 'ab-gnuplot-tsv';
const columns = ['starttime', 'seconds', 'ctime', 'dtime', 'ttime', 'wait'] as const;
const header = columns.join('\t');

/**
 * The file that ab writes with `-g`: every request in whole milliseconds, sorted by its total time, so that the order says nothing
 * about when it was made; its start (in whole seconds) does.
 */
export const importer: Importer = {
  tool: 'ab',
  formats: [format],
  metrics: metrics.filter(({ name }) => name === 'latency'),

  detect(head) {
    if (isBlank(head)) return null;
    const first = headText(head).trimStart().split(/\r?\n/, 1)[0]!;
    return first.trim() === header ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const samples = new SampleColumns({ times: true });
    const skipped = new SkippedRows();
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    let seenHeader = false;
    for await (const { first: number, lines } of textLines(file!, context)) {
      for (const [index, line] of lines.entries()) {
        if (line.trim() === '') continue;
        if (!seenHeader) {
          seenHeader = true;
          continue;
        }
        const row = rowOf(line);
        if ('reason' in row) skipped.add(row, { line: number + index });
        else {
          samples.add(0, row.total, row.start, false);
          first = Math.min(first, row.start);
          last = Math.max(last, row.start);
        }
      }
    }
    const failure = skipped.first();
    if (samples.length === 0 && failure) {
      throw context.refusal(file!, { message: `No row can be used: ${failure.reason}.`, where: failure.place });
    }
    skipped.report(file!, context);
    const [own] = samples.bySeries(1);
    const started = instant(first);
    const lastStarted = instant(last);
    return {
      format,
      outcome: samples.length === 0 ? 'empty' : 'ok',
      series:
        samples.length === 0
          ? []
          : [
              {
                key: 'all',
                metric: 'latency',
                unit: 'ms',
                better: 'lower',
                source: 'samples',
                // The file does not say which requests failed.
                samples: { values: own!.values, times: own!.times },
                details: { samplesColumn: 'ttime' },
              },
            ],
      totals: { count: samples.length, ...(skipped.total > 0 && { skippedRows: skipped.total }) },
      metadata: {
        loadModel: 'closed',
        order: 'sorted by total time, not by when requests were made',
        ...(started && { startedAt: started }),
        ...(lastStarted && { lastRequestStartedAt: lastStarted }),
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

function rowOf(line: string): { total: number; start: number } | Unusable {
  const fields = line.split('\t');
  if (fields.length !== columns.length) {
    return { reason: 'it has another number of fields than the header (the file may be cut off)' };
  }
  // The last field of a file that was cut off may have lost digits, but it is not used.
  const total = amount(fields[4]);
  if (total === undefined) return { reason: '“ttime” is no time in milliseconds', value: fields[4]! };
  const seconds = count(fields[1]);
  if (seconds === undefined) return { reason: '“seconds” is no time', value: fields[1]! };
  return { total, start: seconds * 1000 };
}
