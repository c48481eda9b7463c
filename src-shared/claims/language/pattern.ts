import { ProofdeskError } from '../../kernel/errors';
import { inflections } from './inflection';
import { folded, type Word, wordsOf } from './words';

/**
 * Patterns of language rules are phrases, written as they are read:
 * - `infringe` is the word with its inflections, `"best"` exactly this form;
 * - `unbeat*` is every word that begins so, `*proof` every word that ends so;
 * - `faster ... than` allows up to four words between, in the same clause;
 * - `<competitor>` is any name of a competitor in the context;
 * - `world's fastest -> faster than …` says the phrasing suggested for this one.
 * They are matched word by word, in time linear in the text: no pattern, however written, can make typing slow.
 */
export interface Pattern {
  parts: Part[];
  source: string;
  /** Suggested phrasing of this pattern alone. */
  suggestion: string | null;
}

export type Part =
  | { kind: 'word'; forms: ReadonlySet<string> }
  | { kind: 'wildcard'; pieces: readonly string[] }
  | { kind: 'gap' }
  | { kind: 'competitor' };

/** The most words a `...` stands for. */
export const GAP_WORDS = 4;
const MOST_PARTS = 12;
const MOST_CHARACTERS = 200;

const refuse = (message: string, hint: string): ProofdeskError =>
  new ProofdeskError({ code: 'bad-input', message, where: { field: 'patterns' }, hint });

/** Reads a pattern. Throws `bad-input` that says what is wrong with it and how to write it. */
export function parsePattern(source: string): Pattern {
  const [phrase = '', suggestion, ...rest] = source.split(/\s*(?:->|→)\s*/);
  const shown = `“${source.length > 60 ? `${source.slice(0, 57)}…` : source}”`;
  if (source.length > MOST_CHARACTERS)
    throw refuse(`The pattern ${shown} has more than ${MOST_CHARACTERS} characters.`, 'Write a shorter phrase.');
  if (rest.length > 0)
    throw refuse(`The pattern ${shown} has two arrows.`, 'Write one arrow, and behind it the phrasing to suggest.');
  if (suggestion === '')
    throw refuse(
      `The pattern ${shown} suggests nothing behind its arrow.`,
      'Write the phrasing, or leave the arrow out.',
    );
  const parts = phrase
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((token) => partsOf(token, shown));
  if (parts.length === 0) throw refuse(`The pattern ${shown} has no word.`, 'Write a word or phrase to look for.');
  if (parts.length > MOST_PARTS)
    throw refuse(`The pattern ${shown} has more than ${MOST_PARTS} words.`, 'Write a shorter phrase.');
  if (parts[0]!.kind === 'gap' || parts.at(-1)!.kind === 'gap')
    throw refuse(`The pattern ${shown} begins or ends with “...”.`, 'Write a word on both sides of “...”.');
  if (parts.some((part, at) => part.kind === 'gap' && parts[at + 1]?.kind === 'gap'))
    throw refuse(`The pattern ${shown} has two “...” beside each other.`, 'Write a word between them.');
  return { parts, source, suggestion: suggestion ?? null };
}

