import type { HarnessFile, Json, MetricDeclaration, ParseContext, PrintedFigures } from '../interface';
import { type ConsoleLine, findLine } from '../reading/console';
import {
  amount,
  bytesOf,
  count,
  millisecondsOf,
  percentileName,
  present,
  scaled,
  secondsOf,
} from '../reading/quantities';
import { type HdrSpectrum, spectrumOf } from './spectrum';

/** The first line of a run, of wrk and of wrk2: `Running 30s test @ http://…`. */
export const runBegins = /^Running (\S+) test @ (.*)$/;
const threadsLine = /^(\d+) threads and (\d+) connections$/;
const cannotConnect = /^unable to (?:connect to|resolve|create thread|initialize) .+/;
const distribution = /^Latency Distribution(?: \(HdrHistogram - (.+)\))?$/;

export const metrics: readonly MetricDeclaration[] = [
  { name: 'latency', unit: 'ms', better: 'lower', about: 'Time from a request to its answer.' },
  { name: 'throughput', unit: 'requests/s', better: 'higher', about: 'Answers per second over the whole run.' },
];

/** A mean, standard deviation and largest value of the table "Thread Stats". */
export interface ThreadStatistic {
  mean?: number;
  stddev?: number;
  max?: number;
}

/** A latency distribution as printed: percentiles in milliseconds, and the histogram's rows where wrk2 prints them. */
export interface LatencyDistribution {
  /** `Recorded Latency` or `Uncorrected Latency (…)` in wrk2; absent in wrk. */
  title: string | undefined;
  percentiles: Record<string, number>;
  spectrum: HdrSpectrum | undefined;
}

/** One run of wrk or wrk2 as it was printed. Times are in milliseconds unless the name says seconds. */
export interface WrkRun {
  url: string;
  plannedSeconds: number | undefined;
  threads: number | undefined;
  connections: number | undefined;
  latency: ThreadStatistic;
  perThread: ThreadStatistic;
  distributions: LatencyDistribution[];
  /** Only wrk2 has a calibration before it measures. */
  calibrated: boolean;
  requests: number;
  seconds: number | undefined;
  bytes: number | undefined;
  requestsPerSecond: number | undefined;
  bytesPerSecond: number | undefined;
  /** Answers with a status outside 200 … 399. */
  badStatus: number;
  socketErrors: { connect: number; read: number; write: number; timeout: number } | undefined;
}

/** Whether the text is of wrk or wrk2 (autocannon begins alike, but counts no threads in its second line). */
export function isWrkOutput(text: string): 'content' | 'shape' | null {
  if (/^[ \t]*Running \S+ test @ /m.test(text) && /^[ \t]*\d+ threads and \d+ connections\s*$/m.test(text)) {
    return 'content';
  }
  return /^\s*unable to connect to \S+:\S+ /.test(text) && text.length < 4096 ? 'shape' : null;
}

/** Whether the text has what only wrk2 prints. */
export function isWrk2Output(text: string): boolean {
  return /^[ \t]*Thread calibration: mean lat\./m.test(text) || /Latency Distribution \(HdrHistogram - /.test(text);
}

/** Why no run took place, where the tool says so. */
export function refuseWithoutRun(lines: readonly ConsoleLine[], file: HarnessFile, context: ParseContext): Error {
  const reason = findLine(lines, cannotConnect)?.at ?? lines.at(-1);
  return context.refusal(file, {
    message: reason
      ? `No run took place: ${reason.text.slice(0, 200).replace(/\.$/, '')}.`
      : 'There is no run in the file.',
    where: { line: reason?.line ?? 1 },
    hint: 'Check that the server was up, and run the benchmark again.',
  });
}

/** Reads the lines of one run. Throws the refusal of `context` where its summary is missing or damaged. */
export function wrkRunOf(lines: readonly ConsoleLine[], file: HarnessFile, context: ParseContext): WrkRun {
  const begin = runBegins.exec(lines[0]!.text)!;
  const summary = findLine(lines, /^(\S+) requests in ([^,]+), (\S+) read$/);
  if (!summary) {
    throw context.refusal(file, {
      message: 'The output ends before its summary (“… requests in …”): the run was cut off.',
      where: { line: lines.at(-1)!.line },
    });
  }
  const requests = count(summary.parts[1]);
  if (requests === undefined) throw damaged(summary.at, file, context);
  const threads = findLine(lines, threadsLine);
  const socket = findLine(lines, /^Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)$/);
  const status = findLine(lines, /^Non-2xx or 3xx responses: (\S+)$/);
  const badStatus = status ? count(status.parts[1]) : 0;
  if (badStatus === undefined) throw damaged(status!.at, file, context);
  return {
    url: begin[2]!,
    plannedSeconds: secondsOf(begin[1]),
    threads: count(threads?.parts[1]),
    connections: count(threads?.parts[2]),
    latency: statistic(lines, /^Latency\s+(\S+)\s+(\S+)\s+(\S+)\s+\S+%$/, millisecondsOf, file, context),
    perThread: statistic(lines, /^Req\/Sec\s+(\S+)\s+(\S+)\s+(\S+)\s+\S+%$/, scaled, file, context),
    distributions: distributionsOf(lines, file, context),
    calibrated: findLine(lines, /^Thread calibration: mean lat\./) !== undefined,
    requests,
    seconds: secondsOf(summary.parts[2]),
    bytes: bytesOf(summary.parts[3]),
    requestsPerSecond: amount(findLine(lines, /^Requests\/sec:\s+(\S+)$/)?.parts[1]),
    bytesPerSecond: bytesOf(findLine(lines, /^Transfer\/sec:\s+(\S+)$/)?.parts[1]),
    badStatus,
    socketErrors: socket && {
      connect: Number(socket.parts[1]),
      read: Number(socket.parts[2]),
      write: Number(socket.parts[3]),
      timeout: Number(socket.parts[4]),
    },
  };
}

