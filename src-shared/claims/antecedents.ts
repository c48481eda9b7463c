/**
 * Which earlier words a "the …" or "said …" of a claim refers to. A claim introduces a thing once ("a score") and takes it up with
 * a definite article ("the score"); a missing antecedent is a defect that a reader must see. Grammar without a dictionary: good
 * enough to propose links, which a person corrects.
 */

/** The words taken up, and the words that introduced them, both as they stand in the text. */
export type Antecedent = [reference: string, introduced: string];

interface Word {
  text: string;
  /** Lower case, singular. */
  stem: string;
  /** Ends a phrase: punctuation follows. */
  closes: boolean;
}

/** Words that cannot stand inside a noun phrase, apart from its determiners. */
const BOUNDARIES = new Set(
  (
    'a an the said each every any some all both such at of to in on by for from with without within after before during while ' +
    'when where wherein whereby which that who whose if so as than then thus and or but nor not is are was were be being been ' +
    'has have having can may will would shall should must does do based according via using through into onto upon over under ' +
    'between among along out up only also further comprising comprises including includes consisting containing contains it ' +
    'its their them they this these those there'
  ).split(' '),
);

/** What may introduce a noun phrase and belongs to it, longest first. */
const DETERMINERS = [
  ['a', 'plurality', 'of'],
  ['a', 'number', 'of'],
  ['a', 'set', 'of'],
  ['at', 'least', 'one', 'of'],
  ['at', 'least', 'one'],
  ['one', 'or', 'more'],
  ['a'],
  ['an'],
];

function stemOf(word: string): string {
  const lower = word.toLowerCase();
  if (/[^aeiou]ies$/.test(lower)) return `${lower.slice(0, -3)}y`;
  if (/(ss|us|is)$/.test(lower)) return lower;
  if (/(ch|sh|x|ss|z)es$/.test(lower)) return lower.slice(0, -2);
  return lower.endsWith('s') ? lower.slice(0, -1) : lower;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/([\p{L}\p{N}][\p{L}\p{N}'’/-]*)([^\p{L}\p{N}]*)/gu)].map(([, word = '', after = '']) => ({
    text: word,
    stem: stemOf(word),
    closes: /[,;:.()]/.test(after),
  }));
}

const lower = (word: Word | undefined): string => word?.text.toLowerCase() ?? '';
const isDefinite = (word: Word | undefined): boolean => lower(word) === 'the' || lower(word) === 'said';

/** The noun phrase that starts at `start`: words up to a boundary, punctuation, or a participle after its first word. */
function phraseAt(words: readonly Word[], start: number): Word[] {
  const phrase: Word[] = [];
  let index = start;
  for (; index < words.length && phrase.length < 6; index += 1) {
    const word = words[index]!;
    if (BOUNDARIES.has(lower(word))) break;
    if (phrase.length > 0 && /ing$/.test(lower(word))) break;
    phrase.push(word);
    if (word.closes) break;
  }
  return phrase;
}

/** Index after a determiner that begins at `start`, or `start` where none does. */
function afterDeterminer(words: readonly Word[], start: number): number {
  const found = DETERMINERS.find((parts) => parts.every((part, offset) => lower(words[start + offset]) === part));
  return found ? start + found.length : start;
}

/** Where a determiner that ends right before `end` begins, or `end` where none does. */
function beforeDeterminer(words: readonly Word[], end: number): number {
  const found = DETERMINERS.find((parts) =>
    parts.every((part, offset) => {
      const word = words[end - parts.length + offset];
      return lower(word) === part && word?.closes === false;
    }),
  );
  return found ? end - found.length : end;
}

interface Introduction {
  start: number;
  end: number;
  /** Has an article or a count of its own. */
  determined: boolean;
}

/** Places before `limit` at which exactly these words are introduced, not taken up, and not part of a longer noun phrase. */
function introductions(words: readonly Word[], stems: readonly string[], limit: number): Introduction[] {
  const found: Introduction[] = [];
  for (let at = 0; at + stems.length <= limit; at += 1) {
    if (!stems.every((stem, offset) => words[at + offset]?.stem === stem)) continue;
    // Inside the phrase no punctuation may stand.
    if (stems.some((_, offset) => offset < stems.length - 1 && words[at + offset]?.closes)) continue;
    const start = beforeDeterminer(words, at);
    const before = words[start - 1];
    if (isDefinite(before) && !before?.closes) continue;
    const determined = start < at;
    const opens = before === undefined || before.closes || BOUNDARIES.has(lower(before)) || /ing$/.test(lower(before));
    if (!determined && !opens) continue;
    // "to order the item" introduces no order: a bare word after "to" is a verb unless it is plural.
    const last = words[at + stems.length - 1];
    if (!determined && lower(before) === 'to' && lower(last) === last?.stem) continue;
    found.push({ start, end: at + stems.length, determined });
  }
  return found;
}

const textOf = (words: readonly Word[], { start, end }: Introduction): string =>
  words
    .slice(start, end)
    .map((word) => word.text)
    .join(' ');

/** Index of the introduction made by the verb of a participle: "assigning a score" for "the assigned scores". */
function madeBy(words: readonly Word[], participle: string, places: readonly Introduction[]): Introduction | undefined {
  const root = participle.replace(/(ed|en|n)$/, '');
  return places
    .filter(({ start }) => {
      const verb = lower(words[start - 1]);
      return verb.endsWith('ing') && verb.startsWith(root.slice(0, Math.max(3, root.length - 1)));
    })
    .at(-1);
}

/**
 * The nearest introduction before `limit` of the longest run of these words that has one, and how many words it took: no
 * dictionary says where the phrase ends and the predicate begins.
 */
function introductionOf(
  words: readonly Word[],
  phrase: readonly Word[],
  limit: number,
): { introduced: string; length: number } | null {
  for (let length = phrase.length; length >= 1; length -= 1) {
    const stems = phrase.slice(0, length).map((word) => word.stem);
    const same = introductions(words, stems, limit).at(-1);
    if (same) return { introduced: textOf(words, same), length };
    const first = lower(phrase[0]);
    if (length < 2 || !/(ed|en|n)$/.test(first)) continue;
    const plain = introductions(words, stems.slice(1), limit);
    const chosen = madeBy(words, first, plain) ?? plain.filter(({ determined }) => determined).at(-1) ?? plain.at(-1);
    if (chosen) return { introduced: textOf(words, chosen), length };
  }
  return null;
}

/** Every definite phrase of a claim with the words that introduced it, in order; phrases without an introduction are left out. */
export function findAntecedents(text: string): Antecedent[] {
  const words = wordsOf(text);
  const found = new Map<string, string>();
  words.forEach((word, index) => {
    if (!isDefinite(word) || word.closes) return;
    // "the one or more linking documents": the count belongs to the phrase and not to what is looked for.
    const start = afterDeterminer(words, index + 1);
    const answer = introductionOf(words, phraseAt(words, start), index);
    if (!answer) return;
    const reference = [
      lower(word),
      ...words.slice(index + 1, start + answer.length).map(({ text: part }) => part),
    ].join(' ');
    if (!found.has(reference)) found.set(reference, answer.introduced);
  });
  return [...found];
}
