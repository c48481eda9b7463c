import type { Importer, ParsedRun, ParsedSeries } from '../interface';
import { consoleHead } from '../reading/console';
import { isBlank } from '../reading/text';
import { failuresOf, isWrk2Output, isWrkOutput, latencyFigures, metrics, runDetails } from './output';
import { type NamedRun, namedRuns, runsAsWhole, throughputSeries } from './runs';

const format = 'wrk-text';

/**
 * What wrk prints: figures of a histogram, with four percentiles where `--latency` was given. Each connection waits for its answer
 * before it asks again, so stalls of the server are under-counted.
 */
export const importer: Importer = {
  tool: 'wrk',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = consoleHead(head);
    const by = isWrkOutput(text);
    return by && !isWrk2Output(text) ? { format, by } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const { runs, facts } = await namedRuns(file!, context);
    return {
      format,
      series: runs.flatMap((named) => [latencyOf(named), ...throughputSeries(named)]),
      ...runsAsWhole(runs, facts, 'closed'),
    };
  },
};

function latencyOf({ key, run }: NamedRun): ParsedSeries {
  return {
    key,
    metric: 'latency',
    unit: 'ms',
    better: 'lower',
    source: 'histogram',
    printed: latencyFigures(run),
    errors: failuresOf(run),
    details: { load: 'closed-loop', ...runDetails(run) },
  };
}
