import { findAntecedents } from './antecedents';
import {
  type ClaimCorrection,
  type ClaimText,
  MOST_ANTECEDENTS,
  MOST_DEPENDENCES,
  MOST_LIMITATIONS,
} from './claim-text';
import { MOST_CHARACTERS, splitClaim } from './split-claim';

/** A text with one or more claims, taken apart. */
export interface SplitSet {
  claims: ClaimText[];
  /** Text that belongs to no claim, such as "What is claimed is:". */
  left: string[];
  /** What a person should look at, in sentences. */
  notes: string[];
}

/** Nobody reads more remarks than these. */
const MOST_NOTES = 50;

interface Piece {
  number: number;
  text: string;
}

/** "12. A method", "Claim 12: A method", "12) A method" at the beginning of a line. */
const LINE_START = /^[ \t]*(?:claim[ \t]+)?(\d{1,4})[ \t]*[.):][ \t]+(?=\S)/gim;

/** "… the scores. 2. The method" in text that lost its lines. */
const SENTENCE_START = /(?<=[.;)]\s)(\d{1,4})\.\s+(?=\p{Lu})/gu;

/** "5-7. (canceled)" */
const CANCELLED = /^\(?\s*(?:cancel(?:l)?ed|withdrawn|deleted)\s*\)?\.?$/i;

/**
 * Takes a text with any number of claims apart: at their numbers; where there are none, at blank lines and bullets. A claim that cannot be
 * split is kept whole and says why.
 */
export function splitClaimSet(source: string): SplitSet {
  const text = source.replace(/\r\n?/g, '\n').trim();
  if (text === '') return { claims: [], left: [], notes: [] };
  const notes: string[] = [];
  const { pieces, left } = numbered(text, notes) ?? unnumbered(text);
  const texts = new Map(pieces.map(({ number, text: one }) => [number, one]));
  const claims = pieces.map(({ number, text: one }) => claimTextOf(number, one, texts));
  for (const { number, dependsOn } of claims) {
    const absent = dependsOn.filter((other) => !texts.has(other));
    if (absent.length > 0)
      notes.push(
        `Claim ${number} refers to ${absent.map((other) => `claim ${other}`).join(', ')}, which is not in the text.`,
      );
    if (dependsOn.some((other) => other >= number))
      notes.push(`Claim ${number} refers to a claim that does not come before it.`);
  }
  return { claims, left, notes: notes.slice(0, MOST_NOTES) };
}

/** A claim as a person put it right; antecedents follow from the text where they are not given. */
export function correctedClaim(correction: ClaimCorrection, others: ReadonlyMap<number, string>): ClaimText {
  const { number, text, preamble, transition, limitations, dependsOn, antecedents } = correction;
  return {
    ...{ number, text, preamble, transition, limitations, dependsOn },
    antecedents: antecedents ?? linked(text, dependsOn, others),
    split: preamble !== null && transition !== null,
    reason: preamble !== null && transition !== null ? null : 'kept whole by hand',
    corrected: true,
  };
}

function numbered(text: string, notes: string[]): { pieces: Piece[]; left: string[] } | null {
  let starts = startsOf(text, LINE_START, notes);
  // All in one paragraph: the numbers have to follow each other one by one, or "in step 2. The" would begin a claim.
  if (starts.length < 2) {
    const inside = [...text.matchAll(SENTENCE_START)].map((match) => startAt(match));
    const first = starts[0];
    let next = (first?.number ?? 0) + 1;
    const found = first ? [first] : [];
    for (const start of inside) {
      if (start.number !== next || (first && start.at <= first.at)) continue;
      found.push(start);
      next += 1;
    }
    if (found.length > starts.length) starts = found;
  }
  if (starts.length === 0) return null;
  const before = text.slice(0, starts[0]!.at).trim();
  const pieces = starts.map(({ number, end }, index) => ({
    number,
    text: text.slice(end, starts[index + 1]?.at ?? text.length).trim(),
  }));
  return { pieces: pieces.filter(({ text: one }) => one !== ''), left: before === '' ? [] : [before] };
}

interface Start {
  number: number;
  at: number;
  end: number;
}

const startAt = (match: RegExpMatchArray): Start => ({
  number: Number(match[1]),
  at: match.index!,
  end: match.index! + match[0].length,
});

