import type { LanguageContext } from './context';
import { type Match, matchAt, type Name, namesOf, type Pattern, parsePattern } from './pattern';
import { exemptQuotations } from './quotes';
import type { LanguageCategory, LanguageRule } from './rule';
import { folded, phraseText, type Word, wordsOf } from './words';

export { emptyContext } from './context';

/** Words that a rule found, with their exact place. */
export interface LanguageFlag {
  rule: string;
  category: LanguageCategory;
  /** UTF-16 offsets; `text` is what stands between them. */
  start: number;
  end: number;
  text: string;
  reason: string;
  suggestion: string;
  /** `open` flags block; the others say what lets the words stand. */
  status: 'open' | 'waived' | 'approved';
  /** Id of the waiver or of the approved phrase. */
  by?: string;
  /** What speaks against the words beyond the rule: a cited verdict that says otherwise, an approved phrase that expired. */
  note?:
    | { kind: 'verdict-differs'; reference: string; outcome: string }
    | { kind: 'snippet-expired'; snippet: string; on: string };
}

const NEGATIONS = new Set([
  'not',
  'no',
  'never',
  'without',
  'neither',
  'nor',
  'non',
  'cannot',
  "can't",
  'nothing',
  'none',
]);
/** A negation counts this many words before what it negates. */
const NEGATION_REACH = 3;

/** Patterns by the words that they may begin with; those that begin with no certain word are tried at each. */
interface PatternIndex {
  byFirst: ReadonlyMap<string, readonly Pattern[]>;
  others: readonly Pattern[];
}

interface Compiled {
  rule: LanguageRule;
  patterns: PatternIndex;
  exceptions: PatternIndex | null;
}

const compiledRules = new WeakMap<LanguageRule, Compiled>();

function compiled(rule: LanguageRule): Compiled {
  const before = compiledRules.get(rule);
  if (before) return before;
  const made: Compiled = {
    rule,
    patterns: indexed(rule.patterns),
    exceptions: rule.exceptions.length > 0 ? indexed(rule.exceptions) : null,
  };
  compiledRules.set(rule, made);
  return made;
}

function indexed(sources: readonly string[]): PatternIndex {
  const byFirst = new Map<string, Pattern[]>();
  const others: Pattern[] = [];
  for (const pattern of sources.map(parsePattern)) {
    const first = pattern.parts[0]!;
    if (first.kind !== 'word') {
      others.push(pattern);
      continue;
    }
    for (const form of first.forms) {
      const known = byFirst.get(form);
      if (known) known.push(pattern);
      else byFirst.set(form, [pattern]);
    }
  }
  return { byFirst, others };
}

/**
 * Finds what the rules say must not stand in a text. Flags come in the order of the text; those of one rule do not overlap. Quotations
 * of what may be quoted are exempt; waived and approved words are flagged as such. Pure, and fast enough for each keystroke.
 *
 * @throws ProofdeskError `bad-input` for a rule with a pattern that cannot be read (`validateLanguageRule` refuses it before).
 */
export function checkLanguage(text: string, rules: readonly LanguageRule[], context: LanguageContext): LanguageFlag[] {
  const words = wordsOf(text);
  const names = namesOf(context.competitors);
  const exempt = exemptQuotations(text, context.quotable);
  const approved = approvedPlaces(words, context);
  const flags: LanguageFlag[] = [];
  for (const rule of rules) {
    if (!rule.enabled) continue;
    for (const { match, pattern } of matchesOf(compiled(rule), words, names)) {
      const start = words[match.from]!.start;
      const end = words[match.to - 1]!.end;
      // What overlaps a quotation only in part is the writer's own wording.
      if (exempt.some((quote) => quote.start <= start && end <= quote.end)) continue;
      const flag = flagOf(rule, pattern, match, text.slice(start, end), context);
      const judged = judgedByVerdicts(rule, words, match, context);
      if (judged === 'cleared') continue;
      flags.push({ ...flag, start, end, ...judged, ...letStand(flag, match, approved, context) });
    }
  }
  return flags.sort((a, b) => a.start - b.start || b.end - a.end || (a.rule < b.rule ? -1 : 1));
}

/** The flags that nothing lets stand. */
export const openFlags = (flags: readonly LanguageFlag[]): LanguageFlag[] =>
  flags.filter(({ status }) => status === 'open');

/** The rule's matches from left to right, the longest at each place, without exceptions and negated ones. */
function matchesOf(
  { rule, patterns, exceptions }: Compiled,
  words: readonly Word[],
  names: readonly Name[],
): { match: Match; pattern: Pattern }[] {
  const found: { match: Match; pattern: Pattern }[] = [];
  let excepted: Match[] | null = null;
  for (let at = 0; at < words.length; at += 1) {
    const best = longest(at, patterns, words, names);
    if (!best) continue;
    const { match } = best;
    if (exceptions) excepted ??= words.flatMap((_, from) => longest(from, exceptions, words, names)?.match ?? []);
    const isFine =
      (rule.negation === 'clears' && isNegated(words, match.from)) ||
      excepted?.some(({ from, to }) => from <= match.from && match.to <= to);
    if (isFine) continue;
    found.push(best);
    at = match.to - 1;
  }
  return found;
}

