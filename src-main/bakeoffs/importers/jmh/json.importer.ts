import type { HarnessFile, Importer, Json, ParseContext, ParsedRun, ParsedSeries, PrintedFigures } from '../interface';
import { asNumber, asObject, objectEntries, readJson } from '../reading/json';
import { headText, isBlank } from '../reading/text';
import {
  betterOfMode,
  betterOfSecondary,
  metrics,
  percentileOf,
  secondaryName,
  withPercentile,
  workloadOf,
} from './measures';

const format = 'jmh-json';

/** JMH's JSON: the score of every iteration of every fork, or a histogram of the single operations in sample mode. */
export const importer: Importer = {
  tool: 'jmh',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    const marks = /^\s*\[\s*\{/.test(text) && /"primaryMetric"\s*:/.test(text) && /"benchmark"\s*:/.test(text);
    return marks && /"mode"\s*:/.test(text) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const entries = await readJson(file!, context, { bareNumbers: true });
    if (!Array.isArray(entries)) {
      throw context.refusal(file!, { message: 'The document is no list of results.', where: { line: 1 } });
    }
    const found = entries.map((entry, index) => resultOf(entry, index, file!, context));
    tellApart(found);
    const series = found.flatMap(seriesOf);
    return {
      format,
      outcome: entries.length === 0 ? 'empty' : series.length === 0 ? 'ok-no-samples' : 'ok',
      series,
      totals: {},
      metadata: {
        ...metadataOf(found.map(({ entry }) => entry)),
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

interface Result {
  key: string;
  mode: string;
  entry: Record<string, unknown>;
  primary: Record<string, unknown>;
  damaged: (message: string) => Error;
}

function resultOf(value: unknown, index: number, file: HarnessFile, context: ParseContext): Result {
  const entry = asObject(value);
  const damaged = (message: string): Error =>
    context.refusal(file, { message: `Result ${index + 1}: ${message}; the file is damaged.` });
  if (!entry || typeof entry.benchmark !== 'string') throw damaged('there is no benchmark');
  if (typeof entry.mode !== 'string') throw damaged('there is no mode');
  const primary = asObject(entry.primaryMetric);
  if (!primary) throw damaged('there is no primary metric');
  const parameters = Object.entries(asObject(entry.params) ?? {}).map(([name, one]) => [name, String(one)] as const);
  return { key: workloadOf(entry.benchmark, parameters), mode: entry.mode, entry, primary, damaged };
}

/** Results of one benchmark with other numbers of threads, or simply twice, are told apart. */
function tellApart(results: Result[]): void {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const id = JSON.stringify([result.key, result.mode]);
    groups.set(id, [...(groups.get(id) ?? []), result]);
  }
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const threads = new Set(group.map(({ entry }) => String(entry.threads)));
    for (const [index, result] of group.entries()) {
      if (threads.size === group.length) result.key += ` (threads=${String(result.entry.threads)})`;
      else if (index > 0) result.key += ` #${index + 1}`;
    }
  }
}

function seriesOf({ key, mode, entry, primary, damaged }: Result): ParsedSeries[] {
  const unit = typeof primary.scoreUnit === 'string' ? primary.scoreUnit : '';
  const named = { key, metric: mode, unit, better: betterOfMode(mode) };
  const details: { [name: string]: Json } = {
    ...settings(entry, ['threads', 'forks']),
    ...(asObject(entry.params) && { parameters: plainMembers(entry.params) }),
  };
  const secondary = objectEntries(entry.secondaryMetrics);
  const besides = secondary.reduce<PrintedFigures>((found, [name, figures]) => {
    const percentile = percentileOf(name);
    const score = asNumber(figures.score);
    return mode === 'sample' && percentile && score !== undefined ? withPercentile(found, percentile, score) : found;
  }, {});
  const main = scored(named, primary, details, damaged, besides);
  const others = secondary.flatMap(([name, figures]) => {
    if (mode === 'sample' && percentileOf(name)) return [];
    const otherUnit = typeof figures.scoreUnit === 'string' ? figures.scoreUnit : '';
    const metric = secondaryName(name);
    const better = betterOfSecondary(metric, otherUnit);
    return scored({ key, metric, unit: otherUnit, better }, figures, details, damaged, {});
  });
  return [...main, ...others.filter(({ metric }) => metric !== mode)];
}

function scored(
  named: Pick<ParsedSeries, 'key' | 'metric' | 'unit' | 'better'>,
  figures: Record<string, unknown>,
  details: { [name: string]: Json },
  damaged: (message: string) => Error,
  besides: PrintedFigures,
): ParsedSeries[] {
  const score = asNumber(figures.score);
  const histogram = histogramOf(figures.rawDataHistogram, damaged);
  const values = histogram ? [] : flattened(figures.rawData, damaged);
  const own = printedFigures(figures);
  const percentiles = { ...besides.percentiles, ...own.percentiles };
  const printed: PrintedFigures = {
    ...besides,
    ...own,
    ...(histogram && { n: histogram.count }),
    ...(Object.keys(percentiles).length > 0 && { percentiles }),
  };
  const more = {
    details: { ...details, reported: { score: score ?? null, scoreError: asNumber(figures.scoreError) ?? null } },
  };
  if (values.length > 0) {
    const { percentiles: reported } = printed;
    const samples = { values: Float64Array.from(values) };
    const listed = reported && { printed: { percentiles: reported } };
    return [{ ...named, source: 'samples', samples, repetitions: true, ...listed, ...more }];
  }
  if (histogram) return [{ ...named, source: 'histogram', printed, ...more }];
  return score === undefined ? [] : [{ ...named, source: 'summary-only', printed, ...more }];
}

/** The scores of all iterations, fork after fork. Iterations without a number are left out. */
function flattened(value: unknown, damaged: (message: string) => Error): number[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw damaged('the raw data are no list');
  return value.flatMap((fork: unknown) => {
    if (!Array.isArray(fork)) throw damaged('the raw data of a fork are no list');
    return fork.flatMap((one: unknown) => {
      const score = asNumber(one);
      if (score === undefined && !isNoNumber(one)) throw damaged(`a score is ${JSON.stringify(one)?.slice(0, 40)}`);
      if (score !== undefined && score < 0) throw damaged(`a score is ${score}`);
      return score === undefined ? [] : [score];
    });
  });
}

/** JMH writes what JSON has no number for as a word. */
const isNoNumber = (value: unknown): boolean =>
  value === 'NaN' || value === '+INF' || value === '-INF' || (typeof value === 'number' && !Number.isFinite(value));

/** How many operations the histograms of all iterations count: lists of pairs of value and count. */
function histogramOf(value: unknown, damaged: (message: string) => Error): { count: number } | undefined {
  if (!Array.isArray(value)) return undefined;
  let count = 0;
  for (const fork of value as unknown[]) {
    for (const iteration of Array.isArray(fork) ? (fork as unknown[]) : []) {
      for (const bin of Array.isArray(iteration) ? (iteration as unknown[]) : []) {
        const [time, times] = Array.isArray(bin) ? [asNumber(bin[0]), asNumber(bin[1])] : [];
        if (time === undefined || times === undefined || time < 0 || times < 0) {
          throw damaged('a bin of the histogram is no pair of time and count');
        }
        count += times;
      }
    }
  }
  return count > 0 ? { count } : undefined;
}

function printedFigures(figures: Record<string, unknown>): PrintedFigures {
  const listed = Object.entries(asObject(figures.scorePercentiles) ?? {}).flatMap(([name, value]) => {
    const number = asNumber(value);
    return number !== undefined && /^\d+(\.\d+)?$/.test(name) ? [[Number(name), number] as const] : [];
  });
  const at = (percent: number): number | undefined => listed.find(([one]) => one === percent)?.[1];
  const [mean, median, min, max] = [asNumber(figures.score), at(50), at(0), at(100)];
  const percentiles = Object.fromEntries(
    listed.filter(([percent]) => percent > 0 && percent < 100).map(([percent, value]) => [`p${percent}`, value]),
  );
  return {
    ...(mean !== undefined && { mean }),
    ...(median !== undefined && { median }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(Object.keys(percentiles).length > 0 && { percentiles }),
  };
}

const plainMembers = (value: unknown): { [name: string]: Json } =>
  Object.fromEntries(Object.entries(asObject(value) ?? {}).map(([name, one]) => [name, String(one)]));

function settings(entry: Record<string, unknown>, names: readonly string[]): { [name: string]: Json } {
  return Object.fromEntries(
    names.flatMap((name): [string, Json][] => {
      const value = entry[name];
      return typeof value === 'string' || asNumber(value) !== undefined ? [[name, value as Json]] : [];
    }),
  );
}

/** Facts that all results share; what differs between them stands in the list of its values. */
function metadataOf(entries: readonly Record<string, unknown>[]): { [name: string]: Json } {
  const names = [
    ...['jmhVersion', 'jdkVersion', 'vmName', 'vmVersion', 'jvm', 'threads', 'forks', 'warmupIterations', 'warmupTime'],
    ...['warmupBatchSize', 'measurementIterations', 'measurementTime', 'measurementBatchSize'],
  ];
  const shared = names.flatMap((name): [string, Json][] => {
    const values = [...new Set(entries.flatMap((entry) => Object.values(settings(entry, [name]))))];
    return values.length === 0
      ? []
      : [[name === 'jmhVersion' ? 'toolVersion' : name, values.length === 1 ? values[0]! : values]];
  });
  const jvmArguments = [...new Set(entries.map(({ jvmArgs }) => JSON.stringify(jvmArgs ?? null)))];
  const [only] = jvmArguments.length === 1 ? [entries[0]?.jvmArgs] : [];
  return {
    ...Object.fromEntries(shared),
    ...(Array.isArray(only) && { jvmArgs: only.map(String) }),
  };
}
