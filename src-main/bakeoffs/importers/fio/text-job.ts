import type { PrintedFigures } from '../interface';
import type { ConsoleLine } from '../reading/console';
import { amount, bytesOf, count, millisecondsOf, percentileName, scaled } from '../reading/quantities';
import { contradicts } from './json-job';
import type { JobDirection } from './series';

/** One job of the normal output. */
export interface TextJob {
  name: string;
  error: number;
  directions: JobDirection[];
  /** A line whose figure cannot be one. */
  wrong?: ConsoleLine;
}

/** `randread: (groupid=0, jobs=1): err= 0: pid=9: …`, with the client's name in front under `--client`. */
export const jobHeader = /^(?:<([^>]+)> )?(.*): \(groupid=\d+, jobs=\d+\): err=\s*(\d+)/;

const nanoseconds: Record<string, number> = { nsec: 1, usec: 1e3, msec: 1e6, sec: 1e9 };
const kinds = ['clat', 'slat', 'lat'] as const;
type Kind = (typeof kinds)[number];
const position: Record<string, number> = { read: 0, write: 1, trim: 2 };

/** Reads the lines of one job. Lines that are none of a job's figures are passed over. */
export function readTextJob(lines: readonly ConsoleLine[]): TextJob {
  const [, client, name, error] = jobHeader.exec(lines[0]!.text)!;
  const label = client === undefined ? name! : `${client}: ${name}`;
  const job: TextJob = { name: label, error: Number(error), directions: [] };
  let current: JobDirection | undefined;
  let percentiles: { kind: Kind; scale: number } | undefined;
  for (const line of lines.slice(1)) {
    const text = line.text.replace(/^<[^>]+> +/, '');
    if (/^(Run status group|Disk stats|All clients)/.test(text)) break;
    const direction = directionOf(text, label, job.error);
    const header = /^(clat|slat|lat)?\s*percentiles \((nsec|usec|msec)\)\s*:/.exec(text);
    if (direction) {
      current = direction;
      job.directions.push(current);
      percentiles = undefined;
    } else if (/^(cpu|IO depths|lat \((nsec|usec|msec)\)\s*: \d+=|sync|fsync)/.test(text)) {
      current = /^(fsync|sync)/.test(text) ? undefined : current;
      percentiles = undefined;
    } else if (header && current) {
      percentiles = { kind: (header[1] ?? 'clat') as Kind, scale: nanoseconds[header[2]!]! };
    } else if (percentiles && current && text.startsWith('|')) {
      if (!takePercentiles(text, current, percentiles)) job.wrong ??= line;
    } else if (/^issued/.test(text)) {
      takeCounts(text, job.directions);
    } else if (current) {
      percentiles = undefined;
      const latency = latencyOf(text);
      if (latency === null) job.wrong ??= line;
      else if (latency) current.latencies[latency.kind] = { ...latency.printed, ...current.latencies[latency.kind] };
    }
  }
  for (const { latencies } of job.directions)
    for (const printed of Object.values(latencies)) if (contradicts(printed)) job.wrong ??= lines[0]!;
  return job;
}

/** `read: IOPS=5604, BW=21.9MiB/s (23.0MB/s)(219MiB/10001msec)`, and of version 2 `read : io=84MB, bw=28MB/s, iops=7, runt= 3001msec`. */
function directionOf(text: string, job: string, error: number): JobDirection | undefined {
  const now = /^(read|write|trim|mixed)\s*: IOPS=([^,]+), BW=(\S+?)\/s(?: \(\S+\))?\((\S+?)\/(\d+)msec\)/.exec(text);
  const named = (name: string): Pick<JobDirection, 'key' | 'latencies' | 'details'> => ({
    key: `${job}/${name}`,
    latencies: {},
    details: { error },
  });
  if (now) {
    return { ...named(now[1]!), iops: scaled(now[2]), bandwidth: sizeOf(now[3]), runtimeMs: amount(now[5]) };
  }
  const old = /^(read|write|trim|mixed)\s*: io=(\S+), bw=(\S+?)\/s, iops=\s*(\S+?)\s*, runt=\s*(\d+\s*m?sec)/.exec(
    text,
  );
  if (!old) return undefined;
  const runtime = millisecondsOf(old[5]!.replace(/\s*(m?)sec$/, '$1s'));
  return { ...named(old[1]!), iops: scaled(old[4]), bandwidth: bytesOf(old[3]), runtimeMs: runtime };
}

/** Bytes of `21.9MiB` and of `23.0MB` (version 3 means powers of 1000 by the latter). */
function sizeOf(text: string | undefined): number | undefined {
  if (text === undefined || /i[bB]$/.test(text)) return bytesOf(text);
  return scaled(text.replace(/[bB]$/, ''));
}

/** One line of latency figures; undefined for another line, null where a figure is none. */
function latencyOf(text: string): { kind: Kind; printed: PrintedFigures } | null | undefined {
  const parts =
    /^(clat|slat|lat)\s*\((nsec|usec|msec|sec)\)\s*: ?min=\s*(\S+), max=\s*(\S+), avg=\s*(\S+), stdev=\s*(\S+)$/.exec(
      text,
    );
  if (!parts) return undefined;
  const scale = nanoseconds[parts[2]!]!;
  const [min, max] = [scaled(parts[3]), scaled(parts[4])];
  const [mean, stddev] = [amount(parts[5]), amount(parts[6])];
  if (min === undefined || max === undefined || mean === undefined || stddev === undefined) return null;
  const printed = { min: min * scale, max: max * scale, mean: mean * scale, stddev: stddev * scale };
  return { kind: parts[1] as Kind, printed };
}

function takePercentiles(text: string, to: JobDirection, { kind, scale }: { kind: Kind; scale: number }): boolean {
  const found: Record<string, number> = { ...to.latencies[kind]?.percentiles };
  const pairs = [...text.matchAll(/(\d+\.\d+)th=\[\s*([^\]]+)\]/g)];
  for (const [, percent, time] of pairs) {
    const value = scaled(time);
    if (value === undefined) return false;
    found[percentileName(Number(percent))] = value * scale;
  }
  to.latencies[kind] = { ...to.latencies[kind], percentiles: found };
  return pairs.length > 0;
}

/** `issued rwts: total=239544,0,0,0 …`, and of version 2 `issued : total=r=10/w=0/d=0, …`. */
function takeCounts(text: string, directions: readonly JobDirection[]): void {
  const now = /total=([\d,]+)/.exec(text)?.[1]?.split(',');
  const old = /total=r=(\d+)\/w=(\d+)\/d=(\d+)/.exec(text)?.slice(1);
  for (const direction of directions) {
    const name = direction.key.slice(direction.key.lastIndexOf('/') + 1);
    const total = count((old ?? now)?.[position[name] ?? -1]);
    if (total === undefined) continue;
    direction.totalIos = total;
    for (const kind of kinds) {
      const printed = direction.latencies[kind];
      if (printed) direction.latencies[kind] = { n: total, ...printed };
    }
  }
}
