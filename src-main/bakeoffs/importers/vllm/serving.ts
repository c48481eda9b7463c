import type { Json, ParsedRun, ParsedSeries, PrintedFigures } from '../interface';
import { asNumber } from '../reading/json';
import { percentileName } from '../reading/quantities';
import { rateSeries } from './metrics';

type Fields = Record<string, unknown>;

/** Times of the single requests in seconds, as the detailed result has them; what it lacks is absent. */
interface Requests {
  ttfts?: number[];
  itls?: number[][];
  latencies?: number[];
  outputLengths?: number[];
  succeeded: (index: number) => boolean;
  failures: number;
}

const order = ['ttft', 'tpot', 'itl', 'e2el'];

/**
 * The series of one result of `benchmark_serving` or `vllm bench serve`: from the single requests where they were saved
 * (`--save-detailed`), else as it was printed. A text instead says why the result is damaged. Requests that failed have no times.
 */
export function seriesOfServing(fields: Fields): ParsedSeries[] | string {
  const printed = printedTimes(fields);
  const requests = requestsOf(fields);
  if (typeof requests === 'string') return requests;
  const values = requests ? timesOf(requests) : new Map<string, number[]>();
  const names = [...new Set([...order, ...printed.keys()])];
  const found = names.flatMap((metric): ParsedSeries[] => {
    const own = values.get(metric);
    const figures = printed.get(metric);
    if (!own?.length && !figures) return [];
    const named = { key: 'all', metric, unit: 'ms', better: 'lower' } as const;
    const errors =
      metric === 'e2el' && requests
        ? { errors: requests.failures, attempts: (own?.length ?? 0) + requests.failures }
        : {};
    if (!own?.length) return [{ ...named, source: 'summary-only', printed: figures! }];
    const samples = { values: Float64Array.from(own, (seconds) => seconds * 1000) };
    const percentiles = figures?.percentiles && { printed: { percentiles: figures.percentiles } };
    return [{ ...named, source: 'samples', samples, ...percentiles, ...errors }];
  });
  const rate = (name: string): number | undefined => {
    const value = asNumber(fields[name]) ?? asNumber(fields[`${name}:`]);
    return value !== undefined && value >= 0 ? value : undefined;
  };
  return [...found, ...rateSeries(rate)];
}

/** Figures such as `mean_ttft_ms`, `p99.9_itl_ms`, by what they are of. */
function printedTimes(fields: Fields): Map<string, PrintedFigures> {
  const found = new Map<string, PrintedFigures>();
  for (const [name, value] of Object.entries(fields)) {
    const parts = /^(mean|median|std|p(\d+(?:\.\d+)?))_(\w+)_ms$/.exec(name);
    const figure = asNumber(value);
    if (!parts || figure === undefined || figure < 0) continue;
    const [, statistic, percent, metric] = parts;
    const own = found.get(metric!) ?? {};
    found.set(metric!, own);
    if (percent !== undefined) {
      own.percentiles = { ...own.percentiles, [percentileName(Number(percent))]: figure };
    } else own[({ mean: 'mean', median: 'median', std: 'stddev' } as const)[statistic as 'mean']] = figure;
  }
  return found;
}

const listOf = (value: unknown): unknown[] | undefined =>
  Array.isArray(value) && value.length > 0 ? value : undefined;

function requestsOf(fields: Fields): Requests | undefined | string {
  const [ttfts, itls, latencies] = [listOf(fields.ttfts), listOf(fields.itls), listOf(fields.latencies)];
  const [lengths, errors] = [listOf(fields.output_lens), listOf(fields.errors)];
  const lists = [ttfts, itls, latencies].filter((list) => list !== undefined);
  if (lists.length === 0) return undefined;
  const size = lists[0]!.length;
  const others = [...lists, ...(lengths ? [lengths] : []), ...(errors ? [errors] : [])];
  if (others.some((list) => list.length !== size)) return 'the lists of the requests have different lengths';
  const times = (list: unknown[] | undefined): number[] | undefined | null => {
    if (!list) return undefined;
    return list.every((time) => typeof time === 'number' && time >= 0 && Number.isFinite(time))
      ? (list as number[])
      : null;
  };
  const perToken = itls?.map((list) => (Array.isArray(list) ? times(list) : null));
  const [first, whole, outputLengths] = [times(ttfts), times(latencies), times(lengths)];
  if (first === null || whole === null || outputLengths === null || perToken?.includes(null)) {
    return 'a time of a request is none';
  }
  const failed = (index: number): boolean =>
    errors ? errors[index] !== '' && errors[index] !== null : outputLengths !== undefined && outputLengths[index] === 0;
  let failures = 0;
  for (let index = 0; index < size; index += 1) if (failed(index)) failures += 1;
  return {
    ...(first && { ttfts: first }),
    ...(perToken && { itls: perToken as number[][] }),
    ...(whole && { latencies: whole }),
    ...(outputLengths && { outputLengths }),
    succeeded: (index) => !failed(index),
    failures,
  };
}

