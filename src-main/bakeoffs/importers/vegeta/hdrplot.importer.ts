import type { Importer } from '../interface';
import { consoleLines } from '../reading/console';
import { amount, count, percentileName } from '../reading/quantities';
import { SkippedRows } from '../reading/skipped';
import { headText, isBlank } from '../reading/text';
import { metrics } from './metrics';

const format = 'vegeta-hdrplot';
const title = /^Value\(ms\)\s+Percentile\s+TotalCount\s+1\/\(1-Percentile\)$/;

/** Vegeta's percentiles for the HdrHistogram plotter (`vegeta report -type=hdrplot`). */
export const importer: Importer = {
  tool: 'vegeta',
  formats: [format],
  metrics: metrics.filter(({ name }) => name === 'latency'),

  detect(head) {
    if (isBlank(head)) return null;
    return headText(head)
      .split('\n', 50)
      .some((line) => title.test(line.trim()))
      ? { format, by: 'content' }
      : null;
  },

  async parse([file], context) {
    const lines = await consoleLines(file!, context);
    const at = lines.findIndex(({ text }) => title.test(text));
    const skipped = new SkippedRows();
    const percentiles: Record<string, number> = {};
    let n: number | undefined;
    for (const { text, line } of lines.slice(at + 1)) {
      const [value, share, total] = text.split(/\s+/);
      const [figure, quantile, counted] = [amount(value), amount(share), count(total)];
      if (figure === undefined || quantile === undefined || quantile > 1 || counted === undefined) {
        skipped.add({ reason: 'it is no value with its percentile and count', value: text }, { line });
        continue;
      }
      percentiles[percentileName(Number((quantile * 100).toPrecision(10)))] = figure;
      // The count at a percentile is reckoned from the number of requests; at the last one it is that number.
      if (quantile === 1) n = counted;
    }
    const failure = skipped.first();
    const empty = Object.keys(percentiles).length === 0;
    if (empty && failure) {
      throw context.refusal(file!, { message: `No row can be used: ${failure.reason}.`, where: failure.place });
    }
    skipped.report(file!, context);
    const printed = { ...(n !== undefined && { n }), ...(n !== 0 && { percentiles }) };
    const named = { key: 'all', metric: 'latency', unit: 'ms', better: 'lower', source: 'histogram' } as const;
    return {
      format,
      outcome: empty ? 'empty' : n === 0 ? 'ok-no-samples' : 'ok',
      series: empty ? [] : [{ ...named, printed, details: { load: 'open-loop' } }],
      totals: { ...(n !== undefined && { count: n }), ...(skipped.total > 0 && { skippedRows: skipped.total }) },
      metadata: { loadModel: 'open', ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }) },
    };
  },
};
