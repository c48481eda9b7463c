import { type Finding, factChecks, type GateResult } from './comparability';
import { factGroups, factText } from './facts';
import { factOf, type RunMetadata } from './metadata';

/** What the runs of one side say of a fact. */
export interface SideFact {
  /** Different values, as a person reads them. */
  values: string[];
  /** Runs that do not have it. */
  missing: number;
}

/** One recorded fact of both sides, and what the gate says about it. */
export interface FactDifference {
  path: string;
  label: string;
  unit: string | null;
  ours: SideFact;
  theirs: SideFact;
  /** `unknown`: a run lacks it, so that it was never taken as equal. */
  state: 'differs' | 'unknown' | 'equal';
  /** The finding of the gate that rests on this fact; null where it has none. */
  finding: Finding | null;
}

/** The order of a list: what stops first, then what warns, then what merely differs, then what is not known of every run. */
function weight({ state, finding }: FactDifference): number {
  if (finding && !finding.waiver) return finding.severity === 'stop' ? 0 : 1;
  if (state === 'differs') return 2;
  return state === 'unknown' ? 3 : 4;
}

/**
 * The facts of both sides side by side, those that differ first. Facts that differ from run to run by their nature (start, place in the
 * order, the command) and facts that no run has are left out.
 */
export function factDifferences(
  ours: readonly RunMetadata[],
  theirs: readonly RunMetadata[],
  { findings }: Pick<GateResult, 'findings'>,
): FactDifference[] {
  if (ours.length === 0 || theirs.length === 0) return [];
  const fields = factGroups.flatMap((group) => group.fields).filter(({ ofOneRun }) => !ofOneRun);
  const found = fields.flatMap((field): FactDifference[] => {
    const { path, label } = field;
    const sideOf = (runs: readonly RunMetadata[]): SideFact => ({
      values: [...new Set(runs.filter((run) => factOf(run, path) !== undefined).map((run) => factText(run, field)))],
      missing: runs.filter((run) => factOf(run, path) === undefined).length,
    });
    const [a, b] = [sideOf(ours), sideOf(theirs)];
    const values = new Set([...a.values, ...b.values]);
    const finding = findings.find(({ check }) => checksOf(path).includes(check)) ?? null;
    if (values.size === 0 && !finding) return [];
    const state = values.size > 1 ? 'differs' : a.missing + b.missing > 0 ? 'unknown' : 'equal';
    return [{ path, label, unit: field.unit ?? null, ours: a, theirs: b, state, finding }];
  });
  return found
    .map((fact, index) => ({ fact, index }))
    .sort((a, b) => weight(a.fact) - weight(b.fact) || a.index - b.index)
    .map(({ fact }) => fact);
}

/** Names of the checks that look at a fact: the gate's own, and those of agreed conditions. */
const checksOf = (path: string): string[] => [
  ...factChecks(path),
  `equal-${path}`,
  `missing-${path}`,
  `required-${path}`,
];
