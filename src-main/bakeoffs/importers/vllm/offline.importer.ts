import type { HarnessFile, Importer, ParseContext, ParsedRun, ParsedSeries } from '../interface';
import { consoleLines, findLine } from '../reading/console';
import { embeddedJson } from '../reading/embedded-json';
import { asNumber, asObject } from '../reading/json';
import { decimal, percentileName } from '../reading/quantities';
import { headText, isBlank } from '../reading/text';
import { singleFigure } from './metrics';

const formats = {
  throughput: 'vllm-benchmark-throughput-json',
  latency: 'vllm-benchmark-latency-json',
  throughputText: 'vllm-benchmark-throughput-text',
  latencyText: 'vllm-benchmark-latency-text',
};
const throughputLine =
  /^Throughput: ([\d.]+) requests\/s, ([\d.]+) (?:total )?tokens\/s(?:, ([\d.]+) output tokens\/s)?$/m;
const latencyLine = /^Avg latency: ([\d.eE+-]+) seconds$/m;

/**
 * vLLM's benchmarks without a server, `benchmark_throughput.py` and `benchmark_latency.py` (`vllm bench throughput`, `latency`):
 * what `--output-json` saves and what they print. Each time of the latency benchmark is one whole batch after warm-up.
 */
export const importer: Importer = {
  tool: 'vllm',
  formats: Object.values(formats),
  metrics: [
    { name: 'batch_latency', unit: 's', better: 'lower', about: 'Time of one whole batch of requests.' },
    { name: 'request_throughput', unit: 'requests/s', better: 'higher', about: 'Requests per second.' },
    {
      name: 'total_token_throughput',
      unit: 'tokens/s',
      better: 'higher',
      about: 'Input and output tokens per second.',
    },
    { name: 'output_throughput', unit: 'tokens/s', better: 'higher', about: 'Output tokens per second.' },
  ],

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    const has = (...names: string[]): boolean => names.every((name) => text.includes(`"${name}"`));
    if (has('elapsed_time', 'num_requests', 'requests_per_second', 'tokens_per_second'))
      return { format: formats.throughput, by: 'content' };
    if (has('avg_latency', 'latencies', 'percentiles')) return { format: formats.latency, by: 'content' };
    if (throughputLine.test(text)) return { format: formats.throughputText, by: 'content' };
    return latencyLine.test(text) && /^\d+% percentile latency: /m.test(text)
      ? { format: formats.latencyText, by: 'content' }
      : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const text = headText(file!.head);
    if (!/"(requests_per_second|avg_latency)"/.test(text)) return textRun(file!, context);
    const documents = (await embeddedJson(file!, context, { bareNumbers: true })).map(({ value }) => asObject(value));
    const fields = documents.find((one) => one?.requests_per_second !== undefined || one?.avg_latency !== undefined);
    const run = fields && (fields.avg_latency === undefined ? throughputRun(fields) : latencyRun(fields));
    if (!run) {
      throw context.refusal(file!, {
        message: 'The document has not the figures of this benchmark, or one of them is none.',
        where: { line: 1 },
      });
    }
    return run;
  },
};

const positive = (value: number | undefined): number | undefined =>
  value !== undefined && value >= 0 ? value : undefined;

function throughputRun(fields: Record<string, unknown>): ParsedRun | undefined {
  const [requests, tokens] = [
    positive(asNumber(fields.requests_per_second)),
    positive(asNumber(fields.tokens_per_second)),
  ];
  if (requests === undefined || tokens === undefined) return undefined;
  const [count, seconds, total] = ['num_requests', 'elapsed_time', 'total_num_tokens'].map((name) =>
    asNumber(fields[name]),
  );
  return {
    format: formats.throughput,
    outcome: 'ok',
    series: rates(requests, tokens),
    totals: {
      ...(count !== undefined && { count }),
      ...(seconds !== undefined && { durationSeconds: seconds }),
      ...(total !== undefined && { totalTokens: total }),
    },
    metadata: {},
  };
}

const rates = (requests: number, tokens: number, output?: number): ParsedSeries[] => [
  singleFigure('request_throughput', 'requests/s', requests),
  singleFigure('total_token_throughput', 'tokens/s', tokens),
  ...(output === undefined ? [] : [singleFigure('output_throughput', 'tokens/s', output)]),
];

function latencyRun(fields: Record<string, unknown>): ParsedRun | undefined {
  const list = Array.isArray(fields.latencies) ? fields.latencies : [];
  if (list.some((time) => !(typeof time === 'number' && time >= 0 && Number.isFinite(time)))) return undefined;
  const percentiles = Object.entries(asObject(fields.percentiles) ?? {}).flatMap(
    ([percent, time]): [string, number][] => {
      const value = positive(asNumber(time));
      return value === undefined || !(Number(percent) > 0) ? [] : [[percentileName(Number(percent)), value]];
    },
  );
  const reported = percentiles.length > 0 ? { percentiles: Object.fromEntries(percentiles) } : {};
  const named = { key: 'all', metric: 'batch_latency', unit: 's', better: 'lower' } as const;
  const [mean, stddev] = [positive(asNumber(fields.avg_latency)), positive(asNumber(fields.std_latency))];
  if (mean === undefined) return undefined;
  const one: ParsedSeries =
    list.length > 0
      ? {
          ...named,
          source: 'samples',
          samples: { values: Float64Array.from(list as number[]) },
          repetitions: true,
          printed: reported,
        }
      : { ...named, source: 'summary-only', printed: { mean, ...(stddev !== undefined && { stddev }), ...reported } };
  return { format: formats.latency, outcome: 'ok', series: [one], totals: { count: list.length }, metadata: {} };
}

async function textRun(file: HarnessFile, context: ParseContext): Promise<ParsedRun> {
  const lines = await consoleLines(file, context);
  const throughput = findLine(lines, throughputLine);
  if (throughput) {
    const [requests, tokens, output] = throughput.parts.slice(1).map((part) => decimal(part));
    if (requests === undefined || tokens === undefined) throw noFigure(file, context, throughput.at.line);
    return {
      format: formats.throughputText,
      outcome: 'ok',
      series: rates(requests, tokens, output),
      totals: {},
      metadata: {},
    };
  }
  const average = findLine(lines, latencyLine);
  const mean = decimal(average?.parts[1]);
  if (!average || mean === undefined || mean < 0) throw noFigure(file, context, average?.at.line ?? 1);
  const percentiles: Record<string, number> = {};
  for (const { text } of lines) {
    const parts = /^(\d+)% percentile latency: (\S+) seconds$/.exec(text);
    const value = positive(decimal(parts?.[2]));
    if (parts && value !== undefined) percentiles[percentileName(Number(parts[1]))] = value;
  }
  const stddev = positive(decimal(findLine(lines, /^Std latency: (\S+) seconds$/)?.parts[1]));
  const printed = { mean, ...(stddev !== undefined && { stddev }), percentiles };
  const named = { key: 'all', metric: 'batch_latency', unit: 's', better: 'lower', source: 'summary-only' } as const;
  return { format: formats.latencyText, outcome: 'ok', series: [{ ...named, printed }], totals: {}, metadata: {} };
}

function noFigure(file: HarnessFile, context: ParseContext, line: number): Error {
  return context.refusal(file, { message: 'A figure of the benchmark is no number.', where: { line } });
}
