import { significanceLevel } from './statistics';
import type { Better, VerdictRow } from './verdict-schema';
import {
  bandInWords,
  endInWords,
  type MetricKind,
  metricKind,
  sentenceCase,
  sizeRange,
  words,
} from './verdict-wording';
import { bandLimits } from './verdicts';

/**
 * What may be said of a comparison. "Faster", "slower", "cheaper" and the like appear only in what these functions return, so no
 * headline can say more than its verdicts.
 */

function runs(count: number): string {
  return count === 1 ? '1 more run' : `${count} more runs`;
}

/** What is missing before a verdict is possible. */
function missingRuns(row: VerdictRow): string {
  const { ours, theirs } = row.moreRuns;
  const because = row.family > 1 ? `, because ${row.family} rows are judged together` : '';
  if (ours === theirs) return `Needs ${runs(ours)} a side${because}.`;
  if (theirs === 0) return `Needs ${runs(ours)} of ours${because}.`;
  if (ours === 0) return `Needs ${runs(theirs)} of theirs${because}.`;
  return `Needs ${runs(ours)} of ours and ${theirs} of theirs${because}.`;
}

/** Not told apart, in one of four ways; never in words of a verdict unless correction and interval both allow them. */
function unclear(row: VerdictRow): string {
  const { lower, upper, pHolm, estimate } = row;
  if (lower === null || upper === null || estimate === null) return 'No figure can be computed from these runs.';
  const terms = words(metricKind(row.unit, row.better), row.better);
  const none = row.scale === 'ratio' ? 1 : 0;
  const below = upper < none;
  const excludesNone = below || lower > none;
  if (!excludesNone) {
    if (lower === upper) return 'No difference at all in these runs, and no spread to judge it by.';
    return `Not told apart: these runs fit anything from ${endInWords(row, lower, terms)} to ${endInWords(row, upper, terms)}.`;
  }
  const size = sizeRange(row, lower, upper);
  if (pHolm !== null && pHolm >= significanceLevel) {
    const alone = `${size} ${below ? terms.less : terms.more}`;
    return row.family > 1
      ? `Taken alone ${alone}, but not told apart once all ${row.family} rows are counted.`
      : `The interval reads ${alone}, but the test does not tell the sides apart.`;
  }
  const { low, high } = bandLimits(row);
  const good = below === (row.better === 'lower');
  const how = lower > low && upper < high ? 'less than matters' : 'perhaps less than matters';
  return `${sentenceCase(good ? terms.better : terms.worse)} by ${size}, ${how}.`;
}

/** One sentence on a judged row, for the board beside the verdict. */
export function verdictSentence(row: VerdictRow): string {
  const terms = words(metricKind(row.unit, row.better), row.better);
  switch (row.verdict) {
    case 'not comparable':
      return `Not comparable: ${row.notComparable.join('; ')}.`;
    case 'not enough runs':
      if (row.ours.length === 0 || row.theirs.length === 0) {
        const side = row.ours.length === 0 ? (row.theirs.length === 0 ? 'either side' : 'our side') : 'their side';
        return `No figure on ${side}. ${missingRuns(row)}`;
      }
      return missingRuns(row);
    case 'better':
      return `${sentenceCase(terms.better)} by ${sizeRange(row, row.lower ?? 0, row.upper ?? 0)}.`;
    case 'worse':
      return `${sentenceCase(terms.worse)} by ${sizeRange(row, row.lower ?? 0, row.upper ?? 0)}.`;
    case 'equivalent':
      return `${sentenceCase(terms.same)}: within the ${bandInWords(row)} that was fixed as too small to matter.`;
    case 'no clear difference':
      return unclear(row);
  }
}

/** How often ours was the better run: `Ours was the better in 93 of 100 pairs of runs`; null without figures. */
export function pairsSentence(row: VerdictRow): string | null {
  if (row.oursBetterShare === null) return null;
  return `Ours was the better in ${Math.round(row.oursBetterShare * 100)} of 100 pairs of runs.`;
}

