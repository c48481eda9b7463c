import { mcNemar, mean, pairedBootstrap } from './statistics';
import { shortNumber } from './verdict-wording';

/** Scores of one row by item, of each side. */
export interface ItemScores {
  key: string;
  label: string;
  /** Mean over the runs of the side, by item. */
  ours: ReadonlyMap<string, number>;
  theirs: ReadonlyMap<string, number>;
}

/** A row compared item by item. It stands beside the verdict, which rests on runs. */
export interface PairedRow {
  key: string;
  label: string;
  /** Items that both sides have, and those that only one has and which are left out. */
  items: number;
  onlyOnOneSide: number;
  ours: number;
  theirs: number;
  /** Mean difference ours − theirs over the items, with the paired bootstrap's 95 % interval. */
  difference: number;
  lower: number;
  upper: number;
  /** McNemar's exact test, where every score is right or wrong. */
  mcNemar: { onlyOurs: number; onlyTheirs: number; p: number } | null;
  sentence: string;
}

/** Compares a row over the items that both sides have; null with fewer than two of them. */
export function pairedRow({ key, label, ours, theirs }: ItemScores): PairedRow | null {
  const shared = [...ours.keys()].filter((item) => theirs.has(item)).sort();
  if (shared.length < 2) return null;
  const a = shared.map((item) => ours.get(item)!);
  const b = shared.map((item) => theirs.get(item)!);
  const resamples = Math.max(100, Math.min(10_000, Math.floor(50_000_000 / shared.length)));
  const { difference, lower, upper } = pairedBootstrap(a, b, { level: 0.95, resamples, seed: 20_261_112 });
  const binary = [...a, ...b].every((score) => score === 0 || score === 1);
  const test = binary
    ? mcNemar(a.filter((score, at) => score > b[at]!).length, a.filter((score, at) => score < b[at]!).length)
    : null;
  const onlyOnOneSide = ours.size + theirs.size - 2 * shared.length;
  const interval = `difference ours − theirs ${shortNumber(difference)} (95 % interval ${shortNumber(lower)} to ${shortNumber(upper)}, paired bootstrap)`;
  return {
    ...{ key, label, difference, lower, upper, onlyOnOneSide },
    items: shared.length,
    ours: mean(a),
    theirs: mean(b),
    mcNemar: test && { onlyOurs: test.onlyA, onlyTheirs: test.onlyB, p: test.p },
    sentence: `${shared.length} items on both sides${onlyOnOneSide > 0 ? `, ${onlyOnOneSide} on one only and left out` : ''}: ours ${shortNumber(mean(a))}, theirs ${shortNumber(mean(b))}; ${
      test
        ? `${test.onlyA} right on our side only, ${test.onlyB} on theirs only, McNemar’s exact p ${test.p < 0.0001 ? 'below 0.0001' : shortNumber(test.p)}; `
        : ''
    }${interval}.`,
  };
}
