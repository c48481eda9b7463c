import { median } from '../statistics';
import type { Fault } from './faults';
import { middleOfStretch, type RunTimeline } from './run-timeline';

/** One point of a course: seconds from the run's start, the median over the runs, and the range over them. */
export interface CoursePoint {
  x: number;
  value: number | null;
  low: number | null;
  high: number | null;
}

export const courseMeasures = ['success', 'throughput', 'latency'] as const;
export type CourseMeasure = (typeof courseMeasures)[number];

/** How the sides fared over time against the fault. */
export interface Degradation {
  key: string;
  metric: string;
  unit: string;
  /** Of the runs' first fault, on the axis of the courses; the kind as it was recorded. */
  fault: { kind: string; from: number; to: number };
  courses: Record<CourseMeasure, Record<'ours' | 'theirs', CoursePoint[]>>;
}

/** A run with what is needed for a course. */
export interface FaultedRun {
  side: 'ours' | 'theirs';
  line: RunTimeline;
  faults: readonly Fault[];
}

/** The most points of a course: more are no picture, and each is computed again by a check. */
const mostPoints = 60;

/**
 * The course of each side over time, the runs laid over each other at the beginning of their first fault: success share, good answers a
 * second and median latency, each the median over the runs with their range. Null without a run that has a fault.
 */
export function degradation(runs: readonly FaultedRun[]): Degradation | null {
  const faulted = runs.filter(({ faults }) => faults.length > 0);
  const [first] = faulted;
  if (!first) return null;
  const starts = faulted.map(({ faults }) => faults[0]!.from);
  const at = median(starts);
  const length = median(faulted.map(({ faults }) => faults[0]!.to - faults[0]!.from));
  const ends = faulted.map(({ line, faults }) => line.from + line.count.length * line.width - faults[0]!.from + at);
  const end = Math.max(...ends);
  const widest = Math.max(...faulted.map(({ line }) => line.width));
  const width = widest * Math.max(1, Math.ceil(end / widest / mostPoints));
  // A bin begins where the fault does, so that none mixes what was before with what came of it.
  const origin = at - Math.floor(at / width) * width;
  const bins = Math.ceil((end - origin) / width);
  const binned = faulted.map((run) => ({ side: run.side, ...inBins(run, at - origin, width, bins) }));
  const course = (measure: CourseMeasure, side: 'ours' | 'theirs'): CoursePoint[] => {
    const own = binned.filter((run) => run.side === side);
    if (own.length === 0) return [];
    return Array.from({ length: bins }, (_, bin) => {
      const values = own.flatMap((run) => run[measure][bin] ?? []);
      const x = origin + (bin + 0.5) * width;
      if (values.length === 0) return { x, value: null, low: null, high: null };
      return { x, value: median(values), low: Math.min(...values), high: Math.max(...values) };
    });
  };
  const both = (measure: CourseMeasure) => ({ ours: course(measure, 'ours'), theirs: course(measure, 'theirs') });
  const { key, metric, unit } = first.line;
  return {
    ...{ key, metric, unit },
    fault: { kind: first.faults[0]!.kind, from: at, to: at + length },
    courses: { success: both('success'), throughput: both('throughput'), latency: both('latency') },
  };
}

/** One run in bins of the common axis; null where nothing was measured. */
function inBins({ line, faults }: FaultedRun, at: number, width: number, bins: number) {
  const places: number[][] = Array.from({ length: bins }, () => []);
  line.count.forEach((_, stretch) => {
    const bin = Math.floor((middleOfStretch(line, stretch) - faults[0]!.from + at) / width);
    places[bin]?.push(stretch);
  });
  const perBin = (value: (stretches: readonly number[]) => number | null) =>
    places.map((stretches) => (stretches.length === 0 ? null : value(stretches)));
  const sum = (values: readonly number[], stretches: readonly number[]) =>
    stretches.reduce((all, one) => all + values[one]!, 0);
  const { count, failed } = line;
  return {
    success: perBin((own) => {
      const n = sum(count, own);
      return failed === null || n === 0 ? null : (n - sum(failed, own)) / n;
    }),
    throughput: perBin((own) => (sum(count, own) - (failed ? sum(failed, own) : 0)) / (own.length * line.width)),
    latency: perBin((own) => {
      const known = own.flatMap((one) => line.median[one] ?? []);
      return known.length === 0 ? null : median(known);
    }),
  };
}
