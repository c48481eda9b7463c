import type { Json, ParsedSeries } from '../interface';
import type { ConsoleLine } from '../reading/console';
import { amount } from '../reading/quantities';

/** One line of the progress report (`-P`). Figures that pgbench could not compute (`-nan`) are absent. */
export interface Interval {
  /** Seconds since the start, or since 1970 under `--progress-timestamp`. */
  t: number;
  tps?: number;
  latencyMs?: number;
  stddevMs?: number;
  lagMs?: number;
  skipped?: number;
  failed?: number;
}

const pattern = /progress: ([\d.]+) s, ([^ ]+) tps, lat ([^ ]+) ms stddev ([^ ,]+)(.*)$/;

/** The mark of a progress report. */
export const isProgressLine = (text: string): boolean => pattern.test(text);

/** The intervals that the lines tell, in their order. */
export function intervalsOf(lines: readonly ConsoleLine[]): Interval[] {
  return lines.flatMap(({ text }): Interval[] => {
    const parts = pattern.exec(text);
    const t = amount(parts?.[1]);
    if (!parts || t === undefined) return [];
    const rest = parts[5]!;
    const figures = {
      tps: amount(parts[2]),
      latencyMs: amount(parts[3]),
      stddevMs: amount(parts[4]),
      lagMs: amount(/, lag ([\d.]+) ms/.exec(rest)?.[1]),
      skipped: amount(/, (\d+) skipped/.exec(rest)?.[1]),
      failed: amount(/, (\d+) failed/.exec(rest)?.[1]),
    };
    const known = Object.entries(figures).filter(([, figure]) => figure !== undefined);
    return [{ t, ...Object.fromEntries(known) }];
  });
}

/** The intervals as series, one value an interval. */
export function intervalSeries(intervals: readonly Interval[]): ParsedSeries[] {
  const column = (name: 'tps' | 'latencyMs'): Float64Array =>
    Float64Array.from(intervals.flatMap((interval) => interval[name] ?? []));
  const named = { key: 'all', source: 'samples' } as const;
  const found: ParsedSeries[] = [
    {
      ...named,
      metric: 'interval_throughput',
      unit: 'transactions/s',
      better: 'higher',
      samples: { values: column('tps') },
    },
    { ...named, metric: 'interval_latency', unit: 'ms', better: 'lower', samples: { values: column('latencyMs') } },
  ];
  return found.filter(({ samples }) => samples!.values.length > 0);
}

/** Intervals for the metadata; the first thousand of them. */
export const intervalFacts = (intervals: readonly Interval[]): Json =>
  intervals.slice(0, 1000).map((interval) => ({ ...interval }));
