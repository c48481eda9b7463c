import type { RunMetadata } from './metadata';
import { spearman } from './statistics';

export type SideName = 'ours' | 'theirs';

/** How the runs of two sides followed each other. */
export interface OrderCheck {
  pattern: 'abba' | 'alternating' | 'mixed' | 'blocked';
  /**
   * How much of a steady drift over time would look like a difference between the sides: 0 for a balanced order, 1 when one side
   * ran first as a whole.
   */
  imbalance: number;
  /** True when more than half of a drift would look like a difference. */
  blocked: boolean;
  sentence: string;
}

/** The largest imbalance at which an order still counts as interleaved. */
const LARGEST_IMBALANCE = 0.5;

/** An order in which both sides suffer a drift equally: ours, theirs, theirs, ours, and so on. */
export function abbaOrder(runsPerSide: number): SideName[] {
  return Array.from({ length: 2 * runsPerSide }, (_, index) =>
    index % 4 === 0 || index % 4 === 3 ? 'ours' : 'theirs',
  );
}

function isAbba(order: readonly SideName[]): boolean {
  return (
    order.length >= 4 && order.every((side, index) => (side === order[0]) === (index % 4 === 0 || index % 4 === 3))
  );
}

/** Judges an order of runs; both sides must occur in it. */
export function checkOrder(order: readonly SideName[]): OrderCheck {
  const places = (side: SideName) => order.flatMap((other, index) => (other === side ? [index + 1] : []));
  const middle = (ranks: number[]) => ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
  const imbalance = Math.abs(middle(places('ours')) - middle(places('theirs'))) / (order.length / 2);
  const blocked = imbalance > LARGEST_IMBALANCE;
  const alternating = order.every((side, index) => index === 0 || side !== order[index - 1]);
  const pattern = blocked ? 'blocked' : isAbba(order) ? 'abba' : alternating ? 'alternating' : 'mixed';
  const sentences: Record<OrderCheck['pattern'], string> = {
    abba: 'The runs were interleaved as ABBA, so that a drift weighs on both sides alike',
    alternating: 'The runs alternated',
    mixed: 'The runs were interleaved',
    blocked: `The runs were made in blocks: ${Math.round(imbalance * 100)} % of a drift over time would look like a difference`,
  };
  return { pattern, imbalance, blocked, sentence: sentences[pattern] };
}

/** The order in which the runs were made, by their recorded place, else by their start; null when that is not known of all. */
export function sequenceOf(ours: readonly RunMetadata[], theirs: readonly RunMetadata[]): SideName[] | null {
  const all = [
    ...ours.map((run) => ({ side: 'ours' as const, run })),
    ...theirs.map((run) => ({ side: 'theirs' as const, run })),
  ];
  if (ours.length === 0 || theirs.length === 0) return null;
  const sorted = (at: (run: RunMetadata) => number | undefined): SideName[] | null => {
    const placed = all.map(({ side, run }) => ({ side, at: at(run) }));
    if (placed.some((entry) => entry.at === undefined)) return null;
    return placed.sort((x, y) => (x.at ?? 0) - (y.at ?? 0)).map((entry) => entry.side);
  };
  return sorted((run) => run.order) ?? sorted((run) => (run.startedAt ? Date.parse(run.startedAt) : undefined));
}

/** The order check of recorded runs; null when the order is not known. */
export function orderOfRuns(ours: readonly RunMetadata[], theirs: readonly RunMetadata[]): OrderCheck | null {
  const sequence = sequenceOf(ours, theirs);
  return sequence ? checkOrder(sequence) : null;
}

/** A drift of one side's figures over the order of its runs. */
export interface RunDrift {
  rho: number | null;
  p: number | null;
  /** Present when the figures rise or fall with the order more than chance explains (p < 0.05). */
  warning: string | null;
}

/**
 * Does the figure of a side rise or fall over its runs? Values in the order in which the runs were made; Spearman's rank
 * correlation. A warning, never a correction; under 5 runs even a perfect trend is no warning (p ≥ 0.05).
 */
export function driftOverRuns(values: readonly number[]): RunDrift {
  const { rho, p } = spearman(
    values.map((_, index) => index),
    values,
  );
  const drifts = rho !== null && p !== null && p < 0.05;
  return {
    rho,
    p,
    warning: drifts
      ? `The figures ${(rho ?? 0) > 0 ? 'rise' : 'fall'} with the order of the runs (Spearman ${rho?.toFixed(2).replace('-', '−')})`
      : null,
  };
}
