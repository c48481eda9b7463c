import type { Samples } from '../interface';

/**
 * The samples of several files as one list, by their times: each file is in the order in which its samples ended, so that the
 * next one is always the earliest of the files' next ones. Samples without a time keep their place in their file.
 */
export function mergedSamples(parts: readonly Samples[]): Samples {
  if (parts.length === 1) return parts[0]!;
  const length = parts.reduce((sum, { values }) => sum + values.length, 0);
  const values = new Float64Array(length);
  const timed = parts.every(({ times }) => times !== undefined);
  const times = timed ? new Float64Array(length) : undefined;
  const next = parts.map(() => 0);
  for (let to = 0; to < length; to += 1) {
    let earliest = -1;
    let time = Number.POSITIVE_INFINITY;
    for (let part = 0; part < parts.length; part += 1) {
      const at = next[part]!;
      if (at >= parts[part]!.values.length) continue;
      const own = parts[part]!.times?.[at] ?? Number.NaN;
      if (earliest < 0 || own < time) {
        earliest = part;
        time = own;
      }
    }
    const at = next[earliest]!;
    next[earliest] = at + 1;
    values[to] = parts[earliest]!.values[at]!;
    if (times) times[to] = parts[earliest]!.times![at]!;
  }
  return { values, ...(times && { times }) };
}
