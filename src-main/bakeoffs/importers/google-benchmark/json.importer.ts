import type { HarnessFile, Importer, Json, ParseContext, ParsedRun } from '../interface';
import { embeddedJson } from '../reading/embedded-json';
import { asNumber, asObject } from '../reading/json';
import { numberApart, warnOfSeveral } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { isoTimestamp } from '../reading/timestamps';
import { metadataOf, metrics, outcomeOf, type Report, type Row, reportOf, tellAggregates } from './rows';

const format = 'google-benchmark-json';

/** Google Benchmark's JSON reporter: every repetition, and the aggregates over them. */
export const importer: Importer = {
  tool: 'google-benchmark',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    // Warnings of the program may stand before the document.
    if (!/^\s*\{/m.test(text) || !/"benchmarks"\s*:\s*\[/.test(text) || !/"context"\s*:\s*\{/.test(text)) return null;
    const told = /"(num_cpus|mhz_per_cpu|library_build_type|library_version|cpu_scaling_enabled)"\s*:/.test(text);
    return told || /"(real_time|cpu_time)"\s*:/.test(text) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const documents = await embeddedJson(file!, context, { bareNumbers: true });
    const results = documents.flatMap(({ value, line }) => {
      const document = asObject(value);
      return Array.isArray(document?.benchmarks)
        ? [{ document, benchmarks: document.benchmarks as unknown[], line }]
        : [];
    });
    if (results.length === 0) {
      throw context.refusal(file!, { message: 'The document has no list of benchmarks.', where: { line: 1 } });
    }
    if (results.length > 1) warnOfSeveral(file!, context, results.length, results[1]!.line);
    const reports = results.map(({ benchmarks }) => {
      const rows = benchmarks.map((entry, index) => rowOf(entry, index, file!, context));
      tellAggregates(rows);
      return reportOf(rows, file!, context);
    });
    const report = joined(reports);
    numberApart(report.series);
    return {
      format,
      outcome: outcomeOf(report),
      series: report.series,
      totals: {},
      metadata: {
        ...contextFacts(asObject(results[0]!.document.context)),
        ...metadataOf(report),
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

/** The reports of all documents as one. */
function joined(reports: readonly Report[]): Report {
  const members = <T>(of: (report: Report) => { [name: string]: T }): { [name: string]: T } =>
    Object.fromEntries(reports.flatMap((report) => Object.entries(of(report))));
  return {
    series: reports.flatMap(({ series }) => series),
    benchmarkErrors: members((report) => report.benchmarkErrors),
    skipped: members((report) => report.skipped),
    complexity: members((report) => report.complexity),
  };
}

/** Members of a row that are no counters of the benchmark's author. */
const known = new Set([
  ...['name', 'family_index', 'per_family_instance_index', 'run_name', 'run_type', 'repetitions', 'repetition_index'],
  ...['threads', 'aggregate_name', 'aggregate_unit', 'iterations', 'real_time', 'cpu_time', 'time_unit', 'label'],
  ...['error_occurred', 'error_message', 'skipped', 'skip_message'],
  ...['cpu_coefficient', 'real_coefficient', 'big_o', 'rms'],
]);

function rowOf(value: unknown, index: number, file: HarnessFile, context: ParseContext): Row {
  const entry = asObject(value);
  if (!entry || typeof entry.name !== 'string') {
    throw context.refusal(file, { message: `Benchmark ${index + 1} has no name; the file is damaged.` });
  }
  const number = (name: string): number | undefined => asNumber(entry[name]);
  const text = (name: string): string | undefined => {
    const found = entry[name];
    return typeof found === 'string' ? found : undefined;
  };
  const [realTime, cpuTime] = [number('real_time'), number('cpu_time')];
  const [repetitions, iterations, threads] = [number('repetitions'), number('iterations'), number('threads')];
  const aggregate = entry.run_type === 'aggregate' ? (text('aggregate_name') ?? 'aggregate') : undefined;
  const ending = aggregate === undefined ? '' : `_${aggregate}`;
  const shortened = ending !== '' && entry.name.endsWith(ending) ? entry.name.slice(0, -ending.length) : undefined;
  const runName = text('run_name') ?? shortened;
  const label = text('label');
  const failed = entry.error_occurred === true;
  return {
    name: entry.name,
    timeUnit: text('time_unit') ?? 'ns',
    counters: Object.entries(entry).flatMap(([name, counter]): [string, number][] => {
      const found = asNumber(counter);
      return known.has(name) || found === undefined ? [] : [[name, found]];
    }),
    ...(runName !== undefined && { runName }),
    ...(aggregate !== undefined && { aggregate }),
    ...(realTime !== undefined && { realTime }),
    ...(cpuTime !== undefined && { cpuTime }),
    ...(repetitions !== undefined && { repetitions }),
    ...(iterations !== undefined && { iterations }),
    ...(threads !== undefined && { threads }),
    ...(label !== undefined && { label }),
    ...(failed && { error: text('error_message') ?? '' }),
    ...(entry.skipped === true && !failed && { error: text('skip_message') ?? '', skipped: true }),
    ...complexityOf(entry),
  };
}

/** The fitted curve of a benchmark over its arguments. */
function complexityOf(entry: Record<string, unknown>): { complexity?: { [name: string]: Json } } {
  if (!('big_o' in entry) && !('rms' in entry)) return {};
  const names = { big_o: 'bigO', real_coefficient: 'realCoefficient', cpu_coefficient: 'cpuCoefficient', rms: 'rms' };
  const found = Object.entries(names).flatMap(([name, ours]): [string, Json][] => {
    const value = entry[name];
    return typeof value === 'string' || asNumber(value) !== undefined ? [[ours, value as Json]] : [];
  });
  return { complexity: Object.fromEntries(found) };
}

/** Facts of the machine and the build, under the names that the file gives them; the ones every harness has, under ours. */
function contextFacts(context: Record<string, unknown> | undefined): { [name: string]: Json } {
  const facts = Object.entries(context ?? {}).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  );
  const date = typeof context?.date === 'string' ? context.date : undefined;
  const version = typeof context?.library_version === 'string' ? context.library_version : undefined;
  return {
    ...(Object.fromEntries(facts.filter(([, value]) => typeof value !== 'number' || Number.isFinite(value))) as {
      [name: string]: Json;
    }),
    ...(version && { toolVersion: version.replace(/^v(?=\d)/, '') }),
    // Before 1.5.1 the date has no zone, so it is no instant.
    ...(date !== undefined && Number.isFinite(isoTimestamp(date)) && { startedAt: date }),
    ...(typeof context?.executable === 'string' && { command: context.executable }),
  };
}
