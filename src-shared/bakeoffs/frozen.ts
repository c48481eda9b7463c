import type { ComparedRun, Comparison } from './comparison';
import type { Metric } from './metrics';
import type { SidePrices } from './provenance';
import type { VerdictRow } from './verdict-schema';

/** What a recorded verdict says it rests on, as far as it can go out of date. */
export interface RecordedBasis {
  metrics: readonly Metric[];
  band: number;
  discardSeconds?: number;
  mustBeEqual?: readonly string[];
  mustBePresent?: readonly string[];
  rows: readonly VerdictRow[];
  findings: readonly { check: string; sentence: string; waiver?: unknown }[];
  /** When it was recorded, in milliseconds since 1970. */
  at?: number;
  /** Price sheets as they were copied. */
  prices?: SidePrices;
  rules: string;
  importers: readonly string[];
  runs: readonly { run: string; name: string }[];
}

/** What there is now. */
export interface PresentBasis {
  /** Milliseconds since 1970, and the days after which a verdict is too old; null: never. */
  now?: number;
  staleAfterDays?: number | null;
  comparison: Comparison;
  runs: readonly ComparedRun[];
  metrics: readonly Metric[];
  band: number;
  discardSeconds?: number;
  mustBeEqual?: readonly string[];
  mustBePresent?: readonly string[];
  prices?: SidePrices;
  rules: string;
  importersVersion: string;
}

const names = (list: readonly string[]): string =>
  list.length > 3 ? `${list.slice(0, 3).join(', ')} and ${list.length - 3} more` : list.join(', ');

const runsInWords = (count: number): string => (count === 1 ? '1 run' : `${count} runs`);

/** Whole days from one moment to another. */
export const daysBetween = (from: number, to: number): number => Math.floor((to - from) / 86_400_000);

/** Where the runs of now say something else of a row than what was recorded. */
function contradictions(recorded: RecordedBasis, present: PresentBasis): string[] {
  return recorded.rows.flatMap(({ key, label, verdict }) => {
    const live = present.comparison.rows.find(({ metric }) => metric.id === key)?.row;
    return live && live.verdict !== verdict
      ? [`Newer runs contradict it: ${label} was ${verdict}, and is now ${live.verdict}.`]
      : [];
  });
}

/**
 * Why a recorded verdict no longer says what the runs say now, as sentences; empty while it does. A verdict never changes: out of
 * date it is still what was recorded, and is marked.
 */
export function verdictStaleness(recorded: RecordedBasis, present: PresentBasis): string[] {
  const reasons: string[] = [];
  const then = new Map(recorded.runs.map((run) => [run.run, run.name]));
  const now = new Set(present.runs.map(({ id }) => id));
  const added = present.runs.filter(({ id }) => !then.has(id)).map(({ name }) => name);
  const gone = [...then].filter(([id]) => !now.has(id)).map(([, name]) => name);
  if (added.length > 0) reasons.push(`${runsInWords(added.length)} imported since: ${names(added)}.`);
  if (added.length > 0) reasons.push(...contradictions(recorded, present));
  if (gone.length > 0) reasons.push(`${runsInWords(gone.length)} left out since: ${names(gone)}.`);
  if (JSON.stringify(recorded.metrics) !== JSON.stringify(present.metrics) || recorded.band !== present.band) {
    reasons.push('The rows or the band were changed since.');
  }
  const conditions = ({ discardSeconds = 0, mustBeEqual = [], mustBePresent = [] }: RecordedBasis | PresentBasis) =>
    JSON.stringify([discardSeconds, mustBeEqual, mustBePresent]);
  if (conditions(recorded) !== conditions(present)) reasons.push('The agreed conditions were changed since.');
  const costs = new Set(recorded.metrics.flatMap(({ id, measure }) => (measure.kind === 'cost' ? [id] : [])));
  const repriced = costs.size > 0 && JSON.stringify(recorded.prices) !== JSON.stringify(present.prices);
  if (repriced) reasons.push('The prices were changed since.');
  const waived = (findings: RecordedBasis['findings']) =>
    findings.map(({ check, sentence, waiver }) => `${check}\n${sentence}\n${waiver ? 'accepted' : 'open'}`).sort();
  if (added.length + gone.length === 0) {
    const before = waived(recorded.findings);
    const after = waived(present.comparison.gate.findings);
    if (JSON.stringify(before) !== JSON.stringify(after)) {
      reasons.push('What the gate finds, or what was accepted, has changed since.');
    }
    const changed = recorded.rows.filter((row) => {
      if (repriced && costs.has(row.key)) return false;
      const live = present.comparison.rows.find(({ metric }) => metric.id === row.key)?.row;
      return live && JSON.stringify([live.ours, live.theirs]) !== JSON.stringify([row.ours, row.theirs]);
    });
    if (changed.length > 0)
      reasons.push(`Runs or their sides were changed since: ${names(changed.map(({ label }) => label))}.`);
  }
  const { now: moment, staleAfterDays } = present;
  if (recorded.at !== undefined && moment !== undefined && staleAfterDays) {
    const days = daysBetween(recorded.at, moment);
    if (days >= staleAfterDays)
      reasons.push(`It was recorded ${days} days ago; verdicts of this bakeoff are old after ${staleAfterDays}.`);
  }
  if (recorded.rules !== present.rules) {
    reasons.push(`It was judged by rules of another version (${recorded.rules}; now ${present.rules}).`);
  }
  const outdated = recorded.importers.filter((importer) => !importer.endsWith(` ${present.importersVersion}`));
  if (outdated.length > 0) reasons.push(`Its figures were read by an earlier importer (${names(outdated)}).`);
  return reasons;
}
