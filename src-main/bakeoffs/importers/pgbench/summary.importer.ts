import type { HarnessFile, Importer, Json, ParseContext, ParsedRun } from '../interface';
import { blocksOf, type ConsoleLine, consoleLines } from '../reading/console';
import { numberApart, warnOfSeveral } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { progressMetrics, summaryMetrics } from './metrics';
import { intervalFacts, intervalSeries, intervalsOf } from './progress';
import { isSummary, readSummary, type Summary, seriesOfSummary } from './summary';

const format = 'pgbench-text';

/** The summary of pgbench in the wording of every version from 9.0 on, with statement latencies and scripts where it has them. */
export const importer: Importer = {
  tool: 'pgbench',
  formats: [format],
  metrics: [...summaryMetrics, ...progressMetrics],

  detect(head) {
    return !isBlank(head) && isSummary(headText(head)) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const lines = await consoleLines(file!, context);
    const { before, blocks } = blocksOf(lines, ({ text }) => text.startsWith('transaction type: '));
    const summaries = blocks.map((block) => summaryOf(block, file!, context));
    const [first] = summaries;
    if (!first) throw context.refusal(file!, { message: 'The text has no summary of pgbench.', where: { line: 1 } });
    if (blocks.length > 1) warnOfSeveral(file!, context, blocks.length, blocks[1]![0]!.line);
    warnOfAbort(lines, file!, context);
    const intervals = intervalsOf(lines);
    const series = [...summaries.flatMap(seriesOfSummary), ...intervalSeries(intervals)];
    numberApart(series);
    return {
      format,
      outcome: summaries.every(({ processed }) => processed === 0) ? 'ok-no-samples' : 'ok',
      series: summaries.every(({ processed }) => processed === 0) ? [] : series,
      totals: totalsOf(first),
      metadata: {
        ...versionOf([...before, ...blocks[0]!]),
        ...first.facts,
        ...(intervals.length > 0 && { intervals: intervalFacts(intervals) }),
      },
    };
  },
};

function summaryOf(block: readonly ConsoleLine[], file: HarnessFile, context: ParseContext): Summary {
  const summary = readSummary(block);
  const cut = (message: string): Error =>
    context.refusal(file, {
      message,
      where: { line: block.at(-1)!.line },
      hint: 'The output may have been cut off; keep all that pgbench printed.',
    });
  if (summary.wrong) {
    throw context.refusal(file, {
      message: `“${summary.wrong.text.slice(0, 80)}” is no figure of pgbench; the file is damaged.`,
      where: { line: summary.wrong.line },
    });
  }
  if (summary.processed === undefined) throw cut('The number of transactions is missing.');
  if (summary.processed > 0 && summary.overall.tps === undefined) throw cut('The transactions per second are missing.');
  return summary;
}

function warnOfAbort(lines: readonly ConsoleLine[], file: HarnessFile, context: ParseContext): void {
  const aborted = lines.find(({ text }) => /Run was aborted/.test(text));
  if (!aborted) return;
  context.warn({
    code: 'truncated',
    message: 'pgbench says that the run was aborted: the results are incomplete.',
    where: { file: file.name, line: aborted.line },
  });
}

function totalsOf({ processed, planned, overall, facts, lag }: Summary): ParsedRun['totals'] {
  const totals: { [name: string]: Json | undefined } = {
    count: processed,
    planned,
    errors: overall.failed,
    attempts: overall.failed === undefined || processed === undefined ? undefined : processed + overall.failed,
    skipped: overall.skipped,
    retried: overall.retried,
    retries: overall.retries,
    throughput: overall.tps,
    throughputUnit: overall.tps === undefined ? undefined : 'transactions/s',
    throughputWithConnecting: overall.tpsWithConnecting,
    clients: facts.clients,
    threads: facts.threads,
    queryMode: facts.queryMode,
    scale: facts.scale,
    durationSeconds: facts.durationSeconds,
    rateLimitLagAvgMs: lag?.average,
    rateLimitLagMaxMs: lag?.max,
  };
  return Object.fromEntries(Object.entries(totals).filter(([, value]) => value !== undefined)) as ParsedRun['totals'];
}

/** `pgbench (15.18 (Debian 15.18-0+deb12u1))`, and with the server's version where that is another one. */
function versionOf(lines: readonly ConsoleLine[]): { toolVersion?: string; serverVersion?: string } {
  for (const { text } of lines) {
    const parts = /^pgbench \((?:PostgreSQL\) )?(\d[^ ,)]*)(?: \([^)]*\))?(?:, server (\d[^ )]*))?/.exec(text);
    if (parts) return { toolVersion: parts[1]!, ...(parts[2] !== undefined && { serverVersion: parts[2] }) };
  }
  return {};
}