function damaged(at: ConsoleLine, file: HarnessFile, context: ParseContext): Error {
  return context.refusal(file, {
    message: `The line “${at.text.slice(0, 80)}” is damaged: a number in it is none.`,
    where: { line: at.line },
  });
}

/** nan and inf are what wrk prints where nothing was measured. */
const nothing = /^-?(nan|inf)[a-z]*$/i;

function statistic(
  lines: readonly ConsoleLine[],
  pattern: RegExp,
  read: (text: string) => number | undefined,
  file: HarnessFile,
  context: ParseContext,
): ThreadStatistic {
  const found = findLine(lines, pattern);
  if (!found) return {};
  const [mean, stddev, max] = [1, 2, 3].map((index) => {
    const text = found.parts[index]!;
    const value = read(text);
    if (value === undefined && !nothing.test(text)) throw damaged(found.at, file, context);
    return value;
  });
  return present({ mean, stddev, max });
}

function distributionsOf(
  lines: readonly ConsoleLine[],
  file: HarnessFile,
  context: ParseContext,
): LatencyDistribution[] {
  const found: LatencyDistribution[] = [];
  for (const [index, { text }] of lines.entries()) {
    const title = distribution.exec(text);
    if (!title) continue;
    const percentiles: Record<string, number> = {};
    let at = index + 1;
    for (; at < lines.length; at += 1) {
      const row = /^([\d.]+)%\s+(\S+)$/.exec(lines[at]!.text);
      if (!row) break;
      const [percent, value] = [amount(row[1]), millisecondsOf(row[2])];
      if (percent === undefined || percent > 100) throw damaged(lines[at]!, file, context);
      if (value !== undefined) percentiles[percentileName(percent)] = value;
      else if (!nothing.test(row[2]!)) throw damaged(lines[at]!, file, context);
    }
    const spectrum = /^Detailed Percentile spectrum:$/.test(lines[at]?.text ?? '')
      ? spectrumOf(lines.slice(at + 1))
      : undefined;
    found.push({ title: title[1], percentiles, spectrum });
  }
  return found;
}

/** Connections and requests that broke or took too long; they are not among the answers that are counted. */
function brokenOf({ socketErrors: socket }: WrkRun): number {
  return socket ? socket.connect + socket.read + socket.write + socket.timeout : 0;
}

/** Requests that failed: bad status, and connections that broke or took too long. */
export const failuresOf = (run: WrkRun): number => run.badStatus + brokenOf(run);

/** Answers, and what never was answered. */
export const attemptsOf = (run: WrkRun): number => run.requests + brokenOf(run);

/** What is said of each run beside its figures. */
export function runDetails(run: WrkRun): { [name: string]: Json } {
  return {
    url: run.url,
    ...present({
      threads: run.threads,
      connections: run.connections,
      durationSeconds: run.seconds,
      requestsPerSecond: run.requestsPerSecond,
      bytesRead: run.bytes,
      transferBytesPerSecond: run.bytesPerSecond,
    }),
    ...(Object.keys(run.perThread).length > 0 && { requestsPerSecondAndThread: { ...run.perThread } }),
    ...(run.socketErrors && { socketErrors: run.socketErrors }),
    ...(run.badStatus > 0 && { nonSuccessResponses: run.badStatus }),
  };
}

/** The figures of a run's latency: those of the table, with the percentiles of its (first) distribution. */
export function latencyFigures(run: WrkRun): PrintedFigures {
  return { n: run.requests, ...run.latency, percentiles: run.distributions[0]?.percentiles ?? {} };
}
