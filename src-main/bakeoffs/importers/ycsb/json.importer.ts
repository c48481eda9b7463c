import type { Importer, ParsedRun } from '../interface';
import { embeddedJson } from '../reading/embedded-json';
import { asNumber, asObject } from '../reading/json';
import { headText, isBlank } from '../reading/text';
import { Measurements } from './measurements';
import { metrics } from './metrics';

const format = 'ycsb-json';

/** YCSB's JSON exporters: objects of metric, measurement and value, in an array or one after another. */
export const importer: Importer = {
  tool: 'ycsb',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    return /\{\s*"metric"\s*:\s*"[^"]*"\s*,\s*"measurement"\s*:\s*"/.test(headText(head))
      ? { format, by: 'content' }
      : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const measurements = new Measurements();
    const documents = await embeddedJson(file!, context, { bareNumbers: true });
    for (const { value, line } of documents) {
      for (const [index, entry] of (Array.isArray(value) ? value : [value]).entries()) {
        const { metric, measurement, value: figure } = asObject(entry) ?? {};
        if (typeof metric !== 'string' || typeof measurement !== 'string') continue;
        const absent = typeof figure === 'number' || /^-?(NaN|Infinity)$/.test(String(figure));
        if (!absent || !measurements.add(metric, measurement, asNumber(figure))) {
          throw context.refusal(file!, {
            message: `Entry ${index + 1} (${metric}, ${measurement}) has no number where one should be; the file is damaged.`,
            where: { line },
          });
        }
      }
    }
    if (!measurements.complete) {
      throw context.refusal(file!, {
        message: 'There is no OVERALL section: the run did not end, or its summary went elsewhere.',
        where: { line: 1 },
      });
    }
    const series = measurements.series();
    return {
      format,
      outcome: series.length === 0 ? 'ok-no-samples' : 'ok',
      series,
      totals: measurements.totals(),
      metadata: measurements.metadata(),
    };
  },
};
