import { measurementsEvidence } from './agreement';
import type { Finding } from './comparability';
import { factLabel } from './facts';
import { factOf, type RunMetadata } from './metadata';

/** A run as the agreed conditions look at it. */
export interface ConditionedRun {
  metadata: RunMetadata;
  /** Whether its files hold the single measurements; undefined where it was not looked at when the run was read. */
  measured?: boolean | undefined;
}

type Sides = Record<'ours' | 'theirs', readonly ConditionedRun[]>;

const sideNames = ['ours', 'theirs'] as const;

/** What a condition is called by a person. */
export const conditionLabel = (path: string): string =>
  path === measurementsEvidence ? 'Single measurements' : factLabel(path);

/** `2 of 7 runs of ours and 1 of 7 runs of theirs`; null where no run lacks it. */
function lacking(sides: Sides, lacks: (run: ConditionedRun) => boolean): string | null {
  const parts = sideNames.flatMap((side) => {
    const count = sides[side].filter(lacks).length;
    return count === 0
      ? []
      : [`${count} of ${sides[side].length} ${sides[side].length === 1 ? 'run' : 'runs'} of ${side}`];
  });
  return parts.length === 0 ? null : parts.join(' and ');
}

const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

/**
 * Stops for facts that were agreed to be equal and are missing, or differ where the gate does not look at them by itself (`looked`),
 * and for facts and evidence that were agreed to be there and are not.
 */
export function conditionFindings(
  sides: Sides,
  agreed: { mustBeEqual: readonly string[]; mustBePresent: readonly string[] },
  looked: ReadonlySet<string>,
): Finding[] {
  if (sides.ours.length === 0 || sides.theirs.length === 0) return [];
  const findings: Finding[] = [];
  const stop = (check: string, sentence: string) => findings.push({ check, severity: 'stop', sentence });
  for (const path of agreed.mustBeEqual) {
    const label = conditionLabel(path);
    const missing = lacking(sides, ({ metadata }) => factOf(metadata, path) === undefined);
    if (missing) stop(`missing-${path}`, `${label} was agreed to be equal, and is not recorded of ${missing}`);
    const [ours, theirs] = sideNames.map((side) =>
      [
        ...new Set(
          sides[side].flatMap(({ metadata }) => {
            const value = factOf(metadata, path);
            return value === undefined ? [] : [shown(value)];
          }),
        ),
      ].sort(),
    ) as [string[], string[]];
    if (!looked.has(path) && new Set([...ours, ...theirs]).size > 1) {
      stop(
        `equal-${path}`,
        `${label} was agreed to be equal: ours ${ours.join(' and ') || 'unknown'}, theirs ${theirs.join(' and ') || 'unknown'}`,
      );
    }
  }
  for (const path of agreed.mustBePresent) {
    if (agreed.mustBeEqual.includes(path)) continue;
    const missing = lacking(sides, ({ metadata, measured }) =>
      path === measurementsEvidence ? measured !== true : factOf(metadata, path) === undefined,
    );
    if (!missing) continue;
    const what = path === measurementsEvidence ? 'are not in the files' : 'is not recorded';
    stop(`required-${path}`, `${conditionLabel(path)} was agreed to be there, and ${what} of ${missing}`);
  }
  return findings;
}

/** Warnings where the runs are fewer or more than were agreed on: stopping at a welcome result makes chance results likelier. */
export function agreedRunsFindings(runs: { ours: number; theirs: number }, wanted: number | null): Finding[] {
  if (wanted === null || runs.ours === 0 || runs.theirs === 0) return [];
  return sideNames.flatMap((side): Finding[] => {
    const count = runs[side];
    if (count === wanted) return [];
    const sentence =
      count < wanted
        ? `Only ${count} of the ${wanted} runs of ${side} that were agreed on`
        : `${count} runs of ${side}, where ${wanted} were agreed on: runs added after looking make a chance result likelier`;
    return [
      {
        check: count < wanted ? `fewer-than-agreed-${side}` : `more-than-agreed-${side}`,
        severity: 'warning',
        sentence,
      },
    ];
  });
}
