import type { Importer, Json, ParsedRun, ParsedSeries, PrintedFigures } from '../interface';
import { type ConsoleLine, consoleLines, visibleText } from '../reading/console';
import { amount, count } from '../reading/quantities';
import { numberApart } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { counterSeries, metrics, rateSeries, totalsOfCounters, valueSeries } from './measures';
import { seriesOfVersion1, totalsOfVersion1 } from './version1';

const format = 'artillery-text';
const summary = /^(?:#+\s*)?Summary report @/i;
/** `http.requests: ......... 800` and `http.request_rate: ....... 85/sec`. */
const figureRow = /^(.+?):[\s.]+(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(\/sec)?$/;
const figureNames: Record<string, 'min' | 'max' | 'mean' | 'median'> = {
  min: 'min',
  max: 'max',
  mean: 'mean',
  median: 'median',
};

/** What Artillery prints at the end of a run: the summary of version 1 and 2. Reports of periods before it are passed over. */
export const importer: Importer = {
  tool: 'artillery',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const lines = headText(head).split('\n').map(visibleText);
    const titled = lines.some((line) => summary.test(line) || /^Metrics for period to: |^Report @ /.test(line));
    const marks =
      /^(?:http\.(?:requests|response_time|codes)|vusers\.(?:created|completed|session_length)|Scenarios launched|Requests completed)\b/;
    return titled && lines.some((line) => marks.test(line)) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const lines = await consoleLines(file!, context);
    const at = lines.findLastIndex(({ text }) => summary.test(text));
    if (at < 0) {
      throw context.refusal(file!, {
        message: 'There is no summary report, only those of periods; the run did not end or the output is cut off.',
        where: { line: lines.at(-1)?.line ?? 1 },
      });
    }
    if (lines.slice(0, at).some(({ text }) => summary.test(text))) {
      context.warn({
        code: 'several-results',
        message: `The file has several summary reports; the last one, in line ${lines[at]!.line}, was read.`,
        where: { file: file!.name, line: lines[at]!.line },
      });
    }
    const block = lines.slice(at + 1).filter(({ text }) => !/^-+$/.test(text));
    const old = block.some(({ text }) => /^Scenarios launched:/.test(text));
    const damaged = (name: string): Error =>
      context.refusal(file!, {
        message: `“${name}” has something that is no figure.`,
        where: { line: lines[at]!.line },
      });
    const aggregate = old ? aggregateOf(block) : undefined;
    const { series, totals } = aggregate
      ? { series: seriesOfVersion1(aggregate, undefined, damaged), totals: totalsOfVersion1(aggregate) }
      : figuresOf(block);
    numberApart(series);
    return {
      format,
      outcome: series.length === 0 ? 'empty' : totals.count === 0 ? 'ok-no-samples' : 'ok',
      series,
      totals,
      metadata: { loadModel: 'open', ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }) },
    };
  },
};

/** The rows of version 2: counters, rates, and names with figures below them. */
function figuresOf(block: readonly ConsoleLine[]): { series: ParsedSeries[]; totals: { [name: string]: Json } } {
  const series: ParsedSeries[] = [];
  const counters = new Map<string, number>();
  let open: PrintedFigures | undefined;
  for (const { text } of block) {
    const title = /^(\S.*):$/.exec(text)?.[1];
    if (title !== undefined) {
      open = {};
      series.push(valueSeries(title, open));
      continue;
    }
    const parts = figureRow.exec(text);
    const value = amount(parts?.[2]);
    if (!parts || value === undefined) continue;
    const name = parts[1]!;
    if (open && Object.hasOwn(figureNames, name)) open[figureNames[name]!] = value;
    else if (open && /^p\d+$/.test(name)) open.percentiles = { ...open.percentiles, [name]: value };
    else {
      open = undefined;
      if (parts[3]) series.push(rateSeries(name, value));
      else {
        counters.set(name, value);
        series.push(counterSeries(name, value));
      }
    }
  }
  const full = series.filter(({ printed }) => !printed || Object.keys(printed).length > 0);
  return { series: full, totals: full.length === 0 ? {} : totalsOfCounters(counters) };
}

const sections: Record<string, string> = {
  'Request latency': 'latency',
  'Response time (msec)': 'latency',
  'Scenario duration': 'scenarioDuration',
  'Scenario counts': 'scenarioCounts',
  Codes: 'codes',
  Errors: 'errors',
};
const single: Record<string, string> = {
  'Scenarios launched': 'scenariosCreated',
  'Scenarios completed': 'scenariosCompleted',
  'Requests completed': 'requestsCompleted',
};

/** The rows of version 1, put together as the report's aggregate has them. */
function aggregateOf(block: readonly ConsoleLine[]): Record<string, unknown> {
  const aggregate: Record<string, unknown> = {};
  const custom: Record<string, Record<string, number>> = {};
  let open: Record<string, number> | undefined;
  for (const { text } of block) {
    const title = /^(\S.*):$/.exec(text)?.[1];
    if (title !== undefined) {
      open = {};
      if (Object.hasOwn(sections, title)) aggregate[sections[title]!] = open;
      else custom[title] = open;
      continue;
    }
    const parts = /^(.+?):\s+(\d+(?:\.\d+)?)(?:\s+\([\d.]+%\))?$/.exec(text);
    const value = amount(parts?.[2]);
    if (!parts || value === undefined) continue;
    const name = parts[1]!;
    if (Object.hasOwn(single, name)) aggregate[single[name]!] = count(parts[2]);
    else if (/^(?:RPS sent|Mean responses?\/sec)$/.test(name)) aggregate.rps = { mean: value };
    else if (open) open[name] = value;
  }
  const stats = Object.entries(custom).filter(([, figures]) => 'min' in figures && 'max' in figures);
  return { ...aggregate, ...(stats.length > 0 && { customStats: Object.fromEntries(stats) }) };
}