/** The times of the requests that succeeded, in seconds, by the rules of the harness. */
function timesOf({ ttfts, itls, latencies, outputLengths, succeeded }: Requests): Map<string, number[]> {
  const found = new Map<string, number[]>(order.map((name) => [name, []]));
  const size = (ttfts ?? itls ?? latencies)!.length;
  for (let index = 0; index < size; index += 1) {
    if (!succeeded(index)) continue;
    const ttft = ttfts?.[index];
    const gaps = itls?.[index];
    if (ttft !== undefined) found.get('ttft')!.push(ttft);
    if (gaps) for (const gap of gaps) found.get('itl')!.push(gap);
    // Older results have no latencies: a request lasts until its last token.
    const later = gaps?.reduce((sum, gap) => sum + gap, 0);
    const latency = latencies?.[index] ?? (ttft !== undefined && later !== undefined ? ttft + later : undefined);
    if (latency !== undefined) found.get('e2el')!.push(latency);
    const length = outputLengths?.[index];
    if (latency !== undefined && ttft !== undefined && length !== undefined && length > 1) {
      found.get('tpot')!.push((latency - ttft) / (length - 1));
    }
  }
  return found;
}

/** Python's text of a number: a whole one keeps its “.0”, as the rate in the result is a float. */
function pythonFloat(value: unknown): string | undefined {
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  if (typeof value === 'string') return value;
  const number = asNumber(value);
  return number === undefined ? undefined : Number.isInteger(number) ? `${number}.0` : String(number);
}

/** Totals of one result. */
export function totalsOfServing(fields: Fields): ParsedRun['totals'] {
  const [completed, planned] = [asNumber(fields.completed), asNumber(fields.num_prompts)];
  const failed = asNumber(fields.failed) ?? (Array.isArray(fields.errors) ? failuresIn(fields.errors) : undefined);
  const totals: { [name: string]: Json | undefined } = {
    count: completed,
    planned,
    errors: failed,
    attempts: completed === undefined || failed === undefined ? undefined : completed + failed,
    durationSeconds: asNumber(fields.duration),
    throughput: asNumber(fields.request_throughput),
    throughputUnit: asNumber(fields.request_throughput) === undefined ? undefined : 'requests/s',
    outputTokensPerSecond: asNumber(fields.output_throughput),
    totalInputTokens: asNumber(fields.total_input_tokens) ?? asNumber(fields.total_input),
    totalOutputTokens: asNumber(fields.total_output_tokens) ?? asNumber(fields.total_output),
    requestRate: pythonFloat(fields.request_rate),
    maxConcurrency: asNumber(fields.max_concurrency),
  };
  return Object.fromEntries(Object.entries(totals).filter(([, value]) => value !== undefined)) as ParsedRun['totals'];
}

const failuresIn = (errors: readonly unknown[]): number =>
  errors.filter((error) => error !== '' && error !== null).length;

/** What the result says of the run. `date` is the local time of the client without a zone, and stays a text. */
export function metadataOfServing(fields: Fields): ParsedRun['metadata'] {
  const names = {
    date: 'date',
    backend: 'backend',
    endpoint_type: 'endpointType',
    label: 'label',
    model_id: 'model',
    tokenizer_id: 'tokenizer',
    burstiness: 'burstiness',
    max_concurrency: 'maxConcurrency',
    max_concurrent_requests: 'peakConcurrency',
    version: 'toolVersion',
    vllm_version: 'toolVersion',
  };
  const found = Object.entries(names).flatMap(([name, as]): [string, Json][] => {
    const value = fields[name];
    return typeof value === 'string' || asNumber(value) !== undefined ? [[as, value as Json]] : [];
  });
  const rate = asNumber(fields.request_rate);
  return { ...Object.fromEntries(found), ...(rate !== undefined && rate > 0 && { targetRate: rate }) };
}
