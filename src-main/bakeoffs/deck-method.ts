import {
  type Metric,
  measureName,
  orderOfRuns,
  type RunMetadata,
  shortDigest,
  type VerdictRow,
} from '../../src-shared/bakeoffs';
import type { ProofDeck } from '../../src-shared/documents';
import type { FrozenRun } from './deck';
import { checksInEnvironment } from './deck-facts';
import type { VerdictRecordRow } from './find';

/** What the method of a deck is told of. */
export interface MethodBasis {
  verdict: VerdictRecordRow;
  runs: readonly FrozenRun[];
  /** The rows of the page; the verdict may have more, on other decks. */
  rows: readonly VerdictRow[];
  metrics: readonly Metric[];
  across: readonly string[];
  /** What the page's topic adds, after the first line. */
  topic: readonly string[];
}

/** How it was measured and judged, and what speaks against it. */
export function methodOf(
  { verdict, runs, rows, metrics, across, topic }: MethodBasis,
  ours: RunMetadata[],
  theirs: RunMetadata[],
): string[] {
  const others = verdict.rows.length - rows.length;
  const measures = [...new Set(metrics.map(({ measure }) => measureName(measure)))].join(', ');
  const order = orderOfRuns(ours, theirs);
  const pairs = rows.flatMap(({ label, verdict: said, oursBetterShare: share }) =>
    (said === 'better' || said === 'worse') && share !== null ? [`${label} ${Math.round(share * 100)}`] : [],
  );
  const warnings = verdict.findings
    .filter(({ check, waiver }) => !waiver && !checksInEnvironment.has(check))
    .map(({ sentence }) => sentence);
  return [
    `${unitSentence(rows, ours.length, theirs.length)} (${measures}). Hodges–Lehmann ${rows.every(({ scale }) => scale === 'ratio') ? 'ratio' : 'ratio or shift'} with its 95 % interval, Mann–Whitney test, p corrected by Holm over all rows${others > 0 ? ` of the bakeoff (${others} more on other decks)` : ''}, equivalence by Welch’s TOST within the band.`,
    ...across,
    ...topic,
    ...(verdict.discardSeconds > 0
      ? [
          `The first ${verdict.discardSeconds} s of each run are warm-up and are left out of every figure, as was agreed before the runs.`,
        ]
      : []),
    ...mappingSentences(runs),
    ...(order ? [`${order.sentence}.`] : ['The order of the runs was not recorded.']),
    ...(pairs.length > 0 ? [`Of 100 pairs of runs, ours was the better in: ${pairs.join(', ')}.`] : []),
    ...(warnings.length > 0 ? [`To be kept in mind: ${warnings.join('; ')}.`] : []),
    ...(verdict.unknown.length > 0 ? [`Not recorded of every run: ${verdict.unknown.join(', ')}.`] : []),
  ];
}

/** That results were read through mappings of our own making, and which; nothing for results of known harnesses. */
function mappingSentences(runs: readonly FrozenRun[]): string[] {
  const sentences = runs.flatMap(({ mapping }) =>
    mapping
      ? [
          `Results of ${mapping.content.tool} were read through the mapping “${mapping.name}” (SHA-256 ${shortDigest(mapping.sha256)}), which lies beside the figures.`,
        ]
      : [],
  );
  return [...new Set(sentences)];
}

/** How many runs a side the verdicts rest on: files, or the repetitions inside them. */
export function executionsOf(
  rows: readonly VerdictRow[],
  ours: number,
  theirs: number,
): { ours: number; theirs: number } {
  return {
    ours: Math.max(ours, ...rows.map((row) => row.ours.length)),
    theirs: Math.max(theirs, ...rows.map((row) => row.theirs.length)),
  };
}

function unitSentence(rows: readonly VerdictRow[], ours: number, theirs: number): string {
  const runs = executionsOf(rows, ours, theirs);
  return runs.ours > ours || runs.theirs > theirs
    ? `The complete execution is the unit: the ${ours} + ${theirs} files hold up to ${runs.ours} + ${runs.theirs} repetitions, made one after the other, and each counts as a run`
    : `The run is the unit: each of the ${ours} + ${theirs} runs gives one figure a row`;
}

export function reproduceOf(
  ours: readonly RunMetadata[],
  theirs: readonly RunMetadata[],
): ProofDeck['reproduce'] | undefined {
  const first = (runs: readonly RunMetadata[]) => runs.find(({ command }) => command)?.command;
  const commands = [first(ours), first(theirs)];
  if (!commands[0] && !commands[1]) return undefined;
  const lines = [
    ...(commands[0] ? [`# ours, first of ${ours.length}`, commands[0]] : []),
    ...(commands[1] && commands[1] !== commands[0] ? [`# theirs, first of ${theirs.length}`, commands[1]] : []),
  ];
  return { commands: lines.join('\n') };
}
