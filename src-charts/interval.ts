import type { ChartPalette } from './palette';
import { niceTicks, tickDomain } from './scale';

/** What the statistics say about one metric, as `bakeoffs` names it. */
export type IntervalVerdict =
  | 'better'
  | 'worse'
  | 'equivalent'
  | 'no-clear-difference'
  | 'not-enough-runs'
  | 'not-comparable';

/**
 * One difference between ours and theirs. Values are in the unit of the plot's axis, usually percent (−29.8), or the
 * metric's own unit where the verdict works on differences. `null` where it cannot be computed: nothing is drawn then.
 */
export interface IntervalRow {
  key: string;
  /** The metric. */
  label: string;
  point: number | null;
  low: number | null;
  high: number | null;
  verdict: IntervalVerdict;
  /** Differences too small to matter, fixed before the runs. */
  band?: { low: number; high: number };
  /** Said after the value, when the mark alone could be misread: "not told apart". */
  note?: string;
}

/** How a verdict is drawn: filled means told apart, hollow not, dashed too few runs. */
export interface IntervalMark {
  colour: string;
  filled: boolean;
  dashed: boolean;
  /** Better and worse differ in shape too, so that a black-and-white print tells them apart. */
  shape: 'circle' | 'diamond';
}

export function intervalMark(verdict: IntervalVerdict, palette: ChartPalette): IntervalMark {
  switch (verdict) {
    case 'better':
      return { colour: palette.good, filled: true, dashed: false, shape: 'circle' };
    case 'worse':
      return { colour: palette.bad, filled: true, dashed: false, shape: 'diamond' };
    case 'equivalent':
      return { colour: palette.accent, filled: true, dashed: false, shape: 'circle' };
    case 'no-clear-difference':
      return { colour: palette.ink3, filled: false, dashed: false, shape: 'circle' };
    case 'not-enough-runs':
      return { colour: palette.warn, filled: false, dashed: true, shape: 'circle' };
    case 'not-comparable':
      return { colour: palette.ink3, filled: false, dashed: true, shape: 'circle' };
  }
}

/**
 * The ticks of the axis that all rows share. It always holds zero and every interval whole: an axis cut to the good
 * rows would flatter.
 */
export function intervalTicks(rows: readonly IntervalRow[], count = 5): number[] {
  const ends = rows.flatMap((row) => [row.point, row.low, row.high, row.band?.low ?? null, row.band?.high ?? null]);
  const values = ends.filter((value): value is number => value !== null && Number.isFinite(value));
  return niceTicks(Math.min(0, ...values), Math.max(0, ...values), count);
}

/** The domain that belongs to `intervalTicks`, for cells that are drawn one by one and must still share an axis. */
export function intervalDomain(rows: readonly IntervalRow[], count = 5): [number, number] {
  return tickDomain(intervalTicks(rows, count));
}

const VERDICT_WORDS: Record<IntervalVerdict, string> = {
  better: 'better',
  worse: 'worse',
  equivalent: 'equivalent',
  'no-clear-difference': 'no clear difference',
  'not-enough-runs': 'not enough runs',
  'not-comparable': 'not comparable',
};

/** One row in words: `Latency p50: −29.8 %, from −33.1 % to −26.2 %, better`. */
export function describeInterval(row: IntervalRow, format: (value: number) => string): string {
  const verdict = row.note ?? VERDICT_WORDS[row.verdict];
  if (row.point === null) return `${row.label}: ${verdict}`;
  const range = row.low !== null && row.high !== null ? `, from ${format(row.low)} to ${format(row.high)}` : '';
  return `${row.label}: ${format(row.point)}${range}, ${verdict}`;
}
