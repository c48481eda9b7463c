import type { HarnessFile, Importer, Json, ParseContext, ParsedRun, ParsedSeries, PrintedFigures } from '../interface';
import { asNumber, asObject, JsonSyntaxError, objectEntries, parseJson, placeInText } from '../reading/json';
import { wholeText } from '../reading/lines';
import { amount, present } from '../reading/quantities';
import { numberApart } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { metrics, wholeName } from './results';
import { jsonOfScript } from './script';

const formatJson = 'gatling-stats-json';
const formatScript = 'gatling-stats-js';
/** Groups in groups, deeper than any report shows them. */
const deepest = 100;

/** The figures behind Gatling's report: `js/stats.json`, `js/stats.js` and `js/global_stats.json`. */
export const importer: Importer = {
  tool: 'gatling',
  formats: [formatJson, formatScript],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (!/"?numberOfRequests"?\s*:/.test(text) || !/"?(?:minResponseTime|percentiles1)"?\s*:/.test(text)) return null;
    if (/^\s*(?:var|let|const)\s+stats\s*=\s*\{/.test(text)) return { format: formatScript, by: 'content' };
    return /^\s*\{/.test(text) ? { format: formatJson, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const text = await wholeText(file!, context);
    const script = !/^\s*\{/.test(text);
    const document = asObject(parsed(text, script, file!, context));
    const found = document && entriesOf(document);
    if (!found || found.length === 0) {
      throw context.refusal(file!, { message: 'The document has no figures of requests.', where: { line: 1 } });
    }
    return runOf(script ? formatScript : formatJson, found, file!, context);
  },
};

function parsed(text: string, script: boolean, file: HarnessFile, context: ParseContext): unknown {
  const json = script ? jsonOfScript(text) : text;
  try {
    return parseJson(json);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const where = placeInText(json, error.at, file);
    throw context.refusal(file, {
      message: `The ${script ? 'script' : 'JSON'} is damaged: ${error.message}.`,
      where: script ? { line: where.line ?? 1 } : where,
      hint: 'Copy the report again; a file that was cut off cannot be used.',
    });
  }
}

interface Entry {
  key: string;
  metric: string;
  stats: Record<string, unknown>;
}

/** All figures of a document, those for all requests first. */
function entriesOf(document: Record<string, unknown>): Entry[] {
  if (asObject(document.numberOfRequests)) {
    return [{ key: nameOf(document) ?? wholeName, metric: 'response_time', stats: document }];
  }
  const found: Entry[] = [];
  const visit = (node: Record<string, unknown>, groups: readonly string[], depth: number): void => {
    const stats = asObject(node.stats);
    const name = nameOf(node) ?? '';
    const root = depth === 0;
    const path = root ? groups : [...groups, name];
    if (stats) {
      const isGroup = !root && (node.type === 'GROUP' || asObject(node.contents) !== undefined);
      found.push({
        key: root ? name || wholeName : path.join(' / '),
        metric: isGroup ? 'group_response_time' : 'response_time',
        stats,
      });
    }
    if (depth < deepest) for (const [, child] of objectEntries(node.contents)) visit(child, path, depth + 1);
  };
  visit(document, [], 0);
  return found;
}

const nameOf = (node: Record<string, unknown>): string | undefined =>
  typeof node.name === 'string' ? node.name : undefined;

/** A figure: a number, in `stats.js` a number as text; `-` where there is none. Null for anything else and for what is below zero. */
function figureOf(value: unknown): number | undefined | null {
  if (value === undefined || value === null || value === '-' || value === '') return undefined;
  const number = typeof value === 'string' ? amount(value) : asNumber(value);
  return number === undefined || number < 0 ? null : number;
}

function runOf(format: string, entries: readonly Entry[], file: HarnessFile, context: ParseContext): ParsedRun {
  const series = entries.flatMap((entry) => seriesOf(entry, file, context));
  numberApart(series);
  const whole = series.find(({ key, metric }) => metric === 'response_time' && key === entries[0]!.key)!;
  const rate = series.find(({ key, metric }) => metric === 'throughput' && key === whole.key)?.value;
  return {
    format,
    outcome: whole.printed?.n === 0 ? 'ok-no-samples' : 'ok',
    series,
    totals: present({
      count: whole.printed?.n,
      errors: whole.errors,
      throughput: rate,
      throughputUnit: rate === undefined ? undefined : 'requests/s',
    }) as { [name: string]: Json },
    metadata: {
      percentiles:
        'Gatling’s percentiles 1 to 4 can be configured, and the file does not say how; taken as its defaults 50, 75, 95 and 99',
      ...(file.encoding !== 'utf-8' && { encoding: file.encoding }),
    },
  };
}

function seriesOf({ key, metric, stats }: Entry, file: HarnessFile, context: ParseContext): ParsedSeries[] {
  const figure = (name: string, part: 'total' | 'ok' | 'ko' = 'total'): number | undefined => {
    const value = figureOf(asObject(stats[name])?.[part]);
    if (value !== null) return value;
    throw context.refusal(file, {
      message: `“${name}” of “${key}” is no figure; the file is damaged.`,
      where: { line: 1 },
    });
  };
  const n = figure('numberOfRequests');
  const none = n === 0;
  const percentiles = present({
    p50: figure('percentiles1'),
    p75: figure('percentiles2'),
    p95: figure('percentiles3'),
    p99: figure('percentiles4'),
  });
  const printed: PrintedFigures = {
    ...present({
      n,
      mean: figure('meanResponseTime'),
      min: figure('minResponseTime'),
      max: figure('maxResponseTime'),
      stddev: figure('standardDeviation'),
    }),
    ...(!none && Object.keys(percentiles).length > 0 && { percentiles: percentiles as Record<string, number> }),
  };
  if (printed.min !== undefined && printed.max !== undefined && printed.min > printed.max) {
    throw context.refusal(file, {
      message: `The figures of “${key}” contradict each other; the file is damaged.`,
      where: { line: 1 },
    });
  }
  const rate = figure('meanNumberOfRequestsPerSecond');
  const errors = figure('numberOfRequests', 'ko');
  const times: ParsedSeries = {
    key,
    metric,
    unit: 'ms',
    better: 'lower',
    source: 'histogram',
    printed,
    ...present({ errors }),
    details: { ...present({ requestsPerSecond: rate }) },
  };
  if (rate === undefined || metric !== 'response_time') return [times];
  const named = { key, metric: 'throughput', unit: 'requests/s', better: 'higher', source: 'summary-only' } as const;
  return [times, { ...named, value: rate }];
}
