import type { HarnessFile, Importer, ParseContext, ParsedRun } from '../interface';
import { DelimitedRows } from '../reading/delimited';
import { asNumber, asObject } from '../reading/json';
import { textLines } from '../reading/lines';
import { amount, count } from '../reading/quantities';
import type { Unusable } from '../reading/skipped';
import { headText, isBlank, TextReader } from '../reading/text';
import { isoTimestamp } from '../reading/timestamps';
import { type Hit, Hits, targetOf } from './hits';
import { metrics } from './metrics';

const formatJson = 'vegeta-results-ndjson';
const formatCsv = 'vegeta-results-csv';
/** Nanoseconds since 1970, status, nanoseconds, bytes out, bytes in: what each version writes first. */
const csvRow = /^"?\d{19}"?,"?\d{1,3}"?,"?\d{1,19}"?,"?\d+"?,"?\d+"?,/;

/** Vegeta's single requests (`vegeta encode --to json` and `--to csv`). */
export const importer: Importer = {
  tool: 'vegeta',
  formats: [formatJson, formatCsv],
  metrics: metrics.filter(({ name }) => name === 'latency'),

  detect(head) {
    if (isBlank(head)) return null;
    const lines = headText(head).split(/\r?\n/, 20);
    if (lines.some((line) => csvRow.test(line))) return { format: formatCsv, by: 'content' };
    const marks = ['"code":', '"timestamp":', '"latency":', '"bytes_out":', '"bytes_in":'];
    const isHit = (line: string): boolean => line.startsWith('{') && marks.every((mark) => line.includes(mark));
    return lines.some((line) => isHit(line.replace(/"\s+:/g, '":').trim()))
      ? { format: formatJson, by: 'content' }
      : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const csv = headText(file!.head)
      .split(/\r?\n/, 20)
      .some((line) => csvRow.test(line));
    return csv ? readCsv(file!, context) : readLines(file!, context);
  },
};

async function readLines(file: HarnessFile, context: ParseContext): Promise<ParsedRun> {
  const hits = new Hits(file, context);
  for await (const { first, lines } of textLines(file, context)) {
    for (const [index, line] of lines.entries()) {
      if (line.trim() !== '') hits.take(hitOfLine(line), { line: first + index });
    }
  }
  return hits.finished(formatJson, 'line');
}

function hitOfLine(line: string): Hit | Unusable {
  let entry: Record<string, unknown> | undefined;
  try {
    entry = asObject(JSON.parse(line));
  } catch {
    return { reason: 'it is not JSON (the file may be cut off)', value: line.slice(0, 200) };
  }
  if (!entry) return { reason: 'it is no object', value: line.slice(0, 200) };
  const whole = (name: string): number | undefined => {
    const value = asNumber(entry[name]);
    return value !== undefined && value >= 0 ? value : undefined;
  };
  const text = (name: string): string => (typeof entry[name] === 'string' ? (entry[name] as string) : '');
  const [code, nanoseconds, start] = [whole('code'), whole('latency'), isoTimestamp(text('timestamp'))];
  if (code === undefined) return { reason: 'the status code is none' };
  if (nanoseconds === undefined)
    return { reason: 'the latency is no duration', value: JSON.stringify(entry.latency) ?? '' };
  if (Number.isNaN(start)) return { reason: 'the time stamp is no time', value: text('timestamp') };
  return {
    code,
    start,
    nanoseconds,
    bytesIn: whole('bytes_in') ?? 0,
    bytesOut: whole('bytes_out') ?? 0,
    error: text('error'),
    attack: text('attack'),
    target: targetOf(text('method'), text('url')),
  };
}

async function readCsv(file: HarnessFile, context: ParseContext): Promise<ParsedRun> {
  const hits = new Hits(file, context);
  const text = new TextReader(file, context);
  const rows = new DelimitedRows(',', (bytes, line) => text.decode(bytes, line));
  let columns: number | undefined;
  await rows.read(file, context, () => {
    columns ??= rows.columns;
    hits.take(rows.columns === columns && !rows.unclosed ? hitOfRow(rows) : cutOff, { line: rows.line });
  });
  return hits.finished(formatCsv, 'row');
}

const cutOff: Unusable = { reason: 'it has another number of fields than the first row (the file may be cut off)' };

/**
 * Time stamp, status, latency, bytes out, bytes in, error, body (from version 6), attack and number (7), method and URL (12.8). The
 * body is passed over.
 */
function hitOfRow(rows: DelimitedRows): Hit | Unusable {
  const stamp = rows.field(0).trim();
  const code = count(rows.field(1).trim());
  const nanoseconds = amount(rows.field(2).trim());
  if (!/^\d{1,19}$/.test(stamp)) return { reason: 'the time stamp is no time', value: stamp };
  if (code === undefined || code > 999) return { reason: 'the status code is none', value: rows.field(1) };
  if (nanoseconds === undefined) return { reason: 'the latency is no duration', value: rows.field(2) };
  return {
    code,
    // Split before it becomes a double, so that the fraction of a millisecond is kept as well as a double can.
    start: Number(stamp.slice(0, -6) || '0') + Number(stamp.slice(-6)) / 1e6,
    nanoseconds,
    bytesOut: amount(rows.field(3).trim()) ?? 0,
    bytesIn: amount(rows.field(4).trim()) ?? 0,
    error: rows.field(5),
    attack: rows.field(7),
    target: targetOf(rows.field(9), rows.field(10)),
  };
}
