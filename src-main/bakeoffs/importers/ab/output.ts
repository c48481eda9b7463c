import type { HarnessFile, Json, ParseContext, PrintedFigures } from '../interface';
import { type ConsoleLine, type Found, findLine } from '../reading/console';
import { amount, count, percentileName, present } from '../reading/quantities';

/** One result of ApacheBench as it was printed. */
export interface AbRun {
  software: string | undefined;
  host: string | undefined;
  port: string | undefined;
  path: string | undefined;
  documentBytes: number | undefined;
  concurrency: number | undefined;
  seconds: number | undefined;
  complete: number;
  failed: number | undefined;
  /** "Failed requests" by reason. */
  failures: { [reason: string]: number } | undefined;
  writeErrors: number;
  /** Answers with a status that is not 2xx. */
  badStatus: number;
  keepAlive: number | undefined;
  requestsPerSecond: number | undefined;
  meanMilliseconds: number | undefined;
  /** The row "Total" of the connection times, without its mean (which is in whole milliseconds). */
  total: PrintedFigures;
  /** The other rows, in milliseconds. */
  phases: { [phase: string]: { [figure: string]: Json } } | undefined;
  percentiles: Record<string, number>;
}

/** Reads the lines of one result. Throws the refusal of `context` for a damaged number. */
export function abRunOf(lines: readonly ConsoleLine[], file: HarnessFile, context: ParseContext): AbRun {
  const damaged = ({ at }: Found): Error =>
    context.refusal(file, {
      message: `The line “${at.text.slice(0, 80)}” is damaged: a number in it is none.`,
      where: { line: at.line },
    });
  const text = (name: string): string | undefined => {
    const value = findLine(lines, new RegExp(`^${name}:\\s*(.*)$`))?.parts[1];
    return value === '' ? undefined : value;
  };
  const figure = (pattern: RegExp, read = amount): number | undefined => {
    const found = findLine(lines, pattern);
    const value = read(found?.parts[1]);
    if (found && value === undefined) throw damaged(found);
    return value;
  };
  const complete = figure(/^Complete requests:\s+(\S+)$/, count);
  if (complete === undefined) {
    throw context.refusal(file, {
      message: 'The result does not say how many requests were made.',
      where: { line: lines[0]!.line },
    });
  }
  const rows = connectionTimes(lines, damaged);
  const { mean: _, ...total } = rows.Total ?? {};
  const phases = Object.entries(rows).filter(([name]) => name !== 'Total');
  return {
    software: text('Server Software'),
    host: text('Server Hostname'),
    port: text('Server Port'),
    path: text('Document Path'),
    documentBytes: count(/^(\d+) bytes$/.exec(text('Document Length') ?? '')?.[1]),
    concurrency: figure(/^Concurrency Level:\s+(\S+)$/, count),
    seconds: figure(/^Time taken for tests:\s+(\S+) seconds$/),
    complete,
    failed: figure(/^Failed requests:\s+(\S+)$/, count),
    failures: reasons(findLine(lines, /^\((Connect: .*)\)$/)?.parts[1]),
    writeErrors: figure(/^Write errors:\s+(\S+)$/, count) ?? 0,
    badStatus: figure(/^Non-2xx responses:\s+(\S+)$/, count) ?? 0,
    keepAlive: figure(/^Keep-Alive requests:\s+(\S+)$/, count),
    requestsPerSecond: figure(/^Requests per second:\s+(\S+)(?:\s+\[#\/sec\] \(mean\))?$/),
    meanMilliseconds: figure(/^Time per request:\s+(\S+)\s+\[ms\] \(mean\)$/),
    total,
    phases: phases.length > 0 ? Object.fromEntries(phases) : undefined,
    percentiles: percentilesOf(lines, damaged),
  };
}

/** "Connect: 0, Receive: 0, Length: 8, Exceptions: 0" as numbers. */
function reasons(text: string | undefined): { [reason: string]: number } | undefined {
  if (text === undefined) return undefined;
  return Object.fromEntries(
    text.split(',').flatMap((part) => {
      const [name, value] = part.split(':');
      const number = count(value?.trim());
      return number === undefined ? [] : [[name!.trim().toLowerCase(), number]];
    }),
  );
}

/** Five columns (min, mean, sd, median, max), or three (min, avg, max) where ab was run with -S or is very old. */
function connectionTimes(
  lines: readonly ConsoleLine[],
  damaged: (found: Found) => Error,
): Record<string, { min: number; mean: number; stddev?: number; median?: number; max: number }> {
  const found: ReturnType<typeof connectionTimes> = {};
  const start = lines.findIndex(({ text }) => /^Connection Times \(ms\)$/.test(text));
  if (start < 0) return found;
  for (const at of lines.slice(start + 1)) {
    const row = /^(Connect|Processing|Waiting|Total):\s+(\S.*)$/.exec(at.text);
    if (!row) {
      if (Object.keys(found).length > 0) break;
      continue;
    }
    const values = row[2]!.split(/\s+/).map((value) => amount(value));
    if (values.includes(undefined)) throw damaged({ parts: row, at });
    const [first, second, third, fourth, fifth] = values as number[];
    if (values.length === 5) {
      found[row[1]!] = { min: first!, mean: second!, stddev: third!, median: fourth!, max: fifth! };
    } else if (values.length === 3) found[row[1]!] = { min: first!, mean: second!, max: third! };
  }
  return found;
}

function percentilesOf(lines: readonly ConsoleLine[], damaged: (found: Found) => Error): Record<string, number> {
  const percentiles: Record<string, number> = {};
  const start = lines.findIndex(({ text }) => /^Percentage of the requests served within a certain time/.test(text));
  if (start < 0) return percentiles;
  for (const at of lines.slice(start + 1)) {
    const row = /^(\S+)%\s+(\S+)(?:\s+\(.*\))?$/.exec(at.text);
    if (!row) break;
    if (row[2] === '<0>') continue;
    const [percent, value] = [amount(row[1]), amount(row[2])];
    if (percent === undefined || percent > 100 || value === undefined) throw damaged({ parts: row, at });
    percentiles[percentileName(percent)] = value;
  }
  return percentiles;
}

/** Requests that failed: bad status, and what ab counts as failed except answers of another length. */
export function failuresOf({ badStatus, failures, writeErrors }: AbRun): number {
  const { connect = 0, receive = 0, exceptions = 0 } = present(failures ?? {}) as Record<string, number>;
  return badStatus + connect + receive + exceptions + writeErrors;
}
