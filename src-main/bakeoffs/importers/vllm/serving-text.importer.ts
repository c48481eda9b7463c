import type { Importer, ParsedRun } from '../interface';
import { blocksOf, type ConsoleLine, consoleLines } from '../reading/console';
import { decimal } from '../reading/quantities';
import { numberApart, warnOfSeveral } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { rateMetrics, timeMetrics } from './metrics';
import { seriesOfServing, totalsOfServing } from './serving';

const format = 'vllm-benchmark-serving-text';
const title = /^=+ Serving Benchmark Result =+$/;

/** Labels of the table, by the names that the same figures have in the saved result. */
const labels: Record<string, string> = {
  'Successful requests': 'completed',
  'Failed requests': 'failed',
  'Maximum request concurrency': 'max_concurrency',
  'Request rate configured (RPS)': 'request_rate',
  'Benchmark duration (s)': 'duration',
  'Total input tokens': 'total_input_tokens',
  'Total generated tokens': 'total_output_tokens',
  'Request throughput (req/s)': 'request_throughput',
  'Request goodput (req/s)': 'request_goodput',
  'Input token throughput (tok/s)': 'input_throughput',
  'Output token throughput (tok/s)': 'output_throughput',
  'Peak output token throughput (tok/s)': 'max_output_tokens_per_s',
  'Total Token throughput (tok/s)': 'total_token_throughput',
  'Total token throughput (tok/s)': 'total_token_throughput',
  'Input throughput (inputs/s)': 'input_sequence_throughput',
};

/** The table that vLLM's serving benchmark prints at its end, with two digits behind the point. */
export const importer: Importer = {
  tool: 'vllm',
  formats: [format],
  metrics: [...timeMetrics, ...rateMetrics],

  detect(head) {
    if (isBlank(head)) return null;
    return /^\s*=+ Serving Benchmark Result =+\s*$/m.test(headText(head)) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const { blocks } = blocksOf(await consoleLines(file!, context), ({ text }) => title.test(text));
    const tables = blocks.map(fieldsOf);
    const [first] = tables;
    const cut = tables.findIndex(({ completed }) => completed === undefined);
    if (!first || cut >= 0) {
      throw context.refusal(file!, {
        message: 'The table has no number of successful requests.',
        where: { line: blocks[cut]?.at(-1)?.line ?? 1 },
        hint: 'The output may have been cut off.',
      });
    }
    if (tables.length > 1) warnOfSeveral(file!, context, tables.length, blocks[1]![0]!.line);
    const series = tables.flatMap((table) => {
      const found = table.completed === 0 ? [] : seriesOfServing(table);
      return typeof found === 'string' ? [] : found;
    });
    numberApart(series);
    return {
      format,
      outcome: series.length === 0 ? 'ok-no-samples' : 'ok',
      series,
      totals: totalsOfServing(first),
      metadata: { ...(first.max_concurrency !== undefined && { maxConcurrency: first.max_concurrency }) },
    };
  },
};

function fieldsOf(lines: readonly ConsoleLine[]): Record<string, number> {
  const fields: Record<string, number> = {};
  for (const { text } of lines.slice(1)) {
    if (/^={20,}$/.test(text)) break;
    const parts = /^(.+?):\s+(\S+)$/.exec(text);
    const value = decimal(parts?.[2]);
    if (!parts || value === undefined) continue;
    const time = /^(Mean|Median|Std|P(\d+(?:\.\d+)?)) (\w+) \(ms\)$/.exec(parts[1]!);
    if (time) fields[`${time[1]!.toLowerCase()}_${time[3]!.toLowerCase()}_ms`] = value;
    else if (Object.hasOwn(labels, parts[1]!)) fields[labels[parts[1]!]!] = value;
  }
  return fields;
}
