import type { Json, ParsedSeries, PrintedFigures } from '../interface';
import { latencies } from './metrics';

/** What fio tells of one job in one direction, whatever the output format. Latencies in nanoseconds. */
export interface JobDirection {
  /** Job and direction, such as `randread/read`. */
  key: string;
  latencies: Partial<Record<keyof typeof latencies, PrintedFigures>>;
  iops?: number | undefined;
  /** In bytes per second. */
  bandwidth?: number | undefined;
  totalIos?: number | undefined;
  runtimeMs?: number | undefined;
  /** Errors that were passed over (`continue_on_error`). */
  errors?: number | undefined;
  details: { [name: string]: Json };
}

/** The series of one job in one direction: its latencies, its operations per second and its bandwidth. */
export function seriesOfDirection(direction: JobDirection): ParsedSeries[] {
  const { key, iops, bandwidth, totalIos, runtimeMs, errors } = direction;
  const details: { [name: string]: Json } = {
    ...(iops !== undefined && { iops }),
    ...(bandwidth !== undefined && { bandwidthBytesPerSecond: bandwidth }),
    ...(totalIos !== undefined && { totalIos }),
    ...(runtimeMs !== undefined && { runtimeMs }),
    ...direction.details,
  };
  const found: ParsedSeries[] = [];
  for (const [name, metric] of Object.entries(latencies)) {
    const printed = direction.latencies[name as keyof typeof latencies];
    if (!printed) continue;
    const source = printed.percentiles ? 'histogram' : 'summary-only';
    const main = name === 'clat' ? { details, ...(errors !== undefined && { errors }) } : {};
    found.push({ key, metric, unit: 'ns', better: 'lower', source, printed, ...main });
  }
  const single = { key, better: 'higher', source: 'summary-only' } as const;
  if (iops !== undefined) found.push({ ...single, metric: 'iops', unit: 'IO/s', value: iops });
  if (bandwidth !== undefined) found.push({ ...single, metric: 'bandwidth', unit: 'B/s', value: bandwidth });
  return found;
}
