import type { HarnessFile, Importer, Json, ParseContext, ParsedRun, ParsedSeries } from '../interface';
import { asNumber, asObject, readJson } from '../reading/json';
import { headText, isBlank } from '../reading/text';
import { instant } from '../reading/timestamps';
import { counterSeries, figuresOf, metrics, rateSeries, totalsOfCounters, valueSeries } from './measures';
import { runOfVersion1 } from './version1';

const version1 = 'artillery-json-v1';
const version2 = 'artillery-json-v2';

/** Artillery's report (`artillery run --output FILE`), of version 1 and 2. */
export const importer: Importer = {
  tool: 'artillery',
  formats: [version2, version1],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (!/^\s*\{/.test(text) || !/"(?:aggregate|intermediate)"\s*:/.test(text)) return null;
    if (/"scenariosCreated"\s*:/.test(text)) return { format: version1, by: 'content' };
    const counted = /"counters"\s*:\s*\{/.test(text) || /"(?:summaries|histograms)"\s*:\s*\{/.test(text);
    return counted ? { format: version2, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const document = asObject(await readJson(file!, context));
    const aggregate = asObject(document?.aggregate);
    if (!document || !aggregate) {
      throw context.refusal(file!, {
        message: 'The report has no aggregate, so it has no figures of the whole run.',
        where: { line: 1 },
        hint: 'Artillery writes it when a run ends; percentiles of its periods cannot be put together.',
      });
    }
    const old = 'scenariosCreated' in aggregate || 'requestsCompleted' in aggregate;
    const run = old
      ? runOfVersion1(version1, document, aggregate, file!, context)
      : runOf(document, aggregate, file!, context);
    if (file!.encoding !== 'utf-8') run.metadata.encoding = file!.encoding;
    return run;
  },
};

function runOf(
  document: Record<string, unknown>,
  aggregate: Record<string, unknown>,
  file: HarnessFile,
  context: ParseContext,
): ParsedRun {
  const damaged = (name: string): Error =>
    context.refusal(file, {
      message: `“${name}” has something that is no figure; the report is damaged.`,
      where: { line: 1 },
    });
  const numbers = (value: unknown): Map<string, number> =>
    new Map(
      Object.entries(asObject(value) ?? {}).flatMap(([name, one]) => {
        if (one === null) return [];
        const number = asNumber(one);
        if (number === undefined) throw damaged(name);
        return [[name, number] as const];
      }),
    );
  // Both have the same figures; early releases have only one of them.
  const values = { ...asObject(aggregate.histograms), ...asObject(aggregate.summaries) };
  const counters = numbers(aggregate.counters);
  const rates = numbers(aggregate.rates);
  const totals = totalsOfCounters(counters);
  const series: ParsedSeries[] = Object.entries(values).map(([name, summary]) => {
    const printed = figuresOf(summary);
    if (printed === null) throw damaged(name);
    const one = valueSeries(name, printed);
    return name === 'http.response_time' ? { ...one, errors: totals.errors as number } : one;
  });
  for (const [name, value] of counters) series.push(counterSeries(name, value));
  for (const [name, value] of rates) series.push(rateSeries(name, value));
  const measured = series.filter(({ metric }) => metric === 'latency' || metric === 'histogram');
  const none = series.length > 0 && measured.every(({ printed }) => printed?.n === 0);
  return {
    format: version2,
    outcome: series.length === 0 ? 'empty' : none ? 'ok-no-samples' : 'ok',
    series,
    totals: { ...totals, ...durationOf(aggregate) },
    metadata: metadataOf(document, aggregate),
  };
}

function durationOf(aggregate: Record<string, unknown>): { [name: string]: Json } {
  const [first, last] = [asNumber(aggregate.firstMetricAt), asNumber(aggregate.lastMetricAt)];
  return first !== undefined && last !== undefined && last >= first ? { durationSeconds: (last - first) / 1000 } : {};
}

function metadataOf(document: Record<string, unknown>, aggregate: Record<string, unknown>): { [name: string]: Json } {
  const at = (name: string): string | undefined => {
    const time = asNumber(aggregate[name]);
    return time === undefined ? undefined : instant(time);
  };
  const [startedAt, finishedAt] = [at('firstMetricAt'), at('lastMetricAt')];
  return {
    loadModel: 'open',
    ...(startedAt && { startedAt }),
    ...(finishedAt && { finishedAt }),
    ...(Array.isArray(document.intermediate) && { periods: document.intermediate.length }),
  };
}
