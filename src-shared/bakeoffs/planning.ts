import { minimumAttainableP, significanceLevel } from './statistics';

/** Fewest runs a side that any verdict rests on. */
export const fewestRuns = 5;

/** What the app advises. */
export const advisedRuns = 7;

/** True when these numbers of runs can bear a verdict in a table of `family` rows (smallest p × rows at most 0.05). */
export function enoughRuns(ours: number, theirs: number, family: number): boolean {
  if (ours < fewestRuns || theirs < fewestRuns) return false;
  return minimumAttainableP(ours, theirs) * family <= significanceLevel;
}

/** Runs a side that a table of `family` rows needs: the smallest n ≥ 5 with 2 / C(2n, n) × rows ≤ 0.05. */
export function runsNeeded(family: number): number {
  let runs = fewestRuns;
  while (!enoughRuns(runs, runs, family)) runs += 1;
  return runs;
}

/**
 * How many runs each side still needs. Where one side already has more runs than the other, these count: 5 against 12 bears more
 * rows than 5 against 5.
 */
export function moreRunsNeeded(ours: number, theirs: number, family: number): { ours: number; theirs: number } {
  let runs = fewestRuns;
  while (!enoughRuns(Math.max(ours, runs), Math.max(theirs, runs), family)) runs += 1;
  return { ours: Math.max(0, runs - ours), theirs: Math.max(0, runs - theirs) };
}

/** Why a table needs so many runs: with these, the smallest p-value that can occur still reaches 0.05 after Holm's correction. */
export interface RunsReason {
  /** Rows that are judged together. */
  family: number;
  /** Runs a side. */
  runs: number;
  /** Of the exact test of so many runs against as many. */
  smallestP: number;
  /** The same, times the rows. */
  corrected: number;
}

export function runsReason(family: number): RunsReason {
  const runs = runsNeeded(family);
  const smallestP = minimumAttainableP(runs, runs);
  return { family, runs, smallestP, corrected: smallestP * family };
}
