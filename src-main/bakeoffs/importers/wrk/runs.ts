import type { HarnessFile, Json, ParseContext, ParsedRun, ParsedSeries } from '../interface';
import { blocksOf, type ConsoleLine, consoleLines, findLine } from '../reading/console';
import { distinctKeys, sameOf, sumOf } from '../reading/keys';
import { present, scaled } from '../reading/quantities';
import { warnOfSeveral } from '../reading/several-results';
import { attemptsOf, failuresOf, refuseWithoutRun, runBegins, type WrkRun, wrkRunOf } from './output';

/** One run of a file, with the workload's name and the command line that stands before it, if there is one. */
export interface NamedRun {
  key: string;
  run: WrkRun;
  command: string | undefined;
  /** Requests per second that the command asked for (`-R` of wrk2). */
  targetRate: number | undefined;
}

/** How many lines before its output a copied command is looked for. */
const linesBefore = 4;
const commandLine = /(?:^|[\s$#>%./])(wrk2?(?:\.exe)?\s+\S.*)$|^(-[tcdRs]\s*\S+\s.*\w+:\/\/\S+)/;

/** All runs of a file. One run is `all`; several are named by their address, and by what else tells them apart. */
export async function namedRuns(file: HarnessFile, context: ParseContext): Promise<{ runs: NamedRun[]; facts: Facts }> {
  const lines = await consoleLines(file, context);
  const { before, blocks } = blocksOf(lines, ({ text }) => runBegins.test(text));
  if (blocks.length === 0) throw refuseWithoutRun(before, file, context);
  const found = blocks.map((block) => {
    const command = commandBefore(lines, block[0]!);
    const rate = /\s(?:-R|--rate)[\s=]*([\d.]+[kKMG]?)(?=\s|$)/.exec(` ${command ?? ''}`)?.[1];
    return { run: wrkRunOf(block, file, context), command, targetRate: scaled(rate) };
  });
  const repeated = new Set(found.map(({ run }) => run.url)).size < found.length;
  const keys = distinctKeys(
    found.map(({ run, targetRate }) => {
      if (found.length === 1) return 'all';
      const rate = targetRate === undefined ? '' : `, ${targetRate} requests/s`;
      return repeated ? `${run.url} (${run.connections ?? '?'} connections${rate})` : run.url;
    }),
  );
  if (repeated) warnOfSeveral(file, context, found.length, blocks[1]![0]!.line);
  const version = findLine(lines, /^wrk ([\w.-]+) \[\w+\] Copyright/)?.parts[1];
  const facts = present({ toolVersion: version, encoding: file.encoding === 'utf-8' ? undefined : file.encoding });
  return { runs: found.map((one, index) => ({ ...one, key: keys[index]! })), facts };
}

type Facts = { toolVersion?: string; encoding?: string };

function commandBefore(lines: readonly ConsoleLine[], begin: ConsoleLine): string | undefined {
  const at = lines.indexOf(begin);
  for (const { text } of lines.slice(Math.max(0, at - linesBefore), at).reverse()) {
    const parts = commandLine.exec(text);
    if (parts) return (parts[1] ?? parts[2])!;
  }
  return undefined;
}

/** Rates as a series of their own: wrk prints one figure for the whole run. */
export function throughputSeries({ key, run }: NamedRun): ParsedSeries[] {
  if (run.requestsPerSecond === undefined) return [];
  const named = { key, metric: 'throughput', unit: 'requests/s', better: 'higher', source: 'summary-only' } as const;
  return [{ ...named, value: run.requestsPerSecond }];
}

/** What both tools say of all runs together. */
export function runsAsWhole(
  named: readonly NamedRun[],
  facts: Facts,
  loadModel: 'open' | 'closed',
): Pick<ParsedRun, 'outcome' | 'totals' | 'metadata'> {
  const runs = named.map(({ run }) => run);
  const seconds = runs.map((run) => run.seconds);
  const one = runs.length === 1 ? runs[0]! : undefined;
  const totals: { [name: string]: Json } = {
    count: sumOf(runs.map(({ requests }) => requests))!,
    errors: sumOf(runs.map(failuresOf))!,
    // Connections that broke are not among the answers that are counted.
    ...(runs.some(({ socketErrors }) => socketErrors) && { attempts: sumOf(runs.map(attemptsOf))! }),
    ...(one?.socketErrors && { socketErrors: one.socketErrors }),
    ...present({
      durationSeconds: seconds.includes(undefined) ? undefined : sumOf(seconds),
      throughput: one?.requestsPerSecond,
      throughputUnit: one?.requestsPerSecond === undefined ? undefined : 'requests/s',
      threads: sameOf(runs.map(({ threads }) => threads)),
      connections: sameOf(runs.map(({ connections }) => connections)),
    }),
  };
  return {
    outcome: runs.every(({ requests }) => requests === 0) ? 'ok-no-samples' : 'ok',
    totals,
    metadata: {
      loadModel,
      ...present({
        concurrency: sameOf(runs.map(({ connections }) => connections)),
        targetRate: sameOf(named.map(({ targetRate }) => targetRate)),
        command: sameOf(named.map(({ command }) => command)),
        url: sameOf(runs.map(({ url }) => url)),
        plannedDurationSeconds: sameOf(runs.map(({ plannedSeconds }) => plannedSeconds)),
      }),
      ...facts,
    },
  };
}
