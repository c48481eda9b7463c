import type { Importer, Json, MetricDeclaration, ParsedRun, ParsedSeries } from '../interface';
import { blocksOf, consoleHead, consoleLines, findLine } from '../reading/console';
import { distinctKeys, sameOf, sumOf } from '../reading/keys';
import { present } from '../reading/quantities';
import { warnOfSeveral } from '../reading/several-results';
import { isBlank } from '../reading/text';
import { type AbRun, abRunOf, failuresOf } from './output';

const format = 'ab-text';

export const metrics: readonly MetricDeclaration[] = [
  {
    name: 'latency',
    unit: 'ms',
    better: 'lower',
    about: 'Time from the beginning of a connection to the end of the answer; in the text in whole milliseconds.',
  },
  { name: 'throughput', unit: 'requests/s', better: 'higher', about: 'Requests per second over the whole run.' },
];

const begins = /^This is ApacheBench, Version (\S+)/;
const resultBegins = /^Server Software:/;
/** Where somebody kept only the figures. */
const partBegins = /^Concurrency Level:/;

/**
 * What ApacheBench (ab) prints. The mean is the first "Time per request"; the second is the inverse of the throughput. "Failed
 * requests" counts answers of another length as well, which are no errors; errors are broken connections and bad status.
 */
export const importer: Importer = {
  tool: 'ab',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = consoleHead(head);
    if (/^[ \t]*This is ApacheBench, Version \S/m.test(text)) return { format, by: 'content' };
    const bare = /^[ \t]*Concurrency Level:\s/m.test(text) && /^[ \t]*Time per request:\s.*\[ms\]/m.test(text);
    return bare ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const lines = await consoleLines(file!, context);
    const start = lines.some(({ text }) => resultBegins.test(text)) ? resultBegins : partBegins;
    const { before, blocks } = blocksOf(lines, ({ text }) => start.test(text));
    const results = [before, ...blocks].filter((block) => findLine(block, /^Complete requests:/));
    if (results.length === 0) {
      const last = lines.at(-1)!;
      throw context.refusal(file!, {
        message: `No run took place, or it was stopped: ${last.text.slice(0, 200).replace(/\.+$/, '')}.`,
        where: { line: last.line },
        hint: 'Check that the server was up, and run the benchmark again.',
      });
    }
    const runs = results.map((block) => abRunOf(block, file!, context));
    const unfinished = blocksOf(lines, ({ text }) => begins.test(text)).blocks.length - runs.length;
    if (unfinished > 0) {
      context.warn({
        code: 'unfinished-run',
        message: `${unfinished === 1 ? '1 run has' : `${unfinished} runs have`} no result in the file and ${unfinished === 1 ? 'is' : 'are'} left out.`,
        where: { file: file!.name },
      });
    }
    const addresses = runs.map(({ host, port, path }) => `${host ?? ''}${port ? `:${port}` : ''}${path ?? ''}`);
    const keys = distinctKeys(addresses.map((address) => (runs.length === 1 || address === '' ? 'all' : address)));
    if (new Set(addresses).size < runs.length) warnOfSeveral(file!, context, runs.length, results[1]![0]!.line);
    const seconds = runs.map((run) => run.seconds);
    const one = runs.length === 1 ? runs[0]! : undefined;
    const version = begins.exec(findLine(lines, begins)?.at.text ?? '')?.[1];
    return {
      format,
      outcome: runs.every(({ complete }) => complete === 0) ? 'ok-no-samples' : 'ok',
      series: runs.flatMap((run, index) => seriesOf(run, keys[index]!)),
      totals: {
        count: sumOf(runs.map(({ complete }) => complete))!,
        errors: sumOf(runs.map(failuresOf))!,
        ...present({
          failedReported: sumOf(runs.map(({ failed }) => failed)),
          durationSeconds: seconds.includes(undefined) ? undefined : sumOf(seconds),
          throughput: one?.requestsPerSecond,
          throughputUnit: one?.requestsPerSecond === undefined ? undefined : 'requests/s',
          concurrency: sameOf(runs.map(({ concurrency }) => concurrency)),
        }),
      },
      metadata: {
        loadModel: 'closed',
        ...present({
          toolVersion: version,
          concurrency: sameOf(runs.map(({ concurrency }) => concurrency)),
          address: addresses[0] === '' ? undefined : sameOf(addresses),
          serverSoftware: sameOf(runs.map(({ software }) => software)),
        }),
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

function seriesOf(run: AbRun, key: string): ParsedSeries[] {
  const details: { [name: string]: Json } = {
    load: 'closed-loop',
    ...present({
      host: run.host,
      port: run.port,
      path: run.path,
      documentBytes: run.documentBytes,
      keepAliveRequests: run.keepAlive,
      nonSuccessResponses: run.badStatus || undefined,
      failedReported: run.failed,
    }),
    ...(run.failures && { failedBecause: run.failures }),
    ...(run.phases && { connectionTimes: run.phases }),
  };
  const latency: ParsedSeries = {
    key,
    metric: 'latency',
    unit: 'ms',
    better: 'lower',
    source: 'summary-only',
    printed: {
      n: run.complete,
      ...present({ mean: run.meanMilliseconds }),
      ...run.total,
      percentiles: run.percentiles,
    },
    errors: failuresOf(run),
    details,
  };
  if (run.requestsPerSecond === undefined) return [latency];
  const named = { key, metric: 'throughput', unit: 'requests/s', better: 'higher', source: 'summary-only' } as const;
  return [latency, { ...named, value: run.requestsPerSecond }];
}
