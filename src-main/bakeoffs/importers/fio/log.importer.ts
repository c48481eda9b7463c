import type { HarnessFile, Importer, Json, ParseContext, ParsedRun, ParsedSeries, Samples } from '../interface';
import { textLines } from '../reading/lines';
import { mergedSamples } from '../reading/merged-samples';
import { NumberColumn } from '../reading/number-column';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { headText, isBlank } from '../reading/text';
import { latencies, metrics } from './metrics';

const format = 'fio-log';
/** Time in milliseconds, value, direction, block size; then offset, priority and issue time where they were asked for. */
const row = /^\d+, -?\d+, [0-3], \d+(, (0x)?[\da-fA-F]+){0,3}\r?$/;
const directions = ['read', 'write', 'trim', 'sync'];

/** What a log's name says of its values: fio writes the kind nowhere else. */
const kinds = {
  clat: { metric: latencies.clat, unit: 'ns', better: 'lower' },
  slat: { metric: latencies.slat, unit: 'ns', better: 'lower' },
  lat: { metric: latencies.lat, unit: 'ns', better: 'lower' },
  bw: { metric: 'interval_bandwidth', unit: 'KiB/s', better: 'higher' },
  iops: { metric: 'interval_iops', unit: 'IO/s', better: 'higher' },
} as const;
const unknownKind = { metric: 'logged_value', unit: '1', better: 'n/a' } as const;

const named = /^(.*?)_(clat|slat|lat|bw|iops)(?:\.(\d+))?\.log$/;

/**
 * The logs that fio writes beside its output (`--write_lat_log`, `--write_bw_log`, `--write_iops_log`). Version 3 writes
 * nanoseconds, version 2 microseconds; the file does not say which, and not whether values are averages over `log_avg_msec`.
 */
export const importer: Importer = {
  tool: 'fio',
  formats: [format],
  metrics: [
    ...metrics.filter(({ unit }) => unit === 'ns'),
    { name: 'interval_bandwidth', unit: 'KiB/s', better: 'higher', about: 'Bandwidth in one interval of the log.' },
    {
      name: 'interval_iops',
      unit: 'IO/s',
      better: 'higher',
      about: 'Operations per second in one interval of the log.',
    },
    { name: 'logged_value', unit: '1', better: 'n/a', about: 'Values of a log whose name does not say what they are.' },
  ],

  detect(head) {
    if (isBlank(head)) return null;
    const lines = headText(head).split('\n', 3);
    return row.test(lines[0]!) && (lines.length < 3 || row.test(lines[1]!)) ? { format, by: 'shape' } : null;
  },

  together(names) {
    const groups = new Map<string, string[]>();
    for (const name of names) {
      const prefix = named.exec(name)?.[1];
      if (prefix !== undefined) groups.set(prefix, [...(groups.get(prefix) ?? []), name]);
    }
    return [...groups.values()].filter((group) => group.length > 1);
  },

  async parse(files, context): Promise<ParsedRun> {
    const logs: Log[] = [];
    for (const file of files) logs.push(await readLog(file, context));
    const series = seriesOf(logs);
    const latency = logs.some(({ kind }) => kind.endsWith('lat'));
    const metadata: { [name: string]: Json } = {
      files: files.length,
      ...(latency && { unit: 'nanoseconds, as fio 3 writes them; fio 2 wrote microseconds, and the log does not say' }),
      averages: 'with log_avg_msec each value is the average of an interval; the log does not say',
    };
    const count = logs.reduce((sum, { rows }) => sum + rows, 0);
    return { format, outcome: count === 0 ? 'ok-no-samples' : 'ok', series, totals: { count }, metadata };
  },
};

interface Log {
  kind: string;
  rows: number;
  values: NumberColumn[];
  times: NumberColumn[];
}

async function readLog(file: HarnessFile, context: ParseContext): Promise<Log> {
  const columns = (): NumberColumn[] => directions.map(() => new NumberColumn());
  const kind = named.exec(file.name)?.[2] ?? '';
  const log: Log = { kind, rows: 0, values: columns(), times: columns() };
  const skipped = new SkippedRows();
  for await (const { first, lines } of textLines(file, context)) {
    for (let index = 0; index < lines.length; index += 1) {
      const unusable = lines[index] === '' ? undefined : take(lines[index]!, log);
      if (unusable) skipped.add(unusable, { line: first + index });
    }
  }
  const failure = skipped.first();
  if (log.rows === 0 && failure) {
    throw context.refusal(file, { message: `No line can be used: ${failure.reason}.`, where: failure.place });
  }
  skipped.report(file, context, 'line');
  return log;
}

function take(line: string, log: Log): Unusable | undefined {
  if (!row.test(line)) return { reason: 'it is no entry of a log of fio (the file may be cut off)', value: line };
  const [time, value, direction] = line.split(', ', 3).map(Number) as [number, number, number];
  if (value < 0) return { reason: 'the value is below zero', value: String(value) };
  log.rows += 1;
  log.values[direction]!.add(value);
  log.times[direction]!.add(time);
  return undefined;
}

/** One series a kind and direction; logs of the same kind are those of several jobs. */
function seriesOf(logs: readonly Log[]): ParsedSeries[] {
  return [...new Set(logs.map(({ kind }) => kind))].flatMap((kind) =>
    directions.flatMap((direction, at): ParsedSeries[] => {
      const parts = logs
        .filter((log) => log.kind === kind && log.values[at]!.length > 0)
        .map((log): Samples => ({ values: log.values[at]!.values(), times: log.times[at]!.values() }));
      if (parts.length === 0) return [];
      // The times count from the start of the job, so they only order the samples.
      const { values } = mergedSamples(parts);
      const definition = Object.hasOwn(kinds, kind) ? kinds[kind as keyof typeof kinds] : unknownKind;
      return [{ key: `all/${direction}`, ...definition, source: 'samples', samples: { values } }];
    }),
  );
}
