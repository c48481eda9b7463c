/** One measured figure beside its target. */
export interface BenchFigure {
  name: string;
  /** Median of the runs, in `unit`. */
  value: number;
  /** Of `/s` more is better, of all else less. */
  unit: 'ms' | 's' | 'MB' | 'x' | '/s';
  target: number | null;
  runs: number;
  note?: string;
}

/** Median milliseconds of `runs` runs after `warm` that do not count. */
export async function measure(
  name: string,
  target: number | null,
  work: () => unknown,
  options: { runs?: number; warm?: number; note?: string } = {},
): Promise<BenchFigure> {
  const runs = options.runs ?? 15;
  for (let turn = 0; turn < (options.warm ?? 2); turn += 1) await work();
  const times: number[] = [];
  for (let turn = 0; turn < runs; turn += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return {
    name,
    value: times[Math.floor(times.length / 2)]!,
    unit: 'ms',
    target,
    runs,
    ...(options.note ? { note: options.note } : {}),
  };
}

/** The table that a person reads. */
export function figureTable(figures: readonly BenchFigure[]): string {
  const rows = figures.map(({ name, value, unit, target, runs, note }) => [
    name,
    `${value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3)} ${unit}`,
    target === null ? '–' : `${target} ${unit}`,
    target === null ? '' : (unit === '/s' ? value >= target : value <= target) ? 'met' : 'MISSED',
    `${runs} runs${note ? `, ${note}` : ''}`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map(
      ([name, value, target, met, more]) =>
        `${name!.padEnd(widths[0]!)}  ${value!.padStart(widths[1]!)}  target ${target!.padStart(widths[2]!)}  ${met!.padEnd(widths[3]!)}  ${more}`,
    )
    .join('\n');
}
