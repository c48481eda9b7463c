import type { Importer, ParsedRun } from '../interface';
import { textLines } from '../reading/lines';
import { amount, percentileName, present } from '../reading/quantities';
import { SkippedRows } from '../reading/skipped';
import { headText, isBlank } from '../reading/text';
import { metrics } from './text.importer';

const format = 'ab-percentile-csv';
const header = /^"?Percentage served"?\s*[,;]\s*"?Time in ms"?$/;

/** The file that ab writes with `-e`: the latency below which each whole percentage of the requests stayed, without their number. */
export const importer: Importer = {
  tool: 'ab',
  formats: [format],
  metrics: metrics.filter(({ name }) => name === 'latency'),

  detect(head) {
    if (isBlank(head)) return null;
    const first = headText(head).trimStart().split(/\r?\n/, 1)[0]!;
    return header.test(first.trim()) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const skipped = new SkippedRows();
    const rows = new Map<number, number>();
    let seenHeader = false;
    for await (const { first, lines } of textLines(file!, context)) {
      for (const [index, line] of lines.entries()) {
        const text = line.trim();
        const place = { line: first + index };
        if (text === '' || !seenHeader) {
          seenHeader ||= text !== '';
          continue;
        }
        const fields = text.split(/[,;]/).map((field) => field.replace(/^"(.*)"$/, '$1'));
        const [percent, value] = [amount(fields[0]), amount(fields[1])];
        if (fields.length !== 2) skipped.add({ reason: 'it has not two fields' }, place);
        else if (percent === undefined || percent > 100) {
          skipped.add({ reason: 'its first field is no percentage', value: fields[0]! }, place);
        } else if (value === undefined) {
          skipped.add({ reason: 'its second field is no time in milliseconds', value: fields[1]! }, place);
        } else if (rows.has(percent)) {
          throw context.refusal(file!, { message: `The percentage ${percent} stands there twice.`, where: place });
        } else rows.set(percent, value);
      }
    }
    const failure = skipped.first();
    if (rows.size === 0 && failure) {
      throw context.refusal(file!, { message: `No row can be used: ${failure.reason}.`, where: failure.place });
    }
    skipped.report(file!, context);
    const percentiles = [...rows].filter(([percent]) => percent > 0);
    return {
      format,
      outcome: rows.size === 0 ? 'empty' : 'ok',
      series:
        rows.size === 0
          ? []
          : [
              {
                key: 'all',
                metric: 'latency',
                unit: 'ms',
                better: 'lower',
                source: 'summary-only',
                printed: {
                  // 0 % and 100 % are the fastest and the slowest request.
                  ...present({ min: rows.get(0), max: rows.get(100) }),
                  percentiles: Object.fromEntries(
                    percentiles.map(([percent, value]) => [percentileName(percent), value]),
                  ),
                },
              },
            ],
      totals: { ...(skipped.total > 0 && { skippedRows: skipped.total }) },
      metadata: {
        loadModel: 'closed',
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};