function partsOf(token: string, shown: string): Part[] {
  if (token === '...' || token === '…') return [{ kind: 'gap' }];
  if (token === '<competitor>') return [{ kind: 'competitor' }];
  if (/[<>\\^$|+?[\](){}]/.test(token))
    throw refuse(
      `The pattern ${shown} has the sign “${/[<>\\^$|+?[\](){}]/.exec(token)![0]}”, which means nothing here.`,
      'Patterns are words; “*” stands for letters of a word, “...” for up to four words, <competitor> for a competitor’s name.',
    );
  const exact = /^["“](.+)["”]$/.exec(token);
  if (!exact && /["“”]/.test(token))
    throw refuse(
      `The pattern ${shown} has a quotation mark that is not around one word.`,
      'Quote one word, as in "best".',
    );
  const body = exact?.[1] ?? token;
  if (body.includes('*')) {
    const pieces = body.split('*').map(folded);
    if (pieces.join('').length < 2)
      throw refuse(
        `The pattern ${shown} has a “*” with fewer than two letters beside it: it would flag nearly everything.`,
        'Write at least two letters with each “*”.',
      );
    if (pieces.some((piece) => /[^\p{L}\p{N}']/u.test(piece)))
      throw refuse(`The pattern ${shown} has a “*” in something that is no word.`, 'Write letters and “*” only.');
    return [{ kind: 'wildcard', pieces }];
  }
  const words = wordsOf(body);
  if (words.length === 0) throw refuse(`The pattern ${shown} has a part without letters.`, 'Write words.');
  return words.map((word) => ({
    kind: 'word',
    forms: exact ? new Set([word.folded]) : inflections(word.folded),
  }));
}

/** Whether a folded word fits pieces with anything between them. Pieces are taken greedily from the left: linear. */
export function fitsWildcard(word: string, pieces: readonly string[]): boolean {
  const first = pieces[0]!;
  const last = pieces.at(-1)!;
  if (!word.startsWith(first) || !word.endsWith(last) || word.length < first.length + last.length) return false;
  let at = first.length;
  const limit = word.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = word.indexOf(piece, at);
    if (found < 0 || found + piece.length > limit) return false;
    at = found + piece.length;
  }
  return true;
}

/** A competitor's name as words, and whether its capital matters: a name of one word may be a common word as well. */
export interface Name {
  words: readonly string[];
  capitalised: boolean;
  name: string;
}

export interface Match {
  /** First word and the word behind the last. */
  from: number;
  to: number;
  /** The competitor's name in the match. */
  name?: string;
}

/** The longest match of a pattern that begins at a word, or null. A match never runs over the end of a sentence. */
export function matchAt(
  words: readonly Word[],
  from: number,
  parts: readonly Part[],
  names: readonly Name[],
): Match | null {
  const first = parts[0]!;
  if (first.kind === 'wildcard' && !fitsWildcard(words[from]!.folded, first.pieces)) return null;
  if (first.kind === 'competitor' && names.length === 0) return null;
  // Places behind the parts matched so far; gaps make several, at most one for each word they may skip.
  let places = new Map<number, string | undefined>([[from, undefined]]);
  for (const [index, part] of parts.entries()) {
    const next = new Map<number, string | undefined>();
    for (const [at, name] of places) {
      if (part.kind === 'gap') {
        for (let skip = 0; skip <= GAP_WORDS && at + skip < words.length; skip += 1) {
          if (words[at + skip]!.afterBreak !== 'none') break;
          next.set(at + skip, name);
        }
        continue;
      }
      const word = words[at];
      if (!word || (index > 0 && word.afterBreak === 'sentence')) continue;
      if (part.kind === 'word') {
        if (part.forms.has(word.folded)) next.set(at + 1, name);
      } else if (part.kind === 'wildcard') {
        if (fitsWildcard(word.folded, part.pieces)) next.set(at + 1, name);
      } else {
        for (const one of names) if (nameAt(words, at, one)) next.set(at + one.words.length, one.name);
      }
    }
    if (next.size === 0) return null;
    places = next;
  }
  const to = Math.max(...places.keys());
  const name = places.get(to);
  return { from, to, ...(name !== undefined && { name }) };
}

function nameAt(words: readonly Word[], at: number, { words: parts, capitalised }: Name): boolean {
  if (capitalised && !words[at]!.capital) return false;
  return parts.every((part, offset) => {
    const word = words[at + offset];
    if (!word || (offset > 0 && word.afterBreak === 'sentence')) return false;
    return word.folded === part || (offset === parts.length - 1 && word.folded === `${part}'s`);
  });
}

/** Names as they are looked for; doubled and empty ones are left out. */
export function namesOf(names: readonly string[]): Name[] {
  const known = new Map<string, Name>();
  for (const name of names) {
    const parts = wordsOf(name).map((word) => word.folded);
    if (parts.length === 0) continue;
    known.set(parts.join(' '), { words: parts, capitalised: parts.length === 1 && /^\p{Lu}/u.test(name.trim()), name });
  }
  return [...known.values()];
}
