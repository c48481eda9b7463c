import type { Importer, Json, PrintedFigures } from '../interface';
import { blocksOf, type ConsoleLine, consoleLines, findLine, visibleText } from '../reading/console';
import { amount, count, percentileName, present } from '../reading/quantities';
import { warnOfSeveral } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { type CannonRun, metrics, runOf } from './results';

const format = 'autocannon-text';
const runBegins = /^Running (?:[\d.]+\s?s|[\d,.]+k? requests?) test @ (\S+)/;
const titleRow = /^[|│┃]?\s*Stat\s*(?:[|│┃]\s*|\s{2,})/;

/** The tables that autocannon prints for people, with or without boxes around them, in any locale of numbers. */
export const importer: Importer = {
  tool: 'autocannon',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const lines = headText(head).split('\n').map(visibleText);
    const table = lines.some((line) => titleRow.test(line));
    const latency = lines.some((line) => /^[|│┃]?\s*Latency(?:\s*[|│┃]|\s{2,}| \(ms\)\s)/.test(line));
    const rate = lines.some((line) => /^[|│┃]?\s*Req\/Sec\s*(?:[|│┃]|\s{2,})/.test(line));
    return table && latency && rate ? { format, by: 'content' } : null;
  },

  async parse([file], context) {
    const lines = await consoleLines(file!, context);
    const { before, blocks } = blocksOf(lines, ({ text }) => runBegins.test(text));
    const found = (blocks.length > 0 ? blocks : [before]).filter((block) => findLine(block, titleRow));
    if (found.length === 0) {
      throw context.refusal(file!, { message: 'There is no table of results.', where: { line: lines[0]?.line ?? 1 } });
    }
    const runs = found.map((block) => {
      const run = cannonRun(block);
      if (run.latency.mean !== undefined || run.latency.percentiles) return run;
      throw context.refusal(file!, {
        message: 'The table of latencies is not whole.',
        where: { line: block[0]!.line },
      });
    });
    if (runs.length > 1) warnOfSeveral(file!, context, runs.length, found[1]![0]!.line);
    return runOf(format, runs, file!.encoding === 'utf-8' ? {} : { encoding: file!.encoding });
  },
};

/** The cells of a table's row: between its lines; in versions without lines, the label and what follows it. */
function cellsOf(text: string): string[] {
  if (/^[|│┃]/.test(text)) {
    return text
      .replace(/^[|│┃]|[|│┃]$/g, '')
      .split(/[|│┃]/)
      .map((cell) => cell.trim());
  }
  const row = /^(Latency \(ms\)|Req\/Sec|Bytes\/Sec)\s+(.+)$/.exec(text);
  if (!row) return text.split(/\s+/);
  // Figures that fill their columns stand one space apart, as a figure and its unit do.
  return [row[1]!, ...[...row[2]!.matchAll(/\S+(?: [kMGTP]?B\b)?/g)].map(([cell]) => cell)];
}

/**
 * A number in the locale of the machine that printed it. autocannon rounds to two decimals, so that three digits behind a mark are
 * thousands, whatever the mark is.
 */
