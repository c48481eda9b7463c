import type { Importer } from '../interface';
import { consoleLines } from '../reading/console';
import { headText, isBlank } from '../reading/text';
import { progressMetrics } from './metrics';
import { intervalFacts, intervalSeries, intervalsOf, isProgressLine } from './progress';
import { isSummary } from './summary';

const format = 'pgbench-progress';

/** The progress report of pgbench (`-P`), which it prints to its standard error: one line an interval. */
export const importer: Importer = {
  tool: 'pgbench',
  formats: [format],
  metrics: progressMetrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (isSummary(text)) return null;
    const marked = /^starting vacuum\.\.\.(end\.)?\s*$/m.test(text) || text.split('\n', 200).some(isProgressLine);
    return marked ? { format, by: 'content' } : null;
  },

  async parse([file], context) {
    const lines = await consoleLines(file!, context);
    const intervals = intervalsOf(lines);
    const aborted = lines.find(({ text }) => /Run was aborted/.test(text));
    if (aborted) {
      context.warn({
        code: 'truncated',
        message: 'pgbench says that the run was aborted: the results are incomplete.',
        where: { file: file!.name, line: aborted.line },
      });
    }
    return {
      format,
      outcome: 'ok',
      series: intervalSeries(intervals),
      totals: {},
      metadata: { intervals: intervalFacts(intervals) },
    };
  },
};
