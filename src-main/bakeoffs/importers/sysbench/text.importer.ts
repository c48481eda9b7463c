import type {
  HarnessFile,
  Importer,
  Json,
  MetricDeclaration,
  ParseContext,
  ParsedRun,
  ParsedSeries,
} from '../interface';
import { blocksOf, type ConsoleLine, consoleHead, consoleLines, findLine } from '../reading/console';
import { distinctKeys, sameOf, sumOf } from '../reading/keys';
import { present } from '../reading/quantities';
import { warnOfSeveral } from '../reading/several-results';
import { isBlank } from '../reading/text';
import { callBegins, latencyBegins, type SysbenchRun, sysbenchRunOf, threadsStarted } from './output';

const format = 'sysbench-text';

/** The first line that is left where somebody cut off the version. */
const optionsBegin = /^Running the test with following options:$/;

const metrics: readonly MetricDeclaration[] = [
  { name: 'latency', unit: 'ms', better: 'lower', about: 'Time of one event (a transaction in the OLTP tests).' },
  {
    name: 'throughput',
    unit: 'events/s',
    better: 'higher',
    about: 'Per second over the whole run: transactions (OLTP), operations (memory), events or requests (others).',
  },
  { name: 'queries', unit: 'queries/s', better: 'higher', about: 'Statements per second (OLTP).' },
  { name: 'reads', unit: 'operations/s', better: 'higher', about: 'Reads per second (fileio).' },
  { name: 'writes', unit: 'operations/s', better: 'higher', about: 'Writes per second (fileio).' },
  { name: 'fsyncs', unit: 'operations/s', better: 'higher', about: 'Flushes to the disk per second (fileio).' },
  { name: 'read_throughput', unit: 'MiB/s', better: 'higher', about: 'What was read per second (fileio).' },
  { name: 'write_throughput', unit: 'MiB/s', better: 'higher', about: 'What was written per second (fileio).' },
  {
    name: 'transfer',
    unit: 'MiB/s',
    better: 'higher',
    about: 'What was moved per second (memory; fileio before 1.0).',
  },
];

/** What sysbench prints, of versions 0.4 to 1.1 and all its tests: figures of a histogram with the one percentile asked for. */
export const importer: Importer = {
  tool: 'sysbench',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = consoleHead(head);
    if (/^[ \t]*sysbench \d+\.\d+\S*(?:\s+\(using |:\s+multi-threaded system evaluation)/m.test(text)) {
      return { format, by: 'content' };
    }
    const figures = /^[ \t]*(?:Latency \(ms\)|response time|per-request statistics):\s*$/m.test(text);
    return figures && /^[ \t]*total number of events:\s/m.test(text) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const lines = await consoleLines(file!, context);
    const begins = lines.some(({ text }) => callBegins.test(text)) ? callBegins : optionsBegin;
    const { before, blocks } = blocksOf(lines, ({ text }) => begins.test(text));
    const calls = [before, ...blocks];
    const complete = calls.filter((call) => findLine(call, latencyBegins));
    if (complete.length === 0) throw withoutResult(lines, file!, context);
    const broken = calls.filter((call) => findLine(call, threadsStarted) && !findLine(call, latencyBegins));
    for (const call of broken) {
      context.warn({
        code: 'unfinished-run',
        message: `A run has no statistics and is left out: ${reasonIn(call).text.slice(0, 120)}`.replace(/\.?$/, '.'),
        where: { file: file!.name, line: call[0]!.line },
      });
    }
    const runs = complete.map((call) => sysbenchRunOf(call, file!, context));
    const names = runs.map((run) => (runs.length === 1 ? 'all' : nameOf(run)));
    if (new Set(names).size < runs.length) warnOfSeveral(file!, context, runs.length, complete[1]![0]!.line);
    const keys = distinctKeys(names);
    return {
      format,
      outcome: runs.every(({ events }) => events === 0) ? 'ok-no-samples' : 'ok',
      series: runs.flatMap((run, index) => seriesOf(run, keys[index]!)),
      totals: totalsOf(runs),
      metadata: { ...metadataOf(runs), ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }) },
    };
  },
};

/** The line that says why a call came to nothing: its first FATAL line, else its last one. */
function reasonIn(lines: readonly ConsoleLine[]): ConsoleLine {
  return findLine(lines, /^(?:FATAL|\(last message repeated|Segmentation|sysbench: )/)?.at ?? lines.at(-1)!;
}

function withoutResult(lines: readonly ConsoleLine[], file: HarnessFile, context: ParseContext): Error {
  const reason = reasonIn(lines);
  const fatal = reason.text.startsWith('FATAL');
  return context.refusal(file, {
    message: fatal
      ? `The run failed: ${reason.text.slice(0, 200).replace(/\.$/, '')}.`
      : 'The output ends before its latency statistics: the run was cut off.',
    where: { line: reason.line },
    hint: 'Run the benchmark again and keep its whole output.',
  });
}

function nameOf({ kind, threads }: SysbenchRun): string {
  const size = threads === undefined ? '' : `, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  return `${kind ?? 'run'}${size}`;
}

function seriesOf(run: SysbenchRun, key: string): ParsedSeries[] {
  const details: { [name: string]: Json } = {
    ...present({ test: run.kind, threads: run.threads, targetRate: run.targetRate, durationSeconds: run.seconds }),
    load: run.targetRate === undefined ? 'closed-loop' : 'open-loop',
    ...(run.fairness && { threadsFairness: run.fairness }),
    ...(run.histogram.length > 0 && { histogram: run.histogram }),
    ...(run.intervals.length > 0 && { intervals: run.intervals }),
  };
  const latency: ParsedSeries = {
    key,
    metric: 'latency',
    unit: 'ms',
    better: 'lower',
    source: 'histogram',
    printed: run.latency,
    ...(run.errors !== undefined && { errors: run.errors }),
    details,
  };
  const rates = run.rates.map(
    ({ metric, unit, value }): ParsedSeries => ({ key, metric, unit, better: 'higher', source: 'summary-only', value }),
  );
  return [latency, ...rates];
}

function totalsOf(runs: readonly SysbenchRun[]): { [name: string]: Json } {
  const seconds = runs.map((run) => run.seconds);
  const rate = runs.length === 1 ? runs[0]!.rates.find(({ metric }) => metric === 'throughput') : undefined;
  return {
    count: sumOf(runs.map(({ events }) => events))!,
    // The tests without a database cannot fail an event: they print no errors.
    errors: sumOf(runs.map(({ errors }) => errors ?? 0))!,
    ...present({
      durationSeconds: seconds.includes(undefined) ? undefined : sumOf(seconds),
      throughput: rate?.value,
      throughputUnit: rate?.unit,
      threads: sameOf(runs.map(({ threads }) => threads)),
    }),
  };
}

function metadataOf(runs: readonly SysbenchRun[]): { [name: string]: Json } {
  const targetRate = sameOf(runs.map((run) => run.targetRate));
  const open = runs.filter((run) => run.targetRate !== undefined).length;
  return {
    ...(open === 0 && { loadModel: 'closed' }),
    ...(open === runs.length && { loadModel: 'open' }),
    ...present({
      toolVersion: sameOf(runs.map(({ version }) => version)),
      concurrency: sameOf(runs.map(({ threads }) => threads)),
      test: sameOf(runs.map(({ kind }) => kind)),
      targetRate,
    }),
    ...(runs.length === 1 && runs[0]!.options.length > 0 && { options: runs[0]!.options }),
  };
}