export function localNumber(text: string): number | undefined {
  const grouped = /^(\d{1,3})((?:[.,'’\s]\d{3})+)(?:[.,](\d{1,2}))?$/.exec(text);
  if (grouped) return amount(`${grouped[1]}${grouped[2]!.replace(/\D/g, '')}.${grouped[3] ?? '0'}`);
  return amount(text.replace(/^(\d+),(\d{1,2})$/, '$1.$2'));
}

const thousands = ['', 'k', 'M', 'G', 'T', 'P'];

/** A cell as a number: milliseconds (`20 ms`), bytes with a decimal prefix (`1.06 MB`), or neither. */
function cellNumber(text: string): number | undefined {
  const bytes = /^(.+?)\s*([kMGTP]?)B$/.exec(text);
  if (bytes) {
    const value = localNumber(bytes[1]!);
    return value === undefined ? undefined : value * 1000 ** thousands.indexOf(bytes[2]!);
  }
  return localNumber(text.replace(/\s*ms$/, ''));
}

const columns: Record<string, 'mean' | 'stddev' | 'min' | 'max'> = {
  Avg: 'mean',
  Stdev: 'stddev',
  Min: 'min',
  Max: 'max',
};

/** The row that begins with `label`, by the titles of the table above it. */
function rowOf(block: readonly ConsoleLine[], label: RegExp): PrintedFigures {
  let titles: string[] = [];
  for (const { text } of block) {
    if (titleRow.test(text)) titles = cellsOf(text);
    const cells = cellsOf(text);
    if (!label.test(cells[0]!)) continue;
    const figures: PrintedFigures = {};
    const percentiles: Record<string, number> = {};
    for (const [index, title] of titles.entries()) {
      const value = cellNumber(cells[index] ?? '');
      const percent = /^([\d.]+)%$/.exec(title)?.[1];
      if (value === undefined) continue;
      if (percent !== undefined) percentiles[percentileName(Number(percent))] = value;
      else if (Object.hasOwn(columns, title)) figures[columns[title]!] = value;
    }
    return { ...figures, ...(Object.keys(percentiles).length > 0 && { percentiles }) };
  }
  return {};
}

/** The long table of percentiles (`--latency`). */
function percentileTable(block: readonly ConsoleLine[]): Record<string, number> {
  const begin = block.findIndex(({ text }) => /^[|│┃]?\s*Percentile\b.*Latency \(ms\)/.test(text));
  const found: Record<string, number> = {};
  if (begin < 0) return found;
  for (const { text } of block.slice(begin + 1)) {
    if (/requests in /.test(text)) break;
    const [percent, value] = cellsOf(text);
    const [at, figure] = [amount(percent), cellNumber(value ?? '')];
    if (at !== undefined && at <= 100 && figure !== undefined) found[percentileName(at)] = figure;
  }
  return found;
}

/** The table of status codes (`--renderStatusCodes`). */
function statusCodes(block: readonly ConsoleLine[]): Record<string, number> {
  const begin = block.findIndex(({ text }) => /^[|│┃]?\s*Code\b.*Count/.test(text));
  const found: Record<string, number> = {};
  if (begin < 0) return found;
  for (const { text } of block.slice(begin + 1)) {
    if (/sampled|requests in /.test(text)) break;
    const [code, number] = cellsOf(text);
    const value = count(number);
    if (/^\d{3}$/.test(code!) && value !== undefined) found[code!] = value;
  }
  return found;
}

function cannonRun(block: readonly ConsoleLine[]): CannonRun {
  const parts = (pattern: RegExp): RegExpExecArray | undefined => findLine(block, pattern)?.parts;
  const url = parts(runBegins)?.[1];
  const latency = rowOf(block, /^Latency(?: \(ms\))?$/);
  const more = percentileTable(block);
  const requests = rowOf(block, /^Req\/Sec$/);
  const codes = statusCodes(block);
  const answers = parts(/^(\d+) 2xx responses, (\d+) non 2xx responses$/);
  const summary = parts(/^([\d.,]+k?) requests in ([\d.]+)s(?:, (.+) read)?/);
  const failed = parts(/^([\d.,]+k?) errors \(([\d.,]+k?) timeouts\)$/);
  const setup = parts(/^(\d+) connections?(?: with (\d+) pipelining factor)?/);
  const samples = count(parts(/^# of samples: (\d+)$/)?.[1]);
  const non2xx = count(answers?.[2]);
  // From 1,000 on a number is rounded to thousands (22k); then the file does not have it.
  const errors = failed ? count(failed[1]) : 0;
  const answered = answers ? Number(answers[1]) + Number(answers[2]) : undefined;
  const listed = Object.values(codes).reduce((sum, value) => sum + value, 0);
  const requested = count(summary?.[1]);
  const sampled = { ...present({ n: samples }) };
  return {
    name: url,
    latency: {
      ...latency,
      ...((latency.percentiles || Object.keys(more).length > 0) && {
        percentiles: { ...latency.percentiles, ...more },
      }),
    },
    requests: { ...sampled, ...requests },
    bytes: { ...sampled, ...rowOf(block, /^Bytes\/Sec$/) },
    count: answered ?? (listed > 0 ? listed : undefined) ?? (requested === 0 ? 0 : undefined),
    errors: summary && errors !== undefined ? errors + (non2xx ?? 0) : undefined,
    totals: present({
      connectionErrors: summary ? errors : undefined,
      timeouts: failed ? count(failed[2]) : undefined,
      non2xx,
      durationSeconds: amount(summary?.[2]),
      throughput: requests.mean,
      throughputUnit: requests.mean === undefined ? undefined : 'requests/s',
      connections: count(setup?.[1]),
      requestsPrinted: summary?.[1],
    }) as { [name: string]: Json },
    metadata: {
      ...present({
        url,
        concurrency: count(setup?.[1]),
        pipelining: count(setup?.[2]),
        workers: count(parts(/^(\d+) workers?$/)?.[1]),
      }),
      ...(Object.keys(codes).length > 0 && { statusCodes: codes }),
    } as { [name: string]: Json },
  };
}
