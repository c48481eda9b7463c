import type { Importer, ParsedRun } from '../interface';
import { type ConsoleLine, consoleHead, consoleLines } from '../reading/console';
import { distinctKeys } from '../reading/keys';
import { amount, present } from '../reading/quantities';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { isBlank } from '../reading/text';
import { type CommandResult, metrics, seriesOfResult } from './metrics';

const format = 'redis-benchmark-csv';
const formatWithoutHeader = 'redis-benchmark-csv-v1';
const headerBegins = /^"?test"?,"?rps"?(?:,|$)/;
/** A row as it was before version 6.2: the command's name and its rate, both in quotation marks. */
const twoColumns = /^"[^"]+","\d+\.\d+"$/;

/**
 * What redis-benchmark and valkey-benchmark print with `--csv`: since version 6.2 with a header and latencies, before that only
 * names and rates. Lines of warnings between the rows are passed over when they are not in quotation marks.
 */
export const importer: Importer = {
  tool: 'redis-benchmark',
  formats: [format, formatWithoutHeader],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = consoleHead(head);
    if (/^"?test"?,"?rps"?,"?avg_latency_ms"?/m.test(text)) return { format, by: 'content' };
    // The last line of the first bytes may be cut.
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    const whole = (lines.length > 1 ? lines.slice(0, -1) : lines).filter((line) => line !== '');
    return whole.length > 0 && whole.every((line) => twoColumns.test(line))
      ? { format: formatWithoutHeader, by: 'shape' }
      : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const lines = await consoleLines(file!, context);
    const skipped = new SkippedRows();
    const results: CommandResult[] = [];
    const headerLine = lines.find(({ text }) => headerBegins.test(text));
    const names = headerLine ? fieldsOf(headerLine.text, 0) : ['test', 'rps'];
    const doubled = names.find((name, index) => names.indexOf(name) !== index);
    if (doubled !== undefined) {
      throw context.refusal(file!, {
        message: `The header names “${doubled}” twice.`,
        where: { line: headerLine!.line },
      });
    }
    for (const at of lines) {
      if (headerBegins.test(at.text) || !at.text.startsWith('"')) continue;
      const result = resultOf(at, names);
      if ('reason' in result) skipped.add(result, { line: at.line });
      else results.push(result);
    }
    const failure = skipped.first();
    if (results.length === 0 && failure) {
      throw context.refusal(file!, { message: `No row can be used: ${failure.reason}.`, where: failure.place });
    }
    skipped.report(file!, context);
    const keys = distinctKeys(results.map(({ title }) => title));
    return {
      format: headerLine ? format : formatWithoutHeader,
      outcome: results.length === 0 ? 'empty' : 'ok',
      series: results.flatMap((result, index) => seriesOfResult(result, keys[index]!)),
      totals: { ...(skipped.total > 0 && { skippedRows: skipped.total }) },
      metadata: {
        loadModel: 'closed',
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

/**
 * The fields of a row. The program doubles no quotation marks in a command's name, so the fields are counted from the end:
 * everything before the last `after` fields is the name.
 */
function fieldsOf(text: string, after: number): string[] {
  const fields = text.replace(/^"/, '').replace(/"$/, '').split(/"?,"?/);
  if (after === 0 || fields.length <= after + 1) return fields;
  const inner = text.replace(/^"/, '').replace(/"$/, '').split('","');
  return inner.length <= after ? fields : [inner.slice(0, inner.length - after).join('","'), ...inner.slice(-after)];
}

const latencyNames = {
  avg_latency_ms: 'avg',
  min_latency_ms: 'min',
  p50_latency_ms: 'p50',
  p95_latency_ms: 'p95',
  p99_latency_ms: 'p99',
  max_latency_ms: 'max',
} as const;

function resultOf({ text }: ConsoleLine, names: readonly string[]): CommandResult | Unusable {
  const fields = fieldsOf(text, names.length - 1);
  if (fields.length !== names.length || !text.endsWith('"')) {
    return { reason: 'it has another number of fields than the header (the file may be cut off)' };
  }
  const figure = (name: string): number | undefined | null => {
    const index = names.indexOf(name);
    return index < 0 ? undefined : (amount(fields[index]) ?? null);
  };
  const rate = figure('rps');
  // Nothing was sent where the rate is inf or nan.
  if (rate === null || rate === undefined)
    return { reason: '“rps” is no rate', value: fields[names.indexOf('rps')] ?? '' };
  const latency = Object.entries(latencyNames).map(([column, name]) => [name, figure(column)] as const);
  const wrong = latency.find(([, value]) => value === null);
  if (wrong) return { reason: `“${wrong[0]}” is no time in milliseconds` };
  const known = present(Object.fromEntries(latency) as Record<string, number | undefined>);
  return { title: fields[0]!, rate, latency: Object.keys(known).length > 0 ? known : undefined };
}
