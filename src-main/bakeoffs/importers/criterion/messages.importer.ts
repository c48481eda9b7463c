import type { Importer, ParsedRun, ParsedSeries } from '../interface';
import { asNumber, asObject } from '../reading/json';
import { textLines } from '../reading/lines';
import { SkippedRows } from '../reading/skipped';
import { headText, isBlank } from '../reading/text';
import { metrics, perIteration, seriesOf, tellApart } from './estimates';

const format = 'criterion-messages-ndjson';

/** The stream of `cargo criterion --message-format=json`: a message for each benchmark with its samples, among those of Cargo. */
export const importer: Importer = {
  tool: 'criterion',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    return /^\{"reason"\s*:\s*"(benchmark|group)-complete"/m.test(headText(head)) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const series: ParsedSeries[] = [];
    const skipped = new SkippedRows();
    for await (const { first, lines } of textLines(file!, context)) {
      for (const [index, line] of lines.entries()) {
        if (!/^\s*\{/.test(line)) continue;
        const found = benchmark(line);
        if (typeof found === 'string') skipped.add({ reason: found }, { line: first + index });
        else if (found) series.push(found);
      }
    }
    const failure = skipped.first();
    if (series.length === 0 && failure) {
      throw context.refusal(file!, { message: `No message can be used: ${failure.reason}.`, where: failure.place });
    }
    skipped.report(file!, context, 'line');
    tellApart(series);
    return {
      format,
      outcome: series.length > 0 ? 'ok' : 'empty',
      series,
      totals: { benchmarks: series.length, ...(skipped.total > 0 && { skippedLines: skipped.total }) },
      metadata: { ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }) },
    };
  },
};

/** The series of a message; undefined for messages of another kind, the reason where the line is damaged. */
function benchmark(line: string): ParsedSeries | string | undefined {
  let message: Record<string, unknown> | undefined;
  try {
    message = asObject(JSON.parse(line));
  } catch {
    return 'a message is no JSON (the file may be cut off)';
  }
  if (message?.reason !== 'benchmark-complete') return undefined;
  const { id, unit, measured_values: measured, iteration_count: counts } = message;
  if (typeof id !== 'string' || typeof unit !== 'string') return 'a message has no benchmark or no unit';
  if (!Array.isArray(measured) || !Array.isArray(counts)) return 'a message has no measured values';
  const values = perIteration(measured, counts);
  if ('wrong' in values) return values.wrong;
  const reported = Object.fromEntries(
    ['typical', 'mean', 'median', 'slope', 'median_abs_dev'].flatMap((name) => {
      const estimate = asObject(message[name]);
      const point = asNumber(estimate?.estimate);
      if (point === undefined) return [];
      const [lower, upper] = [asNumber(estimate?.lower_bound) ?? null, asNumber(estimate?.upper_bound) ?? null];
      return [[name, { point, lower, upper, unit: String(estimate?.unit) }] as const];
    }),
  );
  return seriesOf(id, unit, values, { printed: {}, reported }, {});
}
