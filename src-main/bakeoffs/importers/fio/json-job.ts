import type { PrintedFigures } from '../interface';
import { asNumber, asObject } from '../reading/json';
import { percentileName } from '../reading/quantities';
import type { JobDirection } from './series';

type Fields = Record<string, unknown>;

/**
 * What one job of a JSON document did in each direction in which it did anything. `damaged` says why the job cannot be read.
 * Version 2 prints latencies in microseconds (`clat`), version 3 in nanoseconds (`clat_ns`); bandwidth is `bw` in KiB/s, and
 * `bw_bytes` from version 3 on.
 */
export function directionsOfJob(
  job: Fields,
  index: number,
  jobs: readonly Fields[],
  version: string,
): { found: JobDirection[]; damaged?: string } {
  if (typeof job.jobname !== 'string') return { found: [], damaged: 'it has no name' };
  const found: JobDirection[] = [];
  const name = nameOf(job, index, jobs);
  const error = asNumber(job.error);
  for (const direction of ['read', 'write', 'trim', 'mixed', 'sync']) {
    const fields = asObject(job[direction]);
    if (!fields) continue;
    const totalIos = asNumber(fields.total_ios);
    const runtimeMs = asNumber(fields.runtime);
    const latencies = {
      clat: latencyOf(fields, 'clat'),
      slat: latencyOf(fields, 'slat'),
      lat: latencyOf(fields, 'lat'),
    };
    const did = (totalIos ?? 0) > 0 || (asNumber(fields.io_bytes) ?? 0) > 0 || Object.values(latencies).some(Boolean);
    if (!did) continue;
    const bandwidth = asNumber(fields.bw_bytes) ?? timesKibi(asNumber(fields.bw));
    const figures = [totalIos, runtimeMs, bandwidth, asNumber(fields.iops)];
    if (figures.some((figure) => figure !== undefined && figure < 0)) {
      return { found, damaged: `a figure of ${direction} is below zero` };
    }
    if (Object.values(latencies).some((printed) => printed && contradicts(printed))) {
      return { found, damaged: `the latencies of ${direction} contradict each other` };
    }
    const { clat, slat, lat } = latencies;
    found.push({
      key: `${name}/${direction}`,
      latencies: {
        // The number of operations, where version 2 and early 3 do not give that of the latencies.
        ...(clat && { clat: clat.n === undefined && totalIos !== undefined ? { n: totalIos, ...clat } : clat }),
        ...(slat && { slat }),
        ...(lat && { lat }),
      },
      iops: asNumber(fields.iops),
      bandwidth,
      totalIos,
      runtimeMs,
      errors: asNumber(job.total_err),
      details: {
        ...(error !== undefined && { error }),
        ...(asNumber(job.groupid) !== undefined && { group: asNumber(job.groupid)! }),
        ...(version.startsWith('fio-2') && { unitInFile: 'us' }),
      },
    });
  }
  return { found };
}

/** The job's name, with that of the client and, where several are called the same, its number among them. */
function nameOf(job: Fields, index: number, jobs: readonly Fields[]): string {
  const plain = (one: Fields): string =>
    typeof one.hostname === 'string' && one.hostname !== '' ? `${one.hostname}: ${one.jobname}` : String(one.jobname);
  const name = plain(job);
  const before = jobs.slice(0, index).filter((other) => plain(other) === name).length;
  return before === 0 ? name : `${name} #${before + 1}`;
}

/** One kind of latency in nanoseconds; undefined where nothing was measured. */
function latencyOf(fields: Fields, kind: 'clat' | 'slat' | 'lat'): PrintedFigures | undefined {
  const nanoseconds = asObject(fields[`${kind}_ns`]);
  const figures = nanoseconds ?? asObject(fields[kind]);
  if (!figures) return undefined;
  const scale = nanoseconds ? 1 : 1000;
  const value = (name: string): number | undefined => {
    const figure = asNumber(figures[name]);
    return figure === undefined ? undefined : figure * scale;
  };
  const n = asNumber(figures.N);
  const [min, max, mean, stddev] = [value('min'), value('max'), value('mean'), value('stddev')];
  if (n === 0 || (n === undefined && !max && !mean)) return undefined;
  const percentiles: Record<string, number> = {};
  for (const [name, figure] of Object.entries(asObject(figures.percentile) ?? {})) {
    const percent = Number(name);
    const time = asNumber(figure);
    // Version 2 fills its list of percentiles up with “0.00”.
    if (percent > 0 && percent <= 100 && time !== undefined) percentiles[percentileName(percent)] = time * scale;
  }
  return {
    ...(n !== undefined && { n }),
    ...(mean !== undefined && { mean }),
    ...(stddev !== undefined && { stddev }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(Object.keys(percentiles).length > 0 && { percentiles }),
  };
}

const timesKibi = (kibibytes: number | undefined): number | undefined =>
  kibibytes === undefined ? undefined : kibibytes * 1024;

/** Whether the figures cannot belong together, or are no times. */
export function contradicts({ n, min, max, mean, stddev, percentiles }: PrintedFigures): boolean {
  const all = [n, min, max, mean, stddev, ...Object.values(percentiles ?? {})];
  if (all.some((figure) => figure !== undefined && !(figure >= 0 && Number.isFinite(figure)))) return true;
  return min !== undefined && max !== undefined && min > max;
}