function listed(labels: readonly string[]): string {
  if (labels.length <= 1) return labels.join('');
  return `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
}

interface Clause {
  phrase: string;
  labels: string[];
}

/** The word before the labels in a headline; empty for verdicts that claim nothing. */
function headlinePhrase(verdict: VerdictRow['verdict'], kind: MetricKind, better: Better): string {
  const terms = words(kind, better);
  if (verdict === 'equivalent') return kind === 'time' ? `${terms.same} at` : 'equivalent at';
  if (verdict !== 'better' && verdict !== 'worse') return '';
  if (kind === 'throughput') return verdict === 'better' ? 'higher' : 'lower';
  // Without a kind the direction is left out: several such rows may point different ways.
  return kind === 'other' ? `${verdict} at` : `${terms[verdict]} at`;
}

/** Rows of one verdict grouped by the word that may be said of them, in the order of the table. */
function clauses(rows: readonly VerdictRow[], verdict: VerdictRow['verdict']): Clause[] {
  const groups = new Map<string, string[]>();
  for (const row of rows) {
    if (row.verdict !== verdict) continue;
    const phrase = headlinePhrase(verdict, metricKind(row.unit, row.better), row.better);
    groups.set(phrase, [...(groups.get(phrase) ?? []), row.label]);
  }
  return [...groups].map(([phrase, labels]) => ({ phrase, labels }));
}

/** The headline of a board or a deck, and the sentence below it. */
export interface Headline {
  /** Names or counts every row with a verdict of better or worse, the bad ones too; else says what can be said. */
  headline: string;
  /** Everything else that was measured; empty when there is nothing else. */
  rest: string;
}

/** So many rows are named in a sentence; more are counted, because nobody reads on. The table names each. */
const mostNamed = 6;
/** So many of one verdict are still named where the others are counted. */
const fewNamed = 2;

const counted = (count: number, total: number): string =>
  count === total ? `all ${total} rows` : `${count} of ${total} rows`;

const named = (labels: readonly string[], total: number): string =>
  labels.length > mostNamed ? counted(labels.length, total) : listed(labels);

/** What is better or worse: every row by its name, or how many of all. */
function claim(rows: readonly VerdictRow[], verdict: 'better' | 'worse', most: number): string {
  const parts = clauses(rows, verdict);
  const count = parts.reduce((sum, { labels }) => sum + labels.length, 0);
  return count > most
    ? `${verdict} in ${counted(count, rows.length)}`
    : parts.map(({ phrase, labels }) => `${phrase} ${listed(labels)}`).join(', ');
}

/**
 * The headline that a table's verdicts allow. Losses stand in the headline beside the wins, and what was measured without a clear
 * result is named below it: nothing that was measured is left out. Where there are many, they are counted instead.
 */
export function verdictHeadline(rows: readonly VerdictRow[]): Headline {
  const labels = (verdict: VerdictRow['verdict']) =>
    rows.filter((row) => row.verdict === verdict).map((row) => row.label);
  const [wins, losses, equals] = [labels('better'), labels('worse'), labels('equivalent')];
  const unclearLabels = labels('no clear difference');
  const fewLabels = labels('not enough runs');
  const unlikeLabels = labels('not comparable');
  const equal =
    equals.length > mostNamed
      ? `equivalent in ${counted(equals.length, rows.length)}`
      : clauses(rows, 'equivalent')
          .map((part) => `${part.phrase} ${listed(part.labels)}`)
          .join(', ');
  const told = (what: string, which: readonly string[]) =>
    which.length > 0 ? [`${what}: ${named(which, rows.length)}`] : [];

  const rest: string[] = [];
  let headline: string;
  if (wins.length > 0 || losses.length > 0) {
    const most = wins.length + losses.length > mostNamed ? fewNamed : mostNamed;
    headline = [claim(rows, 'better', most), claim(rows, 'worse', most)].filter(Boolean).join('; ');
    if (equals.length > 0) rest.push(equal);
    rest.push(...told('not told apart', unclearLabels));
  } else if (equals.length > 0) {
    headline = equal;
    rest.push(...told('not told apart', unclearLabels));
  } else if (unclearLabels.length > 0) {
    headline =
      unclearLabels.length > mostNamed
        ? `no clear difference in ${counted(unclearLabels.length, rows.length)}`
        : `no clear difference at ${listed(unclearLabels)}`;
  } else if (fewLabels.length > 0) {
    headline = 'not enough runs for a verdict';
  } else if (unlikeLabels.length > 0) {
    headline = 'not comparable';
  } else {
    headline = 'nothing measured yet';
  }
  rest.push(...told('not enough runs', fewLabels), ...told('not comparable', unlikeLabels));
  return { headline: sentenceCase(headline), rest: rest.length > 0 ? `${sentenceCase(rest.join('; '))}.` : '' };
}
