import type { Importer, ParsedRun, PrintedFigures } from '../interface';
import { consoleLines } from '../reading/console';
import { amount, count, decimal, percentileName } from '../reading/quantities';
import { numberApart } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { contradicts } from './json-job';
import { metrics } from './metrics';
import { type JobDirection, seriesOfDirection } from './series';

const format = 'fio-terse';
const beginning = /^(?:2;[^;]*;\d+;\d+|[345];(?:fio-)?\d[^;]*;[^;]*;\d+;\d+)(?:;\d+){4};/m;
/** How many fields of percentiles there are in one direction, filled up with `0%=0`. */
const percentileFields = 20;

/**
 * fio's terse output (`--minimal`, `--output-format=terse`), versions 2 to 5: a line a job, fields by position and separated by
 * semicolons, latencies in microseconds and bandwidth in KiB/s. It does not count the operations.
 */
export const importer: Importer = {
  tool: 'fio',
  formats: [format],
  metrics,

  detect(head) {
    return !isBlank(head) && beginning.test(headText(head)) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const lines = (await consoleLines(file!, context)).filter(({ text }) => beginning.test(text));
    const jobs = lines.map(({ text, line }) => {
      const job = readJob(text.split(';'));
      if (typeof job === 'string') {
        throw context.refusal(file!, {
          message: `The line of the job cannot be read: ${job}.`,
          where: { line },
          hint: 'The line may have been cut off.',
        });
      }
      return job;
    });
    const series = jobs.flatMap(({ directions }) => directions.flatMap(seriesOfDirection));
    numberApart(series);
    const durations = jobs.flatMap(({ directions }) => directions.flatMap(({ runtimeMs }) => runtimeMs ?? []));
    const version = jobs[0]?.version;
    return {
      format,
      outcome:
        series.length === 0 ? 'ok-no-samples' : jobs.some(({ error }) => error !== 0) ? 'ok-with-failures' : 'ok',
      series,
      totals: { ...(durations.length > 0 && { durationSeconds: Math.max(...durations) / 1000 }) },
      metadata: {
        ...(version !== undefined && {
          fioVersion: version.replace(/^(?=\d)/, 'fio-'),
          toolVersion: version.replace(/^fio-/, ''),
        }),
        jobs: jobs.map(({ name, error }) => ({ name, error })),
      },
    };
  },
};

interface TerseJob {
  version?: string;
  name: string;
  error: number;
  directions: JobDirection[];
}

/** Reads the fields of one job; a text says what is wrong with them. */
function readJob(fields: readonly string[]): TerseJob | string {
  const terse = Number(fields[0]);
  const at = terse === 2 ? 1 : 2;
  const [name, error] = [fields[at]!, Number(fields[at + 2])];
  const job: TerseJob = { name, error, directions: [], ...(terse > 2 && { version: fields[1]! }) };
  const width = 17 + percentileFields + (terse === 5 ? 10 : 4);
  const directions = terse === 3 ? ['read', 'write'] : ['read', 'write', 'trim'];
  for (const [index, direction] of directions.entries()) {
    const begin = at + 3 + index * width;
    const own = fields.slice(begin, begin + width);
    if (own.length < width) return 'fields are missing';
    const figures = readDirection(own, `${name}/${direction}`, error);
    if (typeof figures === 'string') return figures;
    if (figures) job.directions.push(figures);
  }
  return job;
}

/** One direction; undefined where nothing was done. */
function readDirection(fields: readonly string[], key: string, error: number): JobDirection | string | undefined {
  const [kibibytes, bandwidth, iops, runtimeMs] = fields.slice(0, 4).map(count);
  if ([kibibytes, bandwidth, iops, runtimeMs].includes(undefined)) return 'a total is no number';
  if (kibibytes === 0 && iops === 0) return undefined;
  const percentiles: Record<string, number> = {};
  for (const field of fields.slice(12, 12 + percentileFields)) {
    const parts = /^(\d+(?:\.\d+)?)%=(\d+)$/.exec(field);
    if (!parts) return 'a percentile is none';
    if (Number(parts[1]) > 0) percentiles[percentileName(Number(parts[1]))] = Number(parts[2]) * 1000;
  }
  const [slat, clat] = [latencyOf(fields.slice(4, 8)), latencyOf(fields.slice(8, 12))];
  const lat = latencyOf(fields.slice(12 + percentileFields, 16 + percentileFields));
  if (slat === null || clat === null || lat === null) return 'a latency is none';
  return {
    key,
    latencies: {
      ...(clat && { clat: { ...clat, ...(Object.keys(percentiles).length > 0 && { percentiles }) } }),
      ...(slat && { slat }),
      ...(lat && { lat }),
    },
    iops,
    bandwidth: bandwidth! * 1024,
    runtimeMs,
    details: { error },
  };
}

/** Minimum, maximum, mean and deviation in microseconds; undefined where all are zero, null where one is no time. */
function latencyOf(fields: readonly string[]): PrintedFigures | undefined | null {
  const [min, max, mean, stddev] = fields.map(amount);
  if (min === undefined || max === undefined || mean === undefined || stddev === undefined) return null;
  if (max === 0 && mean === 0) return undefined;
  const printed = { min: min * 1000, max: max * 1000, mean: mean * 1000, stddev: stddev * 1000 };
  return decimal(fields[0]) === undefined || contradicts(printed) ? null : printed;
}