/** Numbers at the beginnings of lines, as long as they rise; a smaller one belongs to the claim before it, and that is noted. */
function startsOf(text: string, pattern: RegExp, notes: string[]): Start[] {
  const starts: Start[] = [];
  for (const match of text.matchAll(pattern)) {
    const start = startAt(match);
    const last = starts.at(-1);
    if (start.number < 1) continue;
    if (last && start.number <= last.number) {
      notes.push(
        `A line begins with ${start.number} after claim ${last.number}; it was kept as part of claim ${last.number}.`,
      );
      continue;
    }
    starts.push(start);
  }
  return starts;
}

/** Bullets, or paragraphs that end as sentences do: claims of a datasheet. Anything else is one claim. */
function unnumbered(text: string): { pieces: Piece[]; left: string[] } {
  const bullets = text.split('\n').filter((line) => line.trim() !== '');
  const isBullet = (line: string): boolean => /^\s*[-•*–]\s+\S/.test(line);
  const paragraphs = text.split(/\n[ \t]*\n/).map((one) => one.trim());
  const separate =
    bullets.length > 1 && bullets.every(isBullet)
      ? bullets.map((line) => line.replace(/^\s*[-•*–]\s+/, ''))
      : paragraphs.length > 1 && paragraphs.every((one) => /[.!?)"”]$/.test(one))
        ? paragraphs
        : [text];
  return { pieces: separate.map((one, index) => ({ number: index + 1, text: one })), left: [] };
}

function claimTextOf(number: number, text: string, others: ReadonlyMap<number, string>): ClaimText {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (CANCELLED.test(plain)) return kept(number, plain, [], 'this claim was cancelled or withdrawn');
  if (text.length > MOST_CHARACTERS) return kept(number, plain, [], `it has more than ${MOST_CHARACTERS} characters`);
  // The splitter takes lines apart where there are no semicolons, so it is given the text with its lines.
  const split = splitClaim(text);
  const dependsOn = (split.dependsOnAny ?? (split.dependsOn === undefined ? [] : [split.dependsOn]))
    .filter((other) => other > 0)
    .slice(0, MOST_DEPENDENCES);
  if (split.preamble === null || split.transition === null)
    return kept(number, plain, dependsOn, split.reason ?? 'it could not be split');
  if (split.limitations.length > MOST_LIMITATIONS)
    return kept(number, plain, dependsOn, `it has ${split.limitations.length} parts, more than a claim has`);
  return {
    number,
    text: plain,
    preamble: split.preamble,
    transition: split.transition,
    limitations: split.limitations,
    antecedents: linked(plain, dependsOn, others),
    dependsOn,
    split: true,
    reason: null,
    corrected: false,
  };
}

/** A claim that stays in one piece, with the reason. */
const kept = (number: number, text: string, dependsOn: number[], reason: string): ClaimText => ({
  number,
  text,
  preamble: null,
  transition: null,
  limitations: [text],
  antecedents: [],
  dependsOn,
  split: false,
  reason,
  corrected: false,
});

/** Antecedents of a claim; those of a dependent claim may stand in the claims that it refers to, the first at each step. */
function linked(
  text: string,
  dependsOn: readonly number[],
  others: ReadonlyMap<number, string>,
): ClaimText['antecedents'] {
  const chain = [text];
  const seen = new Set<number>();
  let parent = dependsOn[0];
  while (parent !== undefined && !seen.has(parent) && chain.length < 20) {
    seen.add(parent);
    const above = others.get(parent);
    if (above === undefined) break;
    chain.unshift(above);
    parent = dependenceOf(above);
  }
  const own = text.toLowerCase().replace(/\s+/g, ' ');
  return findAntecedents(chain.join(' ; ').replace(/\s+/g, ' '))
    .filter(([reference, introduced]) => own.includes(reference.toLowerCase()) && introduced.length <= 400)
    .slice(0, MOST_ANTECEDENTS)
    .map(([reference, introduced]): [string, string] => [reference, introduced]);
}

function dependenceOf(text: string): number | undefined {
  const found = /\bclaims?\s+(\d+)/i.exec(text.slice(0, 300));
  return found ? Number(found[1]) : undefined;
}
