import type { Json, ParsedSeries, PrintedFigures } from '../interface';
import type { ConsoleLine } from '../reading/console';
import { amount, count } from '../reading/quantities';

/** One statement of a script with its average time in milliseconds. */
interface Statement {
  text: string;
  latency: number;
  failures?: number;
  retries?: number;
}

/** What the summary says of all scripts, or of one of several. Times in milliseconds. */
interface Figures {
  name?: string;
  processed?: number;
  average?: number;
  includesFailures?: true;
  deviation?: number;
  tps?: number;
  tpsWithConnecting?: number;
  failed?: number;
  skipped?: number;
  retried?: number;
  retries?: number;
  statements: Statement[];
}

/** One summary of pgbench. */
export interface Summary {
  overall: Figures;
  scripts: Figures[];
  processed?: number;
  planned?: number;
  lag?: { average: number; max: number };
  facts: { [name: string]: Json };
  /** A line whose figure cannot be one. */
  wrong?: ConsoleLine;
}

const numberFacts: readonly [RegExp, string][] = [
  [/^scaling factor: (.+)$/, 'scale'],
  [/^number of clients: (.+)$/, 'clients'],
  [/^number of threads: (.+)$/, 'threads'],
  [/^maximum number of tries: (.+)$/, 'maximumTries'],
  [/^number of transactions per client: (.+)$/, 'transactionsPerClient'],
  [/^duration: (\S+) s$/, 'durationSeconds'],
  [/^partitions: (.+)$/, 'partitions'],
  [/^initial connection time = (\S+) ms$/, 'initialConnectionMs'],
  [/^average connection time = (\S+) ms$/, 'averageConnectionMs'],
];
const textFacts: readonly [RegExp, string][] = [
  [/^transaction type: (.+)$/, 'transactionType'],
  [/^query mode: (.+)$/, 'queryMode'],
  [/^partition method: (.+)$/, 'partitionMethod'],
];
const share = String.raw`(?: \(.*%\))?$`;
const failedLine = new RegExp(`^number of failed transactions: (\\S+)${share}`);
const skippedLine = new RegExp(`^number of transactions skipped: (\\S+)${share}`);
const retriedLine = new RegExp(`^number of transactions retried: (\\S+)${share}`);
/** Kinds of failure and the latency limit, kept as facts. */
const countFacts: readonly [RegExp, string][] = [
  [new RegExp(`^number of serialization failures: (\\S+)${share}`), 'serializationFailures'],
  [new RegExp(`^number of deadlock failures: (\\S+)${share}`), 'deadlockFailures'],
  [new RegExp(`^number of other failures: (\\S+)${share}`), 'otherFailures'],
  [/^number of transactions above the [\d.]+ ms latency limit: (\d+)(?:\/| |$)/, 'aboveLatencyLimit'],
];

/** Whether the text has the summary that pgbench prints at its end. */
export const isSummary = (text: string): boolean =>
  /^\s*transaction type: ./m.test(text) &&
  /^\s*(query mode|scaling factor|number of (clients|transactions))/m.test(text);

/** Reads the lines of one summary, from `transaction type:` to the next or the end. Lines that are none of pgbench's are passed over. */
export function readSummary(lines: readonly ConsoleLine[]): Summary {
  const summary: Summary = { overall: { statements: [] }, scripts: [], facts: {} };
  let scope = summary.overall;
  let columns = -1;
  for (const line of lines) {
    const text = line.text.replace(/^- /, '');
    const script = /^SQL script \d+: (.*)$/.exec(text);
    if (script) {
      scope = { name: script[1]!, statements: [] };
      summary.scripts.push(scope);
      columns = -1;
      continue;
    }
    const header = /^statement latencies in milliseconds(.*):$/.exec(text);
    if (header) {
      columns = header[1]!.includes('retries') ? 2 : header[1]!.includes('failures') ? 1 : 0;
      continue;
    }
    if (columns >= 0) {
      const statement = statementOf(text, columns);
      if (statement) {
        scope.statements.push(statement);
        continue;
      }
    }
    if (!takeFigure(text, scope, summary) && !summary.wrong) summary.wrong = line;
  }
  return summary;
}

function statementOf(text: string, columns: number): Statement | undefined {
  const [latency, ...rest] = text.split(/\s+/, 1 + columns);
  const numbers = rest.map(count);
  const time = /^\d+\.\d{3,6}$/.test(latency!) ? amount(latency) : undefined;
  if (time === undefined || numbers.length < columns || numbers.includes(undefined)) return undefined;
  const source = text.replace(new RegExp(`^\\S+(\\s+\\d+){${columns}}\\s*`), '');
  return {
    text: source,
    latency: time,
    ...(columns > 0 && { failures: numbers[0]! }),
    ...(columns > 1 && { retries: numbers[1]! }),
  };
}

