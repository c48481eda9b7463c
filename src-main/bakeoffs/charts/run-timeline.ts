import { quantileOfAscending } from '../../../src-shared/bakeoffs';
import type { Samples, Timeline } from '../importers/interface';

/** More stretches than this are not told apart in a picture. */
export const mostStretches = 120;

/** What happened over the time of one run, in few stretches. Arrays have one entry a stretch. */
export interface RunTimeline {
  /** Seconds of a stretch: 1, 2, 4, 8 …, so that runs of unlike length can be laid over each other. */
  width: number;
  count: number[];
  /** Null where the file does not say what failed. */
  failed: number[] | null;
  /** Null where nothing was measured. */
  median: (number | null)[];
  p95: (number | null)[];
}

/** Seconds of a stretch for a run of this length. */
function widthFor(seconds: number): number {
  let width = 1;
  while (seconds / width > mostStretches) width *= 2;
  return width;
}

/** Stretches of single measurements by the time that the file gives them; null where it gives none. */
export function timelineOfSamples({ values, times, failed }: Samples): RunTimeline | null {
  if (!times) return null;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  if (!(last > first)) return null;
  const width = widthFor((last - first) / 1000);
  const stretches: number[][] = Array.from({ length: Math.floor((last - first) / (width * 1000)) + 1 }, () => []);
  const failures = stretches.map(() => 0);
  for (let at = 0; at < values.length; at += 1) {
    const stretch = Math.floor((times[at]! - first) / (width * 1000));
    if (Number.isNaN(stretch)) continue;
    stretches[stretch]!.push(values[at]!);
    if (failed?.[at] === 1) failures[stretch]! += 1;
  }
  const quantileOf = (share: number) => (sorted: Float64Array) =>
    sorted.length === 0 ? null : quantileOfAscending(sorted, share);
  const sorted = stretches.map((stretch) => Float64Array.from(stretch).sort());
  return {
    width,
    count: stretches.map(({ length }) => length),
    failed: failed ? failures : null,
    median: sorted.map(quantileOf(0.5)),
    p95: sorted.map(quantileOf(0.95)),
  };
}

/** The same of a run that is known by its stretches; a stretch of several has the median of their percentiles. */
export function timelineOfStretches({ width, count, failed, median, p95 }: Timeline): RunTimeline | null {
  if (count.length < 2) return null;
  const numbers = (values: Float64Array) => [...values].map((value) => (Number.isNaN(value) ? null : value));
  const fine: RunTimeline = {
    width: width / 1000,
    count: [...count],
    failed: [...failed],
    median: numbers(median),
    p95: numbers(p95),
  };
  return coarser(fine, widthFor((count.length * width) / 1000));
}

/** A timeline with longer stretches. `width` may be any; stretches go where they begin. */
export function coarser(fine: RunTimeline, width: number): RunTimeline {
  if (width <= fine.width) return fine;
  const length = Math.floor(((fine.count.length - 1) * fine.width) / width) + 1;
  const groups: number[][] = Array.from({ length }, () => []);
  for (let at = 0; at < fine.count.length; at += 1) groups[Math.floor((at * fine.width) / width)]!.push(at);
  const sum = (values: readonly number[]) => groups.map((group) => group.reduce((total, at) => total + values[at]!, 0));
  const middle = (values: readonly (number | null)[]) =>
    groups.map((group) => medianOf(group.flatMap((at) => values[at] ?? [])));
  return {
    width,
    count: sum(fine.count),
    failed: fine.failed && sum(fine.failed),
    median: middle(fine.median),
    p95: middle(fine.p95),
  };
}

/** The median of a few values; null of none. */
export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return quantileOfAscending(Float64Array.from(values).sort(), 0.5);
}
