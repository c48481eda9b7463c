import type { HarnessFile, Importer, ParseContext, ParsedRun } from '../interface';
import { type EmbeddedJson, embeddedJson } from '../reading/embedded-json';
import { asNumber, asObject } from '../reading/json';
import { numberApart, warnOfSeveral } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { rateMetrics, timeMetrics } from './metrics';
import { metadataOfServing, seriesOfServing, totalsOfServing } from './serving';

const format = 'vllm-benchmark-serving-json';

/**
 * The result of vLLM's `benchmark_serving.py` and `vllm bench serve` (`--save-result`), with the single requests where it was run
 * with `--save-detailed`. With `--append-result` a file has several, one after another.
 */
export const importer: Importer = {
  tool: 'vllm',
  formats: [format],
  metrics: [...timeMetrics, ...rateMetrics],

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (!/^\s*[{[]/m.test(text)) return null;
    const timed = /"(mean|median)_(ttft|tpot|itl|e2el)_ms"\s*:/.test(text);
    const counted = /"completed"\s*:/.test(text) && /"request_throughput"\s*:/.test(text);
    return counted && (timed || /"total_(input|output)(_tokens)?"\s*:/.test(text)) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const documents = (await embeddedJson(file!, context, { bareNumbers: true }))
      .flatMap(({ value, line }) =>
        Array.isArray(value) ? value.map((one) => ({ value: one, line })) : [{ value, line }],
      )
      .filter(({ value }) => asObject(value)?.completed !== undefined);
    if (documents.length === 0) {
      throw context.refusal(file!, { message: 'The text has no result of a serving benchmark.', where: { line: 1 } });
    }
    if (documents.length > 1) warnOfSeveral(file!, context, documents.length, documents[1]!.line);
    const series = documents.flatMap((document) => seriesOf(document, file!, context));
    numberApart(series);
    const fields = asObject(documents[0]!.value)!;
    return {
      format,
      outcome: series.length === 0 ? 'ok-no-samples' : 'ok',
      series,
      totals: totalsOfServing(fields),
      metadata: metadataOfServing(fields),
    };
  },
};

function seriesOf({ value, line }: EmbeddedJson, file: HarnessFile, context: ParseContext): ParsedRun['series'] {
  const fields = asObject(value)!;
  const completed = asNumber(fields.completed);
  const damaged = (message: string): Error =>
    context.refusal(file, { message: `${message}; the file is damaged.`, where: { line } });
  if (completed === undefined || completed < 0) throw damaged('The number of completed requests is none');
  // Where no request succeeded, all figures are of nothing.
  if (completed === 0) return [];
  const series = seriesOfServing(fields);
  if (typeof series === 'string') throw damaged(series[0]!.toUpperCase() + series.slice(1));
  return series;
}