function longest(
  at: number,
  { byFirst, others }: PatternIndex,
  words: readonly Word[],
  names: readonly Name[],
): { match: Match; pattern: Pattern } | null {
  let best: { match: Match; pattern: Pattern } | null = null;
  const attempt = (pattern: Pattern): void => {
    const match = matchAt(words, at, pattern.parts, names);
    if (match && (!best || match.to > best.match.to)) best = { match, pattern };
  };
  byFirst.get(words[at]!.folded)?.forEach(attempt);
  others.forEach(attempt);
  return best;
}

/** “not guaranteed”, “never an assertion of”; not “not only the fastest”, and not over the end of a clause. */
function isNegated(words: readonly Word[], from: number): boolean {
  for (let back = 1; back <= NEGATION_REACH && from - back >= 0; back += 1) {
    if (words[from - back + 1]!.afterBreak !== 'none') return false;
    const { folded: word } = words[from - back]!;
    if (!NEGATIONS.has(word) && !word.endsWith("n't")) continue;
    return !['only', 'just', 'merely'].includes(words[from - back + 1]!.folded);
  }
  return false;
}

function flagOf(
  rule: LanguageRule,
  pattern: Pattern,
  { name }: Match,
  text: string,
  { archetype }: LanguageContext,
): Omit<LanguageFlag, 'start' | 'end'> {
  const suggestion = (pattern.suggestion ?? rule.suggestion)
    .replaceAll('{word}', name ?? text)
    .replaceAll('{archetype}', archetype ?? 'a product of this class');
  const { id, category, reason } = rule;
  return { rule: id, category, text, reason, suggestion, status: 'open' };
}

/** Whether a cited verdict carries the words; a verdict that says otherwise is noted. */
function judgedByVerdicts(
  rule: LanguageRule,
  words: readonly Word[],
  match: Match,
  { verdicts }: LanguageContext,
): 'cleared' | Pick<LanguageFlag, 'note'> {
  const topic = rule.clearedBy;
  if (topic === null || verdicts.length === 0) return {};
  let sentence: string | null = null;
  const speaking = verdicts.filter((verdict) => {
    if (topic !== 'any' && verdict.topic !== topic) return false;
    if (verdict.attached) return true;
    sentence ??= sentenceAround(words, match);
    const reference = phraseText(verdict.reference);
    return reference.trim() !== '' && sentence.includes(reference);
  });
  const against = speaking.find(({ outcome }) => outcome !== 'better');
  // One that says otherwise is not outvoted: the writer has to say which part holds.
  if (against) return { note: { kind: 'verdict-differs', reference: against.reference, outcome: against.outcome } };
  return speaking.length > 0 ? 'cleared' : {};
}

function sentenceAround(words: readonly Word[], { from, to }: Match): string {
  let start = from;
  while (start > 0 && words[start]!.afterBreak !== 'sentence') start -= 1;
  let end = to;
  while (end < words.length && words[end]!.afterBreak !== 'sentence') end += 1;
  return ` ${words
    .slice(start, end)
    .map((word) => word.folded)
    .join(' ')} `;
}

interface ApprovedPlace {
  from: number;
  to: number;
  snippet: string;
  /** The day on which it expired; null where it holds. */
  expired: string | null;
}

/** Where approved phrases stand in the text, word for word. */
function approvedPlaces(words: readonly Word[], { snippets, today }: LanguageContext): ApprovedPlace[] {
  const places: ApprovedPlace[] = [];
  const starts = new Map<string, number[]>();
  if (snippets.length > 0) {
    for (const [at, { folded: word }] of words.entries()) {
      const known = starts.get(word);
      if (known) known.push(at);
      else starts.set(word, [at]);
    }
  }
  for (const { id, text, expires } of snippets) {
    const phrase = wordsOf(text).map((word) => word.folded);
    for (const from of phrase.length === 0 ? [] : (starts.get(phrase[0]!) ?? [])) {
      if (!phrase.every((word, offset) => words[from + offset]?.folded === word)) continue;
      const expired = expires !== null && expires < today ? expires : null;
      places.push({ from, to: from + phrase.length, snippet: id, expired });
    }
  }
  return places;
}

function letStand(
  { rule, text }: Pick<LanguageFlag, 'rule' | 'text'>,
  match: Match,
  approved: readonly ApprovedPlace[],
  { waivers, place }: LanguageContext,
): Pick<LanguageFlag, 'by' | 'note'> & { status?: LanguageFlag['status'] } {
  const around = approved.filter(({ from, to }) => from <= match.from && match.to <= to);
  const holds = around.find(({ expired }) => expired === null);
  if (holds) return { status: 'approved', by: holds.snippet };
  const waiver = waivers.find((one) => one.rule === rule && one.place === place && folded(one.phrase) === folded(text));
  if (waiver) return { status: 'waived', by: waiver.id };
  const past = around[0];
  return past?.expired ? { note: { kind: 'snippet-expired', snippet: past.snippet, on: past.expired } } : {};
}
