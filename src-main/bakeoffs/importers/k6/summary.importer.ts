import type { HarnessFile, Importer, Json, ParseContext, ParsedRun, ParsedSeries, PrintedFigures } from '../interface';
import { asNumber, asObject, objectEntries, readJson } from '../reading/json';
import { headText, isBlank } from '../reading/text';
import {
  byKeyThenMetric,
  contentsOf,
  isMetricType,
  type MetricKind,
  type MetricType,
  measureOf,
  metrics,
} from './metrics';

const summaryExport = 'k6-summary-export-json';
const handleSummary = 'k6-handle-summary-json';
const machineReadable = 'k6-machine-readable-summary-json';

/**
 * The end-of-test summary of k6 in its three layouts: flat values (`--summary-export`), the object that `handleSummary(data)`
 * gets, and the versioned one (`--new-machine-readable-summary`). It has figures only, no single measurements.
 */
export const importer: Importer = {
  tool: 'k6',
  formats: [summaryExport, handleSummary, machineReadable],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (!/^\s*\{/.test(text)) return null;
    if (/"k6Version"\s*:/.test(text) && /"results"\s*:/.test(text)) return { format: machineReadable, by: 'content' };
    if (!/"metrics"\s*:\s*\{/.test(text) && !/"root_group"\s*:\s*\{/.test(text)) return null;
    const typed = /"type"\s*:\s*"(trend|rate|counter|gauge)"/.test(text) && /"values"\s*:/.test(text);
    if (typed) return { format: handleSummary, by: 'content' };
    if (/"root_group"\s*:/.test(text)) return { format: summaryExport, by: 'content' };
    const known = /"(http_req_duration|iteration_duration|iterations|vus)"\s*:\s*\{/.test(text);
    return known ? { format: summaryExport, by: 'shape' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const document = asObject(await readJson(file!, context));
    const run = document && (machineReadableRun(document) ?? summaryRun(document));
    if (!run) {
      throw context.refusal(file!, {
        message: 'The document has no metrics, so it is no summary of k6.',
        where: { line: 1 },
      });
    }
    refuseImpossible(run, file!, context);
    return run;
  },
};

interface SummaryMetric {
  name: string;
  kind: MetricKind;
  values: Record<string, unknown>;
}

function summaryRun(document: Record<string, unknown>): ParsedRun | undefined {
  if (!asObject(document.metrics)) return undefined;
  const entries = objectEntries(document.metrics);
  const nested = entries.some(([, metric]) => asObject(metric.values) !== undefined);
  const found = entries.flatMap(([name, metric]): SummaryMetric[] => {
    const values = nested ? asObject(metric.values) : metric;
    const type = nested && isMetricType(metric.type) ? metric.type : typeOf(values ?? {});
    return values && type ? [{ name, kind: { type, contains: contentsOf(metric.contains) }, values }] : [];
  });
  const thresholds = entries.flatMap(([name, metric]): [string, Json][] => {
    const passed = thresholdsOf(metric.thresholds);
    return passed ? [[name, passed]] : [];
  });
  const milliseconds = asNumber(asObject(document.state)?.testRunDurationMs);
  return runOf(nested ? handleSummary : summaryExport, found, {
    ...(milliseconds !== undefined && { durationSeconds: milliseconds / 1000 }),
    thresholds: Object.fromEntries(thresholds),
    ...checksOf(asObject(document.root_group)),
    ...(!nested &&
      found.some(({ kind }) => kind.type === 'trend') && {
        units: 'the summary export does not say them; trends are taken as milliseconds, as k6 keeps time',
      }),
  });
}

/** The type of a metric from the names of its values, where the layout does not say it. */
function typeOf(values: Record<string, unknown>): MetricType | undefined {
  const names = Object.keys(values);
  if (names.some((name) => name === 'avg' || name === 'med' || /^p\(.+\)$/.test(name))) return 'trend';
  if ('passes' in values && 'fails' in values) return 'rate';
  if ('count' in values) return 'rate' in values ? 'counter' : 'trend';
  if ('value' in values) return 'gauge';
  return 'min' in values || 'max' in values ? 'trend' : undefined;
}

/**
 * Thresholds as passed or not. The summary export writes a bare boolean that is true where the threshold was crossed, that is
 * failed; `handleSummary` an object whose `ok` means what it says.
 */
function thresholdsOf(value: unknown): { [expression: string]: boolean } | undefined {
  const thresholds = asObject(value);
  if (!thresholds) return undefined;
  const passed = Object.entries(thresholds).flatMap(([expression, result]): [string, boolean][] => {
    if (typeof result === 'boolean') return [[expression, !result]];
    const ok = asObject(result)?.ok;
    return typeof ok === 'boolean' ? [[expression, ok]] : [];
  });
  return passed.length > 0 ? Object.fromEntries(passed) : undefined;
}

/** The checks of all groups with their counts. Groups are an array or, in the summary export, an object. */
function checksOf(root: Record<string, unknown> | undefined): { checks?: Json } {
  const checks: Json[] = [];
  const open = root ? [root] : [];
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    for (const check of members(group.checks)) {
      const [passes, fails] = [asNumber(check.passes), asNumber(check.fails)];
      const name = typeof check.path === 'string' ? check.path : check.name;
      if (typeof name === 'string' && passes !== undefined && fails !== undefined) checks.push({ name, passes, fails });
    }
    open.push(...members(group.groups).reverse());
  }
  return checks.length > 0 ? { checks } : {};
}

function members(value: unknown): Record<string, unknown>[] {
  const list = Array.isArray(value) ? value : Object.values(asObject(value) ?? {});
  return list.map(asObject).filter((one) => one !== undefined);
}

function machineReadableRun(document: Record<string, unknown>): ParsedRun | undefined {
  const results = asObject(document.results);
  const metadata = asObject(document.metadata);
  if (!results || !metadata || !Array.isArray(results.metrics)) return undefined;
  const checks = asObject(results.checks);
  const listed = [...members(results.metrics), ...members(checks?.metrics)];
  const found = listed.flatMap((metric): SummaryMetric[] => {
    const values = asObject(metric.values);
    if (typeof metric.name !== 'string' || !values || !isMetricType(metric.type)) return [];
    const [matches, total] = [asNumber(values.matches), asNumber(values.total)];
    const counts = matches !== undefined && total !== undefined ? { passes: matches, fails: total - matches } : {};
    return [
      {
        name: metric.name,
        kind: { type: metric.type, contains: contentsOf(metric.contains) },
        values: { ...values, ...counts },
      },
    ];
  });
  const config = asObject(document.config) ?? {};
  const duration = asNumber(config.duration);
  const text = (name: string, value: unknown): { [name: string]: Json } =>
    typeof value === 'string' ? { [name]: value } : {};
  return runOf(machineReadable, found, {
    ...text('toolVersion', metadata.k6Version),
    ...text('generatedAt', metadata.generatedAt),
    ...text('script', config.script),
    ...text('execution', config.execution),
    ...(duration !== undefined && { durationSeconds: duration }),
    ...checksOf(checks && { checks: checks.results }),
  });
}

function runOf(format: string, found: SummaryMetric[], metadata: { [name: string]: Json }): ParsedRun {
  const series = found.map(seriesOf).sort(byKeyThenMetric);
  const seriesNamed = (name: string): ParsedSeries | undefined => series.find(({ key }) => key === name);
  const total = (name: string, value: Json | undefined): { [name: string]: Json } =>
    value === undefined ? {} : { [name]: value };
  return {
    format,
    outcome: series.length === 0 ? 'empty' : 'ok',
    series,
    totals: {
      ...total('httpRequests', seriesNamed('http_reqs')?.value),
      ...total('iterations', seriesNamed('iterations')?.value),
      ...total('droppedIterations', seriesNamed('dropped_iterations')?.value),
      ...total('errors', seriesNamed('http_req_failed')?.details?.passes),
      ...total('durationSeconds', metadata.durationSeconds),
    },
    metadata,
  };
}

function seriesOf({ name, kind, values }: SummaryMetric): ParsedSeries {
  const number = (key: string): number | undefined => asNumber(values[key]);
  const present = <T extends string>(figures: Record<T, number | undefined>): Partial<Record<T, number>> =>
    Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined)) as Partial<
      Record<T, number>
    >;
  const named = { key: name, metric: kind.type, ...measureOf(name, kind), source: 'summary-only' as const };
  switch (kind.type) {
    case 'trend':
      return { ...named, printed: trendFigures(values) };
    case 'rate': {
      const details = present({ passes: number('passes'), fails: number('fails') });
      return { ...named, ...present({ value: number('value') ?? number('rate') }), details };
    }
    case 'counter':
      return { ...named, ...present({ value: number('count'), rate: number('rate') }) };
    case 'gauge':
      return {
        ...named,
        ...present({ value: number('value') }),
        printed: present({ min: number('min'), max: number('max') }),
      };
  }
}

/** The statistics of `summaryTrendStats`: any of avg, min, med, max, count and percentiles. */
function trendFigures(values: Record<string, unknown>): PrintedFigures {
  const figures: PrintedFigures = {};
  const percentiles: Record<string, number> = {};
  const names = { avg: 'mean', med: 'median', min: 'min', max: 'max', count: 'n' } as const;
  for (const [name, value] of Object.entries(values)) {
    const figure = asNumber(value);
    if (figure === undefined) continue;
    const percentile = /^p\((\d+(?:\.\d+)?)\)$/.exec(name)?.[1];
    if (percentile !== undefined) percentiles[`p${percentile}`] = figure;
    else if (Object.hasOwn(names, name)) figures[names[name as keyof typeof names]] = figure;
  }
  if (Object.keys(percentiles).length > 0) figures.percentiles = percentiles;
  return figures;
}

/** Counts below zero and shares outside 0 … 1 come from a damaged file. */
function refuseImpossible(run: ParsedRun, file: HarnessFile, context: ParseContext): void {
  for (const { key, metric, value, unit, printed } of run.series) {
    const wrong =
      (metric === 'rate' && value !== undefined && (value < 0 || value > 1)) ||
      (metric === 'counter' && value !== undefined && value < 0 && unit === '1') ||
      (printed?.min !== undefined && printed.max !== undefined && printed.min > printed.max);
    if (wrong)
      throw context.refusal(file, { message: `The figures of “${key}” contradict each other; the file is damaged.` });
  }
}