/** Takes what a line says; false when it names a figure of pgbench and the figure is none. */
function takeFigure(text: string, scope: Figures, summary: Summary): boolean {
  const { facts } = summary;
  const limit = amount(/^number of transactions above the ([\d.]+) ms latency limit/.exec(text)?.[1]);
  if (limit !== undefined) facts.latencyLimitMs = limit;
  for (const [pattern, name] of textFacts) {
    const parts = pattern.exec(text);
    if (parts) return set(facts, name, parts[1]!);
  }
  for (const [pattern, name] of numberFacts) {
    const parts = pattern.exec(text);
    if (parts) return set(facts, name, amount(parts[1]));
  }
  for (const [pattern, name] of countFacts) {
    const parts = pattern.exec(text);
    if (parts) return scope === summary.overall ? set(facts, name, count(parts[1])) : count(parts[1]) !== undefined;
  }
  const processed = /^number of transactions actually processed: ([^/\s]+)(?:\/(\S+))?$/.exec(text);
  if (processed) {
    const planned = count(processed[2]);
    if (planned !== undefined) summary.planned = planned;
    return set(summary, 'processed', count(processed[1])) && set(scope, 'processed', count(processed[1]));
  }
  return takeMeasure(text, scope, summary);
}

function takeMeasure(text: string, scope: Figures, summary: Summary): boolean {
  const take = (pattern: RegExp, name: keyof Figures, read = count): boolean | undefined => {
    const parts = pattern.exec(text);
    return parts ? set(scope, name, read(parts[1])) : undefined;
  };
  const average = /^latency average(?: =|:) (\S+) ms( \(including failures\))?$/.exec(text);
  if (average?.[2]) scope.includesFailures = true;
  const lag = /^rate limit schedule lag: avg (\S+) \(max (\S+)\) ms$/.exec(text);
  if (lag) {
    const [mean, max] = [amount(lag[1]), amount(lag[2])];
    if (mean === undefined || max === undefined) return false;
    summary.lag = { average: mean, max };
    return true;
  }
  const ofScript = /^(\d+) transactions \(.*?, tps = ([\d.]+)\)$/.exec(text);
  if (ofScript) return set(scope, 'processed', count(ofScript[1])) && set(scope, 'tps', amount(ofScript[2]));
  return (
    (average ? set(scope, 'average', amount(average[1])) : undefined) ??
    take(/^latency stddev(?: =|:) (\S+) ms$/, 'deviation', amount) ??
    take(failedLine, 'failed') ??
    take(skippedLine, 'skipped') ??
    take(retriedLine, 'retried') ??
    take(/^total number of retries: (\S+)$/, 'retries') ??
    take(/^tps = (\S+) \(including connections establishing\)$/, 'tpsWithConnecting', amount) ??
    take(
      /^tps = (\S+) \((?:excluding connections establishing|without initial connection time|including reconnection times)\)$/,
      'tps',
      amount,
    ) ??
    true
  );
}

function set<T extends object>(target: T, name: keyof T, value: T[keyof T] | undefined): boolean {
  if (value === undefined) return false;
  target[name] = value;
  return true;
}

/** The series of one summary: latency and throughput of all, of each script where there are several, and of each statement. */
export function seriesOfSummary({ overall, scripts }: Summary): ParsedSeries[] {
  return [
    ...seriesOfFigures('all', overall, ''),
    ...scripts.flatMap((script, index) => {
      const key = `script ${index + 1}: ${script.name}`;
      return seriesOfFigures(key, script, `${key} › `);
    }),
  ];
}

function seriesOfFigures(key: string, figures: Figures, prefix: string): ParsedSeries[] {
  const { processed, average, deviation, tps, failed } = figures;
  const found: ParsedSeries[] = [];
  const printed: PrintedFigures = {
    ...(processed !== undefined && { n: processed }),
    ...(average !== undefined && { mean: average }),
    ...(deviation !== undefined && { stddev: deviation }),
  };
  if (average !== undefined) {
    found.push({
      key,
      metric: 'latency',
      unit: 'ms',
      better: 'lower',
      source: 'summary-only',
      printed,
      ...(failed !== undefined && processed !== undefined && { errors: failed, attempts: processed + failed }),
      ...(figures.includesFailures && { details: { includesFailures: true } }),
    });
  }
  if (tps !== undefined) {
    const named = { key, metric: 'throughput', unit: 'transactions/s', better: 'higher' } as const;
    found.push({ ...named, source: 'summary-only', value: tps });
  }
  for (const { text, latency, failures, retries } of figures.statements) {
    found.push({
      key: `${prefix}${text}`,
      metric: 'statement_latency',
      unit: 'ms',
      better: 'lower',
      source: 'summary-only',
      printed: { mean: latency },
      details: { ...(failures !== undefined && { failures }), ...(retries !== undefined && { retries }) },
    });
  }
  return found;
}
