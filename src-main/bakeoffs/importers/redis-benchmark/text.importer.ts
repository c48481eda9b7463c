import type { HarnessFile, Importer, Json, ParseContext, ParsedRun } from '../interface';
import { blocksOf, type ConsoleLine, consoleHead, consoleLines, findLine } from '../reading/console';
import { distinctKeys, sameOf, sumOf } from '../reading/keys';
import { amount, count, percentileName, present } from '../reading/quantities';
import { isBlank } from '../reading/text';
import { type CommandResult, type LatencySummary, metrics, seriesOfResult } from './metrics';

const format = 'redis-benchmark-text';
const heading = /^====== (.+) ======$/;
/** One line a command (`-q`), since version 6.2 with the median. */
const quietLine = /^(.+?): ([\d.]+) requests per second(?:, p50=([\d.]+) msec)?$/;
const rateLine = /^(?:throughput summary: )?(\S+) requests per second$/;

/**
 * What redis-benchmark and valkey-benchmark print without `--csv`: a block for each command, before version 6.2 with its cumulative
 * distribution only, since then with a summary of the latency; or one line a command (`-q`).
 */
export const importer: Importer = {
  tool: 'redis-benchmark',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = consoleHead(head);
    const block = /^[ \t]*====== .+ ======\s*$/m.test(text) && /^[ \t]*\d+ requests completed in /m.test(text);
    if (block || /^[ \t]*throughput summary: [\d.]+ requests per second/m.test(text)) return { format, by: 'content' };
    return /(?:^|[\r\n])[^\r\n:]+: [\d.]+ requests per second(?:, p50=|\s*$)/m.test(text)
      ? { format, by: 'shape' }
      : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const lines = await consoleLines(file!, context);
    const { before, blocks } = blocksOf(lines, ({ text }) => heading.test(text));
    const summaries = blocksOf(before, ({ text }) => /^Summary:$/.test(text)).blocks;
    const parts = blocks.length > 0 ? blocks : summaries;
    const found = parts.flatMap((part) => {
      const result = blockOf(part, file!, context);
      if (!result) unfinished(part, file!, context);
      return result ? [result] : [];
    });
    const results = [...(parts.length > 0 ? [] : quietResults(lines)), ...found];
    if (results.length === 0) {
      const last = lines.at(-1)!;
      throw context.refusal(file!, {
        message: `No command has a result: ${last.text.slice(0, 160).replace(/\.$/, '')}.`,
        where: { line: last.line },
        hint: 'The run was stopped, or the output was cut off.',
      });
    }
    const keys = distinctKeys(results.map(({ title }) => title));
    const facts = results.map(({ details }) => details ?? {});
    const clients = sameOf(facts.map(({ clients: one }) => (typeof one === 'number' ? one : undefined)));
    const seconds = facts.map(({ durationSeconds: one }) => (typeof one === 'number' ? one : undefined));
    return {
      format,
      outcome: 'ok',
      series: results.flatMap((result, index) => seriesOfResult(result, keys[index]!)),
      totals: present({
        count: sumOf(results.map(({ requests }) => requests)),
        durationSeconds: seconds.includes(undefined) ? undefined : sumOf(seconds),
      }),
      metadata: {
        ...(findLine(lines, /^target RPS: [\d.]+$/) ? { loadModel: 'open' } : { loadModel: 'closed' }),
        ...present({
          concurrency: clients,
          targetRate: amount(findLine(lines, /^target RPS: ([\d.]+)$/)?.parts[1]),
        }),
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

function unfinished(part: readonly ConsoleLine[], file: HarnessFile, context: ParseContext): void {
  context.warn({
    code: 'unfinished-run',
    message: `“${heading.exec(part[0]!.text)?.[1]?.slice(0, 60) ?? 'A summary'}” has no rate and is left out; the output may be cut off.`,
    where: { file: file.name, line: part[0]!.line },
  });
}

function quietResults(lines: readonly ConsoleLine[]): CommandResult[] {
  return lines.flatMap(({ text }): CommandResult[] => {
    const parts = quietLine.exec(text);
    const rate = amount(parts?.[2]);
    if (rate === undefined) return [];
    const p50 = amount(parts![3]);
    return [{ title: parts![1]!, rate, latency: p50 === undefined ? undefined : { p50 } }];
  });
}

/** The result of one command; undefined where the block has no rate. */
function blockOf(lines: readonly ConsoleLine[], file: HarnessFile, context: ParseContext): CommandResult | undefined {
  const rate = findLine(lines, rateLine);
  if (!rate) return undefined;
  const value = amount(rate.parts[1]);
  if (value === undefined) {
    throw context.refusal(file, {
      message: `The line “${rate.at.text.slice(0, 80)}” is damaged: there is no rate in it.`,
      where: { line: rate.at.line },
    });
  }
  const latency = summaryOf(lines, file, context);
  const done = findLine(lines, /^(\d+) requests completed in ([\d.]+) seconds$/)?.parts;
  const distribution = section(lines, /^Latency by percentile distribution:$/);
  // Without this heading (before version 6.2) the block has only the cumulative distribution.
  const cumulative = section(lines, /^Cumulative distribution of latencies:$|^keep alive: \d+$/);
  const number = (pattern: RegExp): number | undefined => count(findLine(lines, pattern)?.parts[1]);
  const details: { [name: string]: Json } = {
    ...present({
      clients: number(/^(\d+) parallel clients$/),
      payloadBytes: number(/^(\d+) bytes payload$/),
      keepAlive: number(/^keep alive: (\d+)$/),
      threads: number(/^threads: (\d+)$/),
      durationSeconds: amount(done?.[2]),
      save: findLine(lines, /^host configuration "save": ?(.*)$/)?.parts[1],
      appendOnly: findLine(lines, /^host configuration "appendonly": ?(.*)$/)?.parts[1],
      cluster: findLine(lines, /^cluster mode: (.*)$/)?.parts[1],
    }),
    ...(distribution.length > 0 && { percentileDistribution: distribution }),
    ...(cumulative.length > 0 && { cumulativeDistribution: cumulative }),
  };
  return {
    title: heading.exec(lines[0]!.text)?.[1] ?? 'all',
    rate: value,
    latency,
    percentiles: roundPercentiles(distribution),
    requests: count(done?.[1]),
    details,
  };
}

/** `avg min p50 p95 p99 max` and the numbers on the line below. */
function summaryOf(
  lines: readonly ConsoleLine[],
  file: HarnessFile,
  context: ParseContext,
): LatencySummary | undefined {
  const at = lines.findIndex(({ text }) => /^latency summary \(msec\):$/.test(text));
  const [names, values] = [lines[at + 1], lines[at + 2]];
  if (at < 0 || !names || !values) return undefined;
  const known = ['avg', 'min', 'p50', 'p95', 'p99', 'max'];
  const figures = values.text.split(/\s+/).map((text) => amount(text));
  const columns = names.text.split(/\s+/);
  if (columns.length !== figures.length || figures.includes(undefined)) {
    throw context.refusal(file, {
      message: 'The latency summary is damaged: its figures do not fit their names.',
      where: { line: values.line },
    });
  }
  return Object.fromEntries(
    columns.flatMap((name, index) => (known.includes(name) ? [[name, figures[index]!]] : [])),
  ) as LatencySummary;
}

/** Rows `99.219% <= 1.159 milliseconds (cumulative count 99224)` below a heading, as percentage, milliseconds and count. */
function section(lines: readonly ConsoleLine[], title: RegExp): number[][] {
  let at = lines.findIndex(({ text }) => title.test(text));
  if (at < 0) return [];
  const rows: number[][] = [];
  const row = /^([\d.]+)% <= ([\d.]+) milliseconds(?: \(cumulative count (\d+)\))?$/;
  // Facts of the server may stand between "keep alive" and the rows.
  for (
    at += 1;
    at < lines.length &&
    rows.length === 0 &&
    /^(?:host |multi-thread|threads|cluster|node |save|appendonly)/.test(lines[at]!.text);
  )
    at += 1;
  for (; at < lines.length; at += 1) {
    const parts = row.exec(lines[at]!.text);
    const values = [amount(parts?.[1]), amount(parts?.[2])];
    if (!parts || values.includes(undefined)) break;
    const total = count(parts[3]);
    rows.push([...(values as number[]), ...(total === undefined ? [] : [total])]);
  }
  return rows;
}

/** Percentiles at whole percentages that stand in the distribution; the others are at powers of one half. */
function roundPercentiles(distribution: readonly number[][]): Record<string, number> {
  return Object.fromEntries(
    distribution.flatMap(([percent, value]) =>
      Number.isInteger(percent) && percent! > 0 && percent! < 100 ? [[percentileName(percent!), value!]] : [],
    ),
  );
}
