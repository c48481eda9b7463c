import type { ConsoleLine } from '../reading/console';
import { amount, count, present } from '../reading/quantities';

/** What a run printed while it ran (`--report-interval`), for one stretch of time. */
export type Interval = {
  /** End of the stretch, in seconds since the start. */
  second: number;
  threads?: number;
  /** Transactions or events per second. */
  rate?: number;
  /** The percentile that was asked for, in milliseconds. */
  latency?: number;
  errorsPerSecond?: number;
  readMebibytesPerSecond?: number;
  writtenMebibytesPerSecond?: number;
  /** Waiting events under a fixed rate. */
  queueLength?: number;
};

/** More than a day of reports every second is kept in part only. */
const mostIntervals = 100_000;

/**
 * The interval reports of all layouts: `[ 1s ] thds: 4 tps: …` (1.0 and later), `[   2s] threads: 4, tps: …, response time: 60.05ms
 * (95%), errors: …` (0.5), `[ 1s ] reads: … MiB/s` (file tests), `[ 1s ] 5000.00 MiB/sec` (memory).
 */
export function intervalsOf(lines: readonly ConsoleLine[]): Interval[] {
  const found: Interval[] = [];
  for (const { text } of lines) {
    const parts = /^\[\s*(\d+(?:\.\d+)?)s\s*\]\s+(.*)$/.exec(text);
    const second = amount(parts?.[1]);
    if (second === undefined || found.length >= mostIntervals) continue;
    const rest = parts![2]!;
    const figure = (pattern: RegExp): number | undefined => amount(pattern.exec(rest)?.[1]);
    const interval: Interval = {
      second,
      ...present({
        threads: count(/\b(?:thds|threads): (\d+)/.exec(rest)?.[1]),
        rate: figure(/\b(?:tps|eps|events\/s): ([\d.]+)/),
        latency: figure(/\b(?:lat|latency) \(ms,[\d.]+%\): ([\d.]+)/) ?? figure(/\bresponse time: ([\d.]+)ms/),
        errorsPerSecond: figure(/\b(?:err\/s|errors\/s|errors): ([\d.]+)/),
        readMebibytesPerSecond: figure(/\breads: ([\d.]+) MiB\/s/) ?? figure(/^([\d.]+) MiB\/sec/),
        writtenMebibytesPerSecond: figure(/\bwrites: ([\d.]+) MiB\/s/),
        queueLength: count(/\bqueue length: (\d+)/.exec(rest)?.[1]),
      }),
    };
    // Under a fixed rate a second line of the same moment tells of the queue.
    const last = found.at(-1);
    if (last?.second === second) Object.assign(last, interval);
    else found.push(interval);
  }
  return found;
}
